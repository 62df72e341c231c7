"""What the clock does: what is owed is written down, looked at, told, and becomes a case.

A minute in which nothing changes costs a fixed number of queries and writes nothing.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from yiwang.cases import outbox
from yiwang.engine.duties import Duty
from yiwang.hub import matters
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.feeds.models import Feed
from yiwang.hub.feeds.words import RunState
from yiwang.hub.reminders import queries
from yiwang.hub.reminders.judging import (
    Owed,
    Step,
    first_counting,
    level,
    recovery_to,
    state,
    to_tell,
)
from yiwang.hub.reminders.models import Expectation, Telling
from yiwang.hub.reminders.queries import Came
from yiwang.hub.reminders.spans import Due, Requirement, dues
from yiwang.hub.reminders.words import State
from yiwang.kernel.refusals import Refusal
from yiwang.kernel.worktime import WorkingCalendar
from yiwang.worktime import queries as worktime

log = logging.getLogger(__name__)
# What fell due before this is not asked for when the room begins or a feed comes back.
BACK = timedelta(days=35)
# What is owed next is written down so long before, at most.
AHEAD = timedelta(days=400)
MOST_A_TIME = 2_000
LATE, RECOVERED = "hub.late", "hub.recovered"
# What a late matter is called by how its last run ended.
_CLASSES = {RunState.FAILED.value: "810103", RunState.FROZEN.value: "810201"}
_CLASS = "810101"


def follow(now: datetime | None = None) -> int:
    """Bring what is owed up to this moment; how many deliveries somebody was told of."""
    now = now or timezone.now()
    working = worktime.calendar(worktime.current_edition())
    write_down(now, working)
    return look(now, working)


def write_down(now: datetime, working: WorkingCalendar) -> int:
    """Write down what each feed owes, up to the next due moment after now; how many rows."""
    written, new = queries.last_written(), []
    for feed, wanted in queries.requirements():
        last, period = written.get(feed.pk, (None, ""))
        if last is None or last <= now:
            start = _start(feed)
            begin = max(last or start, start, now - BACK)
            found = dues(wanted, working, begin, now + AHEAD)
            # Under a new rule the same period may fall due once more: it is owed once.
            new += _rows(feed, wanted, (due for due in found if due.period != period), now)
    Expectation.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _start(feed: Feed) -> datetime:
    """From when a feed owes: the day that was named, else its registration."""
    if feed.due_from is None:
        return feed.published_at
    return timezone.make_aware(datetime.combine(feed.due_from, time()))


def _rows(
    feed: Feed, wanted: Requirement, found: Iterable[Due], now: datetime
) -> Iterator[Expectation]:
    before = feed.published_at if feed.due_from else datetime.min.replace(tzinfo=UTC)
    for due in found:
        yield Expectation(
            feed=feed,
            period=due.period,
            opens_at=due.opens_at,
            due_at=due.due_at,
            grace=wanted.grace,
            soon=wanted.soon,
            least_rows=wanted.least_rows,
            written_at=now,
            changed_at=now,
            # What fell due before the feed was on record was owed to nobody who could have told.
            **({"state": State.EXCUSED, "settled_at": now} if due.due_at <= before else {}),
        )
        if due.due_at > now:
            return


def look(now: datetime, working: WorkingCalendar) -> int:
    """Judge everything that is open, tell whoever must know, open and close cases."""
    ladder, open_ones = queries.ladder(), queries.open_ones(now)[:MOST_A_TIME]
    rows = list(open_ones)
    if not rows:
        return 0
    came = queries.came(rows)
    busy, pauses = queries.at_work(now), queries.paused(rows)
    told = 0
    for row in rows:
        delivered = _delivered(row, came[row.feed_id])
        owed = Owed(
            limit=row.limit,
            soon_from=row.due_at - timedelta(minutes=row.soon),
            delivered_at=delivered.ended_at if delivered else None,
            running=row.feed_id in busy,
            excused=not row.feed.enabled or queries.is_paused(row, pauses),
        )
        told += _move(row, owed, delivered, now, (working, ladder))
    return told


def _delivered(row: Expectation, runs: Sequence[Came]) -> Came | None:
    found = first_counting(
        row.opens_at, [(run.ended_at, run.counted) for run in runs], row.least_rows
    )
    return next((run for run in runs if run.ended_at == found), None)


def _move(
    row: Expectation,
    owed: Owed,
    delivered: Came | None,
    now: datetime,
    by: tuple[WorkingCalendar, Sequence[Step]],
) -> int:
    """Write what became of one expectation, if anything did; whether somebody was told."""
    working, ladder = by
    reached = level(owed, now, working, ladder)
    found = state(owed, reached, ladder)
    duties = to_tell(row.level, reached, ladder)
    if found is State.RECOVERED:
        duties = recovery_to(row.level, ladder)
    settled = owed.excused or delivered is not None
    # A clock that was set back takes nothing back that people were told.
    if not settled and not duties and (found == row.state or reached < row.level):
        return 0
    with transaction.atomic():
        if not _written(row, found, max(row.level, reached), owed, delivered, now):
            return 0
        _case(row)
        if duties:
            _tell(row, duties, now)
    return 1 if duties else 0


def _written(
    row: Expectation,
    found: State,
    reached: int,
    owed: Owed,
    delivered: Came | None,
    now: datetime,
) -> bool:
    """Whether it was ours to write: nobody else told, settled or extended it meanwhile."""
    settled = owed.excused or delivered is not None
    as_read = {"level": row.level, "extended_to": row.extended_to, "settled_at": None}
    new = {
        "state": found,
        "level": reached,
        "changed_at": now,
        "settled_at": now if settled else None,
        "delivered_at": owed.delivered_at,
        "run_id": delivered.id if delivered else None,
    }
    if not Expectation.objects.filter(pk=row.pk, **as_read).update(**new):
        return False
    for name, value in new.items():
        setattr(row, name, value)
    return True


def _tell(row: Expectation, duties: Iterable[Duty], now: datetime) -> None:
    Telling.objects.create(
        expectation=row,
        state=row.state,
        level=row.level,
        duties=[duty.value for duty in duties],
        at=now,
    )
    if row.state == State.SOON:
        return
    payload = {
        "number": f"owed-{row.pk}",
        "seq": f"{row.level}-{row.state}",
        "feed": row.feed.key,
        "resource": row.feed.resource.key,
        "unit": row.feed.resource.unit.code,
        "period": row.period,
        "due_at": row.due_at.isoformat(),
    }
    outbox.put(
        destination="",
        kind=RECOVERED if row.state == State.RECOVERED else LATE,
        payload=payload,
    )


def _case(row: Expectation) -> None:
    """A severely late delivery becomes a data matter, once; what came closes it."""
    if row.state == State.SEVERE and not row.case_number:
        row.case_number = _opened(row)
        Expectation.objects.filter(pk=row.pk).update(case_number=row.case_number)
    elif row.settled_at is not None and row.case_number:
        words = "已免报" if row.state == State.EXCUSED else f"{_clock(row.delivered_at)}已报送"
        matters.recovered(row.case_number, f"{row.period}{words}，系统自动办结")


def _opened(row: Expectation) -> str:
    """The number of its case; empty where the procedure refuses, which must not stop the rest."""
    resource, last = row.feed.resource, feeds.last_run(row.feed)
    cause = f"最近一次运行：{last.get_state_display()}。" if last else "没有运行过。"
    matter = matters.Matter(
        nature=matters.Nature.LATE,
        category=_CLASSES.get(last.state if last else "", _CLASS),
        unit=resource.unit_id,
        title=f"{resource.name}（{row.period}）逾期报送",
        content=f"“{row.feed.name}”应于{_clock(row.due_at)}前报送，至今没有收到。{cause}",
        resource=resource.key,
        period=row.period,
    )
    try:
        with transaction.atomic():
            return matters.open_matter(matter).number
    except Refusal as refusal:
        log.warning("no case for %s: %s", row, refusal)
        return ""


def _clock(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}" if moment else ""
