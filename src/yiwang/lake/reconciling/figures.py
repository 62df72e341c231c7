"""The first look at two tables: counts, sums, least and most of each column."""

import math
from typing import Any

import ibis.expr.types as ir

from yiwang.lake.engines.engine import Engine
from yiwang.lake.reconciling.outcome import Figure
from yiwang.lake.schema import Field, Kind, Schema

ADDED = (Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL)
# Sums of floating numbers depend on their order in the last digits.
CLOSE = 1e-9


def counted(engine: Engine, table: ir.Table, schema: Schema) -> tuple[int, dict[Any, Any]]:
    """The rows, and by (field, what) the figures of each column."""
    wanted: dict[tuple[str, str], ir.Scalar] = {}
    for field in schema.fields:
        wanted |= {(field.key, what): one for what, one in _of(table[field.key], field).items()}
    names = {f"f{place}": one for place, one in enumerate(wanted.values())}
    row = engine.arrow(table.aggregate(rows=table.count(), **names)).to_pylist()[0]
    return row["rows"], {key: row[name] for key, name in zip(wanted, names, strict=True)}


def unlike(left: dict[Any, Any], right: dict[Any, Any]) -> tuple[Figure, ...]:
    """The figures that differ."""
    return tuple(
        Figure(key[0], key[1], left[key], right[key])
        for key in left
        if not same(left[key], right[key])
    )


def same(one: Any, other: Any, *, exact: bool = False) -> bool:
    """Whether two values are the same: nearly so for sums of floating numbers, unless `exact`."""
    if isinstance(one, float) and isinstance(other, float):
        close = not exact and math.isclose(one, other, rel_tol=CLOSE)
        return close or one == other or (math.isnan(one) and math.isnan(other))
    return bool(one == other)


def _of(column: ir.Value, field: Field) -> dict[str, ir.Scalar]:
    if field.kind is Kind.YES_NO:
        return {"count": column.count(), "sum": column.cast("int64").sum()}
    ends = {"count": column.count(), "least": column.min(), "most": column.max()}
    if field.kind in ADDED:
        # A sum of whole numbers may outgrow them.
        exact = column if field.kind is not Kind.WHOLE else column.cast("decimal(38, 0)")
        return {**ends, "sum": exact.sum()}
    return ends
