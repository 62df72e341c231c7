"""Two registers of people, one of enterprises and one of certificates, as two units hold them."""

from dataclasses import dataclass

import pyarrow as pa
import pytest

from tests.district import District, build
from tests.made_numbers import card
from yiwang.engine.duties import Duty
from yiwang.hub.bases import actions, lakes
from yiwang.hub.catalogue import actions as catalogue
from yiwang.hub.catalogue.words import Group, Period, Sharing
from yiwang.lake.schema import Field, Meaning, Schema
from yiwang.org import actions as org
from yiwang.org import queries as people
from yiwang.org.actors import Worker

PEOPLE = ("id", "xm", "sfz", "csrq", "dh", "dz", "sq", "gxsj")
CERTIFICATES = ("number", "title", "holder", "issuer", "issued", "until", "state")
FIRMS = ("code", "name", "legal", "legal_card", "status", "sq")
MEANINGS = {"xm": Meaning.PERSON_NAME, "sfz": Meaning.IDENTITY_CARD, "dh": Meaning.PHONE}
FEEDS = {
    "name": "xm",
    "identity_card": "sfz",
    "born": "csrq",
    "phone": "dh",
    "address": "dz",
    "community": "sq",
}
LIN, TWIN = card("19900101", 2), card("19900101", 4)
DOOR = "临江街道柳园路18号3栋501室"


@dataclass
class Bases:
    """Who keeps the bases, who looks, and the two registers."""

    district: District
    officer: Worker
    leader: Worker
    steward: Worker
    stranger: Worker

    def write(self, resource: str, rows: list[tuple], run: str = "1") -> None:
        """Rows of a register in the lake."""
        columns = _columns(resource)
        table = pa.table(
            {
                name: pa.array([row[at] for row in rows], pa.string())
                for at, name in enumerate(columns)
            }
        )
        lakes.store().replace(resource, table, run=run, part=0)


def _columns(key: str) -> tuple[str, ...]:
    return {"firms": FIRMS, "permits": CERTIFICATES}.get(key, PEOPLE)


def _steward(unit, login: str) -> Worker:
    person = org.add_person(login=login, name="数据专员", password="a-long-word-9")
    org.give_post(person=person, unit=unit, duty=Duty.DATA_STEWARD)
    return people.workers_of(person.pk)[0]


def _published(key: str, number: int, unit, columns: tuple[str, ...], by: Worker) -> None:
    fields = tuple(Field(name, name, meaning=MEANINGS.get(name, Meaning.PLAIN)) for name in columns)
    told = catalogue.Description(
        key=key,
        code=f"101001/{number:06}",
        name={
            "police": "户籍人口",
            "health": "健康档案",
            "firms": "企业登记",
            "permits": "电子证照",
        }[key],
        group=Group.BASE,
        unit=unit,
        sharing=Sharing.UNCONDITIONAL,
        period=Period.DAILY,
        schema=Schema(fields, columns[:1]),
    )
    catalogue.publish(told=told, reason="登记", by=by)


@pytest.fixture
def bases(db, settings, tmp_path) -> Bases:
    settings.LAKE_ROOT = tmp_path / "lake"
    district = build()
    officer = district.worker(Duty.DATA_OFFICER)
    made = Bases(
        district,
        officer,
        district.worker(Duty.LEADER),
        _steward(district.units["bureau"], "bureau_steward"),
        _steward(district.units["street"], "street_steward"),
    )
    for number, key in enumerate(("police", "health", "firms", "permits"), 1):
        unit = district.units["centre" if key in ("police", "permits") else "bureau"]
        _published(key, number, unit, _columns(key), officer)
    _fed(officer)
    _written(made)
    return made


def _fed(officer: Worker) -> None:
    for key in ("police", "health"):
        told = actions.NewFeeder(base="person", resource=key, fields=FEEDS, updated="gxsj")
        actions.feed(told=told, by=officer)
    firms = {
        "name": "name",
        "credit_code": "code",
        "legal": "legal",
        "legal_card": "legal_card",
        "status": "status",
        "community": "sq",
    }
    actions.feed(
        told=actions.NewFeeder(base="enterprise", resource="firms", fields=firms), by=officer
    )
    alike = {name: name for name in CERTIFICATES}
    actions.feed(
        told=actions.NewFeeder(base="certificate", resource="permits", fields=alike), by=officer
    )


def _written(made: Bases) -> None:
    made.write(
        "police",
        [
            ("1", "林晓云", LIN, "1990-01-01", "13900000001", DOOR, "临江社区", "2026-01-01"),
            ("2", "林晓雨", TWIN, "1990-01-01", "13900000001", DOOR, "临江社区", "2026-01-01"),
        ],
    )
    made.write(
        "health",
        [
            ("a", "林晓云", LIN, "1990-01-01", "13900000009", DOOR, "临江社区", "2026-05-01"),
            ("b", "周明", None, "1950-02-03", "13900000007", None, None, None),
        ],
    )
    made.write(
        "firms", [("91420199MA4K000X0A", "望湖科技有限公司", "林晓云", LIN, "在业", "临江社区")]
    )
    made.write(
        "permits",
        [
            (
                "XK1",
                "食品经营许可",
                "91420199MA4K000X0A",
                "行政审批局",
                "2024-01-01",
                "长期",
                "有效",
            ),
            ("XK2", "驾驶证", LIN, "公安分局", "2020-01-01", "2026-01-01", "有效"),
            ("XK3", "残疾人证", LIN, "残联", "2021-01-01", "长期", "注销"),
        ],
    )
