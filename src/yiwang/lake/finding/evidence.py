"""What is found in data: candidates of rules with what speaks for them, and doubtful cells."""

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

from yiwang.lake.quality.rules import Rule
from yiwang.lake.quality.words import RuleKind, Severity
from yiwang.lake.schema import Field

# Rules are looked for in so many rows at most; a sample of a larger table is handed in.
MOST_ROWS = 20_000
MOST_FIELDS = 60

Columns = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate rule: `held` of `rows` keep it; `examples` are values that do not."""

    rule: Rule
    rows: int
    held: int
    examples: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """From 0 to 1: how much of what was looked at keeps it."""
        return self.held / self.rows if self.rows else 0.0


@dataclass(frozen=True, slots=True)
class Dependency:
    """Rows that are equal in `of` are nearly always equal in `field` (函数依赖)."""

    of: tuple[str, ...]
    field: str
    rows: int
    held: int

    @property
    def share(self) -> float:
        """Rows that have the most frequent value of their group, from 0 to 1."""
        return self.held / self.rows


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell that is probably wrong; `proposed` is empty where nothing better is known."""

    row: int
    field: str
    value: str
    proposed: str = ""
    because: str = ""


def rule_of(field: Field, kind: RuleKind, label: str, **parameters: object) -> Rule:
    """A rule on one field as it is proposed: what breaks it is a warning, until people say more."""
    return Rule(
        key=f"found.{kind}.{field.key}",
        kind=kind,
        fields=(field.key,),
        parameters=parameters,
        label=label,
        severity=Severity.WARNING,
        basis="由数据发现",
    )


def columns(table: pa.Table) -> Columns:
    """The first rows and fields as plain texts, so that 1 and "1" are one; empty where null."""
    few = table.slice(0, MOST_ROWS).select(table.column_names[:MOST_FIELDS])
    return {
        name: ["" if value is None else str(value).strip() for value in few[name].to_pylist()]
        for name in few.column_names
    }
