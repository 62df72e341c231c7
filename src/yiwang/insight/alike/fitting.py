"""Fits the model of pairs, and says how well it does: `yiwang insight alike`."""

from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from yiwang.insight.alike import weights as kept
from yiwang.insight.alike.labelled import (
    HELD_OUT,
    TUNING,
    One,
    Pairs,
    appeals,
    messages,
    pairs,
)
from yiwang.insight.alike.scoring import BESIDE, FEATURES

HELP = "How well cases of one matter are told from others: real messages and made-up appeals."
PRECISION, RIDGE, ROUNDS, BIG = 0.95, 0.1, 60, 30
Values = NDArray[np.float64]
Set = tuple[Pairs, list[One]]


def add_arguments(parser: ArgumentParser) -> None:
    """The file of messages and the labels; `--fit` also fits the model anew."""
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--fit", action="store_true")


def run(options: dict[str, Any]) -> dict[str, Any]:
    """Precision and recall of both halves; with `--fit`, the model of the tuning half before."""
    splits = (TUNING,) if options["fit"] else (TUNING, HELD_OUT)
    sets = {split: _sets(options, split) for split in splits}
    models = _fitted(sets[TUNING]) if options["fit"] else kept.MODELS
    answer: dict[str, Any] = {"models": models} if options["fit"] else {}
    for split, (real, made) in sets.items():
        answer[split] = {"messages": told(models, *real), "made_up": told(models, *made)}
    return answer


def _sets(options: dict[str, Any], split: str) -> tuple[Set, Set]:
    real = messages(options["texts"], options["labels"], split)
    made = appeals(split)
    return (pairs(*real), real[0]), (pairs(*made), made[0])


def _fitted(half: tuple[Set, Set]) -> dict[str, Any]:
    """Two models: where classes are known of both, and where words are all there is."""
    (real, *_), (made, *_) = half
    models = {}
    # Words must be enough where nothing else is known: made-up pairs, as if nothing were.
    blind = made.values * np.array([name not in BESIDE for name in FEATURES])
    sets = {"words": (blind, made.same, made.weights), "facts": _known(made)}
    for name, (values_made, same_made, weights_made) in sets.items():
        values = np.vstack([real.values, values_made])
        same = np.concatenate([real.same, same_made])
        found = logistic(values, same, np.concatenate([real.weights, weights_made]))
        judged, truth = (values, same) if name == "words" else (values_made, same_made)
        numbers = [round(float(number), 3) for number in found]
        threshold = _threshold(chances(numbers, judged), truth)
        models[name] = {"weights": dict(zip((*FEATURES, "bias"), numbers, strict=True))}
        models[name]["threshold"] = round(threshold, 3)
    return models


def _known(made: Pairs) -> tuple[Values, NDArray[np.bool_], Values]:
    """The made-up pairs of which the classes are known."""
    told = made.with_facts
    return made.values[told], made.same[told], made.weights[told]


def logistic(values: Values, same: NDArray[np.bool_], counts: Values) -> Values:
    """The weights of a logistic model, the last one without feature, by Newton's method."""
    rows = np.c_[values, np.ones(len(values))]
    found = np.zeros(rows.shape[1])
    ridge = np.eye(len(found)) * RIDGE
    ridge[-1, -1] = 1e-6
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-rows @ found))
        slope = rows.T @ (counts * (same - chance)) - ridge @ found
        bend = (rows * (counts * chance * (1 - chance))[:, None]).T @ rows + ridge
        step = np.linalg.solve(bend, slope)
        found += step
        if np.abs(step).max() < 1e-7:
            break
    return found


def chances(numbers: list[float], values: Values) -> Values:
    """How surely each pair is one matter."""
    return 1 / (1 + np.exp(-(values @ np.array(numbers[:-1]) + numbers[-1])))


def _threshold(chance: Values, same: NDArray[np.bool_]) -> float:
    """The lowest threshold from which on the promised precision is kept."""
    order = np.argsort(-chance)
    right = np.cumsum(same[order]) / np.arange(1, len(order) + 1)
    kept_up = np.flatnonzero(right >= PRECISION)
    return float(chance[order][kept_up[-1]]) if len(kept_up) else 1.0


def told(models: dict[str, Any], found: Pairs, ones: list[One]) -> dict[str, Any]:
    """Precision and recall of these pairs: each by itself, and as groups that hang together."""
    said = np.zeros(len(found.same), dtype=bool)
    sure = np.zeros(len(found.same))
    for name, mask in (("words", ~found.with_facts), ("facts", found.with_facts)):
        model = models[name]
        sure[mask] = chances(list(model["weights"].values()), found.values[mask])
        said[mask] = sure[mask] >= model["threshold"]
    sizes: dict[str, int] = defaultdict(int)
    for one in ones:
        sizes[one.group] += 1
    small = np.array([max(sizes[a.group], sizes[b.group]) < BIG for a, b in found.ends])
    groups = sum(size > 1 for size in sizes.values())
    shape = {"texts": len(ones), "groups": groups, "pairs": len(said)}
    return {
        **shape,
        "same": int(found.same.sum()),
        "pairwise": _rates(said, found.same),
        "pairwise_without_groups_of_30": _rates(said & small, found.same & small),
        "as_groups": _rates(_linked(said, found.ends), found.same),
        "of_a_group_on_average": _by_group(said, found),
    }


def _rates(said: NDArray[np.bool_], same: NDArray[np.bool_]) -> dict[str, float]:
    right = int((said & same).sum())
    precision = right / max(1, int(said.sum()))
    return {"precision": round(precision, 3), "recall": round(right / max(1, int(same.sum())), 3)}


def _by_group(said: NDArray[np.bool_], found: Pairs) -> float:
    """The recall of every group, each counting alike."""
    shares: dict[str, list[bool]] = defaultdict(list)
    for (one, _), hit, same in zip(found.ends, said, found.same, strict=True):
        if same:
            shares[one.group].append(bool(hit))
    return round(sum(sum(hits) / len(hits) for hits in shares.values()) / len(shares), 3)


def _linked(said: NDArray[np.bool_], ends: list[tuple[One, One]]) -> NDArray[np.bool_]:
    """The pairs that lie in one group when everything said is followed."""
    above: dict[str, str] = {}

    def top(key: str) -> str:
        while above.get(key, key) != key:
            key = above[key]
        return key

    for (one, other), hit in zip(ends, said, strict=True):
        if hit:
            above[top(one.key)] = top(other.key)
    return np.array([top(one.key) == top(other.key) for one, other in ends])
