"""Figures: read from texts, held within bounds, rounded, told in bands."""

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar

import ibis
import ibis.expr.types as ir

from yiwang.kernel.refusals import Invalid
from yiwang.lake.operations.dialects import trimmed
from yiwang.lake.operations.operation import FIGURES, Operation, one_of, within
from yiwang.lake.operations.text import SPACES, Lower, narrow, narrowed, trim
from yiwang.lake.schema import Kind

_WHOLE_PART = "^[+-]?(?:[0-9]{1,18}|[0-9]{1,3}(?:,[0-9]{3}){1,5})"
# A sheet tells whole numbers as 12.0.
_PATTERNS = {
    "whole": _WHOLE_PART + "(?:[.]0+)?$",
    "number": _WHOLE_PART + "(?:[.][0-9]{1,15})?$",
    "decimal": "^[+-]?(?:[0-9]{1,14}|[0-9]{1,3}(?:,[0-9]{3}){1,3})(?:[.][0-9]{1,15})?$",
}
_TYPES = {"whole": "int64", "number": "float64", "decimal": "decimal(18, 4)"}
_YES, _NO = ("是", "有", "true", "yes", "y", "1"), ("否", "无", "false", "no", "n", "0")
_LARGE = 10**15
# Decimals have eighteen digits, four of them behind the point.
_UNIT, _TOO_LARGE = Decimal("0.0001"), 10**14
Figure = int | float | Decimal


@dataclass(frozen=True, slots=True)
class CastTo(Operation):
    """Texts as figures or as yes and no; what is none becomes empty and is counted by `failed`."""

    kind: str
    key: ClassVar[str] = "cast_to"
    label: ClassVar[str] = "转换类型"

    def __post_init__(self) -> None:
        one_of("kind", self.kind, (*_PATTERNS, "yes_no"))

    def gives(self, kind: Kind) -> Kind:
        """The kind that was asked for."""
        Operation.gives(self, kind)
        return Kind(self.kind)

    def on(self, value: str | None) -> Figure | None:
        """The figure, or nothing."""
        plain = trim(narrow(value or ""))
        if self.kind == "yes_no":
            low = Lower().on(plain)
            return True if low in _YES else False if low in _NO else None
        if not re.search(_PATTERNS[self.kind], plain):
            return None
        digits = plain.replace(",", "")
        if self.kind == "whole":
            return int(digits.partition(".")[0])
        if self.kind == "number":
            return float(digits)
        return _fitting(Decimal(digits).quantize(_UNIT, ROUND_HALF_UP))

    def apply(self, column: ir.StringValue) -> ir.Value:
        """The same on an engine."""
        plain = trimmed(narrowed(column), SPACES)
        if self.kind == "yes_no":
            low = Lower().apply(plain)
            return ibis.cases((low.isin(_YES), True), (low.isin(_NO), False))
        digits = plain.replace(",", "")
        digits = digits.re_replace("[.].*$", "") if self.kind == "whole" else digits
        fits = plain.re_search(_PATTERNS[self.kind])
        return ibis.ifelse(fits, digits, ibis.null("string")).try_cast(_TYPES[self.kind])


def _fitting(value: Decimal) -> Decimal | None:
    return value if abs(value) < _TOO_LARGE else None


@dataclass(frozen=True, slots=True)
class Clip(Operation):
    """Figures below or above bounds become the bound; what is no number becomes empty."""

    low: int
    high: int
    key: ClassVar[str] = "clip"
    label: ClassVar[str] = "限定范围"
    takes: ClassVar[frozenset[Kind]] = FIGURES

    def __post_init__(self) -> None:
        within("high", self.high, 1 - 10**13, 10**13)
        within("low", self.low, -(10**13), self.high)

    def on(self, value: Figure | None) -> Figure | None:
        """Within the bounds."""
        if value is None or value != value:
            return None
        return min(max(value, type(value)(self.low)), type(value)(self.high))

    def apply(self, column: ir.NumericValue) -> ir.NumericValue:
        """The same on an engine."""
        low, high = (ibis.literal(bound).cast(column.type()) for bound in (self.low, self.high))
        within_both = ibis.cases((column < low, low), (column > high, high), else_=column)
        return _numbers(column, within_both)


def _numbers(column: ir.NumericValue, result: ir.Value) -> ir.Value:
    """The result where the figure is a number at all."""
    if not column.type().is_floating():
        return ibis.ifelse(column.isnull(), ibis.null(result.type()), result)
    return ibis.ifelse(column.isnull() | column.isnan(), ibis.null(result.type()), result)


@dataclass(frozen=True, slots=True)
class Round(Operation):
    """So many places after the point: decimals half away from zero, numbers half upwards.

    Numbers of 10^15 and more have no such places and stay; what is no number, or a decimal that
    no longer fits, becomes empty.
    """

    places: int = 0
    key: ClassVar[str] = "round"
    label: ClassVar[str] = "四舍五入"
    takes: ClassVar[frozenset[Kind]] = frozenset({Kind.NUMBER, Kind.DECIMAL})

    def __post_init__(self) -> None:
        within("places", self.places, 0, 4)

    def on(self, value: float | Decimal | None) -> Figure | None:
        """Rounded."""
        if isinstance(value, Decimal):
            unit = Decimal(1).scaleb(-self.places)
            return _fitting(value.quantize(unit, ROUND_HALF_UP).quantize(_UNIT))
        if value is None or math.isnan(value):
            return None
        scale = 10.0**self.places
        whole = abs(value) < _LARGE / scale
        return math.floor(value * scale + 0.5) / scale if whole else value

    def apply(self, column: ir.NumericValue) -> ir.NumericValue:
        """The same on an engine; engines round binary numbers in unlike ways, floors alike."""
        if column.type().is_decimal():
            return column.round(self.places).try_cast(column.type())
        scale = 10.0**self.places
        small = ibis.ifelse(column.abs() < _LARGE / scale, column, 0.0)
        rounded = (small * scale + 0.5).floor().cast("int64").cast("float64") / scale
        return _numbers(column, ibis.ifelse(column.abs() < _LARGE / scale, rounded, column))


@dataclass(frozen=True, slots=True)
class Band(Operation):
    """Whole numbers as the band they are in: 23 as 20-29; beyond 10^15 nothing."""

    width: int
    key: ClassVar[str] = "band"
    label: ClassVar[str] = "数值分段"
    takes: ClassVar[frozenset[Kind]] = frozenset({Kind.WHOLE})

    def __post_init__(self) -> None:
        within("width", self.width, 2, 10**9)

    def gives(self, kind: Kind) -> Kind:
        """A text."""
        if kind not in self.takes:
            raise Invalid("操作“{operation}”不适用于{kind}字段", operation=self.label, kind=kind)
        return Kind.TEXT

    def on(self, value: int | None) -> str | None:
        """The first and the last number of the band."""
        if value is None or abs(value) > _LARGE:
            return None
        first = value - value % self.width
        return f"{first}-{first + self.width - 1}"

    def apply(self, column: ir.IntegerValue) -> ir.StringValue:
        """The same on an engine, whose remainder has the sign of the number."""
        fits = column.between(-_LARGE, _LARGE)
        safe = ibis.ifelse(fits, column, 0)
        first = safe - ((safe % self.width) + self.width) % self.width
        band = first.cast("string").concat("-", (first + self.width - 1).cast("string"))
        return ibis.ifelse(fits, band, ibis.null("string"))
