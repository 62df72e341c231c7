"""What a table's batches must look like; what does not fit is refused before it is written."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.types as pt

from yiwang.kernel.refusals import Invalid, Refusal

Batches: TypeAlias = pa.Table | pa.RecordBatchReader | Iterable[pa.RecordBatch]


def plain(schema: pa.Schema) -> pa.Schema:
    """The same in the few types that tables keep; raises `Invalid` for any other."""
    fields = [pa.field(one.name, _plain_type(one), one.nullable) for one in schema]
    if not fields:
        raise Invalid("表至少要有一个字段")
    twice = sorted({one.name for one in fields if schema.names.count(one.name) > 1})
    if twice:
        raise Invalid("字段重复：{fields}", fields="、".join(twice))
    return pa.schema(fields)


def _plain_type(field: pa.Field) -> pa.DataType:
    kinds = [
        (lambda t: pt.is_string(t) or pt.is_large_string(t) or t == pa.string_view(), pa.string()),
        (lambda t: pt.is_integer(t) and t != pa.uint64(), pa.int64()),
        (pt.is_floating, pa.float64()),
        (pt.is_boolean, pa.bool_()),
        (pt.is_date, pa.date32()),
        (lambda t: pt.is_timestamp(t) and t.tz is None, pa.timestamp("us")),
        (pt.is_decimal128, field.type),
    ]
    for fits, kept in kinds:
        if fits(field.type):
            return kept
    raise Invalid(
        "字段“{field}”的类型 {type} 不能入表；可用文本、数、定点数、是否、日期、不带时区的时间",
        field=field.name,
        type=str(field.type),
    )


def fitting(given: pa.Schema, wanted: pa.Schema) -> None:
    """Raises `Invalid` unless the batches have exactly these fields, in kinds that fit."""
    missing = [name for name in wanted.names if name not in given.names]
    strange = [name for name in given.names if name not in wanted.names]
    if missing or strange:
        raise Invalid(
            "字段与表不一致：缺少 {missing}；多出 {strange}",
            missing="、".join(missing) or "—",
            strange="、".join(strange) or "—",
        )
    for field in plain(given):
        kept = wanted.field(field.name).type
        if field.type != kept:
            raise Invalid(
                "字段“{field}”应为 {wanted}，送来的是 {given}",
                field=field.name,
                wanted=str(kept),
                given=str(field.type),
            )


class Stream:
    """Batches in the shape of a table, handed on one at a time.

    The reader runs inside the engine, which would wrap what is raised: `refusal` keeps it.
    """

    def __init__(self, batches: Batches, wanted: pa.Schema | None) -> None:
        given, parts = _opened(batches, wanted)
        self.schema = wanted or plain(given)
        fitting(given, self.schema)
        self.refusal: BaseException | None = None
        self._parts = parts

    def reader(self) -> pa.RecordBatchReader:
        """The rows once, as Arrow streams them."""
        return pa.RecordBatchReader.from_batches(self.schema, self._checked())

    def _checked(self) -> Iterator[pa.RecordBatch]:
        try:
            for part in self._parts:
                yield _cast(part, self.schema)
        except BaseException as error:
            self.refusal = error
            raise


def _opened(
    batches: Batches, wanted: pa.Schema | None
) -> tuple[pa.Schema, Iterable[pa.RecordBatch]]:
    if isinstance(batches, pa.Table):
        return batches.schema, batches.to_batches()
    if isinstance(batches, pa.RecordBatchReader):
        return batches.schema, batches
    parts: Iterator[pa.RecordBatch] = iter(batches)
    first = next(parts, None)
    if first is None:
        if wanted is None:
            raise Invalid("没有数据，无法知道表的字段")
        return wanted, ()
    return first.schema, _rest(first, parts)


def _rest(first: pa.RecordBatch, parts: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    yield first
    yield from parts


def _cast(part: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    fitting(part.schema, schema)
    columns = []
    for field in schema:
        column = part.column(field.name)
        if not field.nullable and column.null_count:
            raise Invalid("必填字段“{field}”有空值", field=field.name)
        columns.append(_kept(column, field))
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _kept(column: pa.Array, field: pa.Field) -> pa.Array:
    if column.type == field.type:
        return column
    try:
        return pc.cast(column, field.type)
    except pa.ArrowInvalid as error:
        raise Invalid(
            "字段“{field}”的值放不进表里：{why}", field=field.name, why=str(error)
        ) from None


def refused(stream: Stream) -> Refusal | None:
    """The refusal that stopped a stream, if one did."""
    return stream.refusal if isinstance(stream.refusal, Refusal) else None
