"""How the kinds of fields are held in Arrow; apart from them, because Arrow weighs."""

from collections.abc import Iterable

import pyarrow as pa

# By the values of `schema.Kind`.
_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "whole": pa.int64(),
    "number": pa.float64(),
    # Amounts of money and measures: exact, as in the books.
    "decimal": pa.decimal128(18, 4),
    "yes_no": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("us"),
}


def shape(columns: Iterable[tuple[str, str, bool]]) -> pa.Schema:
    """Columns, each as its name, the kind of its field and whether it may be empty."""
    return pa.schema([pa.field(key, _TYPES[kind], nullable=may) for key, kind, may in columns])
