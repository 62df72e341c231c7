"""How long requests may take and how much a grant lets out: dials with values at birth."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue.models import Terms
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed
from yiwang.kernel.worktime import TimeUnit
from yiwang.org.actors import Worker
from yiwang.worktime import queries as worktime

# Below and above these a value is surely a slip.
RANGES = {
    "unconditional_days": (1, 10),
    "conditional_days": (1, 30),
    "extension_days": (1, 30),
    "daily_readings": (1, 1_000_000),
    "daily_rows": (1, 1_000_000_000),
    "small_group": (2, 100),
    "unused_days": (7, 730),
    "remind_days": (1, 90),
}


@dataclass(frozen=True)
class Change:
    """New values of some of the dials, and why."""

    values: dict[str, int]
    reason: str


def terms() -> Terms:
    """What holds now; the values at birth where nothing was published."""
    return Terms.objects.first() or Terms()


def publish(*, change: Change, by: Worker) -> Terms:
    """Publish other terms; requests that run keep their deadlines."""
    if by.duty is not Duty.DATA_OFFICER:
        raise NotAllowed("共享时限和用量由数据管理员调整")
    if not change.reason.strip():
        raise Missing("请写明调整理由")
    before = terms()
    values = {name: getattr(before, name) for name in RANGES}
    for name, value in change.values.items():
        low, high = RANGES[name]
        if not low <= value <= high:
            label = str(Terms._meta.get_field(name).verbose_name)
            raise Invalid("{label}须在{low}到{high}之间", label=label, low=low, high=high)
        values[name] = value
    return Terms.objects.create(
        **values, reason=change.reason.strip()[:200], at=timezone.now(), by_name=by.person_name
    )


def history() -> list[Terms]:
    """Everything that was published, the newest first."""
    return list(Terms.objects.all()[:50])


def due(start: datetime, workdays: int) -> datetime:
    """The end of the last of so many working days, on the published calendar."""
    calendar = worktime.calendar(worktime.current_edition())
    return calendar.deadline(start, workdays, TimeUnit.WORKDAY)


def later(due_at: datetime, workdays: int) -> datetime:
    """A deadline moved by so many working days."""
    calendar = worktime.calendar(worktime.current_edition())
    moved = calendar.extend_at(int(due_at.timestamp()), workdays, TimeUnit.WORKDAY)
    return datetime.fromtimestamp(moved, due_at.tzinfo)
