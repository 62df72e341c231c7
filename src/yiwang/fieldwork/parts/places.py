"""Where parts stand: counted by cell for the map and by grid for its table.

A part that was scrapped stands nowhere and is left out; one that is lost is missing at its place.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Min, Q, QuerySet

from yiwang.fieldwork.parts.models import Part, State
from yiwang.fieldwork.parts.queries import Filters, listed
from yiwang.org.lattice import MOST_CELLS, Lattice, Window, cell, lattice

STANDING = [choice for choice in State.choices if choice[0] != State.SCRAPPED]
_COUNTED: dict[str, Any] = {
    "total": Count("pk"),
    "damaged": Count("pk", filter=Q(state=State.DAMAGED)),
    "lost": Count("pk", filter=Q(state=State.LOST)),
}


@dataclass(frozen=True)
class Counts:
    """How many parts, and how many of them were found damaged or lost."""

    total: int
    damaged: int
    lost: int


@dataclass(frozen=True)
class Cell:
    """The parts of one cell at their mean position, and the only one there is."""

    key: str
    x: float
    y: float
    counts: Counts
    part: Part | None = None


def standing(filters: Filters, window: Window | None = None) -> QuerySet[Part]:
    """The parts that stand in the street, all or those in a window."""
    found = listed(filters).exclude(state=State.SCRAPPED)
    if window is None:
        return found
    inside = Q(longitude__gte=window.west, longitude__lte=window.east)
    inside &= Q(latitude__gte=window.south, latitude__lte=window.north)
    return found.filter(inside)


def cells(filters: Filters, window: Window) -> list[Cell]:
    """The cells of a window in which there are parts; at most two queries."""
    grid = lattice("c", window)
    rows = list(
        standing(filters, window)
        .order_by()
        .annotate(**grid.columns())
        .values("cell_x", "cell_y")
        .annotate(x=Avg("longitude"), y=Avg("latitude"), one=Min("pk"), **_COUNTED)[:MOST_CELLS]
    )
    alone = [row["one"] for row in rows if row["total"] == 1]
    parts = Part.objects.select_related("owner").in_bulk(alone)
    return [_cell(grid, row, parts) for row in rows]


def _cell(grid: Lattice, row: dict[str, Any], parts: dict[int, Part]) -> Cell:
    key = grid.key(row["cell_x"], row["cell_y"])
    alone = parts.get(row["one"]) if row["total"] == 1 else None
    return Cell(key, row["x"], row["y"], _counts(row), alone)


def in_cell(filters: Filters, key: str) -> QuerySet[Part]:
    """The parts of one cell by their codes. Raises `Invalid` for a key that no cell has."""
    grid, x, y = cell(key)
    found = standing(filters, grid.around(x, y))
    return found.annotate(**grid.columns()).filter(cell_x=x, cell_y=y)


def by_grid(filters: Filters) -> list[tuple[str, Counts]]:
    """Counts for the code of every grid, the empty one included; one query."""
    rows = standing(filters).order_by().values("grid").annotate(**_COUNTED)
    return [(row["grid"], _counts(row)) for row in rows]


def _counts(row: dict[str, Any]) -> Counts:
    return Counts(row["total"], row["damaged"], row["lost"])
