"""JSON: one object a line, or one array of objects; values inside values stay JSON texts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa

from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.lake.intake.chunks import ROWS, BadRow, Chunk
from yiwang.lake.intake.sources.limits import MEGA, USUAL, Limits

# Fewer than in other sources: the objects of a batch are held beside their columns.
SOME = ROWS // 5


def lines(path: Path, *, limits: Limits = USUAL) -> Iterator[Chunk]:
    """One object a line; a line that is none is a bad row."""
    names: dict[str, None] = {}
    with path.open("rb") as file:
        first = 1
        while True:
            rows, numbers, bad, read = _read(file, first, limits)
            if not read:
                return
            first += read
            _add_names(names, rows, limits)
            yield Chunk(table(rows, list(names)), pa.array(numbers, pa.int64()), bad, [first - 1])


def array(path: Path, *, records: str = "", limits: Limits = USUAL) -> Iterator[Chunk]:
    """A file that is one array, or has it under `records` (“data.list”)."""
    if path.stat().st_size > limits.whole:
        raise TooLarge(
            "JSON文件超过{most}MB，请改为每行一个对象（NDJSON）", most=limits.whole // MEGA
        )
    try:
        whole = orjson.loads(path.read_bytes())
    except orjson.JSONDecodeError as fault:
        raise Invalid("JSON读不出来：{why}", why=str(fault)) from None
    yield from batches(found(whole, records), 1, limits)


def batches(rows: list[Any], first: int, limits: Limits = USUAL) -> Iterator[Chunk]:
    """Objects that are in memory, as chunks; what is no object is a bad row."""
    names: dict[str, None] = {}
    for at in range(0, len(rows), SOME):
        some = rows[at : at + SOME]
        good = [(first + at + n, one) for n, one in enumerate(some) if isinstance(one, dict)]
        bad = tuple(
            BadRow(first + at + n, "object", str(one))
            for n, one in enumerate(some)
            if not isinstance(one, dict)
        )
        _add_names(names, [one for _number, one in good], limits)
        numbers = pa.array([number for number, _one in good], pa.int64())
        batch = table([one for _number, one in good], list(names))
        yield Chunk(batch, numbers, bad, [first + at + len(some) - 1])


def found(whole: Any, records: str) -> list[Any]:
    """The array at a path of names. Raises `Invalid`."""
    for name in filter(None, records.split(".")):
        whole = whole.get(name) if isinstance(whole, dict) else None
    if not isinstance(whole, list):
        raise Invalid("“{path}”处没有数组，请检查记录路径", path=records or "/")
    return whole


def table(rows: Sequence[dict[str, Any]], names: list[str]) -> pa.RecordBatch:
    """Objects as columns of text; what an object does not have is empty."""
    columns = [pa.array([text(row.get(name)) for row in rows], pa.string()) for name in names]
    if not names:
        return pa.RecordBatch.from_pylist([], schema=pa.schema([]))
    return pa.RecordBatch.from_arrays(columns, names=names)


def text(value: Any) -> str | None:
    """A value of JSON as text, numbers as they were written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value) if isinstance(value, int | float) else orjson.dumps(value).decode()


def _read(
    file: Any, first: int, limits: Limits
) -> tuple[list[dict[str, Any]], list[int], tuple[BadRow, ...], int]:
    """Some lines; how many were read is the last."""
    rows, numbers, bad = [], [], []
    number = first - 1
    while number - first + 1 < SOME:
        line = file.readline(limits.cell_block)
        if not line:
            break
        number += 1
        if len(line) == limits.cell_block and not line.endswith(b"\n"):
            raise TooLarge("第{row}行超过{most}MB", row=number, most=limits.cell_block // MEGA)
        if not line.strip():
            continue
        one = _object(line)
        if one is None:
            bad.append(BadRow(number, "object", line.decode("utf-8", "replace")))
        else:
            rows.append(one)
            numbers.append(number)
    return rows, numbers, tuple(bad), number - first + 1


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        one = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return one if isinstance(one, dict) else None


def _add_names(names: dict[str, None], rows: Sequence[dict[str, Any]], limits: Limits) -> None:
    for row in rows:
        names.update(dict.fromkeys(row))
    if len(names) > limits.columns:
        raise Invalid("字段超过{most}个", most=limits.columns)
