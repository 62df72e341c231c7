"""Masks: what is kept of a name, a number, an address; what has no known form is hidden whole.

basis: docs/how-to/mask-tables.md; the defaults are those of the platform, no standard's.
"""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

import ibis
import ibis.expr.types as ir

from yiwang.lake.operations.numbers import CARD, MOBILE, OLD_CARD
from yiwang.lake.operations.operation import Operation, one_of, short, within
from yiwang.lake.schema import Kind

HIDDEN = "****"
_CARD_FORMS = {18: CARD.replace("X", "Xx"), 15: OLD_CARD}
# Ends of the names of areas, the finer level first.
_ENDS = {"street": ("街道", "镇", "乡"), "district": ("区", "县", "旗")}
_MOST_KEPT = 24


def _middle(first: ir.StringValue, hidden: ir.IntegerValue, last: ir.StringValue) -> ir.StringValue:
    return first.concat(ibis.literal("*").repeat(hidden), last)


@dataclass(frozen=True, slots=True)
class KeepEnds(Operation):
    """The first and the last signs stay, one star for each other; short texts are all stars."""

    first: int
    last: int
    key: ClassVar[str] = "keep_ends"
    label: ClassVar[str] = "保留首尾"

    def __post_init__(self) -> None:
        within("first", self.first, 0, 32)
        within("last", self.last, 0, 32)

    def on(self, value: str | None) -> str | None:
        """With stars."""
        if value is None:
            return None
        hidden = len(value) - self.first - self.last
        if hidden <= 0:
            return "*" * len(value)
        return value[: self.first] + "*" * hidden + value[len(value) - self.last :]

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        length = column.length()
        hidden = length - (self.first + self.last)
        starred = _middle(
            column.substr(0, self.first), hidden.clip(lower=0), column.substr(length - self.last)
        )
        return ibis.ifelse(hidden <= 0, ibis.literal("*").repeat(length), starred)


@dataclass(frozen=True, slots=True)
class HideName(Operation):
    """张*, 张*三: the first sign and, of three and more, the last one."""

    key: ClassVar[str] = "hide_name"
    label: ClassVar[str] = "姓名脱敏"

    def on(self, value: str | None) -> str | None:
        """With stars."""
        if value is None:
            return None
        if len(value) == 2:
            return value[0] + "*"
        return KeepEnds(1, 1).on(value)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        two = column.substr(0, 1).concat("*")
        return ibis.ifelse(column.length() == 2, two, KeepEnds(1, 1).apply(column))


@dataclass(frozen=True, slots=True)
class HidePhone(Operation):
    """138****1234 of a mobile; anything else is hidden whole."""

    key: ClassVar[str] = "hide_phone"
    label: ClassVar[str] = "电话脱敏"

    def on(self, value: str | None) -> str | None:
        """With stars."""
        if value is None:
            return None
        mobile = re.search(MOBILE, value) and not value.endswith("\n")
        return value[:3] + HIDDEN + value[7:] if mobile else HIDDEN

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        mobile = (column.length() == 11) & column.re_search(MOBILE)
        masked = column.substr(0, 3).concat(HIDDEN, column.substr(7, 4))
        return ibis.cases((column.isnull(), ibis.null("string")), (mobile, masked), else_=HIDDEN)


@dataclass(frozen=True, slots=True)
class HideCard(Operation):
    """Of an identity card 6+4 or 1+1 signs; anything else is hidden whole."""

    keep: str = "6+4"
    key: ClassVar[str] = "hide_card"
    label: ClassVar[str] = "身份证号码脱敏"

    def __post_init__(self) -> None:
        one_of("keep", self.keep, ("6+4", "1+1"))

    @property
    def _ends(self) -> KeepEnds:
        first, last = map(int, self.keep.split("+"))
        return KeepEnds(first, last)

    def on(self, value: str | None) -> str | None:
        """With stars."""
        if value is None:
            return None
        form = _CARD_FORMS.get(len(value))
        known = form is not None and re.search(form, value)
        return self._ends.on(value) if known else HIDDEN

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        ends = self._ends
        branches = [(column.isnull(), ibis.null("string"))]
        for length, form in _CARD_FORMS.items():
            known = (column.length() == length) & column.re_search(form)
            hidden = "*" * (length - ends.first - ends.last)
            first, last = column.substr(0, ends.first), column.substr(length - ends.last, ends.last)
            branches.append((known, first.concat(hidden, last)))
        return ibis.cases(*branches, else_=HIDDEN)


@dataclass(frozen=True, slots=True)
class HideAddress(Operation):
    """What stands up to the street office (街道, 镇, 乡) or the district (区, 县, 旗) stays.

    Where the finer end is missing, stands far behind or has digits before it, the coarser one is
    taken; where both do, nothing stays.
    """

    level: str = "street"
    key: ClassVar[str] = "hide_address"
    label: ClassVar[str] = "地址脱敏"

    def __post_init__(self) -> None:
        one_of("level", self.level, tuple(_ENDS))

    @property
    def _ends(self) -> tuple[str, ...]:
        return (*(_ENDS["street"] if self.level == "street" else ()), *_ENDS["district"])

    def on(self, value: str | None) -> str | None:
        """The beginning, and stars."""
        if value is None:
            return None
        for end in self._ends:
            place = value.find(end)
            kept = value[: place + len(end)]
            if place > 0 and len(kept) <= _MOST_KEPT and not re.search("[0-9０-９]", kept):
                return kept + HIDDEN
        return HIDDEN

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine, by places alone: patterns that refer back differ on engines."""
        branches = [(column.isnull(), ibis.null("string"))]
        for end in self._ends:
            place = column.find(end)
            kept = column.substr(0, place.clip(lower=0) + len(end))
            near = (place > 0) & (place + len(end) <= _MOST_KEPT)
            branches.append((near & ~kept.re_search("[0-9０-９]"), kept.concat(HIDDEN)))
        return ibis.cases(*branches, else_=HIDDEN)


@dataclass(frozen=True, slots=True)
class Nullify(Operation):
    """Nothing stays."""

    key: ClassVar[str] = "nullify"
    label: ClassVar[str] = "置空"
    takes: ClassVar[frozenset[Kind]] = frozenset(Kind)

    def on(self, value: Any) -> None:
        """Nothing."""

    def apply(self, column: ir.Value) -> ir.Value:
        """The same on an engine."""
        return ibis.null(column.type())


@dataclass(frozen=True, slots=True)
class Constant(Operation):
    """One text in every row, also where there was nothing."""

    text: str = HIDDEN
    key: ClassVar[str] = "constant"
    label: ClassVar[str] = "替换为固定值"

    def __post_init__(self) -> None:
        short("text", self.text)

    def on(self, value: str | None) -> str:
        """The text."""
        del value
        return self.text

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        del column
        return ibis.literal(self.text)
