"""A made-up year before the demo's week, so that figures have something to be set against."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from yiwang.cases import doors
from yiwang.cases.doors import CaseHistory, Step
from yiwang.cases.suggest import Matter, suggest
from yiwang.demo.answers import worded
from yiwang.demo.appeals import CHANNELS
from yiwang.demo.district import Made
from yiwang.demo.geometry import somewhere_in
from yiwang.demo.stories import STORIES, Story
from yiwang.demo.voices import told
from yiwang.org.actors import Worker
from yiwang.org.models import Area, Unit

WEEKS = 52
# So many a week at the beginning and at the end; more in summer, fewer on days off.
A_WEEK = (12, 64)
SUMMER = 0.2
WORKDAY, DAY_OFF = 1.22, 0.45
LATE, REWORKED, ANSWERED_TWICE = 0.05, 0.05, 2
HOUR = 3600


@dataclass
class _Way:
    """The steps of one case so far; what lies in the future is not walked."""

    at: int
    now: int
    steps: list[Step] = field(default_factory=list)

    def do(self, action: str, worker: Worker, hours: float, **given: Any) -> bool:
        """One step so many hours later; False when that is still to come."""
        self.at += int(hours * HOUR)
        if self.at >= self.now:
            return False
        self.steps.append(Step(action, self.at, given, worker))
        return True


def replay(made: Made, *, seed: int = 17) -> int:
    """Take the year in, each step decided by the engine; how many cases."""
    found = doors.replay_histories(_histories(made, seed), recorded_at=timezone.now())
    return found.cases


def _histories(made: Made, seed: int) -> Iterator[CaseHistory]:
    chance = random.Random(seed)  # noqa: S311 - the same year every time
    now = timezone.now()
    for line, at in enumerate(_mornings(now, chance)):
        steps = _walked(made, chance, int(at.timestamp()), int(now.timestamp()))
        yield CaseHistory("appeals", f"past-{line}", line, steps)


def _mornings(now: datetime, chance: random.Random) -> Iterator[datetime]:
    """When each case came in, the earliest first: mostly by day, until the demo's week begins."""
    first = timezone.localtime(now).replace(hour=0, minute=0) - timedelta(days=7 * (WEEKS + 1))
    for day in range(7 * WEEKS):
        date = first + timedelta(days=day)
        many = (A_WEEK[0] + (A_WEEK[1] - A_WEEK[0]) * day / (7 * WEEKS)) / 7
        many *= 1 - SUMMER * math.cos(2 * math.pi * (date.month - 1) / 12)
        many *= DAY_OFF if date.weekday() > 4 else WORKDAY
        count = max(0, round(chance.gauss(many, many / 6)))
        minutes = sorted(chance.triangular(7 * 60, 22 * 60, 10 * 60) for _ in range(count))
        yield from (date + timedelta(minutes=minute) for minute in minutes)


def _walked(made: Made, chance: random.Random, at: int, now: int) -> tuple[Step, ...]:
    story = chance.choice(STORIES)
    area, _ = chance.choice(made.communities)
    # Words by a chance of their own: they change nothing of what happens.
    title, content = told(story, area.name, random.Random(f"{at}-{area.code}"))  # noqa: S311
    spoken = replace(story, title=title, content=content)
    return walked(made, chance, (at, now), (spoken, area))


def walked(
    made: Made, chance: random.Random, times: tuple[int, int], what: tuple[Story, Area]
) -> tuple[Step, ...]:
    """The steps of one appeal of a story in an area, begun at one time and seen at another."""
    story, area = what
    way, operator = _Way(*times), made.workers["operator"]
    given = {
        "title": story.title,
        "content": story.content,
        "channel": chance.choice([channel for channel in CHANNELS if channel != "mayor_line"]),
        "area": area.code,
        "point": somewhere_in(area.outline, chance),
        "address": f"{chance.randint(1, 180)}号附近",
        "urgency": story.urgency,
    }
    way.do("receive", operator, 0, **given)
    way.do("accept", operator, chance.uniform(0.1, 3))
    if story.answer:
        answer = {"public_reply": story.answer, "category": story.category}
        way.do("answer_at_once", operator, 0.1, **answer)
    elif way.do("establish", operator, 0.2, category=story.category, urgency=story.urgency):
        _handled(made, chance, way, (story, area.code))
    return tuple(way.steps)


def _handled(made: Made, chance: random.Random, way: _Way, what: tuple[Story, str]) -> None:
    story, area = what
    unit = _unit(story.category, area)
    handler = made.handlers[unit.pk]
    way.do("dispatch", made.workers["dispatcher"], chance.uniform(0.2, 2.5), lead_unit=unit.pk)
    way.do("sign", handler, chance.uniform(0.3, 8))
    way.do("contact", handler, 1, contact_note="已电话联系诉求人，了解具体情况。")
    # Not every unit is as quick as the others.
    slow = LATE * (1 + unit.pk % 4)
    for attempt in range(ANSWERED_TWICE):
        wait = chance.uniform(190, 320) if chance.random() < slow else chance.uniform(4, 60)
        reply = {"handling_record": "已到现场核实处理。", "solved_claim": "solved"}
        public = worded(story, datetime.fromtimestamp(way.at, UTC), unit.name)
        if not way.do("reply", handler, wait, public_reply=public, **reply):
            return
        way.do("verify_pass", made.workers["verifier"], chance.uniform(1, 8))
        if attempt or chance.random() > REWORKED:
            break
        bad = {"satisfied": "unsatisfied", "solved": "unsolved"}
        reason = "诉求人表示问题仍然存在"
        way.do("call_back_rework", made.workers["caller"], 6, reason=reason, **bad)
        way.do("sign", handler, 2)
    _called_back(made, chance, way)


def _called_back(made: Made, chance: random.Random, way: _Way) -> None:
    caller = made.workers["caller"]
    if chance.random() < 0.12:
        way.do("call_not_reached", caller, 2)
    satisfied = chance.choices(
        ("satisfied", "basically_satisfied", "unsatisfied"), weights=(84, 11, 5)
    )[0]
    solved = "unsolved" if satisfied == "unsatisfied" else "solved"
    way.do("call_back_close", caller, chance.uniform(2, 20), satisfied=satisfied, solved=solved)


@cache
def _unit(category: str, area: str) -> Unit:
    """Who acts on a class in an area, as the dispatcher is told."""
    found = suggest(Matter(category, area))
    if found is None or found.undecided:
        raise LookupError(f"{category} {area}")
    return found.unit
