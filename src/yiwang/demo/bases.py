"""Made-up registers of people, enterprises, addresses and certificates, and the bases of them."""

import subprocess
import sys
from datetime import date, timedelta
from typing import Any
from zlib import crc32

import pyarrow as pa
from django.utils import timezone

from yiwang.demo.district import Made
from yiwang.hub.bases import actions
from yiwang.hub.bases.lakes import store
from yiwang.hub.catalogue import actions as catalogue
from yiwang.hub.catalogue import codes
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
        Field("household", "户号"),
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
        Field("phone", "联系电话", meaning=Meaning.PHONE),
        Field("address", "经营地址"),
        Field("trade", "行业"),
        Field("status", "登记状态"),
        Field("founded", "成立日期"),
        Field("community", "社区"),
    ),
    ("code",),
)
ADDRESSES = Schema(
    (
        Field("code", "标准地址编码", required=True),
        Field("address", "地址", meaning=Meaning.ADDRESS),
        Field("community", "社区"),
        Field("use", "房屋用途"),
        Field("area", "建筑面积"),
    ),
    ("code",),
)
CERTIFICATES = Schema(
    (
        Field("number", "证照编号", required=True),
        Field("title", "证照名称"),
        Field("holder", "持证人证件号码", meaning=Meaning.IDENTITY_CARD),
        Field("issuer", "发证机关"),
        Field("issued", "发证日期"),
        Field("until", "有效期至"),
        Field("state", "状态"),
    ),
    ("number",),
)
# Key, item of the base class, name, which bureau.
RESOURCES = (
    ("health_people", "人口", "居民健康档案", "区卫健局", PEOPLE),
    ("insured_people", "人口", "城乡居民参保登记", "区人社局", PEOPLE),
    ("enterprise_registry", "法人", "企业登记信息", "区市场监管局", ENTERPRISES),
    ("standard_addresses", "自然资源和空间地理", "标准地址", "区住房保障局", ADDRESSES),
    ("electronic_certificates", "电子证照", "电子证照目录", "区市场监管局", CERTIFICATES),
)
_ALIKE = ("name", "identity_card", "born", "sex", "phone", "address", "household", "community")
# So many persons have a telephone from which the demo's appeals were told.
CALLERS = 60
LICENCES = ("食品经营许可证", "公共场所卫生许可证", "营业执照")
PERSONAL = ("健康证明", "老年人优待证", "特种作业操作证")


def fill(made: Made) -> int:
    """Five registers, what they feed, which counts, and the bases; how many records."""
    officer = made.workers["data_officer"]
    for key, item, name, unit, schema in RESOURCES:
        _publish(key, item, name, Unit.objects.get(name=unit), schema, officer)
    people = registers.persons(HEALTH, INSURED, BOTH)
    communities = [area.name for area, _unit in made.communities]
    run = f"demo-{timezone.localdate():%Y%m%d}"
    written = (
        ("health_people", _people(people.first, communities, "care")),
        ("insured_people", _people(people.second, communities, "insurance")),
        ("enterprise_registry", _firms(people.first, communities)),
        ("standard_addresses", _addresses(people.first, communities)),
        ("electronic_certificates", _certificates(people.first, timezone.localdate())),
    )
    for key, table in written:
        store().replace(key, table, run=run, part=0)
    _fed(officer)
    command = [sys.executable, "-m", "yiwang.startup.command", "bases", "build"]
    subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own command
    return sum(table.num_rows for _key, table in written)


def _publish(key: str, item: str, name: str, unit: Unit, schema: Schema, by: Worker) -> None:
    told = catalogue.Description(
        key=key,
        code=codes.suggested(Group.BASE, item, unit),
        name=name,
        group=Group.BASE,
        theme=item,
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
        ("place", "standard_addresses"): {name: name for name in ADDRESSES.names if name != "code"},
        ("certificate", "electronic_certificates"): {name: name for name in CERTIFICATES.names},
    }
    for (base, resource), told in fields.items():
        updated = "changed" if base == "person" else ""
        new = actions.NewFeeder(base=base, resource=resource, fields=told, updated=updated)
        actions.feed(told=new, by=officer)
    appointed = actions.NewAuthority(
        base="person",
        field="phone",
        resources=("insured_people", "health_people"),
        valid_from=timezone.localdate(),
        basis="演示：数源清单",
    )
    actions.appoint(told=appointed, by=officer)


def _people(told: pa.Table, communities: list[str], kind: str) -> pa.Table:
    rows = []
    for place, row in enumerate(told.to_pylist()):
        number = row.pop("record")
        at = sum(map(ord, row["address"] or ""))
        if place < CALLERS and row["phone"]:
            row["phone"] = f"1390000{place:04}"
        # Of every fourth door nobody knows a household number: its people live at one address.
        household = None if at % 4 == 0 else f"H{crc32(row['address'].encode()):010}"
        state = (
            (None, None, "低保")[at % 3] if kind == "care" else ("已参保", "未参保")[at % 7 == 0]
        )
        day = f"2026-{at % 9 + 1:02}-{at % 27 + 1:02}"
        more = {"community": communities[at % len(communities)], "state": state, "changed": day}
        more["household"] = household
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
                "phone": f"1390000{at:04}" if at % 10 == 0 else f"1580000{at:04}",
                "address": row["address"],
                "trade": TRADES[at % len(TRADES)],
                "status": "注销" if at % 11 == 0 else "在业",
                "founded": f"{2010 + at % 17}-0{at % 9 + 1}-15",
                "community": communities[at % len(communities)],
            }
        )
    return pa.Table.from_pylist(rows, ENTERPRISES.arrow())


def _addresses(told: pa.Table, communities: list[str]) -> pa.Table:
    """Every door of the first register once, as the surveyors write it."""
    rows = []
    for place, address in enumerate(dict.fromkeys(told["address"].to_pylist())):
        at = sum(map(ord, address))
        rows.append(
            {
                "code": f"DZ420199{place:06}",
                "address": address,
                "community": communities[at % len(communities)],
                "use": ("住宅", "住宅", "商住", "办公")[at % 4],
                "area": f"{60 + at % 90}",
            }
        )
    return pa.Table.from_pylist(rows, ADDRESSES.arrow())


def _certificates(told: pa.Table, today: date) -> pa.Table:
    """Two of each enterprise, one of each third person: valid, soon at an end, ended, expired."""
    people = told["identity_card"].to_pylist()
    rows = [_certificate(at, credit_code(at // 2), LICENCES, today) for at in range(FIRMS * 2)]
    rows += [_certificate(at, people[at], PERSONAL, today) for at in range(0, len(people), 3)]
    return pa.Table.from_pylist(rows, CERTIFICATES.arrow())


def _certificate(at: int, holder: str, titles: tuple[str, ...], today: date) -> dict[str, Any]:
    until = today + timedelta(days=(900, 14, -40, 400, 1_500)[at % 5])
    return {
        "number": f"{'XK' if titles is LICENCES else 'GR'}420199{at:06}",
        "title": titles[at % len(titles)],
        "holder": holder,
        "issuer": ("区市场监管局", "区卫健局")[at % 2],
        "issued": f"{until - timedelta(days=1_826)}",
        "until": "长期" if at % 7 == 0 else f"{until}",
        "state": "注销" if at % 23 == 5 else "有效",
    }


_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number: int) -> str:
    """A credit code with its check sign, of a division that no place has."""
    first = f"91420199MA0{number:06}"
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first))
    return first + _SIGNS[(31 - total % 31) % 31]
