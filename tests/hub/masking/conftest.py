"""The small district with one resource of people, and its table in the lake."""

from dataclasses import dataclass

import pyarrow as pa
import pytest

from tests.district import District, build
from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import actions as catalogue
from yiwang.hub.catalogue.words import Group, Period, Sharing
from yiwang.hub.places import store
from yiwang.kernel.identifiers import check_sign
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org.actors import Worker

FIELDS = (
    Field("card", "身份证号", meaning=Meaning.IDENTITY_CARD, required=True),
    Field("name", "姓名", meaning=Meaning.PERSON_NAME),
    Field("phone", "电话", meaning=Meaning.PHONE),
    Field("street", "街道"),
    Field("amount", "金额", Kind.WHOLE),
)


def card(number: int) -> str:
    """A made-up identity card."""
    first = f"42019919900307{number:03d}"
    return first + check_sign(first)


@dataclass
class Masks:
    """The resource's table, and the officer who keeps its recipe."""

    district: District
    officer: Worker

    def describe(self, fields: tuple[Field, ...] = FIELDS) -> None:
        """Publish the resource."""
        told = catalogue.Description(
            key="helped",
            code="301001/000009",
            name="救助对象",
            group=Group.DEPARTMENT,
            unit=self.district.units["bureau"],
            sharing=Sharing.UNCONDITIONAL,
            period=Period.DAILY,
            schema=Schema(fields, ("card",)),
        )
        catalogue.publish(told=told, reason="登记", by=self.officer)

    def load(self, run: str, many: int = 3) -> None:
        """A version of the table."""
        rows = [
            {"card": card(n), "name": "张小三", "phone": None, "street": "甲街道", "amount": n}
            for n in range(many)
        ]
        table = pa.Table.from_pylist(rows, schema=Schema(FIELDS, ("card",)).arrow())
        store().replace("helped", table.to_batches(), run=run, part=0)


@pytest.fixture
def masks(db, settings, tmp_path) -> Masks:
    settings.LAKE_ROOT = tmp_path / "lake"
    district = build()
    made = Masks(district, district.worker(Duty.DATA_OFFICER))
    made.describe()
    return made
