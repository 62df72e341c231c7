"""A question while it is read: its words, what each of them did, and what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from yiwang.measure.words.dates import Dates
from yiwang.measure.words.outcome import Asked, Assumed, Doubt, Option, Piece, Role, Unknown
from yiwang.measure.words.senses import And, Break, Sense, Silent, Thing, Token
from yiwang.measure.words.vocabulary import Vocabulary
from yiwang.measure.words.why import Why

S = TypeVar("S")
# These may be left over: nothing of the figure hangs on them.
_FREE = (And, Break, Silent, Thing)


@dataclass
class Draft:
    """The words in their order, each with the one sense that it was settled to have."""

    vocabulary: Vocabulary
    today: date
    dates: Dates
    taken: dict[str, str]
    tokens: list[Token]
    senses: list[Sense | None] = field(default_factory=list)
    pieces: dict[int, Piece] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    others: list[Doubt] = field(default_factory=list)
    assumed: list[Assumed] = field(default_factory=list)

    def all(self, kind: type[S]) -> list[tuple[int, S]]:
        """The places and senses of one kind that nothing has used yet."""
        return [
            (at, sense)
            for at, sense in enumerate(self.senses)
            if isinstance(sense, kind) and at not in self.pieces
        ]

    def read(self, at: int, role: Role, value: str = "") -> None:
        """A word has done its part."""
        self.pieces[at] = Piece(self.tokens[at].text, role, value)

    def refuse(self, at: int, why: Why) -> None:
        """A word stands in the way."""
        self.pieces[at] = Piece(self.tokens[at].text, Role.NOTHING)
        self.unknown.append(Unknown(self.tokens[at].text, why))

    def ask(self, word: str, asked: Asked, options: tuple[Option, ...]) -> str:
        """The key that was chosen for a word; asked back, and empty, until it is."""
        chosen = self.taken.get(word, "")
        if any(option.key == chosen for option in options):
            return chosen
        self.doubts.append(Doubt(word, asked, options))
        return ""

    def near(self, at: int, step: int) -> int | None:
        """The place of the next word before (-1) or behind (1) one that says something."""
        at += step
        while 0 <= at < len(self.senses):
            if not isinstance(self.senses[at], Silent | Break):
                return at
            at += step
        return None

    def beside(self, at: int, step: int) -> Sense | None:
        """The sense that stands there."""
        place = self.near(at, step)
        return None if place is None else self.senses[place]

    def left_over(self) -> Iterator[int]:
        """Words that have a sense and did nothing."""
        for at, sense in enumerate(self.senses):
            if sense is not None and at not in self.pieces and not isinstance(sense, _FREE):
                yield at
