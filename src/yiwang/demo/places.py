"""Made-up places of the made-up district, as a centre would keep them in its own list."""

import random

from yiwang.demo.district import SEED, Made
from yiwang.demo.geometry import somewhere_in
from yiwang.insight.reading import actions
from yiwang.insight.reading.actions import NewPlace
from yiwang.org.actors import SYSTEM

# What there is in every community, and what people also call it.
USUAL = (("菜场", "农贸市场"), ("小学", "学校"), ("花苑", "小区"))


def fill(made: Made) -> int:
    """Put three places of every community on the list; how many there are now."""
    chance = random.Random(SEED)  # noqa: S311 - a repeatable demo, not a secret
    places = []
    for area, _unit in made.communities:
        stem = area.name.removesuffix("社区")
        for name, also in USUAL:
            longitude, latitude = somewhere_in(area.outline, chance)
            point = (longitude, latitude)
            places.append(NewPlace(f"{stem}{name}", area, (f"{stem}{also}",), point))
    return actions.take(places=places, worker=SYSTEM, source="演示").added
