"""Parquet: columns with kinds, read a batch at a time."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from yiwang.kernel.refusals import Invalid
from yiwang.lake.intake.chunks import ROWS, Chunk, counted
from yiwang.lake.intake.sources.limits import USUAL, Limits


def chunks(path: Path, *, limits: Limits = USUAL) -> Iterator[Chunk]:
    """The rows; nested columns are refused. Raises `Invalid`."""
    try:
        with pq.ParquetFile(path) as file:
            shape = file.schema_arrow
            nested = [one.name for one in shape if pa.types.is_nested(one.type)]
            if nested or len(shape) > limits.columns:
                raise Invalid(
                    "不能接收嵌套的字段：{fields}", fields="、".join(nested) or str(len(shape))
                )
            yield Chunk(pa.RecordBatch.from_pylist([], schema=shape), counted(0, 0))
            first = 1
            for batch in file.iter_batches(batch_size=ROWS):
                many = batch.num_rows
                yield Chunk(batch, counted(first, many), (), [first + many - 1])
                first += many
    except (pa.ArrowInvalid, OSError) as fault:
        raise Invalid("文件读不出来：{why}", why=str(fault)[:200]) from None
