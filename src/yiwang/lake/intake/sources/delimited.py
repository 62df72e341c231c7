"""CSV and its kin: any usual encoding and delimiter, quoted line breaks, bounded memory.

Row numbers are those of the records in the file, the heading being the first, as a spreadsheet
counts them. Rows with too many or too few cells, or with bytes that are no text, are bad rows.
"""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from charset_normalizer import from_bytes

from yiwang.kernel.refusals import Invalid
from yiwang.lake.intake.chunks import BadRow, Chunk, counted
from yiwang.lake.intake.sources.limits import USUAL, Limits

SAMPLE = 256 * 1024
DELIMITERS = ",\t;|^"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 16 * 1024 * 1024
# What stands for bytes that are no text.
_BROKEN = "\ufffd"


def chunks(
    path: Path, *, encoding: str = "", delimiter: str = "", limits: Limits = USUAL
) -> Iterator[Chunk]:
    """The rows, each column as text. Raises `Invalid` where it is no such table."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    encoding = encoding or encoding_of(sample)
    head = _head(sample, encoding, delimiter, limits)
    bad: list[Any] = []

    def seen(row: Any) -> str:
        bad.append(row)
        return "skip"

    source: Any = str(path) if encoding == "utf-8" else _Decoded(path, encoding)
    reader = _opened(source, head, seen)
    yield _nothing(head[0])
    first = 2
    for batch in _batches(reader):
        taken = sorted(bad, key=lambda one: one.number)
        chunk, first, used = _chunk(batch, first, taken, encoding != "utf-8")
        bad[:] = taken[used:]
        yield chunk
    if bad:
        yield replace(_nothing(head[0]), bad=_bad_rows(bad), position=[bad[-1].number])


def _nothing(names: list[str]) -> Chunk:
    """The columns alone."""
    shape = pa.schema([(name, pa.string()) for name in names])
    return Chunk(pa.RecordBatch.from_pylist([], shape), counted(0, 0))


def encoding_of(sample: bytes) -> str:
    """The encoding of a sample: its mark, UTF-8, else GB 18030, else what looks most likely."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return name
    for name in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(name)().decode(sample)
        except UnicodeDecodeError:
            continue
        return name
    # Mostly one of the two with some broken bytes; those become bad rows.
    if sample.decode("utf-8", "replace").count(_BROKEN) * 200 < len(sample):
        return "utf-8"
    found = from_bytes(sample[:32_000]).best()
    return found.encoding if found else "gb18030"


def _head(sample: bytes, encoding: str, delimiter: str, limits: Limits) -> tuple[list[str], str]:
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample).lstrip("\ufeff")
    if not text.strip():
        raise Invalid("文件是空的")
    delimiter = delimiter or _delimiter(text)
    names = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    names = [name.strip() or f"列{at}" for at, name in enumerate(names, start=1)]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Invalid("表头有重复的字段：{fields}", fields="、".join(twice))
    if len(names) > limits.columns:
        raise Invalid("字段超过{most}个", most=limits.columns)
    return names, delimiter


def _delimiter(text: str) -> str:
    """The sign that cuts the first records into equally many cells, the most of them."""
    lines = text.splitlines()[:20]
    best, most = ",", 0
    for sign in DELIMITERS:
        rows = list(csv.reader(io.StringIO("\n".join(lines[:-1] or lines)), delimiter=sign))
        widths = [len(row) for row in rows if row]
        if not widths:
            continue
        same = sum(width == widths[0] for width in widths)
        score = (widths[0] - 1) * same
        if score > most:
            best, most = sign, score
    return best


def _opened(source: Any, head: tuple[list[str], str], seen: Any) -> pacsv.CSVStreamingReader:
    names, delimiter = head
    try:
        return pacsv.open_csv(
            source,
            # Threads would not tell the numbers of bad rows.
            read_options=pacsv.ReadOptions(
                column_names=names, skip_rows_after_names=1, block_size=_BLOCK, use_threads=False
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                invalid_row_handler=seen,
                ignore_empty_lines=True,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.binary() for name in names}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as fault:
        raise _unreadable(fault) from None


def _batches(reader: pacsv.CSVStreamingReader) -> Iterator[pa.RecordBatch]:
    while True:
        try:
            yield reader.read_next_batch()
        except StopIteration:
            return
        except pa.ArrowInvalid as fault:
            raise _unreadable(fault) from None


def _unreadable(fault: Exception) -> Invalid:
    words = str(fault).splitlines()[0][:200]
    return Invalid("文件读不出来：{why}", why=words)


def _chunk(
    batch: pa.RecordBatch, first: int, bad: list[Any], decoded: bool
) -> tuple[Chunk, int, int]:
    """Number the rows around the bad ones; how far it went, and how many bad rows that used."""
    numbers: list[pa.Array] = []
    at, used, left = first, 0, batch.num_rows
    while left:
        until = bad[used].number if used < len(bad) else at + left
        many = min(left, until - at)
        numbers.append(counted(at, many))
        at, left = at + many, left - many
        if used < len(bad) and at == bad[used].number:
            at, used = at + 1, used + 1
    columns, broken = _texts(batch, decoded)
    told = _bad_rows(bad[:used])
    rows = pa.RecordBatch.from_arrays(columns, names=batch.schema.names)
    kept = pa.concat_arrays(numbers) if numbers else pa.array([], pa.int64())
    if broken is not None:
        told += _no_text(rows, kept, broken)
        good = pc.invert(broken)
        rows, kept = rows.filter(good), kept.filter(good)
    return Chunk(rows, kept, told, [at - 1]), at, used


def _texts(batch: pa.RecordBatch, decoded: bool) -> tuple[list[pa.Array], pa.Array | None]:
    """Columns as text, and which rows have bytes that are none."""
    columns, broken = [], None
    for column in batch.columns:
        try:
            columns.append(column.cast(pa.string()))
            if not decoded:
                continue
        except pa.ArrowInvalid:
            columns.append(pa.array([one.decode("utf-8", "replace") for one in column.to_pylist()]))
        found = pc.match_substring(columns[-1], _BROKEN)
        if pc.any(found).as_py():
            broken = found if broken is None else pc.or_(broken, found)
    return columns, broken


def _no_text(rows: pa.RecordBatch, numbers: pa.Array, broken: pa.Array) -> tuple[BadRow, ...]:
    wrong = rows.filter(broken).to_pylist()
    places = numbers.filter(broken).to_pylist()
    return tuple(
        BadRow(place, "encoding", str(row)) for place, row in zip(places, wrong, strict=True)
    )


def _bad_rows(rows: list[Any]) -> tuple[BadRow, ...]:
    return tuple(
        BadRow(row.number, f"columns:{row.actual_columns}/{row.expected_columns}", row.text)
        for row in rows
    )


class _Decoded(io.RawIOBase):
    """A file of another encoding, read as UTF-8; what is no text becomes U+FFFD."""

    def __init__(self, path: Path, encoding: str) -> None:
        self._file = path.open("rb")
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""
        self._over = False

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self._file.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        while not self._left and not self._over:
            raw = self._file.read(len(buffer) or _BLOCK)
            self._over = not raw
            self._left = self._decoder.decode(raw, final=self._over).encode()
        many = min(len(buffer), len(self._left))
        buffer[:many], self._left = self._left[:many], self._left[many:]
        return many
