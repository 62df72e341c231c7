"""The small words of a question, read from `small_words.toml`: the same in every district."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import Grain
from yiwang.measure.plan import Compare
from yiwang.measure.words.senses import (
    Against,
    And,
    Break,
    By,
    Cannot,
    Change,
    Divide,
    End,
    HowManyOf,
    Most,
    Noun,
    Now,
    Rank,
    Sense,
    Senses,
    Share,
    Silent,
    Spread,
    Thing,
    Together,
    Trend,
    Upward,
    Versus,
)
from yiwang.measure.words.why import Why

Lexicon = dict[str, Senses]
_FILE = Path(__file__).with_name("small_words.toml")
# Signs that only part words.
_BREAKS = " ,。?!;:.()《》“”\"'【】[]/|…-"
_PLAIN: dict[str, Sense] = {
    "silent": Silent(),
    "thing": Thing(),
    "together": Together(),
    "and": And(),
    "versus": Versus(),
    "change": Change(),
    "up": Change(up=True),
    "down": Change(up=False),
    "rank": Rank(),
    "downward": Upward(up=False),
    "upward": Upward(up=True),
    "share": Share(),
    "spread": Spread(),
    "trend": Trend(),
    "now": Now(),
    "by": By(),
    "how_many_of": HowManyOf(),
}


@cache
def fixed() -> Lexicon:
    """Every small word with its senses."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    found: Lexicon = dict.fromkeys(_BREAKS, (Break(),))
    for name, sense in _PLAIN.items():
        found |= dict.fromkeys(told[name].split(), (sense,))
    for word, senses in (*_ends(told), *_cannot(told), *_against(told), *_divisions(told)):
        found[word] = senses
    return found


Told = dict[str, Any]
Entries = Iterator[tuple[str, Senses]]


def _ends(told: Told) -> Entries:
    for most, words in told["bare_end"].items():
        end = End(Most(most), bare=True)
        for word in words.split():
            changes = {"多": (Change(up=True),), "少": (Change(up=False),)}.get(word, ())
            yield word, (*changes, end)
    for most, words in told["end"].items():
        yield from ((word, (End(Most(most)),)) for word in words.split())


def _cannot(told: Told) -> Entries:
    for why, words in told["cannot"].items():
        yield from ((word, (Cannot(Why(why)),)) for word in words.split())


def _against(told: Told) -> Entries:
    for name, words in told["against"].items():
        compare, _, grain = name.partition(".")
        against = Against(Compare(compare), Grain(grain) if grain else None)
        yield from ((word, (against,)) for word in words.split())


def _divisions(told: Told) -> Entries:
    for name, words in told["noun"].items():
        dimensions, _, kind = name.partition(".")
        several = [Dimension(dimension) for dimension in dimensions.split()]
        for word in words.split():
            yield word, tuple(Noun(dimension, kind) for dimension in several)
            for each in told["each"].split():
                yield f"{each}{word}", tuple(Divide(dimension, kind) for dimension in several)
    for section in ("time", "whole"):
        for name, words in told[section].items():
            dimension, _, kind = name.partition(".")
            divide = Divide(Dimension(dimension), kind)
            yield from ((word, (divide,)) for word in words.split())
