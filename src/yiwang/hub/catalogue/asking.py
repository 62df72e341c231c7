"""A unit asks for data, the unit that owns it decides; each step is appended."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import requests
from yiwang.hub.catalogue.gate import conditions
from yiwang.hub.catalogue.models import Grant, Request, Resource, Step
from yiwang.hub.catalogue.terms import due, later, terms
from yiwang.hub.catalogue.words import Sharing
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotNow
from yiwang.org.actors import Worker

LONGEST_USE = timedelta(days=3 * 366)
ASKERS = frozenset({Duty.DATA_STEWARD, Duty.DATA_OFFICER})
REASONS = {
    "purpose": gettext_noop("用途不明确或与职责无关"),
    "basis": gettext_noop("缺少法律、法规或三定依据"),
    "minimal": gettext_noop("超出履职所需的最小范围"),
    "sensitive": gettext_noop("涉及敏感信息，脱敏后也不宜提供"),
    "not_held": gettext_noop("本单位不掌握这些信息项"),
    "elsewhere": gettext_noop("已有其他资源可以满足"),
    "other": gettext_noop("其他"),
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked for: fields by key, rows by conditions, until a day."""

    resource: Resource
    purpose: str
    basis: str
    fields: tuple[str, ...]
    until: date
    rows: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Approval:
    """How much of what was asked is granted; left out, it is as asked and masked."""

    fields: tuple[str, ...] | None = None
    rows: tuple[dict[str, Any], ...] | None = None
    until: date | None = None
    plain: tuple[str, ...] = ()
    plain_reason: str = ""
    daily_readings: int | None = None
    daily_rows: int | None = None
    words: str = field(default="")


@transaction.atomic
def ask(*, asked: Asked, by: Worker) -> Request:
    """File a request; its clock starts. Raises `NotAllowed`, `Missing`, `Invalid`, `Conflict`."""
    _may_ask(asked, by)
    _check_words(asked)
    _check_scope(asked.resource, asked.fields, asked.rows, asked.until)
    running = Request.objects.filter(
        resource=asked.resource, unit_id=by.unit_id, state=Request.State.ASKED
    )
    if running.filter(purpose=asked.purpose.strip()).exists():
        raise Conflict("同一用途的申请正在审核中，请等待结果或先撤回")
    now, days = timezone.now(), terms()
    free = asked.resource.sharing == Sharing.UNCONDITIONAL
    request = Request.objects.create(
        resource=asked.resource,
        unit_id=by.unit_id,
        person_id=by.person_id,
        person_name=by.person_name,
        purpose=asked.purpose.strip(),
        basis=asked.basis.strip(),
        fields=[key for key in asked.resource.schema.names if key in asked.fields],
        rows=list(asked.rows),
        until=asked.until,
        at=now,
        due_at=due(now, days.unconditional_days if free else days.conditional_days),
    )
    step(request, Step.Kind.ASKED, by, words=request.purpose)
    return request


def _may_ask(asked: Asked, by: Worker) -> None:
    if by.duty not in ASKERS or by.unit_id is None:
        raise NotAllowed("共享申请由各单位数据专员提出")
    if asked.resource.retired_at is not None:
        raise NotNow("资源“{name}”已停用", name=asked.resource.name)
    if asked.resource.sharing == Sharing.NONE:
        raise NotAllowed("资源“{name}”不予共享，不能申请", name=asked.resource.name)
    if asked.resource.unit_id == by.unit_id:
        raise Invalid("这是本单位提供的资源，不需要申请")


def _check_words(asked: Asked) -> None:
    if not asked.purpose.strip():
        raise Missing("请写明用途")
    if not asked.basis.strip():
        raise Missing("请写明履职依据")
    if max(len(asked.purpose), len(asked.basis)) > 200:
        raise Invalid("用途和依据各不超过200字")


def _check_scope(
    resource: Resource, fields: tuple[str, ...], rows: tuple[dict[str, Any], ...], until: date
) -> None:
    if not fields:
        raise Missing("请至少选择一个信息项")
    for key in fields:
        conditions.known(resource.schema, key)
    conditions.read(rows, resource.schema)
    today = timezone.localdate()
    if not today <= until <= today + LONGEST_USE:
        raise Invalid("使用期限须在今天以后、三年以内")


@transaction.atomic
def approve(*, number: int, approval: Approval, by: Worker) -> Grant:
    """Grant what was asked or less of it. Raises as `refuse`, and where more is granted."""
    request = _open(number, by)
    return grant_asked(request, approval, by)


