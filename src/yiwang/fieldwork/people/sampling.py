"""Draws samples that anybody can draw again: same seed and same frame, same sample.

For every entry of the frame (grid,number) SHA-256 of "seed|grid,number" is taken; of each grid the
entries with the lowest sums are drawn. It needs no program of ours:

    printf 'SEED|GRID,NUMBER' | sha256sum
"""

import hashlib
from collections.abc import Iterable, Sequence

SEPARATOR = ","


def frame_of(houses: Iterable[tuple[str, str]]) -> list[str]:
    """The frame of houses (grid, number): each once, in a fixed order."""
    return sorted({f"{grid}{SEPARATOR}{number}" for grid, number in houses})


def frame_hash(frame: Sequence[str]) -> str:
    """The fingerprint of a frame: SHA-256 of its lines, each ended by a line feed."""
    return hashlib.sha256("".join(f"{line}\n" for line in sorted(frame)).encode()).hexdigest()


def draw(frame: Iterable[str], seed: str, per_grid: int) -> list[str]:
    """Of each grid so many entries, or all where there are fewer; in the order of the frame."""
    ranked = sorted(set(frame), key=lambda entry: (_grid(entry), _rank(seed, entry), entry))
    drawn: list[str] = []
    taken: dict[str, int] = {}
    for entry in ranked:
        grid = _grid(entry)
        if taken.get(grid, 0) < per_grid:
            taken[grid] = taken.get(grid, 0) + 1
            drawn.append(entry)
    return sorted(drawn)


def _grid(entry: str) -> str:
    return entry.partition(SEPARATOR)[0]


def _rank(seed: str, entry: str) -> str:
    return hashlib.sha256(f"{seed}|{entry}".encode()).hexdigest()
