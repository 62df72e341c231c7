"""Runs operations on an engine and compares them, row by row, with what they mean in Python."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from yiwang.lake.engines.engine import Engine
from yiwang.lake.operations import Operation
from yiwang.lake.schema import Field, Kind, Schema


def laid(folder: Any, kind: Kind, values: Iterable[Any]) -> str:
    """A Parquet file of numbered values."""
    rows = list(values)
    shape = Schema((Field("n", "序号", Kind.WHOLE), Field("v", "值", kind))).arrow()
    path = folder / f"{kind}.parquet"
    pq.write_table(pa.table({"n": list(range(len(rows))), "v": rows}, schema=shape), path)
    return str(path)


def results(engine: Engine, file: str, operations: Sequence[Operation]) -> list[list[Any]]:
    """For every operation what an engine makes of the values in a file, in their order."""
    table = engine.table([file])
    columns = {f"c{place}": one.apply(table.v) for place, one in enumerate(operations)}
    written = Path(file).with_name(f"{engine.name}-{uuid4().hex}.parquet")
    engine.write(table.select(table.n, **columns), written)
    made = pq.read_table(written, partitioning=None).sort_by("n")
    return [made[name].to_pylist() for name in columns]


def differences(found: list[Any], values: Sequence[Any], operation: Operation) -> list[Any]:
    """Values on which the engine disagrees: the value, what it means, what the engine says."""
    told = [(value, operation.on(value)) for value in values]
    return [
        (value, meant, got)
        for (value, meant), got in zip(told, found, strict=True)
        if not same(meant, got)
    ]


def same(meant: Any, got: Any) -> bool:
    """Equal in type and value; what is no number equals itself, and files keep one zero of two."""
    if isinstance(meant, float) and isinstance(got, float):
        return (math.isnan(meant) and math.isnan(got)) or meant == got
    return type(meant) is type(got) and meant == got
