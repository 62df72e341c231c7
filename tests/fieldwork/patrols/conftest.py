"""The four grids with a collector and a grid worker, on a stopped clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.fieldwork.conftest import Field, code
from yiwang.engine.duties import Duty
from yiwang.fieldwork.patrols import shifts
from yiwang.fieldwork.patrols.models import Shift
from yiwang.fieldwork.patrols.points import Point
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker
from yiwang.org.models import Post

ZONE = ZoneInfo("Asia/Shanghai")
# A Wednesday at ten.
NOW = datetime(2026, 9, 16, 10, tzinfo=ZONE)
MONDAY = date(2026, 9, 14)


class Clock:
    """Stands until it is set."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    return found


@dataclass
class Street:
    """The field, its people and short ways to say what they do."""

    field: Field
    clock: Clock
    collector: Worker
    grid_worker: Worker
    leader: Worker

    def shift(self, day: int = 2, starts: int = 8, ends: int = 17, **more: object) -> Shift:
        """A shift of the collector in grid 1, on a day of the week counted from Monday."""
        worker = more.pop("worker", self.collector)
        given = {
            "person_id": worker.person_id,
            "day": MONDAY + timedelta(days=day),
            "starts": time(starts),
            "ends": time(ends),
            "grids": [code(1)],
        }
        return shifts.plan(new=shifts.NewShift(**(given | more)))

    def on_duty(self, **more: object) -> Shift:
        """The same, published."""
        planned = self.shift(**more)
        shifts.publish(monday=MONDAY, by=self.leader)
        return planned


@pytest.fixture
def street(field: Field, clock: Clock) -> Street:
    clock.now = datetime(2026, 1, 1, tzinfo=ZONE)
    district = field.district
    person = org.add_person(login="grid", name="网格员", password="a-long-word-9")
    org.give_post(person=person, unit=district.units["community"], duty=Duty.GRID_WORKER)
    Post.objects.update(since=clock.now - timedelta(days=1))
    clock.now = NOW
    return Street(
        field,
        clock,
        district.worker(Duty.COLLECTOR),
        people.workers_of(person.pk)[0],
        district.worker(Duty.SHIFT_LEADER),
    )


def walk(
    *places: tuple[float, float], starts: datetime = NOW, every: float = 30, accuracy: float = 8
) -> list[Point]:
    """A track through places, one every so many seconds."""
    return [
        Point(starts + timedelta(seconds=every * i), *place, accuracy)
        for i, place in enumerate(places)
    ]
