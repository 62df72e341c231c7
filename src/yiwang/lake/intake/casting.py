"""Casts what came to the agreed kinds, strictly: what is not surely that value is a bad cell.

Whole columns are tried at once; only where that fails are cells looked at one by one, by pattern,
still as vectors.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from yiwang.lake.schema import Field, Kind, Schema

# Moments with a zone become wall-clock times of the district.
ZONE = "Asia/Shanghai"
_YES = ("是", "有", "1", "true", "t", "y", "yes")
_NO = ("否", "无", "0", "false", "f", "n", "no")
_PATTERNS = {
    Kind.WHOLE: r"^[+-]?\d{1,18}$",
    Kind.NUMBER: r"^[+-]?(\d{1,300}(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$",
    Kind.DECIMAL: r"^[+-]?\d{1,14}(\.\d{1,4}0*)?$",
    Kind.DAY: r"^\d{4}-\d{2}-\d{2}$",
    Kind.MOMENT: r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?$",
}
# Behind a time: the dashes of a day are none.
_ZONED = r":\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$"
# How days are written, each turned into year-month-day.
_DAYS = (
    (r"^(\d{4})年(\d{1,2})月(\d{1,2})日", r"\1-\2-\3"),
    (r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})", r"\1-\2-\3"),
    (r"^(\d{4})(\d{2})(\d{2})($|[ T])", r"\1-\2-\3\4"),
    (r"^(\d{4})-(\d)-", r"\1-0\2-"),
    (r"^(\d{4}-\d{2})-(\d)($|\D)", r"\1-0\2\3"),
)


@dataclass(frozen=True, slots=True)
class Cells:
    """A column in its kind; where a cell was bad it is empty and `bad` says so."""

    values: pa.Array
    bad: pa.Array | None = None


def cast(column: pa.Array, field: Field) -> Cells:
    """The cells of a column as its field has them. Empty text is no value."""
    wanted = Schema((field,)).arrow().field(0).type
    if pt.is_null(column.type):
        return Cells(pa.nulls(len(column), wanted))
    texts = _texts(column)
    if texts is None:
        return _typed(column, field.kind, wanted)
    if field.kind is Kind.TEXT:
        return Cells(texts)
    return _BY_KIND[field.kind](texts, field.kind, wanted)


def _texts(column: pa.Array) -> pa.Array | None:
    """Trimmed text, empty as none; None where the column holds no text."""
    if not (pt.is_string(column.type) or pt.is_large_string(column.type)):
        return None
    trimmed = pc.utf8_trim_whitespace(column.cast(pa.string()))
    empty = pc.equal(trimmed, "")
    if not pc.any(empty).as_py():
        return trimmed
    return pc.if_else(empty, pa.scalar(None, pa.string()), trimmed)


def _typed(column: pa.Array, kind: Kind, wanted: pa.DataType) -> Cells:
    """Of a source with types: as it is where every value fits, otherwise by its text."""
    if pt.is_timestamp(column.type) and column.type.tz is not None:
        column = pc.local_timestamp(column.cast(pa.timestamp("us", ZONE), safe=False))
    if pt.is_timestamp(column.type):
        # Parts of a microsecond are no part of a moment.
        column = column.cast(pa.timestamp("us"), safe=False)
    if _holds(column.type, kind):
        try:
            return Cells(column.cast(wanted))
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            pass
    texts = _written(column)
    return Cells(texts) if kind is Kind.TEXT else _BY_KIND[kind](texts, kind, wanted)


def _holds(arrow: pa.DataType, kind: Kind) -> bool:
    """Whether the engine's own cast keeps every value or refuses: it rounds some silently."""
    match kind:
        case Kind.YES_NO:
            return bool(pt.is_boolean(arrow))
        case Kind.DAY:
            return bool(pt.is_date(arrow))
        case Kind.MOMENT:
            return bool(pt.is_timestamp(arrow) or pt.is_date(arrow))
        case Kind.DECIMAL:
            return bool(pt.is_integer(arrow) or pt.is_decimal(arrow))
        case Kind.WHOLE | Kind.NUMBER:
            return bool(pt.is_integer(arrow) or pt.is_floating(arrow) or pt.is_decimal(arrow))
    return False


def _written(column: pa.Array) -> pa.Array:
    """As text; whole numbers that came as fractions lose their “.0”."""
    if pt.is_boolean(column.type):
        return pc.if_else(column, "true", "false")
    try:
        texts = column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        texts = pa.array([None if one is None else str(one) for one in column.to_pylist()])
    if pt.is_floating(column.type):
        return pc.replace_substring_regex(texts, r"^(-?\d+)\.0$", r"\1")
    if pt.is_timestamp(column.type):
        return pc.replace_substring_regex(texts, r"\.0+$", "")
    return texts


