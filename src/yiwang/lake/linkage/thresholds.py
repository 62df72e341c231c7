"""From which probability on two records count as the same: chosen on pairs that people labelled."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from yiwang.kernel.refusals import Invalid

# One-sided 95 %: what is promised holds with this certainty.
_SURE = 1.645


@dataclass(frozen=True, slots=True)
class Chosen:
    """A threshold with its evidence: of `taken` labelled pairs at or above it `right` are the same.

    `bound` is what the precision is at least, with 95 % certainty.
    """

    threshold: float
    taken: int
    right: int
    bound: float
    recall: float


def bound(right: int, taken: int) -> float:
    """What a share is at least, with 95 % certainty; basis: Wilson 1927. None taken is 0."""
    if not taken:
        return 0.0
    share, square = right / taken, _SURE * _SURE
    middle = share + square / (2 * taken)
    spread = _SURE * sqrt(share * (1 - share) / taken + square / (4 * taken * taken))
    return max(0.0, middle - spread) / (1 + square / taken)


def choose(labelled: Iterable[tuple[float, bool]], *, precision: float) -> Chosen:
    """The lowest threshold whose precision is at least this, by the bound on the evidence.

    `labelled` are probability and whether the pair is of the same. Raises `Invalid` where no
    threshold can promise it: there are too few labels, or the weights tell too little.
    """
    ordered = sorted(labelled, reverse=True)
    same = sum(label for _probability, label in ordered)
    taken = right = 0
    best: Chosen | None = None
    for probability, group in groupby(ordered, key=lambda one: one[0]):
        labels = [label for _probability, label in group]
        taken, right = taken + len(labels), right + sum(labels)
        least = bound(right, taken)
        if least >= precision:
            best = Chosen(probability, taken, right, least, right / same if same else 0.0)
    if best is None:
        raise Invalid(
            "已标注的{count}对还不足以保证{precision}的准确率，请再标注一些",
            count=len(ordered),
            precision=f"{precision:.2%}",
        )
    return best
