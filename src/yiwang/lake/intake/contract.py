"""Holds the columns of a source to the agreed shape: found by name, label or alias, told apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

import pyarrow as pa
import pyarrow.types as pt

from yiwang.kernel.refusals import Refusal
from yiwang.lake.schema import Field, Kind, Schema


class Verdict(StrEnum):
    """How a column differs from what was agreed."""

    NEW = "new"
    LOST = "lost"
    ABSENT = "absent"
    NARROWED = "narrowed"
    WIDENED = "widened"
    CHANGED = "changed"


FREEZES = frozenset({Verdict.LOST, Verdict.NARROWED, Verdict.CHANGED})
UNKNOWN = "unknown"
# What holds every value of the first kind, too.
_WIDER: dict[str, frozenset[str]] = {
    Kind.YES_NO: frozenset({Kind.WHOLE, Kind.TEXT}),
    Kind.WHOLE: frozenset({Kind.DECIMAL, Kind.NUMBER, Kind.TEXT}),
    Kind.DECIMAL: frozenset({Kind.NUMBER, Kind.TEXT}),
    Kind.NUMBER: frozenset({Kind.TEXT}),
    Kind.DAY: frozenset({Kind.MOMENT, Kind.TEXT}),
    Kind.MOMENT: frozenset({Kind.TEXT}),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that is not as agreed; `expected` and `found` are kinds, or empty."""

    column: str
    verdict: Verdict
    expected: str = ""
    found: str = ""


class Frozen(Refusal):
    """The source no longer keeps to the agreed shape: nothing is taken, the table stays."""

    code: ClassVar[str] = "frozen"
    status: ClassVar[int] = 409

    @property
    def differences(self) -> tuple[Difference, ...]:
        """How the columns differ."""
        return tuple(self.details.get("differences", ()))


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What was agreed: the shape, other names of its columns, those that the source never has.

    `strict` also refuses columns that were not agreed.
    """

    schema: Schema
    aliases: Mapping[str, str] = field(default_factory=dict)
    absent: tuple[str, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Matching:
    """Which column of the source each field is, and what else came."""

    columns: Mapping[str, str]
    extra: tuple[str, ...]
    differences: tuple[Difference, ...]
    # The kind of each of our columns as it came, to be compared with the next time.
    shape: Mapping[str, str]


def matched(terms: Terms, found: pa.Schema, before: Mapping[str, str]) -> Matching:
    """Match the columns; `before` is the shape of the last run. Raises `Frozen`."""
    columns = _columns(terms, found.names)
    extra = tuple(name for name in found.names if name not in columns.values())
    shape = {key: kind_of(found.field(name).type) for key, name in columns.items()}
    differences = [Difference(name, Verdict.NEW, found=_kind(found, name)) for name in extra]
    for one in terms.schema.fields:
        differences += _difference(one, terms, shape, before)
    freezes = FREEZES | ({Verdict.NEW} if terms.strict else set())
    bad = [one for one in differences if one.verdict in freezes]
    if bad:
        labels = {one.key: one.label for one in terms.schema.fields}
        raise Frozen(
            "来源的字段与约定不符：{columns}；表仍是上一个好的版本，请先与提供单位核实",
            columns="、".join(labels.get(one.column, one.column) for one in bad),
            differences=tuple(differences),
        )
    return Matching(columns, extra, tuple(differences), shape)


def _columns(terms: Terms, names: list[str]) -> dict[str, str]:
    """By name first, then by alias, then by label; case and blanks around do not matter."""
    tidy = {name.strip().casefold(): name for name in reversed(names)}
    columns: dict[str, str] = {}
    for one in terms.schema.fields:
        asked = (one.key, *(a for a, key in terms.aliases.items() if key == one.key), one.label)
        name = next((tidy[a.casefold()] for a in asked if a.casefold() in tidy), None)
        if name is not None and name not in columns.values():
            columns[one.key] = name
    return columns


def _difference(
    one: Field, terms: Terms, shape: Mapping[str, str], before: Mapping[str, str]
) -> list[Difference]:
    if one.key not in shape:
        owed = one.required or one.key in terms.schema.keys or one.key not in terms.absent
        return [Difference(one.key, Verdict.LOST if owed else Verdict.ABSENT, one.kind)]
    was, now = before.get(one.key, UNKNOWN), shape[one.key]
    verdict = _changed(was, now)
    return [Difference(one.key, verdict, was, now)] if verdict else []


def _changed(was: str, now: str) -> Verdict | None:
    if UNKNOWN in (was, now) or was == now:
        return None
    if now in _WIDER.get(was, ()):
        return Verdict.WIDENED
    return Verdict.NARROWED if was in _WIDER.get(now, ()) else Verdict.CHANGED


def _kind(found: pa.Schema, name: str) -> str:
    return kind_of(found.field(name).type)


def kind_of(arrow: pa.DataType) -> str:
    """The kind that a column of this type is of; unknown where it holds nothing."""
    tests = (
        (pt.is_null, UNKNOWN),
        (pt.is_boolean, Kind.YES_NO),
        (pt.is_integer, Kind.WHOLE),
        (pt.is_floating, Kind.NUMBER),
        (pt.is_decimal, Kind.DECIMAL),
        (pt.is_date, Kind.DAY),
        (pt.is_timestamp, Kind.MOMENT),
    )
    return next((kind for test, kind in tests if test(arrow)), Kind.TEXT)
