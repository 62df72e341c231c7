"""A table is read twice, whatever it holds: once for all counts, once for the commonest values."""

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import ibis.expr.types as ir

from yiwang.lake.engines.engine import Engine
from yiwang.lake.profiling.column import Column, Profile
from yiwang.lake.profiling.commonest import LARGEST, commonest
from yiwang.lake.profiling.likeness import PERSONAL_LIKENESS, likeness
from yiwang.lake.quality.rows import filled, valid
from yiwang.lake.quality.words import Identifier
from yiwang.lake.schema import PERSONAL, Field, Kind, Schema

# What a column looks like is guessed from so many rows; then all are judged.
_LOOKED_AT = 2_000
_NUMBERS = {Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL}
_ORDERED = _NUMBERS | {Kind.DAY, Kind.MOMENT}


def profile(engine: Engine, table: ir.Table, schema: Schema, on: date) -> Profile:
    """What stands in each column that both table and schema have; `on` bounds births of cards.

    Counts, lengths, bounds, values and shapes are exact and the same on every engine; `distinct`
    is approximate and says so.
    """
    fields = tuple(one for one in schema.fields if one.key in table.columns)
    alike = _alike(engine, table, fields)
    asked = {"rows": table.count()}
    for place, field in enumerate(fields):
        asked |= _asked(table[field.key], place, field, (alike.get(field.key), on))
    found = engine.arrow(table.aggregate(**asked)).to_pylist()[0]
    columns = [_column(place, field, found, alike) for place, field in enumerate(fields)]
    return Profile(found["rows"], _with_values(engine, table, columns))


def _alike(
    engine: Engine, table: ir.Table, fields: tuple[Field, ...]
) -> dict[str, Identifier | None]:
    texts = {one.key: one for one in fields if one.kind is Kind.TEXT}
    if not texts:
        return {}
    some = engine.arrow(table.select(*texts).limit(_LOOKED_AT))
    return {key: likeness(some[key].to_pylist(), one.meaning) for key, one in texts.items()}


def _asked(
    column: ir.Column, place: int, field: Field, judged: tuple[Identifier | None, date]
) -> dict[str, ir.Value]:
    """The counts of one column, each with its place in the name."""
    there = filled(column)
    asked: dict[str, ir.Value] = {
        "filled": there.sum(),
        "distinct": column.approx_nunique(where=there),
    }
    if field.kind is Kind.TEXT:
        asked |= _of_texts(column, there, judged)
    elif field.kind in _ORDERED:
        told = _finite(column, field)
        asked |= {"least": column.min(where=told), "most": column.max(where=told)}
        if field.kind in _NUMBERS:
            asked["mean"] = column.cast("float64").mean(where=told)
    return {f"{name}_{place}": value for name, value in asked.items()}


def _of_texts(
    column: ir.StringColumn, there: ir.BooleanValue, judged: tuple[Identifier | None, date]
) -> dict[str, ir.Value]:
    identifier, on = judged
    signs = column.length()
    asked: dict[str, ir.Value] = {
        "shortest": signs.min(where=there),
        "longest": signs.max(where=there),
    }
    if identifier:
        asked["valid"] = (there & valid(column, identifier, on).fill_null(False)).sum()
    return asked


def _finite(column: ir.Column, field: Field) -> ir.BooleanValue:
    """The endless has no place among least, most and mean."""
    there = filled(column)
    return there & (column.abs() <= LARGEST) if field.kind is Kind.NUMBER else there


def _column(
    place: int,
    field: Field,
    found: Mapping[str, Any],
    alike: Mapping[str, Identifier | None],
) -> Column:
    told = {name: found.get(f"{name}_{place}") for name in _NAMES}
    identifier = alike.get(field.key)
    personal = field.meaning in PERSONAL or identifier in PERSONAL_LIKENESS
    held = told["filled"] or 0
    return Column(
        key=field.key,
        kind=field.kind,
        rows=found["rows"],
        filled=held,
        distinct=min(told["distinct"] or 0, held),
        shortest=told["shortest"],
        longest=told["longest"],
        least=None if personal else _written(told["least"]),
        most=None if personal else _written(told["most"]),
        mean=None if personal or told["mean"] is None else _rounded(told["mean"]),
        identifier=identifier,
        valid=told["valid"] or 0,
        personal=personal,
    )


_NAMES = ("filled", "distinct", "shortest", "longest", "least", "most", "mean", "valid")
_LONGEST_SHOWN = 60


def _written(value: Any) -> str | None:
    return None if value is None else str(value)[:_LONGEST_SHOWN]


def _rounded(mean: float) -> float:
    """To twelve digits: in which order numbers were added up is not told."""
    return float(f"{mean:.12g}") if math.isfinite(mean) else 0.0


def _with_values(engine: Engine, table: ir.Table, columns: list[Column]) -> tuple[Column, ...]:
    found = commonest(engine, table, columns)
    return tuple(replace(one, **found.get(one.key, {})) for one in columns)
