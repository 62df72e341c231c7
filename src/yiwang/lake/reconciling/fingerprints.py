"""A number for each row and a bucket for each key, by which two tables of one engine are compared.

Both tables are computed by the same engine here, so DuckDB's own hash will do: it is many times as
quick as `row_hash`, which is for numbers that travel in receipts. Spark's own hash passes over
nothing (null) wherever it stands, so there `row_hash` it is.
"""

import ibis.expr.types as ir

from yiwang.lake.engines.engine import Engine
from yiwang.lake.engines.hashing import native_hash
from yiwang.lake.receipts.rows import BITS, BUCKETS, bucket, row_hash
from yiwang.lake.schema import Schema


def fingerprint(engine: Engine, table: ir.Table, schema: Schema) -> ir.IntegerValue:
    """Sixty bits: equal for equal rows of the same engine, and for hardly any others."""
    if engine.name != "duckdb":
        return row_hash(table, schema)
    return _native(native_hash(table, schema.names))


def key_bucket(engine: Engine, table: ir.Table, schema: Schema) -> ir.IntegerValue:
    """Which of the buckets a row's key falls in, from 0."""
    if engine.name != "duckdb":
        return bucket(table, schema)
    return _native(native_hash(table, schema.keys)) % BUCKETS


def _native(number: ir.IntegerValue) -> ir.IntegerValue:
    return (number >> (64 - BITS)).cast("int64")
