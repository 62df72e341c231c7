"""Which texts repeat others, so that no copy of a text judges what was learned from it."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from yiwang.insight.classes.grams import folded

PIECE = 8
MUCH = 0.5
"""Two texts repeat each other where one holds half of the other's pieces of eight signs."""
# A piece in more texts than this is a form of words, not a copy.
USUAL = 30
# Of more texts than this every sixteenth piece, the same in all, leads from one to another.
MANY, SPARSE = 5_000, 16
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
Pieces = NDArray[np.uint64]


def copies(texts: Sequence[str]) -> list[int]:
    """For each text the number of its group: the first text that it repeats, directly or not."""
    pieces = [_pieces(folded(text)) for text in texts]
    above = list(range(len(texts)))
    for one, other in _met(pieces):
        shared = np.intersect1d(pieces[one], pieces[other], assume_unique=True).size
        if shared >= MUCH * min(pieces[one].size, pieces[other].size):
            first, second = sorted((_root(above, one), _root(above, other)))
            above[second] = first
    return [_root(above, number) for number in range(len(texts))]


def _pieces(text: str) -> Pieces:
    """The pieces of a folded text as numbers, each once; a shorter text is one piece."""
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.uint64)
    many = max(1, codes.size - PIECE + 1)
    found = np.zeros(many, dtype=np.uint64)
    for place in range(min(PIECE, codes.size)):
        found = found * _FACTOR + codes[place : place + many]
    return np.unique(found ^ (found >> np.uint64(29)))


def _met(pieces: Sequence[Pieces]) -> Iterator[tuple[int, int]]:
    """Pairs of texts that share a piece which few texts have, each pair once."""
    if not pieces:
        return
    found = np.concatenate(pieces)
    owners = np.repeat(np.arange(len(pieces)), [some.size for some in pieces])
    if len(pieces) > MANY:
        kept = found % np.uint64(SPARSE) == 0
        found, owners = found[kept], owners[kept]
    order = np.argsort(found, kind="stable")
    found, owners = found[order], owners[order]
    ends = np.flatnonzero(np.diff(found)) + 1
    pairs: set[tuple[int, int]] = set()
    for group in np.split(owners, ends):
        if 1 < group.size <= USUAL:
            pairs.update(combinations(group.tolist(), 2))
    yield from pairs


def _root(above: list[int], number: int) -> int:
    while above[number] != number:
        above[number] = above[above[number]]
        number = above[number]
    return number
