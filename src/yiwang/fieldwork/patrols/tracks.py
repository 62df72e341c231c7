"""Takes tracks in batches, and forgets them after the stated days.

Only what lies within a log-in is kept: where somebody is after hours is no business of the house.
What was walked is counted by the clock (`counting`), never while a phone waits for its answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import FIELD
from yiwang.fieldwork.patrols import counting, points
from yiwang.fieldwork.patrols.models import LogIn, Track
from yiwang.fieldwork.patrols.points import Point
from yiwang.kernel.refusals import Conflict, NotAllowed, NotNow
from yiwang.org.actors import Worker
from yiwang.org.models import Person


@dataclass(frozen=True)
class Taken:
    """What came of a batch: points kept, those of them that were too fast, those after hours."""

    kept: int
    too_fast: int
    after_hours: int


@transaction.atomic
def take(*, worker: Worker, batch: Sequence[Point]) -> Taken:
    """Keep a batch of one's own track. Raises `Invalid`, `Conflict`, `NotNow`."""
    if worker.person_id is None or worker.duty not in FIELD:
        raise NotAllowed("只有监督员和网格员上传轨迹")
    now = timezone.now()
    points.check(batch, now=now, oldest=now - _kept_for())
    # One batch of a person after the other: two phones must not tell the same minutes.
    Person.objects.select_for_update().get(pk=worker.person_id)
    spans = _on_duty(worker.person_id, batch)
    kept = [p for p in batch if any(since <= p.at <= until for since, until in spans)]
    if not kept:
        raise NotNow("这段时间没有签到，轨迹不保存")
    known = Track.objects.filter(person_id=worker.person_id)
    if known.filter(first_at__lte=kept[-1].at, last_at__gte=kept[0].at).exists():
        raise Conflict("这段时间的轨迹已经收到")
    marks = points.too_fast(kept, _last_before(worker.person_id, kept[0].at))
    first = kept[0].at
    Track.objects.create(
        person_id=worker.person_id,
        first_at=first,
        last_at=kept[-1].at,
        points=[_written(p, first, fast) for p, fast in zip(kept, marks, strict=True)],
        received_at=now,
    )
    return Taken(len(kept), sum(marks), len(batch) - len(kept))


def _written(point: Point, first: datetime, fast: bool) -> list[float]:
    seconds = round((point.at - first).total_seconds(), 1)
    place = (round(point.longitude, 6), round(point.latitude, 6))
    return [seconds, *place, round(point.accuracy, 1), int(fast)]


def _on_duty(person_id: int, batch: Sequence[Point]) -> list[tuple[datetime, datetime]]:
    """From when to when the person was logged in around a batch."""
    rows = LogIn.objects.filter(
        person_id=person_id, at__lte=batch[-1].at, at__gte=batch[0].at - 2 * points.LONGEST
    )
    return [(row.at, end_of(row)) for row in rows.select_related("shift")]


def end_of(log_in: LogIn) -> datetime:
    """Until when somebody counts as being on duty, also where nobody logged out."""
    if log_in.out_at is not None:
        return log_in.out_at
    return log_in.shift.ends_at if log_in.shift else log_in.at + points.LONGEST


def _last_before(person_id: int, at: datetime) -> Point | None:
    track = Track.objects.filter(person_id=person_id, last_at__lt=at).order_by("-last_at").first()
    if track is None:
        return None
    _seconds, longitude, latitude, accuracy, _fast = track.points[-1]
    return Point(track.last_at, longitude, latitude, accuracy)


def _kept_for() -> timedelta:
    return timedelta(days=settings.TRACK_DAYS)


def forget_old() -> int:
    """Delete every batch that holds a point older than the stated days; how many were deleted.

    One that came in late is counted before it goes.
    """
    old = Track.objects.filter(first_at__lt=timezone.now() - _kept_for())
    if old.filter(counted=False).exists():
        counting.count_coverage()
    deleted, _each = old.delete()
    return deleted
