"""The small district with four square grids in one community."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
import shapely
from django.utils import timezone

from tests.district import District, build
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions, showing
from yiwang.fieldwork.grids.actions import Draft, Order
from yiwang.fieldwork.grids.outlines import Outline
from yiwang.kernel.coordinates import Position
from yiwang.org import queries as org

COMMUNITY = "420199001002"
WEST, SOUTH, SIZE = 114.30, 30.60, 0.002
BEGAN = date(2024, 1, 1)


def code(number: int) -> str:
    return f"{COMMUNITY}{number:03d}"


def cell(column: float, row: float, wide: float = 1, high: float = 1) -> Outline:
    west, south = WEST + column * SIZE, SOUTH + row * SIZE
    return shapely.box(west, south, west + wide * SIZE, south + high * SIZE)


def middle(column: float, row: float) -> Position:
    return Position(WEST + (column + 0.5) * SIZE, SOUTH + (row + 0.5) * SIZE)


def days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


@dataclass
class Field:
    """The district and short ways to say what is adjusted."""

    district: District

    def draft(self, number: int, outline: Outline | None = None, **more: object) -> Draft:
        area = org.area(COMMUNITY)
        given = {"code": code(number), "name": f"第{number}网格", "area": area, "outline": outline}
        return Draft(**(given | more))

    def order(self, on: date, basis: str = "区网格调整方案") -> Order:
        worker = self.district.worker(Duty.ADMINISTRATOR)
        return Order(worker=worker, basis=basis, effective_on=on)

    def halves(self, first: int, second: int) -> list[Draft]:
        """Grid 1 cut down the middle."""
        west, east = cell(0, 0, 0.5), cell(0.5, 0, 0.5)
        return [self.draft(first, west), self.draft(second, east)]


@pytest.fixture
def field(db: None) -> Field:
    """Grids 1 2 above 3 4, in force since 2024."""
    showing.forget()
    found = Field(build())
    squares = {1: (0, 0), 2: (1, 0), 3: (0, 1), 4: (1, 1)}
    grids = [found.draft(number, cell(*at)) for number, at in squares.items()]
    actions.add(grids=grids, order=found.order(BEGAN))
    return found
