"""How much a word tells: rare words tell more, counted over the district's own texts.

Words of the dictionary and pairs of neighbouring characters stand side by side: names of places
that no dictionary knows are found by their pairs. Without counts every word tells the same.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yiwang.insight.words import cut, plain

_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+")
_HAN = re.compile(r"[㐀-鿿]")
MOST = 40_000
_TELLING = math.log(20) ** 2


def features(text: str) -> frozenset[str]:
    """The words of at least two signs and the pairs of characters of a text."""
    folded = plain(text)
    found = {word for word in cut(folded) if len(word) > 1 and _RUN.fullmatch(word)}
    for run in _RUN.findall(folded):
        if _HAN.match(run):
            found.update(run[at : at + 2] for at in range(len(run) - 1))
        else:
            found.add(run)
    return frozenset(found)


@dataclass(frozen=True)
class Rarity:
    """In how many of so many texts a word stands."""

    texts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)

    def weight(self, feature: str) -> float:
        """How much a shared word speaks for the same matter."""
        if not self.texts:
            return 1.0
        return math.log((self.texts + 1) / (self.counts.get(feature, 0) + 1)) ** 2

    def telling(self, feature: str) -> bool:
        """Whether a word stands in fewer than one text of twenty."""
        return not self.texts or self.weight(feature) >= _TELLING

    def total(self, found: Iterable[str]) -> float:
        """All of them together."""
        return sum(self.weight(one) for one in found)


FLAT = Rarity()


def counted(texts: Iterable[str]) -> Rarity:
    """The rarity over these texts; words that stand in one text only are left out as rarest."""
    counts: Counter[str] = Counter()
    many = 0
    for text in texts:
        counts.update(features(text))
        many += 1
    kept = {word: count for word, count in counts.most_common(MOST) if count > 1}
    return Rarity(many, kept)


def likeness(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """From 0 to 1: how much of two texts is the same, by what their words tell."""
    sizes = rarity.total(one) * rarity.total(other)
    return rarity.total(one & other) / math.sqrt(sizes) if sizes else 0.0
