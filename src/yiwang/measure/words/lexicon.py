"""Every word that can be said, with what it may mean: the small words and a vocabulary."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Indicator
from yiwang.measure.period import parse
from yiwang.measure.reading import Scale
from yiwang.measure.words import forms
from yiwang.measure.words.classes import only
from yiwang.measure.words.particles import Lexicon, fixed
from yiwang.measure.words.senses import About, Figure, Only, Sense, Thing, When, key
from yiwang.measure.words.vocabulary import Matter, Name, Vocabulary
from yiwang.measure.words.ways import COMPLAINT, WAYS

PIECES = re.compile(r"[·、，,（）()/]+")
_COUNTED = ("数", "量", "件", "件数", "数量", "的数量", "的件数")
ALIKE = (("噪音", "噪声"),)


@dataclass(frozen=True)
class Words:
    """The senses of each word, which words are only parts of names, and the longest of all."""

    senses: Lexicon
    shortened: frozenset[str]
    # Words whose sense was chosen by the person who asks.
    chosen_words: frozenset[str] = frozenset()

    @cached_property
    def longest(self) -> int:
        """How many signs the longest word has."""
        return max(map(len, self.senses), default=0)

    @cached_property
    def naming(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The words for names and figures, each with the signs that it is made of."""
        return tuple(
            (word, frozenset(word))
            for word, senses in self.senses.items()
            if any(isinstance(sense, Only | Figure) for sense in senses)
        )

    def choosing(self, taken: Mapping[str, str]) -> "Words":
        """The same where each of these words means what was chosen by its key."""
        chosen = _certain({word: self.sense(word, wanted) for word, wanted in taken.items()})
        if not chosen:
            return self
        return replace(self, senses=self.senses | chosen, chosen_words=frozenset(chosen))

    def sense(self, word: str, wanted: str) -> Sense | None:
        """What a key means for a word; None where it is the key of nothing."""
        kind, _, value = wanted.partition(":")
        if kind == "when":
            return _when(value, word)
        if kind == "thing":
            return Thing()
        every = (one for senses in self.senses.values() for one in senses)
        return next((one for one in every if key(one) == wanted), None)


def _certain(found: dict[str, Sense | None]) -> Lexicon:
    return {word: (sense,) for word, sense in found.items() if word and sense is not None}


def _when(value: str, word: str) -> When | None:
    try:
        return When(parse(value), word)
    except Invalid:
        return None


@lru_cache(maxsize=32)
def words(vocabulary: Vocabulary) -> Words:
    """The lexicon of a vocabulary."""
    found = dict(fixed())
    for word, about in _of_matters(vocabulary.matters):
        if word not in found:
            found[word] = (about,)
    for word, name in _names(vocabulary.names, forms.full):
        if name.dimension is not Dimension.PERSON or _free_for_people(found, word):
            _add(found, word, name)
    shortened = _shortened(found, vocabulary.names)
    for word, figure in _of_indicators(vocabulary.indicators):
        known = (one for one in found.get(word, ()) if isinstance(one, Figure | Only))
        found[word] = (*known, figure)
    lexicon = Words({said(word): senses for word, senses in found.items()}, frozenset(shortened))
    return replace(lexicon, senses=lexicon.senses | _agreed(lexicon, vocabulary))


def _agreed(lexicon: Words, vocabulary: Vocabulary) -> Lexicon:
    """What staff agreed on comes before everything else."""
    found: dict[str, Sense | None] = {}
    for word, wanted in vocabulary.agreed:
        codes = wanted.removeprefix("matter:").split(",")
        classes = [one for one in vocabulary.matters if one.code in codes]
        meant = only(vocabulary.matters, classes) or lexicon.sense(word, wanted)
        found[said(word)] = meant
    return _certain(found)


def said(word: str) -> str:
    """A word as it is looked up, whichever way it is written."""
    word = word.lower()
    for other, one in ALIKE:
        word = word.replace(other, one)
    return word


def _names(names: tuple[Name, ...], ways: forms.Ways) -> Iterator[tuple[str, Only]]:
    for name in names:
        meant = Only(name.dimension, (name.key,), name.name, name.within)
        yield from ((word, meant) for word in ways(name))


def _add(found: Lexicon, word: str, name: Only) -> None:
    """What is registered comes before a small word, and beside whatever else is registered."""
    known = tuple(
        one for one in found.get(word, ()) if isinstance(one, Only | About) and one != name
    )
    plain = (Thing(),) if name.label == COMPLAINT else ()
    found[word] = (*known, name, *plain)


def _free_for_people(found: Lexicon, word: str) -> bool:
    """A person takes no other word's place, and stands beside others of the same name."""
    known = found.get(word, ())
    return all(isinstance(one, Only) and one.dimension is Dimension.PERSON for one in known)


def _shortened(found: Lexicon, names: tuple[Name, ...]) -> set[str]:
    """Take in the parts of names, where they are no other word."""
    shortened: set[str] = set()
    for word, name in _names(names, forms.short):
        known = found.get(word, ())
        if word in shortened or not known or all(isinstance(one, About) for one in known):
            found[word] = (*known, name)
            shortened.add(word)
    return shortened


def _of_matters(matters: tuple[Matter, ...]) -> Iterator[tuple[str, About]]:
    for matter in matters:
        for word in (matter.name, *PIECES.split(matter.name), *matter.keywords):
            if len(word) >= 2:
                yield word, About(said(word))
                yield f"{word}类", About(said(word))


def _of_indicators(indicators: tuple[Indicator, ...]) -> Iterator[tuple[str, Figure]]:
    for one in indicators:
        ways = dict.fromkeys((one.label, *one.synonyms, *WAYS.get(one.key, ())))
        for word in ways:
            yield word, Figure(one.key)
        if one.scale is Scale.COUNT:
            for word in _counted(one):
                if word not in ways:
                    yield word, Figure(one.key)


def _counted(one: Indicator) -> Iterator[str]:
    """结案数 is 结案量 and 结案件数 too."""
    for word in (one.label, *one.synonyms):
        if word[-1] in "数量" and len(word) > 2:
            yield from (f"{word[:-1]}{end}" for end in _COUNTED)
