"""The second reading: commonest values and shapes of each column, and how numbers are spread.

Each column is read by itself, so that this too is one reading of a table that is kept by columns;
some columns go together, so that memory stays bounded by their values and not by the whole table.
"""

import sys
from collections.abc import Iterator, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir

from yiwang.lake.engines.engine import Engine
from yiwang.lake.identifiers import matches
from yiwang.lake.profiling.column import FEWEST_ROWS, Column, Share
from yiwang.lake.quality.rows import filled
from yiwang.lake.schema import Kind

MOST_SHOWN = 10
# A column with more values than this has none that is worth showing; counting them would not.
MOST_VALUES = 1_000_000
SPANS = 12
# Where years lie further apart, some are written wrongly; only likely ones are drawn.
_MOST_YEARS = 200
_LIKELY = range(1900, 2100)
# Beyond this there is only the endless. Not `isinf`: on Spark it sees none.
LARGEST = sys.float_info.max
# With fewer values every one of them is shown, which says more than spans.
_FEW = 12
_SIGNS_OF_A_SHAPE = 30
_LONGEST_VALUE = 60
_COLUMNS_AT_ONCE = 8
_CHINESE = "[\u4e00-\u9fff]"
_SIGNS = {"[0-9]": "9", "[A-Za-z]": "A", _CHINESE: "字"}
_NUMBERS = {Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL}

Parts = dict[str, dict[str, Any]]


def commonest(engine: Engine, table: ir.Table, columns: Sequence[Column]) -> Parts:
    """By key of the column what this reading adds to it: `common`, `shapes`, `spread`, `distinct`.

    Equal counts stand in the order of their texts, so that every engine gives the same.
    """
    told: Parts = {}
    for start in range(0, len(columns), _COLUMNS_AT_ONCE):
        some = columns[start : start + _COLUMNS_AT_ONCE]
        parts = [part for one in some for part in _parts(table, one)]
        if parts:
            both = ibis.union(*parts) if len(parts) > 1 else parts[0]
            rows = engine.arrow(both).to_pylist()
            for one in some:
                own = [row for row in rows if row["key"] == one.key]
                told[one.key] = dict(_told(one, own))
    return told


def _parts(table: ir.Table, one: Column) -> Iterator[ir.Table]:
    if not one.filled:
        return
    there = table.filter(filled(table[one.key]))
    column = there[one.key]
    counted = None
    # Numbers with parts are written otherwise by every engine.
    if one.kind is not Kind.NUMBER and one.distinct <= MOST_VALUES:
        counted = _grouped(there, column.cast("string"), ibis.literal(1, "int64"))
        yield _named(
            counted.aggregate(text=ibis.literal(""), held=counted.count()), one, "distinct"
        )
        if not one.personal:
            yield _named(_top(counted), one, "common")
    if one.kind is Kind.TEXT:
        yield _named(_top(_shapes(there, column, counted)), one, "shapes")
    elif (spans := _spans(there, one)) is not None:
        held = _grouped(there, spans.cast("string"), ibis.literal(1, "int64"))
        yield _named(held, one, "spread")


def _shapes(there: ir.Table, column: ir.StringColumn, counted: ir.Table | None) -> ir.Table:
    """Few values are written anew, each once; of many, each row."""
    if counted is None:
        return _grouped(there, shape(column), ibis.literal(1, "int64"))
    return _grouped(counted, shape(counted.text), counted.held)


def shape(column: ir.StringColumn) -> ir.StringValue:
    """How a text is written, sign by sign: digits as 9, letters as A, Chinese as 字.

    Texts of digits or of Chinese alone, as numbers and names are, need no sign replaced.
    """
    text = column.substr(0, _SIGNS_OF_A_SHAPE)
    replaced = text
    for signs, sign in _SIGNS.items():
        replaced = replaced.re_replace(signs, sign)
    return ibis.cases(
        (matches(text, "[0-9]+"), ibis.literal("9").repeat(text.length())),
        (matches(text, f"{_CHINESE}+"), ibis.literal("字").repeat(text.length())),
        else_=replaced,
    )


def _grouped(table: ir.Table, text: ir.StringValue, rows: ir.IntegerValue) -> ir.Table:
    """How many rows have each text."""
    told = table.select(text=text, rows=rows)
    return told.group_by("text").aggregate(held=told.rows.sum())


def _top(counted: ir.Table) -> ir.Table:
    return counted.order_by(ibis.desc("held"), "text").limit(MOST_SHOWN)


def _named(counted: ir.Table, one: Column, part: str) -> ir.Table:
    key, name = ibis.literal(one.key), ibis.literal(part)
    return counted.select(key=key, part=name, text=counted.text, held=counted.held)


def _spans(table: ir.Table, one: Column) -> ir.Value | None:
    """The number of the span, or the year, of each row."""
    if one.kind in (Kind.DAY, Kind.MOMENT):
        return table[one.key].year()
    if one.kind not in _NUMBERS or one.personal or one.distinct <= _FEW:
        return None
    least, width = _width(one)
    if not width:
        return None
    value = table[one.key].cast("float64")
    if one.kind is Kind.NUMBER:
        value = (value.abs() <= LARGEST).ifelse(value, ibis.null("float64"))
    return ((value - least) / width).floor().cast("int64").clip(0, SPANS - 1)


def _width(one: Column) -> tuple[float, float]:
    least, most = float(one.least or 0), float(one.most or 0)
    return least, (most - least) / SPANS


def _told(one: Column, rows: list[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    for held in (row["held"] for row in rows if row["part"] == "distinct"):
        yield "distinct", held
        yield "distinct_exact", True
    for part in ("common", "shapes"):
        held = [row for row in rows if row["part"] == part]
        held.sort(key=lambda row: (-row["held"], row["text"]))
        yield part, tuple(_shown(row) for row in held if row["held"] >= FEWEST_ROWS)
    spread = {row["text"]: row["held"] for row in rows if row["part"] == "spread" and row["text"]}
    yield "spread", tuple(_years(spread) if one.kind not in _NUMBERS else _numbers(one, spread))


def _shown(row: dict[str, Any]) -> Share:
    return Share(row["text"][:_LONGEST_VALUE], row["held"])


def _numbers(one: Column, spread: dict[str, int]) -> Iterator[Share]:
    if not spread:
        return
    least, width = _width(one)
    for place in range(SPANS):
        bounds = f"{least + place * width:.4g}–{least + (place + 1) * width:.4g}"
        yield Share(bounds, spread.get(str(place), 0))


def _years(spread: dict[str, int]) -> Iterator[Share]:
    """Years in their order, joined to spans where there are many; unlikely ones left out."""
    years = sorted(int(year) for year in spread)
    if not years or years[-1] - years[0] > _MOST_YEARS:
        years = [year for year in years if year in _LIKELY]
    if not years:
        return
    step = max(1, -(-(years[-1] - years[0] + 1) // SPANS))
    for first in range(years[0], years[-1] + 1, step):
        held = sum(spread.get(str(year), 0) for year in range(first, first + step))
        yield Share(str(first) if step == 1 else f"{first}–{first + step - 1}", held)
