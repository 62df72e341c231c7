"""One number for each row, equal on every engine: what receipts add up and tables are compared by.

The number is made of a text that tells the row exactly: the fields in the order of the schema, each
as its kind writes it, nothing (null) unlike an empty text, and a separator that no value can
imitate. The first sixty bits of its SHA-256 are the row's number.
"""

import ibis
import ibis.expr.datatypes as dt
import ibis.expr.types as ir

from yiwang.lake.schema import Kind, Schema

BUCKETS = 256
BITS = 60
_SIGN = "\x1f"
# Inside a text the sign is doubled, so neither of these can be written by a value.
_BETWEEN = _SIGN + "\x1e"
_NOTHING = _SIGN + "\x1d"
_DIGITS = BITS // 4
# Numbers with a point are told exactly from 2^-60 to below 2^63, a thousand times what a district
# counts; smaller parts are cut off, larger numbers are told as so many times 2^63, and of those
# beyond 2^126 only the sign.
_HALF = 2.0**30
_MOST = 2.0**63


@ibis.udf.scalar.builtin(name="conv")  # type: ignore[untyped-decorator]
def _conv(value: str, of: int, to: int) -> str:  # type: ignore[empty-body]
    """Spark's own way from one base to another."""


def row_hash(table: ir.Table, schema: Schema) -> ir.IntegerValue:
    """A number of sixty bits for each row: the same on every engine for the same values."""
    return _number(table, row_text(table, schema, schema.names).hexdigest("sha256"), _DIGITS)


def bucket(table: ir.Table, schema: Schema) -> ir.IntegerValue:
    """Which of the 256 buckets a row is in: by its key, so a changed row stays where it was.

    Rows of a schema without keys are shared out by all their values.
    """
    text = row_text(table, schema, schema.keys or schema.names)
    return _number(table, text.hexdigest("sha256"), 2)


def row_text(table: ir.Table, schema: Schema, names: tuple[str, ...]) -> ir.StringValue:
    """These fields of a row as one text, from which each value could be told again."""
    told = [_told(table[name], schema.field(name).kind) for name in names]
    return ibis.literal(_BETWEEN).join([one.fill_null(_NOTHING) for one in told])


def _told(column: ir.Value, kind: Kind) -> ir.StringValue:
    match kind:
        case Kind.TEXT:
            return column.cast("string").replace(_SIGN, _SIGN + _SIGN)
        case Kind.YES_NO:
            yes = column.cast("boolean")
            return ibis.cases((yes, "1"), (~yes, "0"))
        case Kind.NUMBER:
            return _floating(column.cast("float64"))
        case Kind.DECIMAL:
            return column.cast(dt.Decimal(18, 4)).cast("string")
        case Kind.MOMENT:
            return column.cast("timestamp").cast("string")
        case Kind.DAY:
            return column.cast("date").cast("string")
        case _:
            return column.cast("int64").cast("string")


def _floating(value: ir.FloatingValue) -> ir.StringValue:
    """Only steps that IEEE 754 gives one result for; engines print the same number differently."""
    size = value.abs()
    far = size >= _MOST
    scaled = far.ifelse(size / _MOST, size)
    beyond = scaled >= _MOST
    # What is beyond all counting would not fit a whole number: its sign alone is told.
    kept = beyond.ifelse(0.0, scaled)
    whole = kept.floor()
    first = (kept - whole) * _HALF
    second = (first - first.floor()) * _HALF
    parts = [part.cast("int64").cast("string") for part in (whole, first.floor(), second.floor())]
    where = ibis.cases((value.isnan(), "n"), (beyond, "b"), (far, "f"), else_="")
    # Null compares to null, so only what is there gets a sign.
    sign = ibis.cases((value < 0, "-"), ((value >= 0) | value.isnan(), ""))
    return sign + where + ibis.literal(".").join(parts)


def _number(table: ir.Table, digest: ir.StringValue, digits: int) -> ir.IntegerValue:
    """The first hexadecimal digits of a digest as a number: the one step engines write apart."""
    start = digest.left(digits)
    if _engine(table) == "pyspark":
        return _conv(start, 16, 10).cast("int64")
    return (ibis.literal("0x") + start).cast("int64")


def _engine(table: ir.Table) -> str:
    backends, _unbound = table._find_backends()
    return backends[0].name if backends else "duckdb"
