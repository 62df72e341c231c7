"""Names of persons: a surname, what is written like a given name, and what stands around it."""

import re
from collections.abc import Iterator
from itertools import accumulate

import rjieba

from yiwang.kernel.personal import name_context as context
from yiwang.kernel.personal.name_signs import COMPOUND, GIVEN, SURE, UNSURE, WORDY
from yiwang.kernel.personal.spans import Kind, Span

_HAN = "\u4e00-\u9fff"
_SINGLE = "".join(sorted(SURE | UNSURE))
_START = re.compile(f"(?:{'|'.join(COMPOUND)})(?=[{_HAN}])|[{_SINGLE}](?=[{_HAN}])")
_DOTTED = re.compile(f"(?<![{_HAN}])[{_HAN}]{{2,7}}[·•・][{_HAN}]{{2,8}}")
LEAST = 2.4
_DICTIONARY_NAMES = ("nr", "nrt", "nrfg")


def find(text: str) -> Iterator[Span]:
    """Whole names, the earlier and the longer first; never two that overlap."""
    yield from _dotted(text)
    words: _Words | None = None
    until = 0
    for found in _START.finditer(text):
        if found.start() < until:
            continue
        words = words or _Words(text)
        best = _best(text, found, words)
        if best is not None:
            until = best.end
            yield best


class _Words:
    """Where the words of the dictionary begin and end in a text."""

    def __init__(self, text: str) -> None:
        self._start, self._end = [0] * len(text), [0] * len(text)
        end = 0
        for word in rjieba.cut(text, hmm=False):
            start, end = end, end + len(word)
            for place in range(start, end):
                self._start[place], self._end[place] = start, end

    def at(self, place: int) -> tuple[int, int]:
        """From where to where the word of a sign reaches."""
        return self._start[place], self._end[place]


def _best(text: str, found: re.Match[str], words: _Words) -> Span | None:
    start, given = found.start(), found.end()
    told = text[max(0, start - 10) : start]
    for_left, why = context.left(told)
    best: Span | None = None
    for length in (2, 1):
        end = given + length
        if end > len(text) or not _han(text[given:end]):
            continue
        score = for_left + context.right(text[end : end + 6])
        score += _written(text, start, given, end, words)
        if context.is_field(told) and context.is_closed(text[end : end + 1]):
            score += 1.5
        if score >= LEAST and (best is None or score > best.sure + 0.3):
            best = Span(start, end, Kind.NAME, why or "form", score)
    return best and Span(best.start, best.end, best.kind, best.why, min(1.0, best.sure / 4))


def _written(text: str, start: int, given: int, end: int, words: _Words) -> float:
    """How much the signs themselves look like a name; low where a word of the language runs on."""
    surname, signs = text[start:given], text[given:end]
    first, last = words.at(start), words.at(end - 1)
    if first[0] < start or last[1] > end:
        return -2.0 if last[1] > end + 1 or first[0] < start else -1.0
    score = 1.0 if surname in SURE or len(surname) > 1 else 0.2
    score -= 1.5 if signs[-1] in context.PLACE_ENDS else 0.0
    for sign in signs:
        score += 0.4 if sign in GIVEN - WORDY else 0.1 if sign in GIVEN else -1.0
    if first == (start, end):
        # A word of the dictionary: a well-known name, or something else altogether.
        tag = rjieba.tag(text[start:end])[0][1]
        return score - (0.2 if tag in _DICTIONARY_NAMES and surname in SURE else 2.0)
    if first[1] > given:
        score -= 0.8
    return score - (0.6 if end - given == 1 and len(surname) == 1 else 0.0)


def _han(signs: str) -> bool:
    return all("\u4e00" <= sign <= "\u9fff" for sign in signs)


def _dotted(text: str) -> Iterator[Span]:
    for found in _DOTTED.finditer(text):
        yield Span(found.start(), found.end(), Kind.NAME, "dot", 0.9)
