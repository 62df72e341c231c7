"""How surely two cases are the same matter: what they share, weighed by how rare it is.

A logistic model on the features below; its numbers stand in `weights.py`, with how they were
found. Rarity of a word is asked of the index at the moment of the question, so that nothing goes
stale in what is kept.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yiwang.insight.alike.sketch import Sketch
from yiwang.insight.alike.weights import MODELS

FEATURES = (
    "overlap",
    "contained",
    "title",
    "titles",
    "title_least",
    "rarest_head",
    "head",
    "root",
    "root_and_title",
    "places",
    "rarest_place",
    "other_place",
    "title_and_place",
    "same_class",
    "other_class",
    "same_area",
    "other_area",
    "near",
    "class_and_place",
)
# Those of class, area and distance; all others are of words.
BESIDE = frozenset(FEATURES[FEATURES.index("same_class") :])
# A word of one text in e^5 (some hundred and fifty) is as rare as any.
_RARE = 5.0
# A district begins with few texts: as if so many had been told in which no word of these stands.
_BEFORE = 5000


@dataclass(frozen=True)
class Facts:
    """What is known of a case beside its words."""

    category: str = ""
    area: str = ""
    # Distance over the radius of the class; None where a point is not known.
    distance: float | None = None


@dataclass(frozen=True)
class Rarity:
    """How many texts there are, and in how many of them each word stands."""

    texts: int
    counts: Mapping[int, int]
    # A pair is weighed once and asked for by every case that is compared.
    weighed: dict[int, float] = field(default_factory=dict, compare=False, repr=False)

    def of(self, pair: int) -> float:
        """The weight of a pair: 1 for a rare one, near 0 for one that stands everywhere."""
        known = self.weighed.get(pair)
        if known is not None:
            return known
        seen = math.log((self.texts + _BEFORE) / (self.counts.get(pair, 0) + 1))
        self.weighed[pair] = weight = max(0.0, min(_RARE, seen)) / _RARE
        return weight

    def sum(self, pairs: Iterable[int]) -> float:
        """The weight of several together."""
        return sum(self.of(pair) ** 2 for pair in pairs)

    def most(self, pairs: Iterable[int]) -> float:
        """The weight of the rarest of them."""
        return max((self.of(pair) for pair in pairs), default=0.0)


def features(one: Sketch, other: Sketch, rarity: Rarity, facts: tuple[Facts, Facts]) -> list[float]:
    """The features of a pair, in the order of `FEATURES`; the same whichever comes first."""
    shared = one.pairs & other.pairs
    sizes = rarity.sum(one.pairs), rarity.sum(other.pairs)
    overlap, contained = _shares(rarity.sum(shared), sizes)
    heads = shared & (one.title | other.title)
    told = [_told(one, other, rarity), _told(other, one, rarity)]
    title, root = sum(told) / 2, math.sqrt(overlap)
    of_titles = rarity.sum(one.title), rarity.sum(other.title)
    titles = _shares(rarity.sum(one.title & other.title), of_titles)[0]
    words = [overlap, contained, title, titles, min(told), rarity.most(heads)]
    words += [math.log1p(rarity.sum(heads)), root, root * title]
    place, rarest, apart = _places(one, other, rarity)
    beside = _beside(*facts)
    return [*words, place, rarest, apart, title * place, *beside, beside[0] * place]


def _places(one: Sketch, other: Sketch, rarity: Rarity) -> tuple[float, float, float]:
    """How much of the places named is shared, how rare that is, and whether they contradict."""
    shared = one.places & other.places
    of_one, of_other = rarity.sum(one.places), rarity.sum(other.places)
    share = _shares(rarity.sum(shared), (of_one, of_other))[1]
    return share, rarity.most(shared), float(bool(one.places and other.places and not shared))


def _shares(shared: float, sizes: tuple[float, float]) -> tuple[float, float]:
    """How much of both is shared (cosine), and how much of the smaller one."""
    if not shared or not min(sizes):
        return 0.0, 0.0
    return shared / math.sqrt(sizes[0] * sizes[1]), min(1.0, shared / min(sizes))


def _told(one: Sketch, other: Sketch, rarity: Rarity) -> float:
    """How much of the title of one stands anywhere in the other."""
    whole = rarity.sum(one.title)
    return rarity.sum(one.title & other.pairs) / whole if whole else 0.0


def _beside(one: Facts, other: Facts) -> list[float]:
    """Class, area and distance; what is not known of one of them says nothing."""
    classes = (one.category, other.category)
    areas = (one.area, other.area)
    within = areas[0].startswith(areas[1]) or areas[1].startswith(areas[0])
    known_class, known_area = all(classes), all(areas)
    return [
        float(known_class and classes[0] == classes[1]),
        float(known_class and classes[0][:2] != classes[1][:2]),
        float(known_area and within),
        float(known_area and not within),
        0.0 if one.distance is None else max(0.0, 1.0 - one.distance),
    ]


def has_facts(facts: tuple[Facts, Facts]) -> bool:
    """Whether the class of both is known: there is a model of its own for that."""
    return bool(facts[0].category and facts[1].category)


def judged(found: Iterable[float], facts: tuple[Facts, Facts]) -> tuple[float, bool]:
    """How surely a pair with these features is one matter, and whether that is enough to say so."""
    model = MODELS["facts" if has_facts(facts) else "words"]
    weights = model["weights"]
    power = weights["bias"] + sum(
        weights[name] * value for name, value in zip(FEATURES, found, strict=True)
    )
    sure = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, power))))
    return sure, sure >= model["threshold"]
