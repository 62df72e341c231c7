"""What a report says, as it was read: tables of exact figures, written to JSON and read back."""

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from yiwang.measure.language import Side
from yiwang.measure.period import Period, parse
from yiwang.measure.plan import Compare, Plan, read
from yiwang.measure.reading import Better, Reading, Scale

Readings = dict[str, Reading]


class Reach(StrEnum):
    """How much of another period the facts know: all of it, some, or nothing."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True)
class Column:
    """One indicator as it was called and computed when the report was made."""

    key: str
    label: str
    scale: Scale
    better: Better
    version: str
    # What part and whole are called; empty where there is no such side.
    sides: dict[Side, str]

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole."""
        return Side.PART in self.sides


@dataclass(frozen=True)
class Line:
    """One row: its keys, their names at that time, its figures now and in other periods."""

    keys: tuple[str, ...]
    names: tuple[str, ...]
    now: Readings
    then: dict[Compare, Readings]


@dataclass(frozen=True)
class Table:
    """What one section read."""

    section: str
    plan: Plan
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    total: Line

    def column(self, key: str) -> Column:
        """The column of an indicator."""
        return next(one for one in self.columns if one.key == key)


@dataclass(frozen=True)
class Told:
    """A topic as it was when the report was made: so many people new in the period."""

    name: str
    people: int
    direction: str
    since: str
    unit: str


@dataclass(frozen=True)
class Contents:
    """Everything that a report tells of a period, and how far back the facts go."""

    bulletin: str
    period: Period
    as_of: datetime
    reach: dict[Compare, Reach]
    tables: tuple[Table, ...]
    topics: tuple[Told, ...] = ()

    def table(self, section: str) -> Table | None:
        """What a section read, where the report has it."""
        return next((one for one in self.tables if one.section == section), None)

    @property
    def versions(self) -> dict[str, str]:
        """Which formula every indicator had."""
        return {one.key: one.version for table in self.tables for one in table.columns}


def written(contents: Contents) -> dict[str, Any]:
    """As plain data; nothing is rounded."""
    # A report without topics is written as it was before there were any.
    topics = {"topics": [asdict(one) for one in contents.topics]} if contents.topics else {}
    return topics | {
        "bulletin": contents.bulletin,
        "period": contents.period.key,
        "as_of": contents.as_of.isoformat(),
        "reach": {compare.value: reach.value for compare, reach in contents.reach.items()},
        "tables": [_table_written(table) for table in contents.tables],
    }


def _table_written(table: Table) -> dict[str, Any]:
    return {
        "section": table.section,
        "plan": table.plan.written(),
        "columns": [
            {
                "key": one.key,
                "label": one.label,
                "scale": one.scale.value,
                "better": one.better.value,
                "version": one.version,
                "sides": {side.value: label for side, label in one.sides.items()},
            }
            for one in table.columns
        ],
        "lines": [_line_written(line) for line in (*table.lines, table.total)],
    }


def _line_written(line: Line) -> dict[str, Any]:
    return {
        "keys": list(line.keys),
        "names": list(line.names),
        "now": _readings_written(line.now),
        "then": {compare.value: _readings_written(found) for compare, found in line.then.items()},
    }


def _readings_written(found: Readings) -> dict[str, list[Any]]:
    return {
        key: [one.part, one.whole, None if one.value is None else str(one.value)]
        for key, one in found.items()
    }


def read_back(data: dict[str, Any]) -> Contents:
    """The same from plain data."""
    return Contents(
        bulletin=data["bulletin"],
        period=parse(data["period"]),
        as_of=datetime.fromisoformat(data["as_of"]),
        reach={Compare(key): Reach(value) for key, value in data["reach"].items()},
        tables=tuple(_table_read(table) for table in data["tables"]),
        topics=tuple(Told(**one) for one in data.get("topics", ())),
    )


def _table_read(data: dict[str, Any]) -> Table:
    columns = tuple(
        Column(
            one["key"],
            one["label"],
            Scale(one["scale"]),
            Better(one["better"]),
            one["version"],
            {Side(side): label for side, label in one["sides"].items()},
        )
        for one in data["columns"]
    )
    scales = {one.key: one.scale for one in columns}
    *lines, total = (_line_read(line, scales) for line in data["lines"])
    return Table(data["section"], read(data["plan"]), columns, tuple(lines), total)


def _line_read(data: dict[str, Any], scales: dict[str, Scale]) -> Line:
    return Line(
        tuple(data["keys"]),
        tuple(data["names"]),
        _readings_read(data["now"], scales),
        {Compare(key): _readings_read(found, scales) for key, found in data["then"].items()},
    )


def _readings_read(data: dict[str, list[Any]], scales: dict[str, Scale]) -> Readings:
    return {
        key: Reading(scales[key], None if value is None else Fraction(value), part, whole)
        for key, (part, whole, value) in data.items()
    }
