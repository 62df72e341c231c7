"""Days that were written in many ways, and days told less exactly."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

import ibis
import ibis.expr.types as ir

from yiwang.lake.operations.dialects import trimmed
from yiwang.lake.operations.operation import Operation, one_of
from yiwang.lake.operations.text import SPACES, narrow, narrowed, trim
from yiwang.lake.schema import Kind

# A time of day may follow and is left out; a zone may not, as its day could be another.
_WRITTEN = (
    "^((?:1[89]|2[01])[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})(?:日|号)?"
    "(?:[ T]*[0-9]{1,2}:[0-9:.]{2,20})?$"
)
_RUN = "^((?:1[89]|2[01])[0-9]{2})([0-9]{2})([0-9]{2})(?:[0-9]{6})?$"


@dataclass(frozen=True, slots=True)
class NormaliseDay(Operation):
    """A day from 1800 to 2199 however written: 2024年3月5日, 20240305, 2024/3/5, 2024-03-05 10:00.

    What is no day of the calendar becomes an empty cell and is counted by `failed`.
    """

    key: ClassVar[str] = "normalise_day"
    label: ClassVar[str] = "规范日期"

    def gives(self, kind: Kind) -> Kind:
        """A day."""
        Operation.gives(self, kind)
        return Kind.DAY

    def on(self, value: str | None) -> date | None:
        """The day, or nothing."""
        plain = trim(narrow(value or ""))
        found = re.search(_WRITTEN, plain) or re.search(_RUN, plain)
        try:
            return date(*map(int, found.groups())) if found else None
        except ValueError:
            return None

    def apply(self, column: ir.StringValue) -> ir.DateValue:
        """The same on an engine."""
        plain = trimmed(narrowed(column), SPACES)
        told = [_iso(plain, pattern) for pattern in (_WRITTEN, _RUN)]
        return ibis.cases(
            (plain.re_search(_WRITTEN), told[0]),
            (plain.re_search(_RUN), told[1]),
            else_=ibis.null("string"),
        ).try_cast("date")


def _iso(plain: ir.StringValue, pattern: str) -> ir.StringValue:
    year, month, day = (plain.re_extract(pattern, group) for group in (1, 2, 3))
    return year.concat("-", month.lpad(2, "0"), "-", day.lpad(2, "0"))


@dataclass(frozen=True, slots=True)
class DayTo(Operation):
    """A day or moment told as the first of its month or year."""

    part: str = "month"
    key: ClassVar[str] = "day_to"
    label: ClassVar[str] = "日期泛化"
    takes: ClassVar[frozenset[Kind]] = frozenset({Kind.DAY})

    def __post_init__(self) -> None:
        one_of("part", self.part, ("month", "year"))

    def on(self, value: date | None) -> date | None:
        """The first day of it."""
        if value is None:
            return None
        return value.replace(day=1) if self.part == "month" else value.replace(month=1, day=1)

    def apply(self, column: ir.DateValue) -> ir.DateValue:
        """The same on an engine. DuckDB would make moments of days that it truncates."""
        month = column.month() if self.part == "month" else 1
        return ibis.date(column.year(), month, 1)
