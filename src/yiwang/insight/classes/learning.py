"""Learns a model from examples, with scikit-learn. Only commands come here, never a request."""

from array import array
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from yiwang.insight.classes.copies import copies
from yiwang.insight.classes.grams import Example, grams
from yiwang.insight.classes.learned import Learned
from yiwang.kernel.refusals import Invalid

MOST_WEIGHTS = 7_000_000
"""Grams times labels: 14 MB in the file, whatever the number of labels."""
FEWEST = 5
"""Labels with fewer examples are not learned: nothing could be said of them for sure."""
SEEN = {"word": 2, "sign": 3, "told": 2}
"""In how many examples a gram must stand to be counted at all."""
PURITY = 3.0
"""How much more a gram of one label alone counts than one of all labels alike."""
CERTAIN = 0.8
"""What is said shall be right so often; below the confidence where it is, nothing is said."""
LINES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
FOLDS = 10
"""Of what is set aside for calibrating: with more folds it is closer to what all of it teaches."""
USUAL_STEEPNESS = 1.3
"""Its logarithm."""
_ODDS = LogisticRegression(C=5.0, max_iter=100, tol=1e-3)
# Balanced: a rare class is not drowned by its neighbours.
_MARGINS = LinearSVC(C=0.5, class_weight="balanced", random_state=0)
Numbers = NDArray[np.int64]
Matrix = csr_matrix


@dataclass(frozen=True)
class Shape:
    """How to learn: of which grams, and whether by odds (many labels) or by margins."""

    kinds: tuple[str, ...] = ("word", "sign")
    odds: bool = False


@dataclass(frozen=True)
class Block:
    """One kind of grams, counted: (examples, grams)."""

    kind: str
    names: tuple[str, ...]
    counts: Matrix


