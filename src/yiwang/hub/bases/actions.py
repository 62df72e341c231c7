"""Every write of the bases: sources that count, feeders, decisions on pairs."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.hub.bases import queries, rights
from yiwang.hub.bases.models import Authority, Decision, Doubt, Feeder
from yiwang.hub.bases.words import BUILT, FIELDS, Base, Said
from yiwang.hub.bases.words import field as field_of
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.catalogue.models import Resource
from yiwang.kernel.refusals import Invalid, Missing
from yiwang.org.actors import Worker

LEAST_WORDS = 2
# So far back one's own decisions are searched for one to take back.
LOOKED_BACK = 200


@dataclass(frozen=True, kw_only=True)
class NewAuthority:
    """Which resources come first for a field, in order, from when on and by which paper."""

    base: str
    field: str
    resources: tuple[str, ...]
    valid_from: date
    basis: str


def appoint(*, told: NewAuthority, by: Worker) -> list[Authority]:
    """Say which sources count. Raises `NotAllowed`, `Invalid`, `NotFound`, `Missing`."""
    resources = appointable(told=told, by=by)
    if len(told.basis.strip()) < LEAST_WORDS:
        raise Missing("请填写依据", fields={"basis": "请填写依据"})
    # One moment for all: by it they are known as one publication.
    row = {
        "base": told.base,
        "field": told.field,
        "valid_from": told.valid_from,
        "basis": told.basis.strip()[:200],
        **signed(by),
    }
    with transaction.atomic():
        return [Authority.objects.create(resource=one, **row) for one in resources]


def appointable(*, told: NewAuthority, by: Worker) -> list[Resource]:
    """The resources of an order that may be published. Raises `NotAllowed`, `Invalid`."""
    rights.may_keep(by)
    found = field_of(told.base, told.field)
    if told.base not in BUILT or found is None:
        raise Invalid("基础库没有这个字段", fields={"field": "请选择字段"})
    keys = [one for one in told.resources if one]
    if not keys or len(set(keys)) < len(keys):
        words = "请按先后选择来源，每个来源只选一次"
        raise Invalid("请按先后选择来源，每个来源只选一次", fields={"resource": words})
    feeding = {
        one.resource.key: one.resource
        for one in queries.feeders(told.base)
        if told.field in one.fields
    }
    for key in keys:
        if key not in feeding:
            name = catalogue.resource(key).name
            raise Invalid("“{name}”没有提供“{field}”这个字段", name=name, field=found.label)
    return [feeding[key] for key in keys]


@dataclass(frozen=True, kw_only=True)
class NewFeeder:
    """Which fields of a resource feed which fields of a base."""

    base: str
    resource: str
    fields: dict[str, str] = field(default_factory=dict)
    updated: str = ""
    active: bool = True


def feed(*, told: NewFeeder, by: Worker) -> Feeder:
    """Have a resource feed a base, or end it. Raises `NotAllowed`, `Invalid`, `NotFound`."""
    rights.may_keep(by)
    resource = catalogue.resource(told.resource)
    there = set(resource.schema.names)
    if told.base not in BUILT:
        raise Invalid("请选择基础库")
    known = {one.key for one in FIELDS[told.base]}
    strange = [*(set(told.fields) - known), *(set(told.fields.values()) - there)]
    if told.updated and told.updated not in there:
        strange.append(told.updated)
    if strange:
        raise Invalid("没有字段“{field}”", field="、".join(sorted(strange)))
    if told.active and not told.fields:
        raise Missing("请至少对应一个字段")
    if told.active and not resource.keys:
        raise Invalid("资源“{name}”没有主键，不能进入基础库", name=resource.name)
    return Feeder.objects.create(
        base=told.base,
        resource=resource,
        fields=told.fields,
        updated=told.updated,
        active=told.active,
        **signed(by),
    )


def decide(*, base: str, pair: tuple[str, str], said: str, reason: str, by: Worker) -> Decision:
    """Say whether two records are of the same; later builds obey. A later word counts more.

    Raises `NotAllowed`, `Invalid`, and `Missing` where a decision against an earlier one has no
    reason.
    """
    if base not in Base.values or said not in Said.values:
        raise Invalid("请选择判定")
    left, right = sorted(pair)
    _may_decide(base, left, right, by)
    before = Decision.objects.filter(base=base, left=left, right=right).order_by("-id").first()
    changed = before is not None and before.said not in (said, Said.LATER)
    if changed and len(reason.strip()) < LEAST_WORDS:
        raise Missing("更改以前的判定，请写明理由", fields={"reason": "请写明理由"})
    return Decision.objects.create(
        base=base, left=left, right=right, said=said, reason=reason.strip()[:200], **signed(by)
    )


def undo(*, base: str, by: Worker) -> Decision:
    """Take back one's own last decision that still stands, by appending what stood before it.

    Raises `Missing` where there is none.
    """
    rights.may_keep(by)
    for own in Decision.objects.filter(base=base, by_id=by.person_id).order_by("-id")[:LOOKED_BACK]:
        words = Decision.objects.filter(base=base, left=own.left, right=own.right)
        latest = list(words.order_by("-id")[:2])
        if own.said == Said.LATER or latest[0].pk != own.pk:
            continue
        before = latest[1].said if len(latest) > 1 else Said.LATER
        pair = {"base": base, "left": own.left, "right": own.right}
        return Decision.objects.create(**pair, said=before, reason="撤销上一次判定", **signed(by))
    raise Missing("没有可以撤销的判定")


def _may_decide(base: str, left: str, right: str, by: Worker) -> None:
    """Keepers all, stewards none: a pair holds the data of two units."""
    rights.may_keep(by)
    known = Doubt.objects.filter(base=base, left=left, right=right).exists()
    if not known and not Decision.objects.filter(base=base, left=left, right=right).exists():
        raise Invalid("这两条记录不在疑似重复中")


def signed(by: Worker) -> dict[str, Any]:
    """Who and when, for a row that is appended."""
    return {"at": timezone.now(), "by_id": by.person_id, "by_name": by.person_name}
