"""A made-up table whose columns hold one thing each that a profile must tell."""

from datetime import date
from decimal import Decimal

import pyarrow as pa

from yiwang.kernel.identifiers import check_sign
from yiwang.lake.schema import Field, Kind, Meaning, Schema

ON = date(2026, 11, 22)
SCHEMA = Schema(
    (
        Field("number", "编号", Kind.WHOLE, required=True),
        Field("owner", "姓名", meaning=Meaning.PERSON_NAME),
        Field("card", "证件"),
        Field("plate", "批号"),
        Field("status", "状态"),
        Field("area", "面积", Kind.NUMBER),
        Field("rent", "租金", Kind.DECIMAL),
        Field("opened", "开业日期", Kind.DAY),
        Field("note", "备注"),
    ),
    ("number",),
)


def card(order: int) -> str:
    """A right number of a made-up division."""
    first = f"42019919900307{order:03}"
    return first + check_sign(first)


def shop(number: int) -> dict[str, object]:
    """Of a hundred: one card in ten wrong, one status in five empty, one note of its own."""
    return {
        "number": number,
        "owner": "欧小明" if number % 2 else "欧明",
        "card": "420199199003071234" if number % 10 == 9 else card(number),
        "plate": f"A-{number:06}" if number % 4 else f"{number:06}",
        "status": ("", "开业", "开业", "开业", "停业")[number % 5],
        "area": float("nan") if number == 7 else number * 1.5,
        "rent": Decimal(number),
        "opened": date(2000 + number % 20, 1, 1),
        "note": "住五楼的老王" if number == 3 else None,
    }


def rows(count: int = 100, **changes: object) -> pa.Table:
    """So many shops, all with these changes."""
    shape = pa.schema([field.with_nullable(True) for field in SCHEMA.arrow()])
    return pa.Table.from_pylist([shop(number) | changes for number in range(count)], schema=shape)
