"""What a comparison of two tables found."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Side(StrEnum):
    """Where a row is: only in the first table, only in the second, or in both and not equal."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Figure:
    """A column counted on both sides: `what` is count, sum, least or most."""

    field: str
    what: str
    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that differs."""

    field: str
    left: Any
    right: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """A row by its key; `cells` are those that differ, none where the row is on one side only."""

    key: tuple[Any, ...]
    side: Side
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tables compared: true counts, and the first rows that differ, by their keys."""

    left_rows: int
    right_rows: int
    figures: tuple[Figure, ...]
    buckets: tuple[int, ...]
    only_left: int = 0
    only_right: int = 0
    unlike: int = 0
    differences: tuple[Difference, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether every row of the one is in the other."""
        return not self.buckets
