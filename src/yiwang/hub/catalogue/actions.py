"""Every write of the catalogue: a resource is published, changed by a new edition, retired."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import codes
from yiwang.hub.catalogue.models import Edition, Flow, Grant, Resource, Step
from yiwang.hub.catalogue.words import Form, Grade, Group, Opening, Period, Sharing
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound
from yiwang.lake.schema import Schema
from yiwang.org.actors import Worker
from yiwang.org.models import Unit
from yiwang.search import actions as search

KIND = "resource"


@dataclass(frozen=True, kw_only=True)
class Description:
    """What the catalogue says of a resource; `unit` is who provides it.

    `grades` and `notes` are of single fields, by key; a field without a grade has that of the
    resource.
    """

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
    grades: Mapping[str, Grade] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def publish(*, told: Description, reason: str, by: Worker) -> Resource:
    """Publish a resource, or its next edition. Raises `Missing` where a word is owed, and
    `Invalid` or `Conflict` for a code that is not one of its class and unit.

    A resource that is not shared any more ends the grants on it.
    """
    row = Resource.objects.select_for_update().filter(key=told.key).first() or Resource()
    for unit_id in {told.unit.pk, row.unit_id or told.unit.pk}:
        may_keep(unit_id, by)
    _check(told)
    _check_unit(told, row)
    # A code that was given before stays as it is, whatever it looks like.
    if (row.code, row.group) != (told.code, told.group):
        told = replace(told, code=_code(told, row))
    content = _plain(told)
    for name, value in content.items():
        setattr(row, name, value)
    row.unit, row.edition, row.published_at = told.unit, row.edition + 1, timezone.now()
    row.retired_at = None
    row.save()
    _append(row, content | {"unit": told.unit.code}, reason, by)
    search.index(kind=KIND, object_id=row.pk, text=_searched(row))
    if told.sharing is Sharing.NONE:
        _end_grants(row, by, "资源改为不予共享")
    return row


@transaction.atomic
def retire(*, key: str, reason: str, by: Worker) -> Resource:
    """Take a resource out of use; what was published stays. Raises `NotFound`, `Missing`."""
    row = Resource.objects.select_for_update().filter(key=key, retired_at=None).first()
    if row is None:
        raise NotFound("没有资源“{key}”，或已停用", key=key)
    may_keep(row.unit_id, by)
    if not reason.strip():
        raise Missing("请写明停用原因")
    row.retired_at, row.edition = timezone.now(), row.edition + 1
    row.save(update_fields=["retired_at", "edition"])
    _append(row, {"retired": True}, reason, by)
    search.remove(kind=KIND, object_id=row.pk)
    _end_grants(row, by, "资源已停用")
    return row


def may_keep(unit_id: int | None, by: Worker) -> None:
    """Raises `NotAllowed` unless this worker keeps the resources of the unit."""
    keeps = by.duty in (Duty.DATA_OFFICER, Duty.SYSTEM)
    if not keeps and not (by.duty is Duty.DATA_STEWARD and by.unit_id == unit_id):
        raise NotAllowed("资源由提供单位的数据专员或数据管理员登记")


@dataclass(frozen=True)
class Told:
    """That a field is made from another: the keys of both resources and fields, and how."""

    source: str
    source_field: str
    target: str
    target_field: str
    means: str


@transaction.atomic
def add_flow(*, told: Told, by: Worker) -> Flow:
    """Tell where a field comes from. Raises `NotFound`, `Invalid` for what is not there."""
    ends = [Resource.objects.filter(key=key).first() for key in (told.source, told.target)]
    source, target = ends
    if source is None or target is None:
        raise NotFound("没有这个资源")
    may_keep(target.unit_id, by)
    source.schema.field(told.source_field)
    target.schema.field(told.target_field)
    if (told.source, told.source_field) == (told.target, told.target_field):
        raise Invalid("信息项不能来自自身")
    if not told.means.strip():
        raise Missing("请写明加工方式")
    same = {"source": source, "source_field": told.source_field}
    same |= {"target": target, "target_field": told.target_field}
    if Flow.objects.filter(**same, until=None).exists():
        raise Conflict("这条血缘已登记")
    return Flow.objects.create(
        **same,
        means=told.means.strip()[:120],
        source_edition=source.edition,
        target_edition=target.edition,
        since=timezone.now(),
        by_name=by.person_name,
    )


@transaction.atomic
def end_flow(*, number: int, by: Worker) -> Flow:
    """A field is no longer made from another. Raises `NotFound`."""
    rows = Flow.objects.select_for_update(of=("self",)).select_related("target")
    flow = rows.filter(pk=number, until=None).first()
    if flow is None:
        raise NotFound("没有这条血缘")
    may_keep(flow.target.unit_id, by)
    flow.until = timezone.now()
    flow.save(update_fields=["until"])
    return flow


def _append(row: Resource, content: dict[str, Any], reason: str, by: Worker) -> None:
    Edition.objects.create(
        resource=row,
        number=row.edition,
        content=content,
        reason=reason.strip()[:200],
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


def _end_grants(row: Resource, by: Worker, words: str) -> None:
    for grant in Grant.objects.filter(resource=row, ended_at=None):
        grant.ended_at = timezone.now()
        grant.save(update_fields=["ended_at"])
        Step.objects.create(
            request_id=grant.request_id,
            kind=Step.Kind.REVOKED,
            words=words,
            at=grant.ended_at,
            by_id=by.person_id,
            by_name=by.person_name,
            by_unit=by.unit_name,
        )


def _check(told: Description) -> None:
    if told.sharing is Sharing.NONE and not told.basis:
        raise Missing("不予共享的资源须写明法律、行政法规或国务院依据")
    if told.sharing is Sharing.CONDITIONAL and not told.condition:
        raise Missing("有条件共享的资源须写明共享条件")
    if told.opening is Opening.OPEN and told.sharing is Sharing.NONE:
        raise Invalid("不予共享的资源不能开放")
    strange = [key for key in (*told.grades, *told.notes) if key not in told.schema.names]
    if strange:
        raise Invalid("没有信息项：{fields}", fields="、".join(strange))


def _check_unit(told: Description, row: Resource) -> None:
    if told.unit.pk != row.unit_id and not told.unit.active:
        raise Invalid("提供单位“{unit}”已停用，请选择在用的单位", unit=told.unit.name)


def _code(told: Description, row: Resource) -> str:
    """The code as it is kept. Raises `Invalid`, and `Conflict` where it names another resource."""
    code = codes.fit(told.code, told.group, told.theme, told.unit)
    same = Resource.objects.filter(code=code).exclude(pk=row.pk).first()
    if same is not None:
        raise Conflict("资源代码“{code}”已用于“{name}”", code=code, name=same.name)
    return code


_OF_FIELDS = ("unit", "schema", "grades", "notes")


def _plain(told: Description) -> dict[str, Any]:
    names = [name for name in Description.__dataclass_fields__ if name not in _OF_FIELDS]
    fields = [
        asdict(one)
        | {"grade": told.grades.get(one.key, told.grade), "note": told.notes.get(one.key, "")}
        for one in told.schema.fields
    ]
    plain = {name: getattr(told, name) for name in names}
    return plain | {"fields": fields, "keys": list(told.schema.keys)}


def _searched(row: Resource) -> str:
    words = [row.name, row.code, row.key, row.abstract, row.theme, row.unit.name]
    for one in row.fields:
        words += [one["label"], one["key"], one.get("note", "")]
    return "\n".join(words)
