"""Who is affected: one person is one voice however often they write, and so is a copied text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yiwang.insight.topics.texts import Text
from yiwang.insight.words import plain

# Halved with every so many days since the voice was last heard.
HALF_LIFE = 14
# Who only agrees with a message is affected less than who writes one.
LIKED = 0.1
# A text shorter than this says too little to be a copy of another.
COPY = 8


@dataclass(frozen=True)
class Voice:
    """People who speak as one: since when, until when, how many they stand for."""

    first: date
    last: date
    people: int
    likes: int
    texts: tuple[int, ...]


def voices(texts: Sequence[Text]) -> list[Voice]:
    """The voices of some texts, the earliest first."""
    parents = list(range(len(texts)))

    def root(at: int) -> int:
        while parents[at] != at:
            at = parents[at]
        return at

    seen: dict[tuple[str, str], int] = {}
    for at, text in enumerate(texts):
        for mark in _marks(text):
            first = seen.setdefault(mark, at)
            one, other = sorted((root(first), root(at)))
            parents[other] = one
    together: dict[int, list[Text]] = {}
    for at, text in enumerate(texts):
        together.setdefault(root(at), []).append(text)
    return sorted(map(_voice, together.values()), key=lambda voice: (voice.first, voice.texts))


def _marks(text: Text) -> Iterable[tuple[str, str]]:
    if text.who:
        yield "who", text.who
    folded = plain(text.content or text.title)
    if len(folded) >= COPY:
        yield "text", folded


def _voice(texts: list[Text]) -> Voice:
    return Voice(
        min(text.on for text in texts),
        max(text.on for text in texts),
        max(text.people for text in texts),
        max(text.likes for text in texts),
        tuple(sorted(text.key for text in texts)),
    )


def people(found: Iterable[Voice]) -> int:
    """How many are affected: each voice with the most people it was said to stand for."""
    return sum(voice.people for voice in found)


def heat(found: Iterable[Voice], today: date) -> float:
    """The people affected, those heard long ago counting less; who agreed counts a tenth."""
    return sum(
        (voice.people + LIKED * voice.likes) * 0.5 ** ((today - voice.last).days / HALF_LIFE)
        for voice in found
    )
