"""Every read of reminders."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Prefetch, QuerySet
from django.utils import timezone

from yiwang.engine.duties import UNIT, Duty
from yiwang.hub.catalogue.words import Period
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.feeds.models import Feed, Lease, Run
from yiwang.hub.feeds.words import GOOD, Every, RunState
from yiwang.hub.reminders.judging import LADDER, Step
from yiwang.hub.reminders.models import (
    Expectation,
    Extension,
    Ladder,
    Pause,
    Rule,
    Telling,
)
from yiwang.hub.reminders.spans import Requirement
from yiwang.hub.reminders.words import Counted, Span, State
from yiwang.kernel.refusals import NotFound
from yiwang.org.actors import Worker

LASTS = timedelta(days=14)
MOST = 200
# What a feed owes that runs by itself, where nobody published a rule.
_RUNS = {
    Every.HOUR: (Span.HOUR, 30, 0),
    Every.DAY: (Span.DAY, 60, 60),
    Every.WEEK: (Span.WEEK, 240, 240),
    Every.MONTH: (Span.MONTH, 24 * 60, 24 * 60),
}
# What is owed for a resource by its period, where it is handed in by people: until 18:00 of a day.
_HANDED_IN = {
    Period.DAILY: Requirement(Span.WORKDAY, soon=120),
    Period.WEEKLY: Requirement(Span.WEEK, day=5),
    Period.MONTHLY: Requirement(Span.MONTH, day=5, soon=24 * 60),
    Period.QUARTERLY: Requirement(Span.QUARTER, day=10, soon=48 * 60),
    Period.HALF_YEARLY: Requirement(Span.HALF_YEAR, day=15, soon=72 * 60),
    Period.YEARLY: Requirement(Span.YEAR, day=20, soon=120 * 60),
}


@dataclass(frozen=True)
class Came:
    """A run that may be a delivery; `counted` is -1 where the source had not changed."""

    id: int
    feed: int
    ended_at: datetime
    counted: int


def requirement(feed: Feed, rule: Rule | None) -> Requirement | None:
    """What a feed owes: as published, else by how it runs, else by the period of its resource."""
    if rule is not None:
        return Requirement(
            Span(rule.span),
            rule.at,
            rule.day,
            Counted(rule.counted),
            rule.grace,
            rule.soon,
            rule.least_rows,
        )
    every = Every(feed.every)
    if every in _RUNS:
        span, grace, soon = _RUNS[every]
        return Requirement(span, feed.at, feed.day, Counted.CALENDAR_DAY, grace, soon)
    return _HANDED_IN.get(Period(feed.resource.period))


def rule_of(feed: Feed) -> Rule | None:
    """The rule that holds for a feed; None where nobody published one."""
    return feed.due_rules.order_by("-id").first()


def requirements() -> list[tuple[Feed, Requirement]]:
    """Every feed in use that owes something; two queries."""
    newest = Rule.objects.values("feed").annotate(last=Max("id")).values("last")
    rules = {rule.feed_id: rule for rule in Rule.objects.filter(pk__in=newest)}
    found = feeds.feeds().filter(enabled=True, resource__retired_at=None)
    pairs = ((feed, requirement(feed, rules.get(feed.pk))) for feed in found)
    return [(feed, wanted) for feed, wanted in pairs if wanted is not None]


def last_written() -> dict[int, tuple[datetime, str]]:
    """The due moment and the period that were written down last, by feed."""
    newest = Expectation.objects.values("feed").annotate(last=Max("id")).values("last")
    rows = Expectation.objects.filter(pk__in=newest)
    return {
        feed: (due, period) for feed, due, period in rows.values_list("feed", "due_at", "period")
    }


def ladder() -> tuple[Step, ...]:
    """Who is told when; the one of the beginning where nobody published another."""
    newest = Ladder.objects.first()
    if newest is None:
        return LADDER
    return tuple(
        Step(one["after"], tuple(map(Duty, one["duties"])), one["severe"]) for one in newest.steps
    )


def open_ones(now: datetime) -> QuerySet[Expectation]:
    """What may still change: it counts by now, or is told of as due soon, and has not settled."""
    rows = Expectation.objects.filter(settled_at=None, opens_at__lte=now)
    return rows.select_related("feed__resource__unit").order_by("due_at", "id")


def came(rows: Iterable[Expectation]) -> dict[int, list[Came]]:
    """The good runs of these feeds since the first of them opened, by feed, as they ended."""
    first: dict[int, datetime] = {}
    for row in rows:
        first[row.feed_id] = min(row.opens_at, first.get(row.feed_id, row.opens_at))
    found: dict[int, list[Came]] = defaultdict(list)
    if not first:
        return found
    good = Run.objects.filter(
        feed__in=list(first), state__in=list(GOOD), ended_at__gte=min(first.values())
    )
    for run in good.order_by("ended_at", "id").only(
        "id", "feed_id", "state", "accepted", "ended_at"
    ):
        counted = -1 if run.state == RunState.UNCHANGED else run.accepted
        found[run.feed_id].append(Came(run.pk, run.feed_id, run.ended_at, counted))
    return found


def at_work(now: datetime) -> set[int]:
    """The feeds that a living worker runs at this moment."""
    alive = Lease.objects.exclude(holder="").filter(beat_at__gt=now - feeds.LEASE)
    return set(alive.values_list("feed_id", flat=True))


def paused(rows: Sequence[Expectation]) -> dict[int, list[tuple[date, date]]]:
    """The days on which feeds owe nothing, by feed."""
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    days = Pause.objects.filter(feed__in={row.feed_id for row in rows})
    for feed, first, last in days.values_list("feed_id", "first", "last"):
        found[feed].append((first, last))
    return found


def pauses() -> list[Pause]:
    """What was excused lately, the newest first."""
    return list(Pause.objects.select_related("feed")[:50])


def is_paused(row: Expectation, pauses: dict[int, list[tuple[date, date]]]) -> bool:
    """Whether it falls due on a day on which nothing is owed."""
    day = timezone.localdate(row.due_at)
    return any(first <= day <= last for first, last in pauses.get(row.feed_id, ()))


# -- what pages show -------------------------------------------------------------------------------


def seen_by(worker: Worker) -> QuerySet[Expectation]:
    """What is owed: to the centre all of it, to a unit its own and that of the units below it."""
    rows = Expectation.objects.select_related("feed__resource__unit", "run")
    if worker.duty in UNIT:
        rows = rows.filter(feed__resource__unit__path__startswith=worker.unit_path)
    return rows


def expectation(number: int, worker: Worker) -> Expectation:
    """One delivery that is owed. Raises `NotFound`, also for another unit's."""
    found = seen_by(worker).filter(pk=number).first()
    if found is None:
        raise NotFound("没有这项报送，或您无权查看")
    return found


