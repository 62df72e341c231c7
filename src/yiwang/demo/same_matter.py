"""Made-up appeals of one matter through several channels: a group appeal, pairs, a caller again."""

import random
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from yiwang.cases.actions import Act, Opening, open_case, perform
from yiwang.cases.belonging import ReporterFacts
from yiwang.demo.district import Made
from yiwang.demo.geometry import somewhere_in
from yiwang.insight.alike import actions
from yiwang.org.actors import CITIZEN
from yiwang.org.models import Area

_MATTERS = tomllib.loads(Path(__file__).with_name("same_matter.toml").read_text(encoding="utf-8"))[
    "matter"
]


def fill(made: Made, *, seed: int = 29) -> int:
    """Open them within the last days, look which are alike; how many appeals."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable demo, not a secret
    areas = [area for area, _ in made.communities]
    told = 0
    for place, matter in enumerate(_MATTERS):
        area = areas[place % len(areas)]
        spot = somewhere_in(area.outline, chance)
        for number, voice in enumerate(matter["voice"]):
            hours = 90 - 11 * number - chance.uniform(0, 5)
            _open(made, voice, (matter["category"], area, spot), hours)
            told += 1
    actions.follow()
    return told


def _open(
    made: Made, voice: dict[str, Any], where: tuple[str, Area, list[float]], hours: float
) -> None:
    category, area, spot = where
    at = timezone.now() - timedelta(hours=hours)
    operator = made.workers["operator"]
    opening = Opening(
        procedure="appeals",
        worker=CITIZEN if voice["channel"] == "web" else operator,
        given={
            "content": voice["content"],
            "channel": voice["channel"],
            "area": area.code,
            "point": spot,
            "people": voice.get("people", 1),
        },
        reporter=ReporterFacts(name="赵女士", phone="1390000" + voice["phone"]),
        via="demo",
        at=at,
    )
    number = open_case(opening).number
    later = at + timedelta(minutes=20)
    perform(Act(number=number, action="accept", worker=operator, at=later))
    given = {"category": category, "urgency": "normal"}
    perform(Act(number=number, action="establish", worker=operator, given=given, at=later))
