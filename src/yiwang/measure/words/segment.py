"""Cuts a question into words: as few unknown signs as can be, then as few words as can be."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.measure.words import counts
from yiwang.measure.words.dates import Dates
from yiwang.measure.words.lexicon import Words, said
from yiwang.measure.words.senses import About, Noun, Sense, Senses, Silent, Token

LONGEST_QUESTION = 120
_LATIN = re.compile(r"[a-z0-9][a-z0-9_@#]*")
_CHINESE = "\u4e00-\u9fff"
_PARTING = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])|(?<=[0-9])\s+(?=[0-9])")
# 江滩街道办结案数: 办 belongs to what follows, or nobody knows to what.
_CUT_IN_TWO = re.compile("[道街]办[结理件完]")
# What an unknown sign costs, and what each word costs; a word that says little a bit more.
_UNKNOWN, _WORD, _FAINT = 1000, 10, 1


def normal(text: str) -> str:
    """A question as it is read: one width, small letters, spaces only where they part words."""
    text = said(unicodedata.normalize("NFKC", text)).strip()
    return " ".join("".join(part.split()) for part in _PARTING.split(text))


@dataclass(frozen=True, slots=True)
class _Step:
    cost: int
    before: int
    senses: Senses


def tokens(text: str, words: Words, dates: Dates) -> tuple[Token, ...]:
    """The words of a normal text; what is unknown stands together as one word without senses."""
    best: list[_Step | None] = [None] * (len(text) + 1)
    best[0] = _Step(0, 0, ())
    for place in range(len(text)):
        here = best[place]
        if here is None:
            continue
        for end, senses, cost in _words_at(text, place, words, dates):
            known = best[end]
            # Of two ways that cost the same, the one whose last word is shorter began longer.
            if known is None or here.cost + cost < known.cost:
                best[end] = _Step(here.cost + cost, place, senses)
    return tuple(_joined(_back(text, best, words)))


def _words_at(
    text: str, place: int, words: Words, dates: Dates
) -> Iterator[tuple[int, Senses, int]]:
    found: dict[int, list[Sense]] = {}
    for end in range(place + 1, min(len(text), place + words.longest) + 1):
        word = text[place:end]
        senses = words.senses.get(word)
        cut = word not in words.chosen_words and _CUT_IN_TWO.search(text, end - 2, end + 1)
        if senses and not cut:
            found.setdefault(end, []).extend(senses)
    for some in (dates.at(text, place), counts.at(text, place)):
        for end, senses in some:
            if text[place:end] not in words.chosen_words:
                found.setdefault(end, []).extend(senses)
    for end, listed in found.items():
        faint = isinstance(listed[0], Silent | Noun | About)
        yield end, tuple(dict.fromkeys(listed)), _WORD + _FAINT * faint
    latin = _LATIN.match(text, place)
    end = latin.end() if latin else place + 1
    yield end, (), _UNKNOWN * (end - place)


def _back(text: str, best: list[_Step | None], words: Words) -> list[Token]:
    found: list[Token] = []
    end = len(text)
    while end > 0:
        step = best[end]
        if step is None:
            raise AssertionError("every sign is at least an unknown one")
        word = text[step.before : end]
        found.append(Token(word, step.senses, word in words.shortened))
        end = step.before
    return found[::-1]


def _joined(found: list[Token]) -> Iterator[Token]:
    """Unknown signs beside each other as one word, with the kind of place behind them."""
    waiting = ""
    for token in found:
        if not token.senses:
            waiting += token.text
            continue
        noun = waiting and any(isinstance(sense, Noun) for sense in token.senses)
        if waiting:
            yield Token(waiting + (token.text if noun else ""), ())
        waiting = ""
        if not noun:
            yield token
    if waiting:
        yield Token(waiting, ())
