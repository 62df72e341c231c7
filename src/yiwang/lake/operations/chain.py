"""Operations one after another on a column, as rows and files hold them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

import ibis.expr.types as ir

from yiwang.kernel.refusals import Invalid
from yiwang.lake.operations.days import DayTo, NormaliseDay
from yiwang.lake.operations.figures import Band, CastTo, Clip, Round
from yiwang.lake.operations.hiding import (
    Constant,
    HideAddress,
    HideCard,
    HideName,
    HidePhone,
    KeepEnds,
    Nullify,
)
from yiwang.lake.operations.lists import MapCodes, Pad, Part, ReplaceWords, Take
from yiwang.lake.operations.numbers import NormaliseCard, NormalisePhone
from yiwang.lake.operations.operation import Operation
from yiwang.lake.operations.pseudonyms import KeepFormat, Pseudonym
from yiwang.lake.operations.secret import Secret
from yiwang.lake.operations.text import (
    Collapse,
    EmptyWords,
    HalfWidth,
    Lower,
    RemoveControl,
    RemoveSpaces,
    Trim,
    Upper,
)
from yiwang.lake.schema import Kind

CLEANING: tuple[type[Operation], ...] = (
    Trim,
    Collapse,
    HalfWidth,
    Upper,
    Lower,
    RemoveControl,
    RemoveSpaces,
    EmptyWords,
    NormalisePhone,
    NormaliseCard,
    NormaliseDay,
    MapCodes,
    ReplaceWords,
    Pad,
    Part,
    Take,
    CastTo,
    Clip,
    Round,
)
MASKING: tuple[type[Operation], ...] = (
    KeepEnds,
    HideName,
    HidePhone,
    HideCard,
    HideAddress,
    DayTo,
    Band,
    Nullify,
    Constant,
    Pseudonym,
    KeepFormat,
)
# The closed list: what is not in it cannot be declared, kept or run.
OPERATIONS: dict[str, type[Operation]] = {one.key: one for one in (*CLEANING, *MASKING)}
MOST_STEPS = 20


def from_plain(plain: Mapping[str, Any]) -> Operation:
    """The operation that `Operation.plain` told. Raises `Invalid` for what is not in the list."""
    key = plain.get("operation")
    kind = OPERATIONS.get(key) if isinstance(key, str) else None
    if kind is None:
        raise Invalid("没有操作“{operation}”", operation=str(key)[:40])
    known = {field.name: field for field in fields(kind) if field.compare}
    given = {name: _frozen(value) for name, value in plain.items() if name != "operation"}
    strange = sorted(set(given) - set(known))
    if strange:
        raise Invalid("操作“{operation}”没有参数“{name}”", operation=kind.label, name=strange[0])
    try:
        return kind(**given)
    except TypeError:
        raise Invalid("操作“{operation}”缺少参数", operation=kind.label) from None


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class Chain:
    """Operations in their order; what one gives the next must take."""

    operations: tuple[Operation, ...]

    def __post_init__(self) -> None:
        if len(self.operations) > MOST_STEPS:
            raise Invalid("一个字段至多{most}步操作", most=MOST_STEPS)

    def gives(self, kind: Kind) -> Kind:
        """The kind of the results. Raises `Invalid` where a step does not take what comes."""
        for operation in self.operations:
            kind = operation.gives(kind)
        return kind

    def under(self, secret: Secret) -> "Chain":
        """The same with a key for pseudonyms."""
        return Chain(tuple(operation.under(secret) for operation in self.operations))

    def on(self, value: Any) -> Any:
        """What becomes of one value."""
        for operation in self.operations:
            value = operation.on(value)
        return value

    def apply(self, column: ir.Value) -> ir.Value:
        """The same on an engine."""
        for operation in self.operations:
            column = operation.apply(column)
        return column

    def plain(self) -> list[dict[str, Any]]:
        """As JSON holds it."""
        return [operation.plain() for operation in self.operations]

    @staticmethod
    def from_plain(plain: list[Mapping[str, Any]]) -> "Chain":
        """The chain that `plain` told. Raises `Invalid`."""
        return Chain(tuple(from_plain(one) for one in plain))
