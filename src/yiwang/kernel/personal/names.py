"""Names of persons: a surname, what is written like a given name, and what stands around it."""

import re
from collections.abc import Iterator

import rjieba

from yiwang.kernel.personal import name_context as context
from yiwang.kernel.personal.name_signs import (
    COMMON,
    COMPOUND,
    COMPOUND_WORDS,
    FOREIGN,
    GIVEN,
    NO_NAMES,
    RUNNING,
    SINGLE,
    SURE,
    TITLES,
    WORDY,
)
from yiwang.kernel.personal.spans import Kind, Span
from yiwang.kernel.personal.words import Words

_HAN = "\u4e00-\u9fff"
_SINGLE = "".join(sorted(SINGLE))
_START = re.compile(
    f"(?<![老外])(?:{'|'.join(sorted(COMPOUND))})(?=[{_HAN}])|[{_SINGLE}](?=[{_HAN}])"
)
_DOTTED = re.compile(f"(?!和)[{FOREIGN}]{{2,7}}[·•・．][{FOREIGN}]{{2,8}}")
LEAST = 2.25
# Sorts of words that given names seldom are.
_PLAIN = frozenset(
    [
        "n",
        "v",
        "a",
        "d",
        "t",
        "m",
        "r",
        "c",
        "p",
        "f",
        "s",
        "vn",
        "ad",
        "an",
        "z",
        "i",
        "l",
        "b",
        "j",
        "q",
        "u",
        "nt",
    ]
)
# Surnames that are particles where another surname follows: 向王…, 于李….
_PARTICLES = frozenset("向于从连由和")
# What a surname that is a word as well loses where nothing around it speaks for a person.
_ALONE = 0.6
# What it weighs that the model of the segmenter says the same.
_MODEL = 0.5


def find(text: str) -> Iterator[Span]:
    """Whole names, the earlier and the longer first; never two that overlap."""
    for dotted in _DOTTED.finditer(text):
        yield Span(dotted.start(), dotted.end(), Kind.NAME, "dot", 0.9)
    words: Words | None = None
    until = 0
    for found in _START.finditer(text):
        if found.start() < until:
            continue
        words = words or Words(text)
        best = _best(text, found, words)
        if best is not None:
            until = best.end
            yield best


def _best(text: str, found: re.Match[str], words: Words) -> Span | None:
    start, given = found.start(), found.end()
    if words.at(start)[0] < start:
        return None
    told = text[max(0, start - 10) : start]
    best, most = None, LEAST
    for_left, why = context.left(told)
    for length in (2, 1):
        end = given + length
        if end > len(text) or not _han(text[given:end]):
            continue
        for_right = _right(text, end, words)
        score = for_left + for_right + _written(text, (start, given, end), words)
        surname = text[start:given]
        sure = surname in SURE or (given - start > 1 and surname not in COMPOUND_WORDS)
        score -= 0.0 if sure or max(for_left, for_right) >= 0.6 else _ALONE
        if context.is_field(told) and context.is_closed(text[end : end + 1]):
            score += 1.5
        if sure and score >= LEAST - _MODEL and words.is_person(start, end):
            score += _MODEL
        if score >= most:
            best, most = (
                Span(start, end, Kind.NAME, why or "form", min(1.0, score / 4)),
                score + 0.3,
            )
    return best


def _right(text: str, end: int, words: Words) -> float:
    """What speaks for an end here: what follows, and that a word of its own begins with it."""
    score = context.right(text[end : end + 6])
    begins = end < len(text) and words.at(end)[0] == end and words.at(end)[1] > end + 1
    return score + (0.2 if begins and score > -1 else 0.0)


def _written(text: str, places: tuple[int, int, int], words: Words) -> float:
    """How much the signs themselves look like a name; low where a word of the language runs on."""
    start, given, end = places
    surname, signs = text[start:given], text[given:end]
    if signs in TITLES or "某" in signs or text[start : start + 2] in NO_NAMES:
        return -4.0
    first, last = words.at(start), words.at(end - 1)
    if last[1] > end:
        return -1.0 if last[1] == end + 1 else -2.0
    score = _surname(surname, signs) + sum(_sign(sign) for sign in signs)
    score -= 0.5 if signs[-1] not in GIVEN and not context.is_closed(text[end : end + 1]) else 0.0
    ends_as_place = signs[-1] in context.PLACE_ENDS and len(surname) == 1
    score -= 1.5 if ends_as_place else 1.2 if _runs(text, end) else 0.0
    if first == (start, end):
        return score - _as_word(text[start:end], surname in SURE | COMMON or len(surname) > 1)
    if first[1] > given:
        score -= 0.2 if _tag(text[start : first[1]]).startswith("nr") else 1.8
    elif last == (given, end) and end - given > 1 and _tag(signs) in _PLAIN:
        score -= 0.3 if surname in SURE or len(surname) > 1 else 1.0
    short = end - start == 2
    return score - (0.3 if short and surname in SURE else 0.5 if short else 0.0)


def _surname(surname: str, signs: str) -> float:
    if len(surname) > 1:
        return 0.2 if surname in COMPOUND_WORDS else 1.8
    if surname in _PARTICLES and signs[0] in SURE:
        return -0.4
    return 1.2 if surname in SURE else 0.7 if surname in COMMON else 0.0


def _runs(text: str, end: int) -> bool:
    """Whether the last sign belongs to the sentence rather than to the name."""
    return text[end - 1] in RUNNING and not context.is_closed(text[end : end + 1])


def _sign(sign: str) -> float:
    if sign not in GIVEN:
        return -0.5
    return 0.2 if sign in WORDY else 0.6


def _as_word(word: str, surname: bool) -> float:
    """What a word of the dictionary loses; nothing where the dictionary knows it as a person."""
    tag = _tag(word)
    if tag.startswith("nr"):
        return (-1.0 if surname else 1.0) if len(word) > 2 else 0.7 if word[0] in SURE else 2.0
    return 1.0 if tag in ("ns", "nz", "nt") else 2.0


def _tag(word: str) -> str:
    """What sort of word the dictionary says this is."""
    return rjieba.tag(word)[0][1]


def _han(signs: str) -> bool:
    return all("\u4e00" <= sign <= "\u9fff" for sign in signs)