def owed_now(worker: Worker, unit: str = "") -> list[Expectation]:
    """What has not come yet, the longest due first, with what was asked for it."""
    rows = seen_by(worker).filter(settled_at=None)
    if unit:
        rows = rows.filter(feed__resource__unit__code=unit)
    asked = Prefetch("extensions", Extension.objects.select_related("decision"))
    return list(rows.order_by("due_at", "id").prefetch_related(asked)[:MOST])


def lately(worker: Worker, unit: str = "") -> list[Expectation]:
    """What came after its limit in the last two weeks, the newest first."""
    since = timezone.now() - LASTS
    rows = seen_by(worker).filter(state=State.RECOVERED, delivered_at__gte=since)
    if unit:
        rows = rows.filter(feed__resource__unit__code=unit)
    return list(rows.order_by("-delivered_at")[:50])


def of_month(worker: Worker, month: date, unit: str = "") -> list[Expectation]:
    """What falls due in the month that a day lies in, for the calendar picture."""
    first = timezone.make_aware(datetime.combine(month.replace(day=1), time()))
    after = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    until = timezone.make_aware(datetime.combine(after, time()))
    rows = seen_by(worker).filter(due_at__gte=first, due_at__lt=until)
    if unit:
        rows = rows.filter(feed__resource__unit__code=unit)
    return list(rows.order_by("feed__resource__unit__code", "feed__key", "due_at")[: 40 * MOST])


def waiting_extensions() -> list[Extension]:
    """What was asked and nobody decided, the oldest first."""
    rows = Extension.objects.filter(decision=None, expectation__settled_at=None)
    return list(rows.select_related("expectation__feed__resource__unit").order_by("id")[:MOST])


def extension(number: int) -> Extension:
    """One request for more time. Raises `NotFound`."""
    rows = Extension.objects.select_related("expectation__feed__resource__unit", "decision")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这份延期申请")
    return found


def told(worker: Worker) -> list[Telling]:
    """What this worker was told of in the last two weeks, the newest first."""
    rows = Telling.objects.filter(at__gte=timezone.now() - LASTS)
    if worker.duty in UNIT:
        rows = rows.filter(expectation__feed__resource__unit=worker.unit_id)
    found = rows.select_related("expectation__feed__resource__unit").order_by("-id")[: 5 * MOST]
    return [row for row in found if worker.duty.value in row.duties][:MOST]


def tellings(row: Expectation) -> list[Telling]:
    """Who was told of one delivery, as it went."""
    return list(row.tellings.order_by("id"))
