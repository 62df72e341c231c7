"""Reads where those who are on duty told last that they were; of nobody else, and of no past.

On duty is who logged in and whose duty has not ended: by logging out, with the shift, or, without
a shift, after the longest time that a track is taken for. Whoever was excused, gave the shift
away, left the post or the house since is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from yiwang.engine.duties import FIELD
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import queries, tracks
from yiwang.fieldwork.patrols.models import LogIn, Track
from yiwang.kernel.refusals import NotFound
from yiwang.org.models import Post

# A phone that records hands its track in every few minutes; who is silent for longer than this
# may be elsewhere by now.
STALE = timedelta(minutes=15)
_LONGEST_SHIFT = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """Where somebody was at a moment; the accuracy in metres where a track told it."""

    at: datetime
    longitude: float
    latitude: float
    accuracy: float | None = None


@dataclass(frozen=True)
class Seen:
    """Somebody on duty, the unit they work for, and their last place where they told one."""

    log_in: LogIn
    unit: str
    now: datetime
    place: Place | None

    @property
    def age(self) -> timedelta:
        """How long ago they told it; nothing where a phone's clock runs ahead."""
        told = self.place.at if self.place else self.log_in.at
        return max(self.now - told, timedelta())

    @property
    def minutes(self) -> int:
        """The same in whole minutes."""
        return int(self.age.total_seconds()) // 60

    @property
    def stale(self) -> bool:
        """Whether the place may hold no longer."""
        return self.age > STALE


def on_duty() -> list[Seen]:
    """Everybody on duty now, those who were silent longest first; four queries."""
    now = timezone.now()
    rows = [row for row in _running(now) if tracks.end_of(row) > now]
    units = _units(row.person_id for row in rows)
    latest = Track.objects.in_bulk({row.track for row in rows if row.track})
    found = [
        Seen(row, units.get(row.person_id, ""), now, _place(row, latest.get(row.track)))
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.age, one.log_in.person.name))


def one(log_in_id: int) -> Seen:
    """One of them by the log-in. Raises `NotFound` when the duty has ended."""
    found = next((seen for seen in on_duty() if seen.log_in.pk == log_in_id), None)
    if found is None:
        raise NotFound("此人已不在岗，不再显示位置")
    return found


def grids_of(rows: Sequence[Seen]) -> list[str]:
    """The code of the grid in which each was last, "" where there is none."""
    placed = [(row.place.longitude, row.place.latitude) for row in rows if row.place]
    codes = iter(grids.codes_at(np.array(placed, dtype=np.float64)) if placed else [])
    return [(next(codes) or "") if row.place else "" for row in rows]


def _running(now: datetime) -> Iterable[LogIn]:
    kept = Q(shift=None) | Q(shift__person=F("person"), shift__absence=None)
    latest = Track.objects.filter(person=OuterRef("person"), last_at__gte=OuterRef("at"))
    rows = LogIn.objects.filter(kept, out_at=None, at__gt=now - _LONGEST_SHIFT)
    rows = rows.filter(person__in=queries.field_people().order_by().values("pk"))
    last = Subquery(latest.order_by("-last_at").values("pk")[:1])
    return rows.select_related("person", "shift").annotate(track=last)


def _units(people: Iterable[int]) -> dict[int, str]:
    """The unit of the post in which each works on the street."""
    now = timezone.now()
    running = Q(until=None) | Q(until__gt=now)
    rows = Post.objects.filter(running, person__in=list(people), duty__in=FIELD, since__lte=now)
    return dict(rows.order_by("-id").values_list("person_id", "unit__name"))


def _place(row: LogIn, track: Track | None) -> Place | None:
    """The last point of the track that can be true, else where they logged in."""
    for seconds, longitude, latitude, accuracy, fast in reversed(track.points if track else []):
        at = track.first_at + timedelta(seconds=seconds) if track else row.at
        if not fast and at >= row.at:
            return Place(at, longitude, latitude, accuracy)
    if row.longitude is None or row.latitude is None:
        return None
    return Place(row.at, row.longitude, row.latitude)
