"""The picture of a route: its grids, its line and its points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yiwang.org import queries as org
from yiwang.web.ui.picture import Picture, picture

# More points than this would be a solid line.
MOST_DOTS = 400


@dataclass(frozen=True)
class Dot:
    """A planned point in the picture and whether it was reached."""

    x: float
    y: float
    reached: bool


@dataclass(frozen=True)
class Path:
    """A plan as it is drawn; `line` is empty for a list of points."""

    picture: Picture
    line: str
    dots: tuple[Dot, ...]


def drawn(plan: Any, codes: Sequence[str], reached: frozenset[int]) -> Path | None:
    """A plan over its grids; None where no outline is known."""
    found = ground(codes)
    if found is None:
        return None
    corners = [found.at(*corner) for corner in plan.path]
    step = max(1, len(plan.planned) // MOST_DOTS)
    dots = tuple(
        Dot(*found.at(*point), place in reached)
        for place, point in enumerate(plan.planned)
        if place % step == 0
    )
    line = " ".join(f"{x:g},{y:g}" for x, y in corners) if plan.kind == "line" else ""
    return Path(found, line, dots)


def ground(codes: Iterable[str]) -> Picture | None:
    """The communities that some areas lie in, with all their grids."""
    rows: dict[int, Any] = {}
    wanted = list(codes)
    for code in wanted:
        if code not in {row.code for row in rows.values()}:
            rows |= {row.pk: row for row in org.areas_around(code)}
    paths = {row.path for row in rows.values() if row.code in wanted}
    return picture(row for row in rows.values() if _beside(row, paths))


def _beside(row: Any, paths: set[str]) -> bool:
    """Whether an area lies in, or around, the community or street of one of these paths."""
    # /district/street/community/grid/
    own = ("/".join(path.split("/")[:4]) + "/" for path in paths)
    return any(row.path.startswith(path) for path in own)
