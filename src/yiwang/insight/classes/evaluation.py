"""`yiwang insight evaluate`: how well classes are told from texts, measured and not promised."""

import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import StratifiedGroupKFold
from threadpoolctl import threadpool_limits

from yiwang.insight.classes.copies import copies
from yiwang.insight.classes.files import Columns, Labelled, read
from yiwang.insight.classes.grams import Example
from yiwang.insight.classes.learned import Learned, from_bytes
from yiwang.insight.classes.learning import FEWEST, Shape, learn
from yiwang.insight.classes.scoring import scores
from yiwang.kernel.refusals import Invalid

HELP = "learn from one file and judge by another, or by five folds that keep copies together"
FOLDS = 5
MOST_TIMED = 5000


def add_arguments(parser: ArgumentParser) -> None:
    """The files and what their columns mean."""
    parser.add_argument("--train", type=Path, required=True, help="CSV of labelled examples")
    parser.add_argument("--test", type=Path, help="CSV to judge by; without it: five folds")
    parser.add_argument("--text", default="", help="columns of text, separated by commas")
    parser.add_argument("--told", default="", help="columns taken whole, as area or channel")
    parser.add_argument("--label", required=True, help="column of the right answer")
    parser.add_argument("--newest", default="", help="judge by the last fifth by this column")


def run(options: dict[str, Any]) -> dict[str, Any]:
    """The figures of one evaluation. Raises `Invalid` for files that do not serve."""
    if options["test"] and options["newest"]:
        raise Invalid("--test和--newest只能给一个")
    columns = Columns(options["label"], _names(options["text"]), _names(options["told"]))
    if not columns.text and not columns.told:
        raise Invalid("请用--text或--told说明看哪些列")
    given = read(options["train"], columns)
    with threadpool_limits(1):
        if options["test"]:
            return _judged(given, read(options["test"], columns), shape_of(columns), "test")
        if options["newest"]:
            older, newer = _by_time(options["train"], columns, options["newest"])
            return _judged(older, newer, shape_of(columns), "newest fifth")
        return _crossed(given, shape_of(columns))


def shape_of(columns: Columns) -> Shape:
    """How to learn from such columns: what is told alone is a matter of odds."""
    if not columns.text:
        return Shape(kinds=("told",), odds=True)
    return Shape(kinds=("word", "sign", "told") if columns.told else ("word", "sign"))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _by_time(path: Path, columns: Columns, when: str) -> tuple[Labelled, Labelled]:
    """The older four fifths and the newest fifth; the column must sort as text does."""
    dated = read(path, Columns(columns.label, columns.text, (*columns.told, when)))
    order = sorted(range(len(dated.labels)), key=lambda i: dated.examples[i].told[when])
    examples = [
        Example(one.text, {name: one.told[name] for name in columns.told}) for one in dated.examples
    ]
    plain, line = Labelled(examples, dated.labels, dated.left_out), len(order) * 4 // 5
    return _part(plain, order[:line]), _part(plain, order[line:])


def _part(given: Labelled, numbers: Any) -> Labelled:
    chosen = [int(i) for i in numbers]
    return Labelled([given.examples[i] for i in chosen], [given.labels[i] for i in chosen], 0)


def _judged(given: Labelled, other: Labelled, shape: Shape, how: str) -> dict[str, Any]:
    started = time.perf_counter()
    found = learn(given.examples, given.labels, shape)
    seconds = time.perf_counter() - started
    chances = found.all_chances(other.examples)
    figures = scores(found.labels, chances, other.labels, found.least)
    return figures | _facts(found, given, seconds) | {"how": how, "tested": len(other.labels)}


def _crossed(given: Labelled, shape: Shape) -> dict[str, Any]:
    """Every example judged once by what was learned without it and without its copies."""
    many = Counter(given.labels)
    kept = [i for i, label in enumerate(given.labels) if many[label] >= FEWEST * 2]
    if len({given.labels[i] for i in kept}) < 2:
        raise Invalid("可学习的样本不足：至少要有两类、每类{fewest}条", fewest=FEWEST * 2)
    whole = _part(given, kept)
    groups = copies([one.text for one in whole.examples]) if shape.kinds != ("told",) else kept
    labels = tuple(sorted(set(whole.labels)))
    chances = np.zeros((len(whole.labels), len(labels)))
    least = []
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=1)
    for here, there in folds.split(whole.labels, whole.labels, groups):
        taught = _part(whole, here)
        found = learn(taught.examples, taught.labels, shape)
        places = [labels.index(label) for label in found.labels]
        chances[np.ix_(there, places)] = found.all_chances(_part(whole, there).examples)
        least.append(found.least)
    started = time.perf_counter()
    all_of_it = learn(whole.examples, whole.labels, shape)
    seconds = time.perf_counter() - started
    figures = scores(labels, chances, whole.labels, float(np.mean(least)))
    more = {"how": f"{FOLDS} folds, copies together", "tested": len(kept)}
    rare = len(given.labels) - len(kept)
    return figures | _facts(all_of_it, given, seconds) | more | {"too_rare_to_fold": rare}


def _facts(found: Learned, given: Labelled, seconds: float) -> dict[str, Any]:
    """How large and how fast: from the file as the server reads it, on one core."""
    content = found.to_bytes()
    served = from_bytes(content)
    some = given.examples[:MOST_TIMED]
    served.chances(some[0])
    started = time.perf_counter()
    served.all_chances(some)
    rate = len(some) / (time.perf_counter() - started)
    return {
        "labels": len(found.labels),
        "learned_from": len(given.labels),
        "left_out": given.left_out,
        "train_seconds": round(seconds, 2),
        "texts_per_second": round(rate),
        "model_bytes": len(content),
    }