def grant_asked(request: Request, approval: Approval, by: Worker) -> Grant:
    """Grant a locked request; who may is asked before. Never for what is not shared."""
    resource = request.resource
    if resource.sharing == Sharing.NONE or resource.retired_at is not None:
        raise NotAllowed("资源“{name}”已不予共享或停用，不能授权", name=resource.name)
    scope = _scope(request, approval)
    _check_plain(approval, tuple(scope["fields"]), resource)
    days, now = terms(), timezone.now()
    grant = Grant.objects.create(
        request=request,
        resource=resource,
        unit=request.unit,
        purpose=request.purpose,
        basis=request.basis,
        **scope,
        plain=list(approval.plain),
        plain_reason=approval.plain_reason.strip(),
        daily_readings=approval.daily_readings or days.daily_readings,
        daily_rows=approval.daily_rows or days.daily_rows,
        at=now,
        by_id=by.person_id,
        by_name=by.person_name,
    )
    _decided(request, Request.State.GRANTED)
    step(request, Step.Kind.GRANTED, by, words=approval.words)
    return grant


def _scope(request: Request, approval: Approval) -> dict[str, Any]:
    """Fields, rows and last day; never more than was asked."""
    fields = tuple(request.fields) if approval.fields is None else approval.fields
    # The asked conditions stay; those of the approval come to them.
    rows = tuple(request.rows) + (approval.rows or ())
    until = approval.until or request.until
    _check_scope(request.resource, fields, rows, until)
    beyond = [key for key in fields if key not in request.fields]
    if beyond or until > request.until:
        raise Invalid("授权不能超出申请的信息项和期限")
    kept = [key for key in request.fields if key in fields]
    return {"fields": kept, "rows": list(rows), "until": until}


def _check_plain(approval: Approval, fields: tuple[str, ...], resource: Resource) -> None:
    strange = [key for key in approval.plain if key not in fields]
    if strange:
        raise conditions.unknown(strange[0])
    if approval.plain and not approval.plain_reason.strip():
        raise Missing("提供未脱敏的个人信息须写明理由")
    if any(key not in resource.schema.personal for key in approval.plain):
        raise Invalid("只有个人信息项需要写明是否脱敏")


@transaction.atomic
def refuse(*, number: int, reason: str, words: str, by: Worker) -> Request:
    """Refuse with a reason of the list and words. Raises `NotAllowed`, `NotNow`, `Missing`."""
    request = _open(number, by)
    if reason not in REASONS:
        raise Missing("请选择不同意的理由")
    if not words.strip():
        raise Missing("请说明不同意的具体情况，以便申请单位调整")
    _decided(request, Request.State.REFUSED)
    step(request, Step.Kind.REFUSED, by, reason=reason, words=words)
    return request


@transaction.atomic
def extend(*, number: int, words: str, by: Worker) -> Request:
    """Take more time, once, with a reason. Raises as `refuse`."""
    request = _open(number, by)
    if request.resource.sharing == Sharing.UNCONDITIONAL:
        raise NotNow("无条件共享的资源不能延长审核")
    if request.extended_at is not None:
        raise NotNow("已延长过一次，不能再延长")
    if timezone.now() > request.due_at:
        raise NotNow("已超过审核时限，不能再延长")
    if not words.strip():
        raise Missing("请写明延长理由")
    request.extended_at = timezone.now()
    request.due_at = later(request.due_at, terms().extension_days)
    request.save(update_fields=["extended_at", "due_at"])
    step(request, Step.Kind.EXTENDED, by, words=words)
    return request


@transaction.atomic
def withdraw(*, number: int, by: Worker) -> Request:
    """The unit that asked takes its request back. Raises `NotAllowed`, `NotNow`."""
    request = locked(number)
    if request.unit_id != by.unit_id or by.duty not in ASKERS:
        raise NotAllowed("申请由提出的单位撤回")
    _decided(request, Request.State.WITHDRAWN)
    step(request, Step.Kind.WITHDRAWN, by)
    return request


def locked(number: int) -> Request:
    """The request, kept from others until the transaction ends. Raises `NotFound`."""
    rows = Request.objects.select_for_update(of=("self",)).select_related("resource__unit", "unit")
    request = rows.filter(pk=number).first()
    return request or requests.request(number)


def _open(number: int, by: Worker) -> Request:
    """A request that this worker may decide now."""
    request = locked(number)
    if not requests.may_decide(request, by):
        raise NotAllowed("申请由提供单位的数据专员审核；提供单位没有数据专员的，由数据管理员审核")
    if request.state != Request.State.ASKED:
        raise NotNow("申请已有结果，不能再审核")
    return request


def _decided(request: Request, state: Request.State) -> None:
    if request.state != Request.State.ASKED:
        raise NotNow("申请已有结果，不能再审核")
    request.state, request.decided_at = state, timezone.now()
    request.save(update_fields=["state", "decided_at"])


def step(
    request: Request, kind: Step.Kind, by: Worker, *, reason: str = "", words: str = ""
) -> None:
    """Append what happened."""
    Step.objects.create(
        request=request,
        kind=kind,
        reason=reason,
        words=words.strip()[:300],
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
        by_unit=by.unit_name,
    )
