"""What of an appeal is counted: its words, its pairs and triples of signs, and what is told of it.

The same for learning and for asking, so that a model means the same in both.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from yiwang.insight.words import cut, plain

LONGEST_TEXT = 2000
"""Signs of a text that are looked at; what comes later rarely says what it is about."""
MOST_TOLD = 8
_BITS = np.uint64(21)
# Numbers, addresses of pages, and the letters that stand for places in texts made anonymous.
_NUMBERS = re.compile(r"https?://[a-z0-9_./?=&%-]+|[a-z]\d*(?=[市县区镇乡])|\d+|\*+")


@dataclass(frozen=True)
class Example:
    """A text and what is known beside it, as {"area": "420106001"}; either may be empty."""

    text: str = ""
    told: Mapping[str, str] = field(default_factory=dict)


def folded(text: str) -> str:
    """The text as it is counted: folded, every number a 0."""
    return _NUMBERS.sub("0", plain(text[: 2 * LONGEST_TEXT]))[:LONGEST_TEXT]


def words_of(text: str) -> list[str]:
    """The words of a folded text."""
    return cut(text)


def signs_of(text: str) -> list[str]:
    """Neighbouring pairs and triples of signs of a folded text."""
    last = len(text) - 1
    return [text[i : i + 2] for i in range(last)] + [text[i : i + 3] for i in range(last - 1)]


def numbered_signs(text: str) -> NDArray[np.uint64]:
    """The same as numbers: 21 bits a sign, so that thousands of texts are looked up in a second."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    pairs = codes[:-1] << _BITS | codes[1:]
    return np.concatenate([pairs, pairs[:-1] << _BITS | codes[2:]])


def number_of(sign: str) -> int:
    """The number of one pair or triple."""
    number = 0
    for one in sign:
        number = number << int(_BITS) | ord(one)
    return number


def told_of(told: Mapping[str, str]) -> list[str]:
    """Each known thing, and each two of them together: what and where say more than either."""
    known = [f"{key}={plain(value)}" for key, value in sorted(told.items()) if value][:MOST_TOLD]
    return [*known, *(" & ".join(pair) for pair in combinations(known, 2))]


KINDS = ("word", "sign", "told")
"""The blocks of a model, in their order; each counts as much as the others in a text."""


def grams(example: Example, kinds: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The grams of each of these kinds."""
    text = folded(example.text)
    for kind in kinds:
        if kind == "told":
            yield kind, told_of(example.told)
        else:
            yield kind, words_of(text) if kind == "word" else signs_of(text)
