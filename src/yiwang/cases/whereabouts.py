"""Where a matter lies, who looks after that place and who would act: told while it is typed.

Nothing is kept of it; what a case keeps is looked up when it is opened.
"""

from dataclasses import dataclass, field

from yiwang.cases import suggest
from yiwang.cases.suggest import Matter, Suggestion
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.grids.models import Grid
from yiwang.fieldwork.grids.queries import GridAt
from yiwang.kernel.coordinates import Position
from yiwang.org import places
from yiwang.org import queries as org
from yiwang.org.models import Area, Unit

# A grid that begins nearer than this is named too: hands and satellites err by as much.
NEAR_METRES = 15.0


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the form says so far."""

    point: Position | None = None
    area: str = ""
    address: str = ""
    category: str = ""
    part_code: str = ""


@dataclass(frozen=True)
class Whereabouts:
    """What is known of a place; `area` was chosen, named by the address, or holds the grid."""

    at: GridAt | None = None
    area: Area | None = None
    # The area was found in the address: nobody has chosen it.
    guessed: bool = False
    # The chosen area does not hold the grid.
    contradicts: bool = False
    # How many grids there are: in the area where the point is missing, else in the district.
    grids: int = 0
    near: list[Grid] = field(default_factory=list)
    manager: Unit | None = None
    suggestion: Suggestion | None = None

    @property
    def grid(self) -> Grid | None:
        """The grid, where one was found."""
        return self.at.grid if self.at else None

    @property
    def outside(self) -> bool:
        """Whether there is a point that no grid holds."""
        return self.at is not None and self.at.grid is None

    @property
    def told(self) -> bool:
        """Whether anything is known at all."""
        return self.at is not None or self.area is not None or self.suggestion is not None


def whereabouts(told: Told) -> Whereabouts:
    """Where it lies by the grids of today, and who would act."""
    area, guessed = _area(told)
    at = _at(told, area)
    grid = at.grid if at else None
    above = area or (grid.area if grid else None)
    return Whereabouts(
        at=at,
        area=above,
        guessed=guessed,
        contradicts=bool(grid and area and not _holds(area, grid)),
        grids=grids.count(area.code if at is None and area else "") if grid is None else 0,
        near=_near(told, at),
        manager=grids.unit_of(grid) if grid else _manager(above),
        suggestion=_suggestion(told, above, grid),
    )


def _area(told: Told) -> tuple[Area | None, bool]:
    """The chosen area, else the one that the address names."""
    if told.area:
        return org.area(told.area), False
    found = places.named_in(told.address)
    return found, found is not None


def _at(told: Told, area: Area | None) -> GridAt | None:
    """A point decides; without one an area that is itself a grid."""
    if told.point is not None:
        return grids.grid_at(told.point)
    if area is not None and area.level == Area.Level.GRID:
        found = grids.valid().filter(code=area.code).first()
        return GridAt(found) if found else None
    return None


def _near(told: Told, at: GridAt | None) -> list[Grid]:
    if told.point is None or at is None or at.grid is None:
        return []
    return grids.near(told.point, metres=NEAR_METRES, besides=(at.grid.code, *at.shared))


def _holds(area: Area, grid: Grid) -> bool:
    """Whether the grid is this area or lies in it."""
    return grid.code == area.code or f"/{area.code}/" in grid.area.path


def _manager(area: Area | None) -> Unit | None:
    if area is None or area.level in (Area.Level.DISTRICT, Area.Level.STREET):
        return None
    return org.unit_of_area(area.code)


def _suggestion(told: Told, area: Area | None, grid: Grid | None) -> Suggestion | None:
    """Who would act; nothing is said before the class or the part is known."""
    if not told.category and not told.part_code:
        return None
    code, lies_in = area.code if area else "", grid.code if grid else ""
    return suggest.suggest(Matter(told.category, code, told.part_code, lies_in))
