"""How well relevance tells a reply from a reply to something else: measured, not asserted.

Words are counted on one half of the rows, pairs are compared on the other. A hard pair is an appeal
with the reply to the appeal most like it; appeals so alike that they are the same matter again are
no such pair.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yiwang.insight.replies import phrases
from yiwang.insight.replies.pieces import signs, uncovered
from yiwang.insight.replies.rarity import Rarity, counted, features, likeness
from yiwang.insight.replies.relevance import LEAST_SIGNS

SAME_MATTER = 0.5
_MOST_TEXTS = 60


@dataclass(frozen=True)
class Pair:
    """An appeal and its reply."""

    appeal: str
    reply: str


def separation(pairs: Sequence[Pair], seed: int = 1) -> dict[str, object]:
    """The area under the curve for other replies at random and for those of like appeals."""
    learnt, judged = pairs[::2], pairs[1::2]
    rarity = counted(text for pair in learnt for text in (pair.appeal, pair.reply))
    asked = [features(pair.appeal) for pair in judged]
    said = [features(pair.reply) for pair in judged]
    order = list(range(len(judged)))
    random.Random(seed).shuffle(order)  # noqa: S311 - repeatable pairs, not a secret
    others = {"shuffled": list(enumerate(order)), "like_appeals": _like(asked, rarity)}
    long = [_says(pair.reply) >= LEAST_SIGNS for pair in judged]
    own = [likeness(asked[at], said[at], rarity) for at in range(len(judged))]
    found: dict[str, object] = {"pairs": len(judged), "pairs_that_say_enough": sum(long)}
    for name, paired in others.items():
        wrong = [(at, other) for at, other in paired if at != other]
        values = {one: likeness(asked[one[0]], said[one[1]], rarity) for one in wrong}
        found[f"auc_{name}_all"] = auc(own, list(values.values()))
        found[f"auc_{name}"] = auc(
            [own[at] for at in range(len(judged)) if long[at]],
            [value for (_at, other), value in values.items() if long[other]],
        )
        found[f"wrong_{name}"] = len(wrong)
    return found


def _says(reply: str) -> int:
    return signs(uncovered(reply, (one.span for one in phrases.found(reply))))


def _like(asked: list[frozenset[str]], rarity: Rarity) -> list[tuple[int, int]]:
    """For each appeal the one most like it, by the words that stand in few appeals."""
    where: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(asked):
        for word in words:
            where[word].append(at)
    rare = {word: places for word, places in where.items() if 1 < len(places) <= _MOST_TEXTS}
    return [(at, best) for at in range(len(asked)) if (best := _nearest(at, asked, rare, rarity))]


def _nearest(
    at: int, asked: list[frozenset[str]], rare: dict[str, list[int]], rarity: Rarity
) -> int | None:
    shared: dict[int, float] = defaultdict(float)
    for word in asked[at]:
        for other in rare.get(word, ()):
            shared[other] += rarity.weight(word)
    shared.pop(at, None)
    for other in sorted(shared, key=lambda one: -shared[one])[:5]:
        if likeness(asked[at], asked[other], rarity) < SAME_MATTER:
            return other
    return None


def auc(right: Sequence[float], wrong: Sequence[float]) -> float | None:
    """How often a right pair is more alike than a wrong one; half of the ties."""
    if not right or not wrong:
        return None
    ordered = np.sort(np.asarray(wrong))
    values = np.asarray(right)
    below = np.searchsorted(ordered, values, side="left")
    up_to = np.searchsorted(ordered, values, side="right")
    return round(float((below + up_to).sum() / 2 / len(values) / len(ordered)), 4)
