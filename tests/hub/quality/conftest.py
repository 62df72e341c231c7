"""The small district with one resource of the bureau whose table holds a few bad rows."""

from dataclasses import dataclass

import pyarrow as pa
import pytest

from tests.district import District, build
from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import actions as catalogue
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Group, Period, Sharing
from yiwang.hub.quality import tables
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker

SHOPS = Schema(
    (
        Field("number", "门店编号", required=True),
        Field("name", "门店名称", required=True),
        Field("phone", "联系电话", meaning=Meaning.PHONE),
        Field("seats", "座位数", Kind.WHOLE),
    ),
    ("number",),
)


@dataclass
class Quality:
    """Who keeps the rules, whose data it is, a steward of another unit, and the resource."""

    district: District
    officer: Worker
    steward: Worker
    stranger: Worker
    resource: Resource
    writes: int = 0

    def put(self, *rows: dict[str, object]) -> None:
        """These rows are the table from now on."""
        self.writes += 1
        held = pa.Table.from_pylist(list(rows), schema=pa.schema(
            [field.with_nullable(True) for field in SHOPS.arrow()]
        ))  # fmt: skip
        tables.store().replace("shops", held, run=f"w{self.writes}", part=0)


def shop(number: int, **changes: object) -> dict[str, object]:
    """A shop without a fault, but for what is changed."""
    told = {"number": f"S{number}", "name": "面馆", "phone": "02700000000", "seats": 20}
    return told | changes


def _steward(unit, login: str) -> Worker:
    person = org.add_person(login=login, name="数据专员", password="a-long-word-9")
    org.give_post(person=person, unit=unit, duty=Duty.DATA_STEWARD)
    return people.workers_of(person.pk)[0]


@pytest.fixture
def quality(db, settings, tmp_path) -> Quality:
    settings.LAKE_ROOT = tmp_path / "lake"
    district = build()
    told = catalogue.Description(
        key="shops",
        code="301001/000001",
        name="餐饮门店",
        group=Group.DEPARTMENT,
        unit=district.units["bureau"],
        sharing=Sharing.UNCONDITIONAL,
        period=Period.DAILY,
        schema=SHOPS,
    )
    officer = district.worker(Duty.DATA_OFFICER)
    resource = catalogue.publish(told=told, reason="登记", by=officer)
    steward = _steward(district.units["bureau"], "bureau_steward")
    stranger = _steward(district.units["street"], "street_steward")
    held = Quality(district, officer, steward, stranger, resource)
    held.put(shop(1), shop(2, phone="12"), shop(3, name=""), shop(4, phone="abc"))
    return held
