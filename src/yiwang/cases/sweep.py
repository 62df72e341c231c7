"""What time alone brings about: suspensions lapse, reminders fall due."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from yiwang.cases.actions import system_act
from yiwang.cases.models import Deadline, Outbox
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.language import Reminder, TimeLimit
from yiwang.engine.possible import ends_pause
from yiwang.kernel.refusals import Refusal
from yiwang.kernel.worktime import TimeUnit
from yiwang.worktime import queries as worktime


def resume_lapsed() -> int:
    """Cases whose pause (挂账, 缓办) has run out are taken up again; how many."""
    resumed = 0
    for procedure in register.procedures():
        for limit in procedure.limits:
            action = ends_pause(procedure, limit)
            if action is not None:
                resumed += _resume(procedure.key, limit, action.key)
    return resumed


def _resume(procedure: str, limit: TimeLimit, action: str) -> int:
    lapsed = _open(limit.key).filter(due_at__lte=timezone.now(), case__procedure=procedure)
    note = {"note": f"{limit.label}届满，自动恢复办理"}
    resumed = 0
    for number in lapsed.values_list("case__number", flat=True)[:200]:
        with suppress(Refusal):
            system_act(number, action, note)
            resumed += 1
    return resumed


def _open(limit: str) -> QuerySet[Deadline]:
    return Deadline.objects.filter(limit=limit, ended_at=None)


def remind() -> int:
    """Tell whoever must know that so many percent of a limit have run; each step once."""
    told = 0
    for procedure in register.procedures():
        for reminder in sorted(procedure.reminders, key=lambda r: -r.percent):
            told += _remind(procedure.key, reminder)
    return told


def _remind(procedure: str, reminder: Reminder) -> int:
    now = timezone.now()
    waiting = _open(reminder.limit).filter(
        case__procedure=procedure, reminded__lt=reminder.percent, due_at__isnull=False
    )
    told = 0
    for deadline in waiting.select_related("case").order_by("due_at")[:500]:
        if _percent(deadline, now) < reminder.percent:
            continue
        Deadline.objects.filter(pk=deadline.pk).update(reminded=reminder.percent, reminded_at=now)
        Outbox.objects.create(
            kind="reminder",
            case=deadline.case,
            payload=_payload(deadline, reminder.to),
            created_at=now,
            next_at=now,
        )
        told += 1
    return told


def _payload(deadline: Deadline, to: Duty) -> dict[str, Any]:
    return {
        "number": deadline.case.number,
        "seq": deadline.case.seq,
        "limit": deadline.limit,
        "to": to.value,
    }


def _percent(deadline: Deadline, now: datetime) -> int:
    """How much of the limit has run, in its own unit of time."""
    calendar, unit = worktime.calendar(deadline.edition), TimeUnit(deadline.unit)
    started, due = int(deadline.started_at.timestamp()), int(deadline.due_at.timestamp())
    whole = calendar.elapsed_at(started, due, unit)
    spent = calendar.elapsed_at(started, int(now.astimezone(UTC).timestamp()), unit)
    return 100 if whole <= 0 else spent * 100 // whole
