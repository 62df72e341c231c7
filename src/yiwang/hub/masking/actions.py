"""Every write: a recipe is published in its next edition, a masked copy is made."""

from collections.abc import Mapping
from time import monotonic

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.masking import keys, queries
from yiwang.hub.masking.models import MaskedCopy, RecipeEdition
from yiwang.hub.places import engine, store
from yiwang.kernel.refusals import Missing, NotAllowed
from yiwang.lake.masking import Recipe, masked
from yiwang.lake.operations import Chain
from yiwang.org.actors import Worker


@transaction.atomic
def publish(
    *, key: str, chains: Mapping[str, Chain], basis: str, reason: str, by: Worker
) -> RecipeEdition:
    """The next edition of a resource's recipe, in force at once; the clock makes the copy anew.

    Raises `NotAllowed`, `Missing` without basis and reason, `Invalid` for a recipe that cannot be.
    """
    if by.duty is not Duty.DATA_OFFICER:
        raise NotAllowed("脱敏方案由数据管理员发布")
    if not basis.strip() or not reason.strip():
        raise Missing("请写明依据和变更原因")
    # One edition after another, also when two are published at once.
    resource = Resource.objects.select_for_update().get(pk=catalogue.resource(key).pk)
    recipe = Recipe(resource.schema, chains)
    last = queries.editions(resource)
    return RecipeEdition.objects.create(
        resource=resource,
        number=last[0].number + 1 if last else 1,
        chains=recipe.plain(),
        basis=basis.strip()[:200],
        reason=reason.strip()[:200],
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


def make(key: str) -> MaskedCopy:
    """Make the masked copy of the newest version; one that is there already is only noted.

    Takes as long as the table is large: in a process of its own. Raises `NotFound` without one.
    """
    began, resource, tables = monotonic(), catalogue.resource(key), store()
    snapshot = tables.snapshot(key)
    recipe, number = queries.recipe(resource)
    secret = keys.secret()
    name = keys.name_of(secret)
    present = recipe.schema.only(tuple(snapshot.schema.names))
    kept = Recipe(present, {k: one for k, one in recipe.chains.items() if k in present.names})
    on = engine()
    try:
        table = masked(on.table(snapshot.files), kept, secret)
        written = tables.replace(
            queries.masked_name(key),
            on.batches(table),
            run=f"mask-{snapshot.version}-{number}-{name}-{kept.schema.digest}",
            part=0,
        )
    finally:
        on.close()
    return MaskedCopy.objects.create(
        resource=resource,
        of_version=snapshot.version,
        recipe=number,
        key_name=name,
        version=written.version,
        rows=snapshot.rows,
        seconds=round(monotonic() - began, 3),
        at=timezone.now(),
    )
