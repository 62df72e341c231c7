"""How good a table is by what its rules found: shares of the standard, weighted, out of 100.

basis: GB/T 36344-2018, X = A/B × 100 %; how shares are joined is our own: by the rules' weights.
"""

from collections.abc import Iterable

from yiwang.lake.quality.counts import Count
from yiwang.lake.quality.words import Dimension


def score(counts: Iterable[Count]) -> float | None:
    """The weighted mean of the rules that had something to evaluate; None without any."""
    held = [(count.rule.weight, count.share) for count in counts if count.share is not None]
    weight = sum(one for one, _share in held)
    return 100 * sum(one * share for one, share in held) / weight if weight else None


def by_dimension(counts: Iterable[Count]) -> dict[Dimension, float]:
    """The same for each dimension in which something was evaluated."""
    every = tuple(counts)
    found = {
        one: score(count for count in every if count.rule.dimension is one) for one in Dimension
    }
    return {one: value for one, value in found.items() if value is not None}
