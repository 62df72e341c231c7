"""Two tables of one shape compared: figures first, then buckets of rows, then the rows that differ.

Only rows of buckets that differ are brought together, so that one changed cell among millions is
named without joining the millions.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ibis
import ibis.expr.types as ir

from yiwang.kernel.refusals import Invalid
from yiwang.lake.engines.engine import Engine
from yiwang.lake.reconciling.figures import counted, same, unlike
from yiwang.lake.reconciling.fingerprints import fingerprint, key_bucket
from yiwang.lake.reconciling.outcome import Cell, Comparison, Difference, Side
from yiwang.lake.schema import Schema

# So many differing rows are named with their cells; all are counted.
MOST = 100
_HALF = 30
_MARKS = ("l", "r")


def compare(
    engine: Engine, left: ir.Table, right: ir.Table, schema: Schema, *, most: int = MOST
) -> Comparison:
    """Compare two tables of `engine` by their keys.

    Raises `Invalid` for a schema without keys, and where one key has several rows among those
    that differ: which of them is meant cannot be told.
    """
    if not schema.keys:
        raise Invalid("没有主键，不能逐行核对")
    sides = [table.select(*schema.names) for table in (left, right)]
    (rows, first), (other_rows, second) = [counted(engine, one, schema) for one in sides]
    buckets = _unlike_buckets(engine, sides, schema)
    begun = Comparison(rows, other_rows, unlike(first, second), buckets)
    return _drilled(engine, sides, schema, begun, most) if buckets else begun


def _unlike_buckets(engine: Engine, sides: Sequence[ir.Table], schema: Schema) -> tuple[int, ...]:
    sums = [_sums(engine, one, schema) for one in sides]
    return tuple(sorted(one for one in sums[0].keys() | sums[1].keys() if _differ(sums, one)))


def _differ(sums: Sequence[dict[int, Any]], bucket: int) -> bool:
    return bool(sums[0].get(bucket) != sums[1].get(bucket))


def _sums(engine: Engine, table: ir.Table, schema: Schema) -> dict[int, Any]:
    """By bucket: its rows, and the sums of both halves of their numbers, which cannot overflow."""
    told = table.select(
        bucket=key_bucket(engine, table, schema), number=fingerprint(engine, table, schema)
    )
    found = told.group_by("bucket").aggregate(
        rows=told.count(),
        low=(told.number % 2**_HALF).sum(),
        high=(told.number >> _HALF).sum(),
    )
    return {row.pop("bucket"): row for row in engine.arrow(found).to_pylist()}


def _drilled(
    engine: Engine, sides: Sequence[ir.Table], schema: Schema, begun: Comparison, most: int
) -> Comparison:
    with TemporaryDirectory(prefix="reconciling") as folder:
        paths = [Path(folder, f"{mark}.parquet") for mark in _MARKS]
        for mark, path, side in zip(_MARKS, paths, sides, strict=True):
            engine.write(_of_buckets(engine, side, schema, begun.buckets, mark), path)
        left, right = [engine.table([str(path)]) for path in paths]
        for mark, one in zip(_MARKS, (left, right), strict=True):
            _each_once(engine, one, schema, mark)
        apart = _apart(left, right, schema)
        counts = {row["side"]: row["rows"] for row in engine.arrow(_counts(apart)).to_pylist()}
        rows = engine.arrow(apart.order_by(_order(apart, schema)).limit(most)).to_pylist()
    return replace(
        begun,
        only_left=counts.get(Side.LEFT, 0),
        only_right=counts.get(Side.RIGHT, 0),
        unlike=counts.get(Side.BOTH, 0),
        differences=tuple(_told(row, schema) for row in rows),
    )


def _of_buckets(
    engine: Engine, table: ir.Table, schema: Schema, buckets: Sequence[int], mark: str
) -> ir.Table:
    """The rows of these buckets, their columns by place, so that no name can stand in the way."""
    cells = {f"{mark}{place}": table[name] for place, name in enumerate(schema.names)}
    number = {f"{mark}_number": fingerprint(engine, table, schema)}
    return table.filter(key_bucket(engine, table, schema).isin(buckets)).select(**cells, **number)


def _each_once(engine: Engine, table: ir.Table, schema: Schema, mark: str) -> None:
    keys = _keys(schema, mark)
    twice = table.group_by(keys).aggregate(rows=table.count()).filter(ibis._.rows > 1)
    found = engine.arrow(twice.limit(1)).to_pylist()
    if found:
        key = "、".join(str(found[0][name]) for name in keys)
        raise Invalid("主键“{key}”有多行，不能逐行核对", key=key)


def _apart(left: ir.Table, right: ir.Table, schema: Schema) -> ir.Table:
    """The rows that are on one side only, or differ, with the side in `side`."""
    same = [
        left[one].identical_to(right[other])
        for one, other in zip(_keys(schema, "l"), _keys(schema, "r"), strict=True)
    ]
    joined = left.outer_join(right, same)
    side = ibis.cases(
        (joined.r_number.isnull(), Side.LEFT.value),
        (joined.l_number.isnull(), Side.RIGHT.value),
        (joined.l_number != joined.r_number, Side.BOTH.value),
    )
    return joined.mutate(side=side).filter(ibis._.side.notnull())


def _counts(apart: ir.Table) -> ir.Table:
    return apart.group_by("side").aggregate(rows=apart.count())


def _order(apart: ir.Table, schema: Schema) -> list[ir.Value]:
    pairs = zip(_keys(schema, "l"), _keys(schema, "r"), strict=True)
    return [ibis.coalesce(apart[one], apart[other]) for one, other in pairs]


def _keys(schema: Schema, mark: str) -> list[str]:
    return [f"{mark}{schema.names.index(key)}" for key in schema.keys]


def _told(row: dict[str, Any], schema: Schema) -> Difference:
    side = Side(row["side"])
    mark = "r" if side is Side.RIGHT else "l"
    key = tuple(row[name] for name in _keys(schema, mark))
    cells = tuple(
        Cell(name, row[f"l{place}"], row[f"r{place}"])
        for place, name in enumerate(schema.names)
        if side is Side.BOTH and not same(row[f"l{place}"], row[f"r{place}"], exact=True)
    )
    return Difference(key, side, cells)
