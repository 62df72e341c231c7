"""Where cases are: counted by cell for the map and by area for its table; no personal data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Avg, Count, Max, Min, Q, QuerySet
from django.utils import timezone

from yiwang.cases.lists import Filters, listed
from yiwang.cases.models import Case
from yiwang.cases.visibility import visible
from yiwang.org.actors import Worker
from yiwang.org.lattice import MOST_CELLS, Lattice, Window, cell, lattice

MOST_LISTED = 100


@dataclass(frozen=True)
class Looked:
    """Who looks for what, and up to when a deadline counts as soon."""

    worker: Worker
    filters: Filters
    soon_seconds: int

    def cases(self, window: Window | None = None) -> QuerySet[Case]:
        """The cases, all or those that lie in a window."""
        found = listed(self.worker, self.filters)
        if window is None:
            return found.order_by()
        inside = Q(longitude__gte=window.west, longitude__lte=window.east)
        inside &= Q(latitude__gte=window.south, latitude__lte=window.north)
        return found.filter(inside).order_by()


@dataclass(frozen=True)
class Tones:
    """How many cases, and how many of them are late, soon late or in time."""

    total: int
    late: int
    soon: int
    fine: int


@dataclass(frozen=True)
class Cell:
    """The cases of one cell: their mean position, and the number of the only one there is."""

    key: str
    outline: list[tuple[float, float]]
    x: float
    y: float
    tones: Tones
    number: str = ""


def cells(looked: Looked, kind: str, window: Window) -> list[Cell]:
    """The cells of a window in which there are cases; at most two queries."""
    grid = lattice(kind, window)
    rows = list(
        looked.cases(window)
        .annotate(**grid.columns())
        .values("cell_x", "cell_y")
        .annotate(x=Avg("longitude"), y=Avg("latitude"), one=Min("pk"), **_tones(looked))[
            :MOST_CELLS
        ]
    )
    alone = [row["one"] for row in rows if row["total"] == 1] if kind == "c" else []
    numbers = dict(Case.objects.filter(pk__in=alone).values_list("pk", "number"))
    return [_cell(grid, row, numbers) for row in rows]


def _cell(grid: Lattice, row: dict[str, Any], numbers: dict[int, str]) -> Cell:
    x, y = row["cell_x"], row["cell_y"]
    number = numbers.get(row["one"], "")
    return Cell(grid.key(x, y), grid.outline(x, y), row["x"], row["y"], _counted(row), number)


def in_cell(looked: Looked, key: str) -> QuerySet[Case]:
    """The cases of one cell. Raises `Invalid` for a key that no cell has."""
    grid, x, y = cell(key)
    return looked.cases(grid.around(x, y)).annotate(**grid.columns()).filter(cell_x=x, cell_y=y)


def numbered(looked: Looked, numbers: Iterable[str]) -> QuerySet[Case]:
    """The cases of these numbers that the worker may see, whatever the filters."""
    return visible(looked.worker).filter(number__in=list(numbers)[:MOST_LISTED])


def extent(looked: Looked) -> tuple[float, float, float, float] | None:
    """West, south, east and north of everything that is found; None where nothing has a place."""
    found = looked.cases().aggregate(
        west=Min("longitude"), south=Min("latitude"), east=Max("longitude"), north=Max("latitude")
    )
    if found["west"] is None:
        return None
    return found["west"], found["south"], found["east"], found["north"]


@dataclass(frozen=True)
class AreaCount:
    """The cases that lie in one area by its code, with or without a place on the map."""

    code: str
    tones: Tones
    placed: int


def by_area(looked: Looked) -> list[AreaCount]:
    """Counts for every area code that a case names, the empty one included; one query."""
    return _by(looked, "area")


def by_grid(looked: Looked) -> list[AreaCount]:
    """Counts for every grid in which a case lay when it was opened, the empty code included."""
    return _by(looked, "grid")


def _by(looked: Looked, column: str) -> list[AreaCount]:
    rows = looked.cases().values(column).annotate(placed=Count("longitude"), **_tones(looked))
    return [AreaCount(row[column], _counted(row), row["placed"]) for row in rows]


def _tones(looked: Looked) -> dict[str, Any]:
    now = timezone.now()
    soon = now + timedelta(seconds=looked.soon_seconds)
    return {
        "total": Count("pk"),
        "late": Count("pk", filter=Q(due_at__lt=now)),
        "soon": Count("pk", filter=Q(due_at__gte=now, due_at__lt=soon)),
        "fine": Count("pk", filter=Q(due_at__gte=soon)),
    }


def _counted(row: dict[str, Any]) -> Tones:
    return Tones(row["total"], row["late"], row["soon"], row["fine"])
