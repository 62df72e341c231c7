"""The few functions that engines call by other names: one name here, one meaning on each."""

from collections.abc import Callable
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir
from ibis.common.exceptions import IbisError

DUCKDB, SPARK = "duckdb", "pyspark"
_TEXT, _BYTES = dt.string, dt.binary
_Stub = Callable[..., Any]
_builtin: Callable[..., Callable[[_Stub], _Stub]] = ibis.udf.scalar.builtin


@_builtin(name="split_part", signature=((_TEXT, _TEXT, dt.int32), _TEXT))
def split_part(text: Any, separator: Any, number: Any) -> Any:
    """The n-th part of a text, from 1; an empty text where there is none."""


@_builtin(name="trim", signature=((_TEXT, _TEXT), _TEXT))
def _duckdb_trim(text: Any, signs: Any) -> Any: ...


@_builtin(name="btrim", signature=((_TEXT, _TEXT), _TEXT))
def _spark_trim(text: Any, signs: Any) -> Any: ...


@_builtin(name="encode", signature=((_TEXT,), _BYTES))
def _duckdb_encode(text: Any) -> Any: ...


@_builtin(name="unhex", signature=((_TEXT,), _BYTES))
def _unhex(text: Any) -> Any: ...


# DuckDB's `concat` makes texts of bytes on the way; its operator joins them as they are.
@_builtin(name="||", signature=((_BYTES, _BYTES), _BYTES))
def _duckdb_joined(first: Any, second: Any) -> Any: ...


@_builtin(name="concat", signature=((_BYTES, _BYTES), _BYTES))
def _spark_joined(first: Any, second: Any) -> Any: ...


@_builtin(name="sha256", signature=((_BYTES,), _TEXT))
def _duckdb_sha256(content: Any) -> Any: ...


@_builtin(name="sha2", signature=((_BYTES, dt.int32), _TEXT))
def _spark_sha2(content: Any, bits: Any) -> Any: ...


def engine_of(column: ir.Value) -> str:
    """Which engine holds the table of a column; DuckDB where none does yet."""
    try:
        return str(column.get_backend().name)
    except IbisError:
        return DUCKDB


def where(column: ir.StringValue, pattern: str, changed: ir.StringValue) -> ir.StringValue:
    """Changed where the pattern is found; engines look far faster than they change."""
    return ibis.ifelse(column.re_search(pattern), changed, column)


def trimmed(column: ir.StringValue, signs: str) -> ir.StringValue:
    """Without these signs at both ends, in linear time."""
    trim = _spark_trim if engine_of(column) == SPARK else _duckdb_trim
    return where(column, f"^[{signs}]|[{signs}]$", trim(column, signs))


def hmac_sha256(column: ir.StringValue, pads: tuple[ir.Scalar, ir.Scalar]) -> ir.StringValue:
    """The HMAC-SHA256 of each text in UTF-8, in hexadecimal: two nested hashes over bytes.

    basis: RFC 2104. The pads are those of `Secret.pads`.
    """
    inner, outer = pads
    if engine_of(column) == SPARK:
        message = column.cast("binary")
        told = _spark_sha2(_spark_joined(inner, message), 256)
        return _spark_sha2(_spark_joined(outer, _unhex(told)), 256)
    told = _duckdb_sha256(_duckdb_joined(inner, _duckdb_encode(column)))
    return _duckdb_sha256(_duckdb_joined(outer, _unhex(told)))
