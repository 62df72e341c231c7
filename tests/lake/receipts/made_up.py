"""Rows of every kind, made up, and what each is told as: written again in plain Python."""

import hashlib
import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa
from hypothesis import strategies as st

from yiwang.lake.schema import Field, Kind, Schema

SCHEMA = Schema(
    (
        Field("code", "编号"),
        Field("place", "地点"),
        Field("count", "件数", Kind.WHOLE),
        Field("ratio", "比值", Kind.NUMBER),
        Field("amount", "金额", Kind.DECIMAL),
        Field("closed", "是否办结", Kind.YES_NO),
        Field("day", "日期", Kind.DAY),
        Field("moment", "时间", Kind.MOMENT),
    ),
    ("code",),
)

EDGES: list[tuple[Any, ...]] = [
    (
        "A1",
        "某街道",
        1,
        1.5,
        Decimal("1.5"),
        True,
        date(2024, 2, 29),
        datetime(2024, 1, 1, 1, 2, 3, 5),
    ),
    ("A2", "", 0, 0.0, Decimal("0"), False, date(1, 1, 1), datetime(1900, 1, 1)),
    ("A2", "", 0, -0.0, Decimal("0.0000"), False, date(1, 1, 1), datetime(1900, 1, 1)),
    (None,) * 8,
    (
        "",
        None,
        -(2**63),
        1 / 7,
        Decimal("-0.0001"),
        None,
        date(1582, 10, 15),
        datetime(1582, 10, 4),
    ),
    ("\x1f\x1e", "\x1f", 2**63 - 1, 5e-324, Decimal("99999999999999.9999"), None, None, None),
    (
        "\x1f\x1d",
        "𠮷\x00\n",
        7,
        9.3e18,
        None,
        None,
        date(9999, 12, 31),
        datetime(9999, 12, 31, 23, 59, 59, 999999),
    ),
    ("A3", "1", 2, -1e300, None, None, None, datetime(1969, 12, 31, 23, 59, 59, 999999)),
    ("A4", "1", 2, math.inf, None, None, None, datetime(2026, 3, 29, 2, 30)),
    ("A5", "1", 2, -math.inf, None, None, None, datetime(2026, 7, 1, 2, 0, 0, 100)),
    ("A6", "1", 2, math.nan, None, None, None, datetime(2026, 7, 1, 2, 0, 0, 120000)),
    ("A7", "1", 2, -123456789.123456789, None, None, None, None),
    ("A8", "1", 2, 2.0**53 + 2, None, None, None, None),
]

ROWS = st.tuples(
    st.text(max_size=12),
    st.none() | st.text(alphabet="\x1f\x1e\x1dab", max_size=6),
    st.none() | st.integers(-(2**63), 2**63 - 1),
    st.none() | st.floats(),
    st.none() | st.decimals(-(10**13), 10**13, places=4),
    st.none() | st.booleans(),
    st.none() | st.dates(),
    st.none() | st.datetimes(),
)


def table(rows: Sequence[Sequence[Any]]) -> pa.Table:
    """The rows in Arrow, in the shape of `SCHEMA`."""
    columns = zip(*rows, strict=True) if rows else ([] for _field in SCHEMA.fields)
    return pa.table([list(column) for column in columns], schema=SCHEMA.arrow())


def number(row: Sequence[Any], names: Sequence[str] = SCHEMA.names, digits: int = 15) -> int:
    """What `row_hash` must say of a row."""
    told = [
        _told(value, field.kind)
        for field, value in zip(SCHEMA.fields, row, strict=True)
        if field.key in names
    ]
    return int(hashlib.sha256("\x1f\x1e".join(told).encode()).hexdigest()[:digits], 16)


def _told(value: Any, kind: Kind) -> str:
    if value is None:
        return "\x1f\x1d"
    match kind:
        case Kind.TEXT:
            return str(value).replace("\x1f", "\x1f\x1f")
        case Kind.NUMBER:
            return _floating(value)
        case Kind.DECIMAL:
            return f"{value:.4f}"
        case Kind.YES_NO:
            return "1" if value else "0"
        case Kind.MOMENT:
            told = f"{value.year:04}{value:-%m-%d %H:%M:%S}"
            return f"{told}.{value:%f}".rstrip("0") if value.microsecond else told
        case _:
            return str(value)


def _floating(value: float) -> str:
    if math.isnan(value):
        return "n0.0.0"
    sign, size, where = "-" if value < 0 else "", abs(value), ""
    if size >= 2.0**63:
        where, size = "f", size / 2.0**63
    if size >= 2.0**63:
        where, size = "b", 0.0
    whole = int(size)
    first = (size - whole) * 2**30
    return f"{sign}{where}{whole}.{int(first)}.{int((first - int(first)) * 2**30)}"
