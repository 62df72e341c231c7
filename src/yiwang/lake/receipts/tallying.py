"""Counts and adds up a table, as sender and receiver each do for themselves.

Everything in it is exact and free of order: whole numbers, amounts and the rows' numbers are added
without rounding. Numbers with a point have no exact sum that two engines would agree on; each of
their values is told by the numbers of the rows.
"""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from yiwang.lake.engines.engine import Engine
from yiwang.lake.receipts.rows import BUCKETS, bucket, row_hash
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.schema import PERSONAL, Field, Kind, Schema

_ADDED = frozenset({Kind.WHOLE, Kind.DECIMAL})
_ORDERED = frozenset({Kind.WHOLE, Kind.DECIMAL, Kind.DAY, Kind.MOMENT})
# A row's number is added in two halves, so that neither sum leaves 64 bits below 2^33 rows.
_HALF = 30


def tally(engine: Engine, table: ir.Table, schema: Schema) -> Tally:
    """Count and add up a table in one pass over it."""
    asked = table.mutate(_bucket=bucket(table, schema), _number=row_hash(table, schema))
    parts = engine.arrow(asked.group_by("_bucket").aggregate(_asked(asked, schema))).to_pylist()
    return Tally(
        schema.digest,
        _shape(schema),
        sum(part["_rows"] for part in parts),
        {field.key: _column(field, schema, parts) for field in schema.fields},
        _buckets(parts),
    )


def _shape(schema: Schema) -> dict[str, Any]:
    """What the digest of the schema stands for, so that anybody can count the table again."""
    fields = [[one.key, str(one.kind), str(one.meaning), one.required] for one in schema.fields]
    return {"fields": fields, "keys": list(schema.keys)}


def _asked(table: ir.Table, schema: Schema) -> dict[str, ir.Value]:
    number = table["_number"]
    high = (number >> _HALF).cast("int64")
    asked = {
        "_rows": table.count(),
        "_high": high.sum(),
        "_low": (number - (high << _HALF)).sum(),
    }
    for field in schema.fields:
        column = table[field.key]
        asked[f"_nulls_{field.key}"] = column.isnull().sum()
        if field.kind in _ADDED:
            scale = 4 if field.kind is Kind.DECIMAL else 0
            asked[f"_sum_{field.key}"] = column.cast(dt.Decimal(38, scale)).sum()
        if _tellable(field, schema):
            asked[f"_least_{field.key}"] = column.min()
            asked[f"_most_{field.key}"] = column.max()
    return asked


def _tellable(field: Field, schema: Schema) -> bool:
    """The range of a field may be told: it is of no person and names no single row."""
    return field.kind in _ORDERED and field.meaning not in PERSONAL and field.key not in schema.keys


def _column(field: Field, schema: Schema, parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    told: dict[str, Any] = {"nulls": sum(part[f"_nulls_{field.key}"] for part in parts)}
    if field.kind in _ADDED:
        sums = [part[f"_sum_{field.key}"] for part in parts]
        total = sum((Decimal(one) for one in sums if one is not None), Decimal(0))
        told["sum"] = _text(total if field.kind is Kind.DECIMAL else int(total))
    if _tellable(field, schema):
        for name, pick in (("least", min), ("most", max)):
            found = [part[f"_{name}_{field.key}"] for part in parts]
            there = [one for one in found if one is not None]
            told[name] = _text(pick(there)) if there else None
    return told


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat()
    return f"{value:.4f}" if isinstance(value, Decimal) else str(value)


def _buckets(parts: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    sums = dict.fromkeys(range(BUCKETS), 0)
    for part in parts:
        sums[part["_bucket"]] = (part["_high"] << _HALF) + part["_low"]
    return tuple(f"{sums[which]:024x}" for which in range(BUCKETS))
