"""Codes mapped and words replaced by a list; parts of texts, and padding."""

from dataclasses import dataclass
from typing import ClassVar

import ibis
import ibis.expr.types as ir

from yiwang.kernel.refusals import Invalid
from yiwang.lake.operations.dialects import split_part
from yiwang.lake.operations.operation import Operation, one_of, short, within

MOST_PAIRS = 1000
Pairs = tuple[tuple[str, str], ...]


def _check(pairs: Pairs) -> None:
    if not 0 < len(pairs) <= MOST_PAIRS:
        raise Invalid("对照表须为1至{most}行", most=MOST_PAIRS)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:
            raise Invalid("对照表每行须为原值和新值")
        short("pairs", pair[0], least=1)
        short("pairs", pair[1])


@dataclass(frozen=True, slots=True)
class MapCodes(Operation):
    """Whole values by a list; one that is not in it stays (`keep`) or becomes empty (`empty`)."""

    pairs: Pairs
    otherwise: str = "keep"
    key: ClassVar[str] = "map_codes"
    label: ClassVar[str] = "代码对照"

    def __post_init__(self) -> None:
        _check(self.pairs)
        one_of("otherwise", self.otherwise, ("keep", "empty"))
        if len(dict(self.pairs)) < len(self.pairs):
            raise Invalid("对照表中同一原值出现多次")

    def on(self, value: str | None) -> str | None:
        """Its fellow in the list."""
        if value is None:
            return None
        return dict(self.pairs).get(value, value if self.otherwise == "keep" else None)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        rest = column if self.otherwise == "keep" else ibis.null("string")
        return column.cases(*self.pairs, else_=rest)


@dataclass(frozen=True, slots=True)
class ReplaceWords(Operation):
    """Words inside texts by a list, one pair after another."""

    pairs: Pairs
    key: ClassVar[str] = "replace_words"
    label: ClassVar[str] = "按表替换"

    def __post_init__(self) -> None:
        _check(self.pairs)

    def on(self, value: str | None) -> str | None:
        """With the words replaced."""
        if value is not None:
            for word, other in self.pairs:
                value = value.replace(word, other)
        return value

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        for word, other in self.pairs:
            column = column.replace(word, other)
        return column


@dataclass(frozen=True, slots=True)
class Pad(Operation):
    """Shorter texts are filled in front to a length; longer ones stay."""

    length: int
    sign: str = "0"
    key: ClassVar[str] = "pad"
    label: ClassVar[str] = "左侧补位"

    def __post_init__(self) -> None:
        within("length", self.length, 1, 64)
        short("sign", self.sign, most=1, least=1)

    def on(self, value: str | None) -> str | None:
        """At least so long."""
        return None if value is None else value.rjust(self.length, self.sign)

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        lacking = (self.length - column.length()).clip(0, self.length)
        return ibis.literal(self.sign).repeat(lacking).concat(column)


@dataclass(frozen=True, slots=True)
class Part(Operation):
    """The n-th part (from 1) between separators; empty where there is none."""

    separator: str
    number: int
    key: ClassVar[str] = "part"
    label: ClassVar[str] = "分割取段"

    def __post_init__(self) -> None:
        short("separator", self.separator, most=8, least=1)
        within("number", self.number, 1, 100)

    def on(self, value: str | None) -> str | None:
        """That part."""
        parts = (value or "").split(self.separator)
        return (parts[self.number - 1] or None) if len(parts) >= self.number else None

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return split_part(column, self.separator, self.number).nullif("")


@dataclass(frozen=True, slots=True)
class Take(Operation):
    """So many signs from a place (from 0)."""

    start: int
    length: int
    key: ClassVar[str] = "take"
    label: ClassVar[str] = "截取"

    def __post_init__(self) -> None:
        within("start", self.start, 0, 10_000)
        within("length", self.length, 1, 10_000)

    def on(self, value: str | None) -> str | None:
        """These signs."""
        return None if value is None else value[self.start : self.start + self.length]

    def apply(self, column: ir.StringValue) -> ir.StringValue:
        """The same on an engine."""
        return column.substr(self.start, self.length)
