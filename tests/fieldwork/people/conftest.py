"""The small district with four grids, grid workers in two of them, and some invented people."""

from dataclasses import dataclass
from datetime import date

import pytest

from tests.fieldwork.conftest import Field, code, days
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions as grids
from yiwang.fieldwork.people import actions
from yiwang.fieldwork.people.actions import HouseFacts, ResidentFacts
from yiwang.fieldwork.people.models import House, Residence
from yiwang.kernel.identifiers import identity_card
from yiwang.org import actions as org
from yiwang.org import queries as org_queries
from yiwang.org.actors import Worker

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def card(serial: int, born: str = "19900307") -> str:
    """An invented number with the right last sign; the division 999999 does not exist."""
    stem = f"999999{born}{serial:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(stem, WEIGHTS, strict=True))
    return identity_card(stem + "10X98765432"[total % 11]).number


@dataclass
class Homes:
    """The field with short ways to register."""

    field: Field
    workers: dict[str, Worker]

    def worker(self, duty: Duty, unit: str = "") -> Worker:
        return self.field.district.worker(duty, unit)

    def house(self, grid: int = 1, address: str = "测试路1号", **more: object) -> House:
        return actions.register_house(HouseFacts(address=address, grid=code(grid), **more))

    def lives(self, house: House, name: str = "甲测试", **more: object) -> Residence:
        facts = ResidentFacts(name=name, **more)
        return actions.move_in(house=house, facts=facts, since=date(2020, 1, 1))[0]


def grid_worker(field: Field, number: int) -> Worker:
    """Somebody whose unit is one grid."""
    area = org_queries.area(code(number))
    community = field.district.units["community"]
    unit = org.add_unit(
        code=f"G{number}", name=f"第{number}网格", kind="grid", parent=community, area=area
    )
    person = org.add_person(login=f"grid{number}", name="网格员", password="a-long-word-9")
    org.give_post(person=person, unit=unit, duty=Duty.GRID_WORKER)
    return org_queries.workers_of(person.pk)[0]


@pytest.fixture
def homes(field: Field) -> Homes:
    # Grid 4 lies in the community but is looked after by the other one.
    other = field.district.units["other"]
    grids.reassign(codes=[code(4)], managed_by=other, order=field.order(days(0)))
    return Homes(field, {f"grid{n}": grid_worker(field, n) for n in (1, 2)})


__all__ = ["Homes", "card", "code", "homes"]
