"""Every write of the catalogue: a resource is published, changed by a new edition, retired."""

from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.hub.catalogue.models import Edition, Resource
from yiwang.hub.catalogue.words import Form, Grade, Group, Opening, Period, Sharing
from yiwang.kernel.refusals import Missing
from yiwang.lake.schema import Schema
from yiwang.org.actors import Worker
from yiwang.org.models import Unit


@dataclass(frozen=True, kw_only=True)
class Description:
    """What the catalogue says of a resource; `unit` is who provides it."""

    key: str
    code: str
    name: str
    group: Group
    unit: Unit
    sharing: Sharing
    period: Period
    schema: Schema
    abstract: str = ""
    theme: str = ""
    form: Form = Form.TABLE
    condition: str = ""
    basis: str = ""
    opening: Opening = Opening.CLOSED
    grade: Grade = Grade.GENERAL_2


@transaction.atomic
def publish(*, told: Description, reason: str, by: Worker) -> Resource:
    """Publish a resource, or its next edition. Raises `Missing` where a word is owed."""
    _check(told)
    content = _plain(told)
    row = Resource.objects.select_for_update().filter(key=told.key).first() or Resource()
    for name, value in content.items():
        setattr(row, name, value)
    row.unit, row.edition, row.published_at = told.unit, row.edition + 1, timezone.now()
    row.save()
    Edition.objects.create(
        resource=row,
        number=row.edition,
        content=content | {"unit": told.unit.code},
        reason=reason,
        at=row.published_at,
        by_id=by.person_id,
        by_name=by.person_name,
    )
    return row


def _check(told: Description) -> None:
    if told.sharing is Sharing.NONE and not told.basis:
        raise Missing("不予共享的资源须写明法律、行政法规或国务院依据")
    if told.sharing is Sharing.CONDITIONAL and not told.condition:
        raise Missing("有条件共享的资源须写明共享条件")


def _plain(told: Description) -> dict[str, Any]:
    plain = {
        name: getattr(told, name)
        for name in Description.__dataclass_fields__
        if name not in ("unit", "schema")
    }
    fields = [asdict(field) for field in told.schema.fields]
    return plain | {"fields": fields, "keys": list(told.schema.keys)}
