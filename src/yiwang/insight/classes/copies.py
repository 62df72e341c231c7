"""Which texts repeat others, so that no copy of a text judges what was learned from it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from yiwang.insight.classes.grams import folded

PIECE = 8
MUCH = 0.5
"""Two texts repeat each other where one holds half of the other's pieces of eight signs."""
# A piece in more texts than this is a form of words, not a copy.
USUAL = 30


def copies(texts: Sequence[str]) -> list[int]:
    """For each text the number of its group: the first text that it repeats, directly or not."""
    pieces = [_pieces(folded(text)) for text in texts]
    above = list(range(len(texts)))
    for (one, other), shared in _shared(pieces).items():
        if shared >= MUCH * min(len(pieces[one]), len(pieces[other])):
            first, second = sorted((_root(above, one), _root(above, other)))
            above[second] = first
    return [_root(above, number) for number in range(len(texts))]


def _pieces(text: str) -> set[str]:
    return {text[i : i + PIECE] for i in range(max(1, len(text) - PIECE + 1))}


def _shared(pieces: Sequence[set[str]]) -> dict[tuple[int, int], int]:
    """How many pieces two texts share, for those that share any."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, some in enumerate(pieces):
        for piece in some:
            where[piece].append(number)
    found: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in _few(where.values()):
        for i, one in enumerate(numbers):
            for other in numbers[i + 1 :]:
                found[one, other] += 1
    return found


def _few(groups: Iterable[list[int]]) -> Iterable[list[int]]:
    return (numbers for numbers in groups if 1 < len(numbers) <= USUAL)


def _root(above: list[int], number: int) -> int:
    while above[number] != number:
        above[number] = above[above[number]]
        number = above[number]
    return number
