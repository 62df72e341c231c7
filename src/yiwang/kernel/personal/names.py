"""Names of persons: a surname, what is written like a given name, and what stands around it."""

import re
from collections.abc import Iterator

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
from yiwang.kernel.personal.words import Words, rjieba

_HAN = "\u4e00-\u9fff"
_SINGLE = "".join(sorted(SINGLE))
_START = re.compile(
    f"(?<![老外])(?:{'|'.join(sorted(COMPOUND))})(?=[{_HAN}])|[{_SINGLE}](?=[{_HAN}])"
)
_DOTTED = re.compile(f"(?!和)[{FOREIGN}]{{2,7}}[·•・．][{FOREIGN}]{{2,8}}")
# Where a surname begins, the given name begins, and it ends.
Places = tuple[int, int, int]
LEAST = 2.25
# What is written so is a name only in a form that is filled in: behind one of these signs.
_NOTHING, _ASKED = -1.0, frozenset(":为是(")
# Sorts of words that given names seldom are.
_PLAIN = frozenset({"n", "v", "a", "d", "t", "m", "r", "c", "p", "f", "s"})
_PLAIN |= {"vn", "ad", "an", "z", "i", "l", "b", "j", "q", "u", "nt"}
# What stands in no given name.
_NEVER = frozenset("某的了吗呢这那")
# Surnames that are particles where another surname follows: 向王…, 于李….
_PARTICLES = frozenset("向于从连由和")
# What a surname that is a word as well loses where nothing around it speaks for a person.
_ALONE = 0.6
# What it weighs that the model of the segmenter says the same.
_MODEL = 0.5
# What a form that is filled in weighs; what it costs that a word was torn apart; by how much the
# shorter of two must be the likelier.
_SHORT = 0.2
_FIELD, _TORN, _SHORTER = 1.5, 0.5, 0.3


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
    """The longer of two names that begin here, unless the shorter is clearly the likelier one."""
    start, given = found.start(), found.end()
    told = text[max(0, start - 10) : start]
    ways = [(start, given, given + length) for length in (2, 1) if _han(text, given, length)]
    written = [_written(text, places, words) for places in ways]
    if max(written, default=_NOTHING) <= _NOTHING and told[-1:] not in _ASKED:
        return None
    for_left, why = context.left(told)
    if words.at(start)[0] < start:
        # 来电人丁一 was cut as 人丁: only a clear word for a person before it outweighs that.
        if for_left < context.CLEAR:
            return None
        for_left -= _TORN
    field = context.is_field(told)
    best, most = None, LEAST
    for places, so_far in zip(ways, written, strict=True):
        end = places[2]
        score = _around(text, places, for_left, so_far, words)
        if field and context.is_closed(text[end : end + 1]):
            score += _FIELD
        if LEAST - _MODEL <= score < LEAST and _model_says(text, places, words):
            score += _MODEL
        if score >= most:
            sure = min(1.0, score / 4)
            best, most = Span(start, end, Kind.NAME, why or "form", sure), score + _SHORTER
    return best


def _around(text: str, places: Places, for_left: float, written: float, words: Words) -> float:
    """What stands around it and how it is written; alone, a word-like surname is not enough."""
    start, given, end = places
    for_right = _right(text, end, words)
    alone = max(for_left, for_right) < 0.6 and not _is_sure(text[start:given])
    return for_left + for_right + written - (_ALONE if alone else 0.0)


def _is_sure(surname: str) -> bool:
    return surname in SURE or (len(surname) > 1 and surname not in COMPOUND_WORDS)


def _model_says(text: str, places: Places, words: Words) -> bool:
    """Whether the segmenter's own model agrees, and no word of the dictionary begins here."""
    start, given, end = places
    plain = text[start:given] in COMMON and words.at(start) == (start, given)
    return (_is_sure(text[start:given]) or plain) and words.is_person(start, end)


def _right(text: str, end: int, words: Words) -> float:
    """What speaks for an end here: what follows, and that a word of its own begins with it."""
    score = context.right(text[end : end + 6])
    begins = end < len(text) and words.at(end)[0] == end and words.at(end)[1] > end + 1
    return score + (0.2 if begins and score > -1 else 0.0)


def _written(text: str, places: Places, words: Words) -> float:
    """How much the signs themselves look like a name; low where a word of the language runs on."""
    start, given, end = places
    surname, signs = text[start:given], text[given:end]
    if signs in TITLES or _NEVER.intersection(signs) or text[start : start + 2] in NO_NAMES:
        return -4.0
    first, last = words.at(start), words.at(end - 1)
    if last[1] > end:
        return -1.0 if last[1] == end + 1 else -2.0
    score = _surname(surname, signs) + sum(_sign(sign) for sign in signs)
    score -= 0.5 if signs[-1] not in GIVEN and not context.is_closed(text[end : end + 1]) else 0.0
    ends_as_place = signs[-1] in context.PLACE_ENDS and len(surname) == 1
    score -= 2.0 if ends_as_place else 1.2 if _runs(text, end) else 0.0
    if first == (start, end):
        return score - _as_word(text[start:end], surname in SURE | COMMON or len(surname) > 1)
    if first[1] > given:
        score -= 0.2 if _tag(text[start : first[1]]).startswith("nr") else 1.8
    elif last == (given, end) and end - given > 1 and _tag(signs) in _PLAIN:
        score -= 0.3 if surname in SURE or len(surname) > 1 else 1.0
    short = end - start == 2
    return score - (_SHORT if short else 0.0)


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
    sort: str = rjieba.tag(word)[0][1]
    return sort


def _han(text: str, given: int, length: int) -> bool:
    signs = text[given : given + length]
    return len(signs) == length and all("\u4e00" <= sign <= "\u9fff" for sign in signs)
