"""What an operation on a column is: a frozen declaration with one meaning on every engine."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

import ibis.expr.types as ir

from yiwang.kernel.refusals import Invalid
from yiwang.lake.operations.secret import Secret
from yiwang.lake.schema import Kind

TEXT = frozenset({Kind.TEXT})
UNPLAIN = "[^0-9A-Z]"
FIGURES = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL})


@dataclass(frozen=True, slots=True)
class Operation(ABC):
    """One step of cleaning or masking; what is not in `OPERATIONS` does not exist.

    `on` says in plain Python what `apply` compiles for an engine; a test proves for every
    operation that they agree row by row, on DuckDB and on Spark.
    """

    key: ClassVar[str]
    label: ClassVar[str]
    takes: ClassVar[frozenset[Kind]] = TEXT
    # Whether texts without a sign of `UNPLAIN` pass unchanged; most numbers of things have none.
    leaves_plain: ClassVar[bool] = False

    @abstractmethod
    def on(self, value: Any) -> Any:
        """What becomes of one value; `None` is an empty cell."""

    @abstractmethod
    def apply(self, column: ir.Value) -> ir.Value:
        """The same as an Ibis expression."""

    def gives(self, kind: Kind) -> Kind:
        """The kind of the results. Raises `Invalid` where values of this kind are not taken."""
        if kind not in self.takes:
            raise Invalid("操作“{operation}”不适用于{kind}字段", operation=self.label, kind=kind)
        return kind

    def under(self, secret: Secret) -> Self:
        """The same with a key; only pseudonyms need one."""
        del secret
        return self

    def failed(self, column: ir.Value) -> ir.BooleanValue:
        """Where a value was there and nothing came of it: to be counted, never passed over."""
        return column.notnull() & self.apply(column).isnull()

    def plain(self) -> dict[str, Any]:
        """The declaration as JSON holds it; `from_plain` reads it."""
        told = {field.name: getattr(self, field.name) for field in fields(self) if field.compare}
        return {"operation": self.key} | {name: _listed(value) for name, value in told.items()}


def _listed(value: Any) -> Any:
    return [_listed(one) for one in value] if isinstance(value, tuple) else value


def within(name: str, value: object, least: int, most: int) -> None:
    """Raises `Invalid` unless a parameter is a whole number between two, both allowed."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise Invalid("参数“{name}”须为{least}至{most}的整数", name=name, least=least, most=most)


def one_of(name: str, value: object, allowed: tuple[str, ...]) -> None:
    """Raises `Invalid` unless a parameter is one of these words."""
    if value not in allowed:
        raise Invalid("参数“{name}”须为：{allowed}", name=name, allowed="、".join(allowed))


def short(name: str, value: object, most: int = 64, least: int = 0) -> None:
    """Raises `Invalid` unless a parameter is a text of so many signs, without NUL."""
    if not isinstance(value, str) or not least <= len(value) <= most or "\0" in value:
        raise Invalid("参数“{name}”须为{least}至{most}个字", name=name, least=least, most=most)
