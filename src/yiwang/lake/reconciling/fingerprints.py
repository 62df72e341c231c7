"""A number for each row and a bucket for each key, by which two tables of one engine are compared.

Both tables are computed by the same engine here, so DuckDB's own hash will do: it is many times as
quick as `row_hash`, which is for numbers that travel in receipts. Spark's own hash passes over
nothing (null) wherever it stands, so there `row_hash` it is.
"""

import ibis
import ibis.expr.types as ir

from yiwang.lake.engines.engine import Engine
from yiwang.lake.receipts.rows import BITS, BUCKETS, bucket, row_hash
from yiwang.lake.schema import Schema


@ibis.udf.scalar.builtin(name="hash", signature=((None,), "uint64"))  # type: ignore[untyped-decorator]
def _hash(row: object) -> int:  # type: ignore[empty-body]
    """DuckDB's hash of 64 bits."""


def fingerprint(engine: Engine, table: ir.Table, schema: Schema) -> ir.IntegerValue:
    """Sixty bits: equal for equal rows of the same engine, and for hardly any others."""
    if engine.name != "duckdb":
        return row_hash(table, schema)
    return _native(table, schema.names)


def key_bucket(engine: Engine, table: ir.Table, schema: Schema) -> ir.IntegerValue:
    """Which of the buckets a row's key falls in, from 0."""
    if engine.name != "duckdb":
        return bucket(table, schema)
    return _native(table, schema.keys) % BUCKETS


def _native(table: ir.Table, names: tuple[str, ...]) -> ir.IntegerValue:
    row = ibis.struct({f"c{place}": table[name] for place, name in enumerate(names)})
    return (_hash(row) >> (64 - BITS)).cast("int64")
