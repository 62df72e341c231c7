"""A small hub: a bureau that owns people's records, a street that asks for them."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
from django.utils import timezone

from tests.district import District
from yiwang.engine.duties import Duty
from yiwang.hub import places
from yiwang.hub.catalogue import actions, asking
from yiwang.hub.catalogue.actions import Description
from yiwang.hub.catalogue.models import Grant, Request, Resource
from yiwang.hub.catalogue.words import Group, Opening, Period, Sharing
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker

SCHEMA = Schema(
    (
        Field("id", "编号", Kind.WHOLE, required=True),
        Field("name", "姓名", meaning=Meaning.PERSON_NAME),
        Field("card", "身份证号", meaning=Meaning.IDENTITY_CARD),
        Field("street", "街道"),
        Field("amount", "补贴金额", Kind.DECIMAL),
        Field("day", "发放日期", Kind.DAY),
        Field("secret", "内部备注"),
    ),
    ("id",),
)
FIELDS = ("id", "name", "card", "street", "amount", "day")


@dataclass
class Hub:
    """The district with its data people."""

    district: District
    officer: Worker
    owner: Worker
    asker: Worker
    resource: Resource

    def described(self, **other: Any) -> Description:
        """The description of the resource, or one like it."""
        given = {
            "key": "aid",
            "code": "301001/00001",
            "name": "困难群众补贴发放",
            "abstract": "按月发放的困难群众补贴",
            "group": Group.DEPARTMENT,
            "theme": "社会救助",
            "unit": self.district.units["bureau"],
            "sharing": Sharing.CONDITIONAL,
            "condition": "按用途申请",
            "period": Period.MONTHLY,
            "schema": SCHEMA,
        }
        return Description(**given | other)

    def publish(self, **other: Any) -> Resource:
        """Publish the resource anew, or another one."""
        return actions.publish(told=self.described(**other), reason="登记", by=self.officer)

    def ask(self, **other: Any) -> Request:
        """The street asks for fields."""
        given = {
            "resource": self.resource,
            "purpose": "核对困难家庭",
            "basis": "社会救助暂行办法",
            "fields": FIELDS,
            "until": timezone.localdate() + timedelta(days=90),
        }
        by = other.pop("by", self.asker)
        return asking.ask(asked=asking.Asked(**given | other), by=by)

    def grant(self, approval: asking.Approval | None = None, **other: Any) -> Grant:
        """What the street asks for is granted by the bureau."""
        request = self.ask(**other)
        return asking.approve(
            number=request.pk, approval=approval or asking.Approval(), by=self.owner
        )


def steward(district: District, unit: str) -> Worker:
    """A data steward of a unit."""
    person = org.add_person(login=f"{unit}_steward", name=f"{unit}专员", password="a-long-word-9")
    org.give_post(person=person, unit=district.units[unit], duty=Duty.DATA_STEWARD)
    return people.workers_of(person.pk)[0]


def build(district: District) -> Hub:
    """The hub, in a fresh district."""
    officer = district.worker(Duty.DATA_OFFICER)
    hub = Hub(district, officer, steward(district, "bureau"), steward(district, "street"), None)  # type: ignore[arg-type]
    hub.resource = hub.publish()
    return hub


OPEN = {"opening": Opening.OPEN, "sharing": Sharing.UNCONDITIONAL, "condition": ""}

STREETS = ("江滩街道", "滨湖街道", "古树街道")
CARDS = [f"42019919800101{number:04d}" for number in range(30)]


def rows(many: int = 30) -> pa.Table:
    """Made-up rows: ten of each of two streets, nine of the third, and a group of one."""
    streets = [STREETS[number % 3] for number in range(many - 1)] + ["独户街道"]
    return pa.table(
        {
            "id": list(range(many)),
            "name": [f"张{chr(0x4E00 + number)}明" for number in range(many)],
            "card": CARDS[:many] if many <= 30 else [CARDS[n % 30] for n in range(many)],
            "street": streets,
            "amount": [Decimal(100 + number) for number in range(many)],
            "day": [date(2026, 1, 1) + timedelta(days=number % 28) for number in range(many)],
            "secret": [f"机密{number}" for number in range(many)],
        },
        schema=SCHEMA.arrow(),
    )


def fill(key: str = "aid", table: pa.Table | None = None) -> None:
    """Put rows into the lake."""
    table = rows() if table is None else table
    places.store().replace(key, table.to_batches(), run=f"test {key}", part=0)
