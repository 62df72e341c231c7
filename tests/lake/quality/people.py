"""A small made-up table of people with one fault of each sort, and its rules."""

from datetime import date, datetime

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from yiwang.kernel.identifiers import check_sign
from yiwang.lake.quality.checking import Around
from yiwang.lake.schema import Field, Kind, Meaning, Schema

AT = datetime(2026, 11, 22, 9, 0)
AROUND = Around(at=AT)
SCHEMA = Schema(
    (
        Field("number", "编号", Kind.WHOLE, required=True),
        Field("card", "身份证号", meaning=Meaning.IDENTITY_CARD),
        Field("sex", "性别", meaning=Meaning.SEX),
        Field("born", "出生日期", Kind.DAY, Meaning.BIRTH_DAY),
        Field("since", "迁入日期", Kind.DAY),
        Field("until", "迁出日期", Kind.DAY),
        Field("street", "街道代码"),
        Field("changed", "更新时间", Kind.MOMENT),
    ),
    ("number",),
)


def card(born: date, order: int) -> str:
    """A right number of a made-up division."""
    first = f"420199{born:%Y%m%d}{order:03}"
    return first + check_sign(first)


def person(number: int, **changes: object) -> dict[str, object]:
    """A row without a fault, but for what is changed."""
    born = date(1980, 1, 1 + number % 28)
    return {
        "number": number,
        "card": card(born, number % 999),
        "sex": "2" if number % 999 % 2 == 0 else "1",
        "born": born,
        "since": date(2020, 1, 1),
        "until": None,
        "street": "S1",
        "changed": datetime(2026, 11, 21, 8, 0),
        **changes,
    }


def table(*rows: dict[str, object]) -> ir.Table:
    """These rows, typed as the shape says."""
    return ibis.memtable(pa.Table.from_pylist(list(rows), schema=pa.schema(
        [field.with_nullable(True) for field in SCHEMA.arrow()]
    )))  # fmt: skip
