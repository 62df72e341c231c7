"""Made-up appeals across channels: the same matter misheard, shortened, reworded, in another order.

For measuring and for benches: which of them are one matter is known, since they were made so.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from yiwang.insight.alike import made_up_words as words
from yiwang.insight.alike.made_up_words import SORTS, Sort

# Degrees; some hundred metres.
_NEAR = 0.001


class Place(NamedTuple):
    """A made-up estate at a road, with where it lies."""

    name: str
    road: str
    area: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Appeal:
    """One made-up appeal; those of one `matter` are the same matter."""

    matter: str
    title: str
    content: str
    channel: str
    category: str
    area: str
    longitude: float | None
    latitude: float | None


def place(chance: random.Random) -> Place:
    """An estate of some twelve thousand names."""
    name = chance.choice(words.FIRST) + chance.choice(words.SECOND)
    road = chance.choice(words.FIRST) + chance.choice(words.ROADS)
    area = f"4201990{chance.randint(1, 12):02d}{chance.randint(1, 9):03d}"
    longitude, latitude = 114 + chance.random() / 5, 30 + chance.random() / 5
    return Place(name + chance.choice(words.LAST), road, area, longitude, latitude)


def appeal(chance: random.Random, matter: str, where: Place, sort: Sort) -> Appeal:
    """How one person tells of this matter through one channel."""
    channel = chance.choice(words.CHANNELS)
    place_name = where.name if chance.random() < 0.9 else f"{where.road}{where.name}"
    thing, fault = chance.choice(sort.things), chance.choice(sort.faults)
    house = f"{chance.randint(1, 30)}栋" if chance.random() < 0.3 else ""
    parts = [f"{place_name}{house}{thing}{fault}", chance.choice(sort.harms)]
    if chance.random() < 0.3:
        parts.append(f"位于{where.road}{chance.randint(1, 300)}号")
    if chance.random() < 0.3:
        parts.reverse()
    text = chance.choice(words.GREETINGS) + chance.choice(words.OFTEN) + "，".join(parts) + "。"
    text = _as_told(chance, channel, text + chance.choice(words.WISHES))
    title = _as_told(chance, channel, f"{where.name}{thing}{fault}")[:30]
    pointed = chance.random() < 0.5
    return Appeal(
        matter=matter,
        title=title if chance.random() < 0.7 else text[:30],
        content=text,
        channel=channel,
        category=sort.category if chance.random() < 0.9 else "",
        area=where.area if chance.random() < 0.85 else "",
        longitude=where.longitude + chance.uniform(-_NEAR, _NEAR) if pointed else None,
        latitude=where.latitude + chance.uniform(-_NEAR, _NEAR) if pointed else None,
    )


def _as_told(chance: random.Random, channel: str, text: str) -> str:
    """What transcription (calls) or typing (all else) makes of a text."""
    if channel in ("phone", "mayor_line"):
        for right, wrong in words.MISHEARD:
            if right in text and chance.random() < 0.15:
                text = text.replace(right, wrong, 1)
    if chance.random() < 0.3 and len(text) > 12:
        at = chance.randrange(2, len(text) - 2)
        lost = chance.random() < 0.5
        text = text[:at] + text[at + 1 :] if lost else text[:at] + text[at] + text[at:]
    return text


def groups(seed: int, many: int) -> Iterator[Appeal]:
    """Families of groups: a matter told by several; another at its place; the same elsewhere."""
    chance = random.Random(seed)  # noqa: S311 - the same set every time
    for family in range(many):
        here, there = place(chance), place(chance)
        one, other = chance.sample(SORTS, 2)
        for group, (where, sort) in enumerate(((here, one), (here, other), (there, one))):
            for _ in range(chance.randint(2, 5)):
                yield appeal(chance, f"{seed}-{family}-{group}", where, sort)


def stream(seed: int, many: int) -> Iterator[Appeal]:
    """So many appeals about places and matters by chance, for filling an index."""
    chance = random.Random(seed)  # noqa: S311 - the same texts every time
    for line in range(many):
        yield appeal(chance, str(line), place(chance), chance.choice(SORTS))
