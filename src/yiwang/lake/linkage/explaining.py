"""Why two records were linked, in words: what agrees, what does not, and how much each says."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from yiwang.lake.linkage.declarations import MISSING, Linkage
from yiwang.lake.linkage.weights import Weights


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground for or against: `weight` in bits, above 0 speaks for the same."""

    key: str
    label: str
    words: str
    weight: float


def grounds(
    row: Mapping[str, Any], linkage: Linkage, weights: Weights, *, prior: float
) -> tuple[Ground, ...]:
    """The grounds of one pair, heaviest first.

    How rare an equal value is, is what its weight has beyond the sum of the others; it goes to
    the comparison that counts rarity.
    """
    found = [_ground(row, linkage, weights, one.key) for one in linkage.comparisons]
    rest = float(row["weight"]) - log2(prior / (1 - prior)) - sum(one.weight for one in found)
    at = next((place for place, one in enumerate(found) if _rare(row, linkage, one.key)), None)
    if at is not None:
        one = found[at]
        found[at] = Ground(one.key, one.label, one.words, one.weight + rest)
    return tuple(sorted(found, key=lambda one: -abs(one.weight)))


def _ground(row: Mapping[str, Any], linkage: Linkage, weights: Weights, key: str) -> Ground:
    comparison, degree = linkage.comparison(key), int(row[f"gamma_{key}"])
    words = comparison.words[degree] if degree >= 0 else MISSING
    return Ground(key, comparison.label, words, weights.of(key, degree))


def _rare(row: Mapping[str, Any], linkage: Linkage, key: str) -> bool:
    levels, degree = linkage.comparison(key).levels, int(row[f"gamma_{key}"])
    return degree > 0 and bool(levels[len(levels) - degree].rare)


def sentence(found: tuple[Ground, ...]) -> str:
    """As one line: “身份证号码相差一位（+18.2）；姓名相同（+11.0）；电话不同（-2.1）”."""
    return "；".join(
        f"{one.label}{one.words}（{one.weight:+.1f}）" for one in found if one.words != MISSING
    )
