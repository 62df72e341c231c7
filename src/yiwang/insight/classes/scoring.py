"""How good answers are: per label, in all, among the first three, and whether sure is sure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

BINS = 15
FIRST = 3


@dataclass(frozen=True)
class Score:
    """One label: of what was said to be it, how much is; of what is it, how much was said."""

    precision: float
    recall: float
    f1: float
    many: int


def scores(
    labels: Sequence[str], chances: NDArray[Any], answers: Sequence[str], least: float = 0.0
) -> dict[str, Any]:
    """The figures for these answers; `chances` are (answers, labels).

    An answer that is none of the labels counts as missed. `ece` is the mean distance between
    confidence and share of right ones in fifteen equal bins, weighted by their number; `said` is
    the share of texts of which something is said at all, `said_right` how much of that is right.
    """
    best, sure = chances.argmax(axis=1), chances.max(axis=1)
    said = np.array(labels)[best]
    right = said == np.array(answers)
    each = {label: _score(label, said, np.array(answers)) for label in sorted(set(answers))}
    order = np.argsort(-chances, axis=1)[:, :FIRST]
    among = [answer in {labels[k] for k in row} for answer, row in zip(answers, order, strict=True)]
    spoken = sure >= least
    return {
        "macro_f1": _round(np.mean([one.f1 for one in each.values()])),
        "accuracy": _round(right.mean()),
        f"first_{FIRST}": _round(np.mean(among)),
        "ece": _round(_off(sure, right)),
        "least": _round(least),
        "said": _round(spoken.mean()),
        "said_right": _round(right[spoken].mean()) if spoken.any() else None,
        "per_class": {label: asdict(one) for label, one in each.items()},
    }


def _score(label: str, said: NDArray[Any], answers: NDArray[Any]) -> Score:
    both = int(((said == label) & (answers == label)).sum())
    named, there = int((said == label).sum()), int((answers == label).sum())
    precision, recall = both / named if named else 0.0, both / there if there else 0.0
    f1 = 2 * both / (named + there) if named + there else 0.0
    return Score(_round(precision), _round(recall), _round(f1), there)


def _off(sure: NDArray[Any], right: NDArray[Any]) -> float:
    """How far confidence is from what is right, on average."""
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return sum(
        (bins == k).mean() * abs(sure[bins == k].mean() - right[bins == k].mean())
        for k in range(BINS)
        if (bins == k).any()
    )


def _round(number: Any) -> float:
    return round(float(number), 4)
