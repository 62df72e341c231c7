"""Made-up registers of people and enterprises, and the base databases built from them."""

import subprocess
import sys

import pyarrow as pa
from django.utils import timezone

from yiwang.demo.district import Made
from yiwang.hub.bases import actions
from yiwang.hub.bases.lakes import store
from yiwang.hub.catalogue import actions as catalogue
from yiwang.hub.catalogue.words import Grade, Group, Period, Sharing
from yiwang.lake.linkage import made as registers
from yiwang.lake.schema import Field, Meaning, Schema
from yiwang.org.actors import Worker
from yiwang.org.models import Unit

HEALTH, INSURED, BOTH, FIRMS = 900, 700, 600, 120
TRADES = ("批发零售业", "住宿餐饮业", "制造业", "居民服务业", "软件信息业")
PEOPLE = Schema(
    (
        Field("number", "编号", required=True),
        Field("name", "姓名", meaning=Meaning.PERSON_NAME),
        Field("identity_card", "公民身份号码", meaning=Meaning.IDENTITY_CARD),
        Field("born", "出生日期", meaning=Meaning.BIRTH_DAY),
        Field("sex", "性别", meaning=Meaning.SEX),
        Field("phone", "联系电话", meaning=Meaning.PHONE),
        Field("address", "住址", meaning=Meaning.ADDRESS),
        Field("community", "社区"),
        Field("state", "参保或帮扶"),
        Field("changed", "更新日期"),
    ),
    ("number",),
)
ENTERPRISES = Schema(
    (
        Field("code", "统一社会信用代码", meaning=Meaning.CREDIT_CODE, required=True),
        Field("name", "名称", meaning=Meaning.ORGANISATION_NAME),
        Field("legal", "法定代表人", meaning=Meaning.PERSON_NAME),
        Field("legal_card", "法定代表人证件号码", meaning=Meaning.IDENTITY_CARD),
        Field("trade", "行业"),
        Field("status", "登记状态"),
        Field("founded", "成立日期"),
        Field("community", "社区"),
    ),
    ("code",),
)
# Key, number, name, which bureau.
RESOURCES = (
    ("health_people", 900001, "居民健康档案", "区卫健局", PEOPLE),
    ("insured_people", 900002, "城乡居民参保登记", "区人社局", PEOPLE),
    ("enterprise_registry", 900003, "企业登记信息", "区市场监管局", ENTERPRISES),
)
_ALIKE = ("name", "identity_card", "born", "sex", "phone", "address", "community")


def fill(made: Made) -> int:
    """Three registers, what they feed, which counts, and both bases; how many records."""
    officer = made.workers["data_officer"]
    for key, number, name, unit, schema in RESOURCES:
        _publish(key, f"1001/{number}", name, Unit.objects.get(name=unit), schema, officer)
    people = registers.persons(HEALTH, INSURED, BOTH)
    communities = [area.name for area, _unit in made.communities]
    run = f"demo-{timezone.localdate():%Y%m%d}"
    written = (
        ("health_people", _people(people.first, communities, "care")),
        ("insured_people", _people(people.second, communities, "insurance")),
        ("enterprise_registry", _firms(people.first, communities)),
    )
    for key, table in written:
        store().replace(key, table, run=run, part=0)
    _fed(officer)
    command = [sys.executable, "-m", "yiwang.startup.command", "bases", "build"]
    subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own command
    return sum(table.num_rows for _key, table in written)


def _publish(key: str, code: str, name: str, unit: Unit, schema: Schema, by: Worker) -> None:
    told = catalogue.Description(
        key=key,
        code=code,
        name=name,
        group=Group.BASE,
        unit=unit,
        sharing=Sharing.CONDITIONAL,
        condition="按授权使用",
        period=Period.MONTHLY,
        schema=schema,
        grade=Grade.GENERAL_3,
    )
    catalogue.publish(told=told, reason="演示数据", by=by)


def _fed(officer: Worker) -> None:
    alike = {name: name for name in _ALIKE}
    fields = {
        ("person", "health_people"): alike | {"care": "state"},
        ("person", "insured_people"): alike | {"insurance": "state"},
        ("enterprise", "enterprise_registry"): {
            "credit_code": "code",
            **{name: name for name in ENTERPRISES.names if name != "code"},
        },
    }
    for (base, resource), told in fields.items():
        updated = "changed" if base == "person" else ""
        new = actions.NewFeeder(base=base, resource=resource, fields=told, updated=updated)
        actions.feed(told=new, by=officer)
    appointed = actions.NewAuthority(
        base="person",
        field="phone",
        resource="insured_people",
        valid_from=timezone.localdate(),
        basis="演示：数源清单",
    )
    actions.appoint(told=appointed, by=officer)


def _people(told: pa.Table, communities: list[str], kind: str) -> pa.Table:
    rows = []
    for row in told.to_pylist():
        number = row.pop("record")
        at = sum(map(ord, row["address"] or ""))
        state = (
            (None, None, "低保")[at % 3] if kind == "care" else ("已参保", "未参保")[at % 7 == 0]
        )
        day = f"2026-{at % 9 + 1:02}-{at % 27 + 1:02}"
        more = {"community": communities[at % len(communities)], "state": state, "changed": day}
        rows.append({"number": number.replace(":", "")} | row | more)
    return pa.Table.from_pylist(rows, PEOPLE.arrow())


def _firms(told: pa.Table, communities: list[str]) -> pa.Table:
    rows = []
    for at, row in enumerate(told.slice(0, FIRMS).to_pylist()):
        rows.append(
            {
                "code": credit_code(at),
                "name": f"虚构{row['name'][-1]}{at}号{('商贸', '餐饮', '机械')[at % 3]}有限公司",
                "legal": row["name"],
                "legal_card": row["identity_card"],
                "trade": TRADES[at % len(TRADES)],
                "status": "注销" if at % 11 == 0 else "在业",
                "founded": f"{2010 + at % 17}-0{at % 9 + 1}-15",
                "community": communities[at % len(communities)],
            }
        )
    return pa.Table.from_pylist(rows, ENTERPRISES.arrow())


_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number: int) -> str:
    """A credit code with its check sign, of a division that no place has."""
    first = f"91420199MA0{number:06}"
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return first + _SIGNS[(31 - total % 31) % 31]