def _numbers(texts: pa.Array, kind: Kind, wanted: pa.DataType) -> Cells:
    # The engine also reads hexadecimal, “inf” and “nan”, which no district means.
    odd = pc.any(pc.match_substring_regex(texts, "[xXiInN]")).as_py()
    if not odd and kind is not Kind.DECIMAL:
        try:
            return Cells(texts.cast(wanted))
        except pa.ArrowInvalid:
            pass
    good, bad = _by_pattern(texts, kind)
    plain = pc.replace_substring_regex(good, r"^\+", "")
    if kind is Kind.DECIMAL:
        plain = pc.replace_substring_regex(plain, r"(\.\d{4})0+$", r"\1")
    return Cells(plain.cast(wanted), bad)


def _times(texts: pa.Array, kind: Kind, wanted: pa.DataType) -> Cells:
    """Days and moments; the calendar decides, so that 30 February is none."""
    try:
        return Cells(_timed(texts, kind, wanted))
    except pa.ArrowInvalid:
        pass
    for pattern, written in _DAYS:
        texts = pc.replace_substring_regex(texts, pattern, written)
    if kind is Kind.DAY:
        texts = pc.replace_substring_regex(texts, r"[ T]0{1,2}:00(:00(\.0+)?)?$", "")
    else:
        texts = _padded(texts)
    zoned = pc.match_substring_regex(texts, _ZONED)
    local = _local(texts, zoned) if kind is Kind.MOMENT and pc.any(zoned).as_py() else texts
    good, bad = _by_pattern(local, kind)
    try:
        return Cells(_timed(good, kind, wanted), bad)
    except pa.ArrowInvalid:
        return _one_by_one(good, bad, lambda one: _timed(one, kind, wanted), wanted)


def _timed(texts: pa.Array, kind: Kind, wanted: pa.DataType) -> pa.Array:
    # The engine would take a zone as if it were not there.
    if kind is Kind.MOMENT and pc.any(pc.match_substring_regex(texts, _ZONED)).as_py():
        raise pa.ArrowInvalid("zone")
    return texts.cast(wanted)


def _padded(texts: pa.Array) -> pa.Array:
    """A day alone is its midnight; hours of one digit get their nought."""
    texts = pc.replace_substring_regex(texts, r"^(\d{4}-\d{2}-\d{2})$", r"\1 00:00:00")
    texts = pc.replace_substring_regex(texts, r"^(\d{4}-\d{2}-\d{2})[ T]+(\d):", r"\1 0\2:")
    return pc.replace_substring_regex(texts, r"(:\d{2}\.\d{6})\d+", r"\1")


def _local(texts: pa.Array, zoned: pa.Array) -> pa.Array:
    def turned(one: Any) -> pa.Array:
        moment = one.cast(pa.timestamp("us", "UTC"))
        return pc.local_timestamp(moment.cast(pa.timestamp("us", ZONE))).cast(pa.string())

    only = pc.if_else(zoned, texts, pa.scalar(None, pa.string()))
    try:
        local = turned(only)
    except pa.ArrowInvalid:
        found = _one_by_one(only, None, turned, pa.string())
        local = found.values
    return pc.if_else(pc.fill_null(zoned, False), local, texts)


def _one_by_one(
    good: pa.Array, bad: pa.Array | None, turn: Callable[[Any], pa.Array], wanted: pa.DataType
) -> Cells:
    """Cell by cell, for the days that no month has; only distinct texts are tried."""
    found: dict[str, Any] = {}
    for text in pc.unique(good).to_pylist():
        try:
            found[text] = turn(pa.array([text], pa.string()))[0].as_py()
        except pa.ArrowInvalid:
            found[text] = None
    values = pa.array([found[one] for one in good.to_pylist()], wanted)
    worse = pc.and_(pc.is_valid(good), pc.is_null(values))
    return Cells(values, worse if bad is None else pc.or_(bad, worse))


def _yes_no(texts: pa.Array, kind: Kind, wanted: pa.DataType) -> Cells:
    low = pc.utf8_lower(texts)
    yes, no = pc.is_in(low, pa.array(_YES)), pc.is_in(low, pa.array(_NO))
    known = pc.or_(yes, no)
    values = pc.if_else(known, yes, pa.scalar(None, pa.bool_()))
    return Cells(values, pc.and_(pc.is_valid(texts), pc.invert(known)))


def _by_pattern(texts: pa.Array, kind: Kind) -> tuple[pa.Array, pa.Array]:
    fits = pc.fill_null(pc.match_substring_regex(texts, _PATTERNS[kind]), True)
    return pc.if_else(fits, texts, pa.scalar(None, pa.string())), pc.invert(fits)


_BY_KIND: dict[Kind, Callable[[pa.Array, Kind, pa.DataType], Cells]] = {
    Kind.WHOLE: _numbers,
    Kind.NUMBER: _numbers,
    Kind.DECIMAL: _numbers,
    Kind.DAY: _times,
    Kind.MOMENT: _times,
    Kind.YES_NO: _yes_no,
}
