"""Labelled pairs: real messages by their numbers, and made-up appeals; split by family.

The labels name groups of one matter within families (a place or a manner of speaking that several
groups share); what is of two groups is another matter. No text is kept with them.
"""

import csv
import math
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from yiwang.insight.alike import made_up
from yiwang.insight.alike.scoring import Facts, Rarity, features, has_facts
from yiwang.insight.alike.sketch import Sketch, sketch

TUNING, HELD_OUT = "tuning", "held_out"
# Seeds of the made-up set, so that no text is in both halves.
_SEEDS = {TUNING: 1, HELD_OUT: 2}
_FAMILIES, _BESIDE, _RADIUS, _EASY = 80, 4000, 300, 0.02
_METRES_EAST, _METRES_NORTH = 96_000, 111_000


@dataclass(frozen=True)
class One:
    """A labelled text."""

    key: str
    group: str
    family: str
    sketch: Sketch
    facts: made_up.Appeal | None = None


class Pairs(NamedTuple):
    """Pairs with their features, whether they are one matter, and how much each counts."""

    values: NDArray[np.float64]
    same: NDArray[np.bool_]
    weights: NDArray[np.float64]
    with_facts: NDArray[np.bool_]
    ends: list[tuple[One, One]]


def messages(texts: Path, labels: Path, split: str) -> tuple[list[One], Rarity]:
    """The labelled messages of one half, and how rare words are in the whole file."""
    with texts.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["留言编号"]: row for row in csv.DictReader(file)}
    sketches = {key: sketch(row["留言主题"], row["留言详情"]) for key, row in rows.items()}
    with labels.open(encoding="utf-8", newline="") as file:
        told = [row for row in csv.DictReader(file) if row["split"] == split]
    ones = [One(r["message"], r["group"], r["family"], sketches[r["message"]]) for r in told]
    return ones, rarity_of(list(sketches.values()))


def appeals(split: str) -> tuple[list[One], Rarity]:
    """Made-up appeals of one half, among others that stand beside them."""
    seed = _SEEDS[split]
    ones = [
        One(str(at), a.matter, a.matter.rsplit("-", 1)[0], sketch(a.title, a.content), a)
        for at, a in enumerate(made_up.groups(seed, _FAMILIES))
    ]
    beside = [sketch(a.title, a.content) for a in made_up.stream(seed + 1000, _BESIDE)]
    return ones, rarity_of([one.sketch for one in ones] + beside)


def rarity_of(sketches: list[Sketch]) -> Rarity:
    """How rare the pairs of characters of these texts are among them."""
    return Rarity(len(sketches), Counter(pair for one in sketches for pair in one.pairs))


def pairs(ones: list[One], rarity: Rarity) -> Pairs:
    """Every pair of real texts; of made-up ones those of a family, and some of the others."""
    ends = list(_chosen(ones))
    facts = [_facts(one.facts, other.facts) for one, other in ends]
    values = [
        features(one.sketch, other.sketch, rarity, known)
        for (one, other), known in zip(ends, facts, strict=True)
    ]
    same = np.array([one.group == other.group for one, other in ends])
    sizes = Counter(one.group for one, other in ends if one.group == other.group)
    weights = [
        1 / math.sqrt(sizes[one.group]) if alike else 1.0
        for (one, _), alike in zip(ends, same, strict=True)
    ]
    told = np.array([has_facts(known) for known in facts])
    return Pairs(np.array(values), same, np.array(weights), told, ends)


def _chosen(ones: list[One]) -> Iterator[tuple[One, One]]:
    chance = random.Random(3)  # noqa: S311 - the same pairs every time
    for one, other in combinations(ones, 2):
        if one.facts is None or one.family == other.family or chance.random() < _EASY:
            yield one, other


def _facts(one: made_up.Appeal | None, other: made_up.Appeal | None) -> tuple[Facts, Facts]:
    if one is None or other is None:
        return Facts(), Facts()
    distance = None
    if one.longitude and other.longitude and one.latitude and other.latitude:
        east = (one.longitude - other.longitude) * _METRES_EAST
        distance = math.hypot(east, (one.latitude - other.latitude) * _METRES_NORTH) / _RADIUS
    return Facts(one.category, one.area, distance), Facts(other.category, other.area, distance)
