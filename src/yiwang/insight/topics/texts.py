"""What grouping is told of a case or message, and its features with their weights."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from yiwang.insight.topics.matters import MATTERS, SPEECH
from yiwang.insight.words import cut, plain

# Of the content the beginning is read: what it is about stands there, history follows.
CONTENT = 260
TITLE, PAIR, BODY, BODY_PAIR, AREA = 2.0, 1.0, 1.0, 0.5, 1.5
# Features are numbers out of so many: memory does not grow with the words that people use.
SPACE = 1 << 22
_DIGITS = frozenset("0123456789年月日时点号.-:：")


@dataclass(frozen=True, slots=True)
class Text:
    """One case or message; `who` is the same for the same person, empty for an unknown one."""

    key: int
    title: str
    content: str
    on: date
    who: str = ""
    people: int = 1
    likes: int = 0
    area: str = ""
    category: str = ""
    channel: str = ""
    unit: int | None = None


def number(feature: str) -> int:
    """A feature as a number, the same on every machine."""
    return crc32(feature.encode()) % SPACE


def features(text: Text) -> dict[int, float]:
    """What a text is grouped by: words, words that stand together, pairs of signs, its area.

    Pairs carry names that no one has listed; words that stand together carry who did what.
    """
    found: dict[int, float] = {}
    title, body = plain(text.title), plain(text.content[: 2 * CONTENT])[:CONTENT]
    words = cut(title)
    for weight, names in (
        (TITLE, telling(words)),
        (PAIR, joins(words)),
        (PAIR, pairs(title)),
        (BODY, telling(cut(body))),
        (BODY_PAIR, pairs(body)),
    ):
        for name in names:
            key = number(name)
            found[key] = found.get(key, 0.0) + weight
    if text.area:
        found[number(f"@{text.area}")] = AREA
    return found


def matters(text: Text) -> dict[int, float]:
    """What a text is grouped by when the place shall not matter: what it complains of."""
    found: dict[int, float] = {}
    words = cut(plain(text.title))
    for weight, names in ((2.0, words), (1.0, cut(plain(text.content[:CONTENT])))):
        for word in names:
            if word in MATTERS:
                key = number(word)
                found[key] = found.get(key, 0.0) + weight
    for word in telling(words):
        if word not in MATTERS:
            key = number(word)
            found[key] = found.get(key, 0.0) + 0.5
    return found


def telling(words: Iterable[str]) -> Iterator[str]:
    """Words that may tell what it is about."""
    for word in words:
        if len(word) > 1 and word not in SPEECH and not _DIGITS.issuperset(word):
            yield word


def joins(words: Sequence[str]) -> Iterator[str]:
    """Two words that stand together: mostly a name, or what was done with what."""
    for one, two in zip(words, words[1:], strict=False):
        if one.isalnum() and two.isalnum():
            yield f"{one}+{two}"


def pairs(text: str) -> Iterator[str]:
    """Pairs of letters, marked so that none is taken for a word."""
    for one, two in zip(text, text[1:], strict=False):
        if one.isalpha() and two.isalpha():
            yield f"~{one}{two}"


def spelled(title: str) -> list[str]:
    """The words of a title as people write them: capitals are kept."""
    return cut("".join(unicodedata.normalize("NFKC", title).split()))
