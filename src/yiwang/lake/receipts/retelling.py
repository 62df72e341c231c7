"""Counts a file again, in the shape that a receipt says, without the hub it came from."""

from pathlib import Path
from typing import Any

import ibis.expr.types as ir

from yiwang.kernel.refusals import Invalid
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.tallying import tally
from yiwang.lake.schema import Field, Kind, Meaning, Schema

_CASTS = {
    Kind.WHOLE: "int64",
    Kind.NUMBER: "float64",
    Kind.DECIMAL: "decimal(18, 4)",
    Kind.YES_NO: "boolean",
    Kind.DAY: "date",
    Kind.MOMENT: "timestamp",
}


def retold(path: Path, content: dict[str, Any]) -> Tally:
    """The tally of a Parquet or CSV file. Raises `Invalid` for one of another shape.

    In CSV an empty field is nothing (null), two quotation marks are an empty text.
    """
    schema = shaped(content["shape"])
    engine = DuckEngine()
    try:
        return tally(engine, opened(engine, path, schema), schema)
    except Exception as error:  # the engine has many ways of saying that a file is not one
        if isinstance(error, Invalid):
            raise
        raise Invalid("文件“{path}”读不出回执所写的字段", path=str(path)) from error
    finally:
        engine.close()


def shaped(shape: dict[str, Any]) -> Schema:
    """The schema that a tally's `shape` describes."""
    fields = tuple(
        Field(key, key, Kind(kind), Meaning(meaning), required)
        for key, kind, meaning, required in shape["fields"]
    )
    return Schema(fields, tuple(shape["keys"]))


def opened(engine: DuckEngine, path: Path, schema: Schema) -> ir.Table:
    """A Parquet or CSV file as a table of this shape. Raises `Invalid` where fields are missing."""
    if path.suffix.lower() == ".csv":
        table = engine.backend.read_csv(str(path), all_varchar=True, allow_quoted_nulls=False)
        casts = {field.key: _CASTS[field.kind] for field in schema.fields if field.kind in _CASTS}
        table = table.cast({key: kind for key, kind in casts.items() if key in table.columns})
    else:
        table = engine.table([str(path)])
    missing = [name for name in schema.names if name not in table.columns]
    if missing:
        raise Invalid("文件缺少字段：{fields}", fields="、".join(missing))
    return table
