"""Parts the rows of a chunk: those that keep to the shape, and those that do not, with why.

Every row that came in is in one of the two; none is in both.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.compute as pc

from yiwang.lake.intake.casting import Cells, cast
from yiwang.lake.intake.chunks import Chunk
from yiwang.lake.intake.contract import Matching
from yiwang.lake.schema import Schema

# The number of a row in its source, beside the fields of the table while it is staged.
ROW = "_row"
# As much of a bad row is kept; what is longer is cut and says so.
LONGEST_RAW = 20_000


@dataclass(frozen=True, slots=True)
class Sieved:
    """`good` has the fields and `_row`; `bad` has `_row`, `_rules`, `_raw` and what keys it has."""

    good: pa.RecordBatch
    bad: pa.RecordBatch
    extra: pa.RecordBatch | None = None


def sieved(chunk: Chunk, schema: Schema, matching: Matching) -> Sieved:
    """Cast every field and part the rows."""
    many = chunk.rows.num_rows
    cells = [_cells(chunk, one.key, schema, matching) for one in schema.fields]
    faults = _faults(cells, schema)
    numbers = chunk.numbers.cast(pa.int64())
    shape = schema.arrow()
    whole = [cell.values for cell in cells]
    if faults:
        good = pa.array([at for at in range(many) if at not in faults], pa.int64())
        rows, kept = [one.take(good) for one in whole], numbers.take(good)
    else:
        rows, kept = whole, numbers
    return Sieved(
        pa.RecordBatch.from_arrays([*rows, kept], schema=staged(shape)),
        _bad(chunk, schema, whole, faults),
        _extra(chunk, matching),
    )


def staged(shape: pa.Schema) -> pa.Schema:
    """The shape of rows while they are staged."""
    return shape.append(pa.field(ROW, pa.int64()))


def bad_shape(schema: Schema) -> pa.Schema:
    """The shape of bad rows while they are staged."""
    keys = [pa.field(key, schema.only((key,)).arrow().field(0).type) for key in schema.keys]
    said = [pa.field("_rules", pa.string()), pa.field("_raw", pa.string())]
    return pa.schema([pa.field(ROW, pa.int64()), *said, *keys])


def _cells(chunk: Chunk, key: str, schema: Schema, matching: Matching) -> Cells:
    field = schema.field(key)
    name = matching.columns.get(key)
    if name is None:
        return cast(pa.nulls(chunk.rows.num_rows), field)
    return cast(chunk.rows.column(name), field)


def _faults(cells: list[Cells], schema: Schema) -> dict[int, list[str]]:
    """The rules that each bad row breaks, by its place in the chunk."""
    faults: dict[int, list[str]] = defaultdict(list)
    for field, cell in zip(schema.fields, cells, strict=True):
        if cell.bad is not None:
            for at in _places(cell.bad):
                faults[at].append(f"kind:{field.key}")
        if (field.required or field.key in schema.keys) and cell.values.null_count:
            missing = pc.is_null(cell.values)
            if cell.bad is not None:
                missing = pc.and_not(missing, pc.fill_null(cell.bad, False))
            for at in _places(missing):
                faults[at].append(f"required:{field.key}")
    return faults


def _places(mask: pa.Array) -> list[int]:
    return list(pc.indices_nonzero(pc.fill_null(mask, False)).to_pylist())


def _bad(
    chunk: Chunk, schema: Schema, columns: list[pa.Array], faults: dict[int, list[str]]
) -> pa.RecordBatch:
    places = sorted(faults)
    raw = chunk.rows.take(pa.array(places, pa.int64())).to_pylist() if places else []
    rows = [
        {
            ROW: chunk.numbers[at].as_py(),
            "_rules": ",".join(faults[at]),
            "_raw": told(one),
            **{key: columns[schema.names.index(key)][at].as_py() for key in schema.keys},
        }
        for at, one in zip(places, raw, strict=True)
    ]
    rows += [{ROW: one.row, "_rules": one.rule, "_raw": cut(one.raw)} for one in chunk.bad]
    rows.sort(key=lambda one: one[ROW])
    return pa.RecordBatch.from_pylist(rows, schema=bad_shape(schema))


def _extra(chunk: Chunk, matching: Matching) -> pa.RecordBatch | None:
    """What columns held that were not agreed, row by row."""
    if not matching.extra or not chunk.rows.num_rows:
        return None
    values = [told(one) for one in chunk.rows.select(list(matching.extra)).to_pylist()]
    return pa.RecordBatch.from_pydict(
        {ROW: chunk.numbers.cast(pa.int64()), "_raw": pa.array(values, pa.string())}
    )


def told(row: dict[str, Any]) -> str:
    """A row as JSON, as long as may be kept."""
    return cut(orjson.dumps(row, default=str, option=orjson.OPT_NON_STR_KEYS).decode())


def cut(text: str) -> str:
    """A text as long as may be kept; what is cut says so."""
    return text if len(text) <= LONGEST_RAW else text[:LONGEST_RAW] + "…"