def learn(examples: Sequence[Example], labels: Sequence[str], shape: Shape = Shape()) -> Learned:
    """The model of these examples. Raises `Invalid` where there is too little to learn from."""
    kept, known = _enough(labels)
    answers = np.array([known.index(labels[i]) for i in kept])
    told = [examples[i] for i in kept]
    blocks = [_counted(kind, told) for kind in shape.kinds]
    # Of texts the folds keep copies together; what has no text repeats by its nature.
    apart = copies([one.text for one in told]) if "sign" in shape.kinds else range(len(told))
    aside = _set_aside(blocks, answers, apart, shape, len(known))
    steepness, lift, doubt = _calibrated(*aside)
    everything = np.arange(len(answers))
    scales = [_scale(block, everything, answers, len(known)) for block in blocks]
    chosen = _chosen(scales, MOST_WEIGHTS // len(known))
    blocks = [
        Block(b.kind, tuple(b.names[i] for i in rows), b.counts[:, rows])
        for b, rows in zip(blocks, chosen, strict=True)
    ]
    scales = [scale[rows] for scale, rows in zip(scales, chosen, strict=True)]
    weights, bias = _fitted(_weighed(blocks, scales), answers, shape, len(known))
    return Learned(
        labels=known,
        names={block.kind: block.names for block in blocks},
        scale=np.concatenate(scales).astype(np.float32),
        weights=weights.T.astype(np.float16),
        bias=bias.astype(np.float32),
        steepness=steepness,
        lift=lift.astype(np.float32),
        doubt=doubt,
        least=_least(_probable(aside[0], steepness, lift, doubt), aside[1]),
    )


def _enough(labels: Sequence[str]) -> tuple[list[int], tuple[str, ...]]:
    """The examples of labels with enough of them, and these labels."""
    known = sorted(label for label, many in Counter(labels).items() if label and many >= FEWEST)
    if len(known) < 2:
        raise Invalid("可学习的样本不足：至少要有两类、每类{fewest}条", fewest=FEWEST)
    wanted = set(known)
    return [i for i, label in enumerate(labels) if label in wanted], tuple(known)


def _counted(kind: str, examples: Sequence[Example]) -> Block:
    """How often each gram that stands in enough examples stands in each.

    The grams are cut twice rather than kept: of tens of thousands of texts they fill gigabytes.
    """
    standing: Counter[str] = Counter()
    for one in examples:
        standing.update(set(_cut(kind, one)))
    names = tuple(sorted(name for name, many in standing.items() if many >= SEEN[kind]))
    del standing
    rows = {name: i for i, name in enumerate(names)}
    columns, values, ends = array("i"), array("i"), [0]
    for one in examples:
        found = Counter(row for name in _cut(kind, one) if (row := rows.get(name)) is not None)
        columns.extend(found.keys())
        values.extend(found.values())
        ends.append(len(columns))
    parts = (np.array(values, np.float32), np.array(columns, np.int32), np.array(ends, np.int32))
    return Block(kind, names, csr_matrix(parts, shape=(len(examples), len(names))))


def _cut(kind: str, example: Example) -> list[str]:
    return next(grams(example, (kind,)))[1]


def _scale(block: Block, chosen: Numbers, answers: Numbers, labels: int) -> NDArray[np.float64]:
    """How much each gram counts: more when rare, more when it is of few labels.

    What is told counts all alike: which of it matters is for the weights to find.
    """
    if block.kind == "told":
        return np.ones(len(block.names))
    counts, answers = block.counts[chosen], answers[chosen]
    here = np.bincount(counts.indices, minlength=counts.shape[1])
    share = np.zeros((labels, counts.shape[1]))
    for label in range(labels):
        mine = counts[answers == label]
        share[label] = np.bincount(mine.indices, minlength=counts.shape[1]) / max(1, mine.shape[0])
    part = (share + 1e-4) / (share + 1e-4).sum(axis=0)
    mixed = -(part * np.log(part)).sum(axis=0) / np.log(labels)
    rare = np.sqrt(np.log((1 + counts.shape[0]) / (1 + here)))
    scale: NDArray[np.float64] = np.where(here > 0, rare * (1 + PURITY * (1 - mixed)), 0.0)
    return scale


def _chosen(scales: Sequence[NDArray[np.float64]], most: int) -> list[Numbers]:
    """The grams that are kept of each kind: all, or those that count most."""
    every = np.concatenate(scales)
    if every.size <= most:
        return [np.arange(scale.size) for scale in scales]
    line = np.partition(every, every.size - most)[every.size - most]
    return [np.flatnonzero(scale >= line) for scale in scales]


def _weighed(blocks: Sequence[Block], scales: Sequence[NDArray[np.float64]]) -> Matrix:
    """What the model sees of each example: each kind of grams of length 1."""
    found = []
    for block, scale in zip(blocks, scales, strict=True):
        counts = block.counts.copy()
        counts.data = 1 + np.log(counts.data)
        found.append(normalize(counts @ diags(scale.astype(np.float32))))
    return hstack(found).tocsr()


def _fitted(
    seen: Matrix, answers: Numbers, shape: Shape, labels: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """A weight of each gram for each label, and where each label begins."""
    narrow = csr_matrix(
        (seen.data, seen.indices.astype(np.int32), seen.indptr.astype(np.int32)), seen.shape
    )
    machine = clone(_ODDS if shape.odds else _MARGINS).fit(narrow, answers)
    weights, bias = machine.coef_, machine.intercept_
    if weights.shape[0] == 1:
        weights, bias = np.vstack([-weights, weights]), np.concatenate([-bias, bias])
    everywhere = np.zeros((labels, weights.shape[1]))
    starts = np.full(labels, -10.0)
    everywhere[machine.classes_], starts[machine.classes_] = weights, bias
    return everywhere, starts


def _set_aside(
    blocks: Sequence[Block], answers: Numbers, apart: Sequence[int], shape: Shape, labels: int
) -> tuple[NDArray[np.float64], Numbers]:
    """Sums for examples that were not learned from, copies kept together, with their answers."""
    # Odds are slow to learn: for them one fifth set aside has to do.
    many = FEWEST if shape.odds else min(FOLDS, int(np.bincount(answers).min()))
    folds = StratifiedGroupKFold(many, shuffle=True, random_state=0)
    some = islice(folds.split(answers, answers, apart), 1 if shape.odds else many)
    sums, judged = np.zeros((len(answers), labels)), []
    for here, there in some:
        scales = [_scale(block, here, answers, labels) for block in blocks]
        seen = _weighed(blocks, scales)
        weights, bias = _fitted(seen[here], answers[here], shape, labels)
        sums[there] = seen[there] @ weights.T + bias
        judged.append(there)
    kept = np.concatenate(judged)
    return sums[kept], answers[kept]


def _calibrated(
    sums: NDArray[np.float64], answers: Numbers
) -> tuple[float, NDArray[np.float64], float]:
    """The steepness, lift and doubt under which what was set aside is likeliest."""
    chosen = np.arange(len(answers))

    def missed(dials: NDArray[np.float64]) -> float:
        chances = _probable(sums, *_read(dials))
        # Held a little to the usual, so that what is easily told apart is not taken for certain.
        held = 0.02 * (dials[0] - USUAL_STEEPNESS) ** 2 + 1e-3 * (dials[2:] ** 2).sum()
        return float(-np.log(chances[chosen, answers] + 1e-12).mean() + held)

    start = np.concatenate([[USUAL_STEEPNESS, -3.0], np.zeros(sums.shape[1])])
    return _read(minimize(missed, start, method="L-BFGS-B", options={"maxiter": 100}).x)


def _read(dials: NDArray[np.float64]) -> tuple[float, NDArray[np.float64], float]:
    """Steepness above 0, lift, and doubt between 0 and 1, from numbers without bounds."""
    steepness, doubt = np.exp(np.clip(dials[0], -5, 5)), 1 / (1 + np.exp(-dials[1]))
    return float(steepness), dials[2:], float(doubt)


def _probable(
    sums: NDArray[np.float64], steepness: float, lift: NDArray[np.float64], doubt: float
) -> NDArray[np.float64]:
    """Sums as probabilities; as `Learned` does it."""
    raised = steepness * sums + lift
    powers = np.exp(raised - raised.max(axis=1, keepdims=True))
    chances: NDArray[np.float64] = powers / powers.sum(axis=1, keepdims=True)
    return (1 - doubt) * chances + doubt / sums.shape[1]


def _least(chances: NDArray[np.float64], answers: Numbers) -> float:
    """The lowest of `LINES` from which on `CERTAIN` of what is said is right; 1 where none is."""
    sure, right = chances.max(axis=1), chances.argmax(axis=1) == answers
    for line in LINES:
        said = sure >= line
        if said.any() and right[said].mean() >= CERTAIN:
            return line
    return 1.0
