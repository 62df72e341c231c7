"""What a person should know of at once, worked out from where the cases stand (提醒)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.cases.models import Assignment, Case, Deadline, Event, NoticesSeen
from yiwang.cases.visibility import visible
from yiwang.engine import register
from yiwang.engine.duties import UNIT, Duty
from yiwang.engine.effects import AssignmentStatus, Settle
from yiwang.engine.language import Action, Procedure, Scope
from yiwang.org.actors import Worker

LASTS = timedelta(days=14)
MOST = 100


class NoticeKind(StrEnum):
    """Why somebody is told."""

    ASSIGNED = "assigned"
    SOON = "soon"
    LATE = "late"
    PRESSED = "pressed"
    DECIDED = "decided"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One thing to know of; `label` and `limit` are declared words, `text` is somebody's own."""

    kind: NoticeKind
    label: str
    at: datetime
    number: str
    title: str
    limit: str = ""
    due_at: datetime | None = None
    text: str = ""


# What a unit is told of when it happened to a case that it holds, besides decided requests.
TO_UNITS = (
    "urge",
    "remind",
    "instruct",
    "rework",
    "call_back_rework",
    "reopen",
    "send_back_draft",
)
# The same at the centre, by duty.
TO_CENTRE = {
    Duty.DISPATCHER: ("grant_return", "instruct"),
    Duty.SUPERVISOR: ("instruct", "call_back_rework", "reopen", "report_up"),
    Duty.LEADER: ("report_up",),
}
_WORDS = ("instruction", "reason", "note")


def notices(worker: Worker) -> list[Notice]:
    """What this worker should know of, the newest first; two queries."""
    clocks = _held if worker.duty in UNIT else _clocks
    found = [*clocks(worker), *_happened(worker)]
    return sorted(found, key=lambda notice: notice.at, reverse=True)


def seen_until(worker: Worker) -> datetime | None:
    """Up to when this person has seen their notices under this duty."""
    mark = NoticesSeen.objects.filter(
        person=worker.person_id, unit=worker.unit_id, duty=worker.duty.value
    )
    return mark.values_list("until", flat=True).first()


def _held(worker: Worker) -> Iterator[Notice]:
    """What a unit was given, and the clocks of what it holds."""
    reviewer = worker.duty is Duty.REVIEWER
    wanted = AssignmentStatus.DRAFTED if reviewer else AssignmentStatus.SENT
    clock = Deadline.objects.filter(
        case=OuterRef("case"), subject=OuterRef("no"), scope=Scope.ASSIGNMENT, ended_at=None
    ).order_by("due_at")
    held = Assignment.objects.filter(unit=worker.unit_id, active=True, case__in=visible(worker))
    held = held.annotate(
        limit=Subquery(clock.values("limit")[:1]),
        reminded_at=Subquery(clock.values("reminded_at")[:1]),
    )
    told = Q(status=wanted.value) | Q(reminded_at__isnull=False) | Q(due_at__lt=timezone.now())
    label = gettext_noop("答复稿待审") if reviewer else gettext_noop("新派任务")
    for row in held.filter(told).select_related("case").order_by("-sent_at")[:MOST]:
        if row.status == wanted.value:
            about = _about(row.case, row.due_at)
            yield Notice(kind=NoticeKind.ASSIGNED, label=label, at=row.sent_at, **about)
        if row.due_at is not None and not reviewer:
            yield from _clock(row)


def _about(case: Case, due_at: datetime | None) -> dict[str, Any]:
    return {"number": case.number, "title": case.title, "due_at": due_at}


def _clock(row: Any) -> Iterator[Notice]:
    """A clock that ran out, or of which the sweep said that it soon will."""
    late = row.due_at < timezone.now()
    at = row.due_at if late else row.reminded_at
    if at is None:
        return
    limit = register.procedure(row.case.procedure).limit_by_key.get(row.limit)
    yield Notice(
        kind=NoticeKind.LATE if late else NoticeKind.SOON,
        label=gettext_noop("已超时") if late else gettext_noop("即将到期"),
        at=at,
        limit=limit.label if limit else "",
        **_about(row.case, row.due_at),
    )


def _clocks(worker: Worker) -> Iterator[Notice]:
    """The clocks of whole cases that concern a duty of the centre."""
    limits = _limits(worker.duty)
    if limits is None:
        return
    running = Deadline.objects.filter(limits, ended_at=None, dropped=False, due_at__isnull=False)
    running = running.filter(Q(due_at__lt=timezone.now()) | Q(reminded_at__isnull=False))
    running = running.filter(case__in=visible(worker))
    for row in running.select_related("case").order_by("-due_at")[:MOST]:
        yield from _clock(row)


def _limits(duty: Duty) -> Q | None:
    """The limits that concern a duty: it is reminded of them, or it is its turn meanwhile."""
    condition = None
    for procedure in register.procedures():
        keys = _limit_keys(procedure, duty)
        if keys:
            one = Q(case__procedure=procedure.key, limit__in=keys)
            condition = one if condition is None else condition | one
    return condition


def _limit_keys(procedure: Procedure, duty: Duty) -> list[str]:
    told = {reminder.limit for reminder in procedure.reminders if reminder.to is duty}
    return [
        limit.key
        for limit in procedure.limits
        if limit.scope is Scope.CASE
        and not limit.window
        and (limit.key in told or (limit.starts is not None and limit.starts.waits_for is duty))
    ]


def _happened(worker: Worker) -> Iterator[Notice]:
    """What others did to the cases: urged, instructed, sent back, decided."""
    kinds = _kinds(worker.duty)
    if not kinds:
        return
    events = Event.objects.filter(kind__in=kinds, at__gte=timezone.now() - LASTS)
    events = events.exclude(person=worker.person_id).filter(case__in=visible(worker))
    if worker.duty in UNIT:
        events = _on_own_cases(events, worker)
    for row in events.select_related("case").order_by("-at", "-id")[:MOST]:
        action = register.procedure(row.case.procedure).action_by_key[row.kind]
        yield Notice(
            kind=NoticeKind.DECIDED if _decides(action) else NoticeKind.PRESSED,
            label=action.label,
            at=row.at,
            number=row.case.number,
            title=row.case.title,
            text=next((str(row.given[key]) for key in _WORDS if row.given.get(key)), ""),
        )


def _kinds(duty: Duty) -> set[str]:
    if duty not in UNIT:
        return set(TO_CENTRE.get(duty, ()))
    if duty is Duty.REVIEWER:
        return set()
    decided = {
        action.key
        for procedure in register.procedures()
        for action in procedure.actions
        if _decides(action)
    }
    return decided | set(TO_UNITS)


def _decides(action: Action) -> bool:
    """Whether it settles what somebody asked for."""
    return any(isinstance(effect, Settle) for effect in action.does)


def _on_own_cases(events: QuerySet[Event], worker: Worker) -> QuerySet[Event]:
    """Those on a case that the unit had been given by then, also one that it gave back."""
    held = Assignment.objects.filter(
        case=OuterRef("case"), unit=worker.unit_id, sent_at__lte=OuterRef("at")
    )
    return events.filter(Exists(held))
