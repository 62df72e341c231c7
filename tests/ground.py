"""The small district with four square grids: 1 2 below 3 4, in one community, since 2024."""

from tests.district import District
from tests.fieldwork.conftest import BEGAN, Field, cell, code, days, middle
from yiwang.cases.models import Case
from yiwang.fieldwork.grids import actions, following
from yiwang.kernel.coordinates import Position

# In the western half of grid 1; in grid 3; in none.
HERE, NORTH, AWAY = middle(-0.2, 0), middle(0, 1), middle(9, 9)


def lay(district: District) -> Field:
    """The grids, and the areas that follow them."""
    found = Field(district)
    squares = {1: (0, 0), 2: (1, 0), 3: (0, 1), 4: (1, 1)}
    drafts = [found.draft(number, cell(*at)) for number, at in squares.items()]
    actions.add(grids=drafts, order=found.order(BEGAN))
    following.follow()
    return found


def at(position: Position) -> list[float]:
    """Longitude and latitude as a case keeps them."""
    return [round(position.longitude, 6), round(position.latitude, 6)]


def opened(ground: Field, **given: object) -> Case:
    """A new appeal."""
    return Case.objects.get(number=ground.district.open(**given).number)


def split_today(ground: Field) -> None:
    """Grid 1 becomes 5 and 6 from today on."""
    actions.split(code=code(1), into=ground.halves(5, 6), order=ground.order(days(0)))
