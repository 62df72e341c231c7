"""The path of files: what a right opens as CSV, workbook or Parquet, each with its watermark.

The rows are put into a Parquet file in bounded memory, counted and noted; only then one byte
leaves. The file is removed when it was read to its end, and what was left behind by the clock.
"""

import csv
import io
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from django.utils import timezone
from openpyxl import Workbook

from yiwang.hub import places
from yiwang.hub.catalogue.gate.conditions import Plain
from yiwang.hub.catalogue.gate.opening import open_gate
from yiwang.hub.catalogue.gate.paging import asked
from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.catalogue.models import Access
from yiwang.kernel.refusals import Invalid
from yiwang.org.actors import Worker

A_PART = 64 * 1024
LEFT_BEHIND = 3600.0
# A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Form(StrEnum):
    """In which form the rows leave."""

    CSV = "csv"
    BOOK = "xlsx"
    PARQUET = "parquet"


MOST_ROWS = {Form.CSV: 5_000_000, Form.PARQUET: 20_000_000, Form.BOOK: 100_000}
MIMES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.BOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PARQUET: "application/vnd.apache.parquet",
}


@dataclass(frozen=True)
class Download:
    """A file that may leave: its name, its kind, its parts, and its number in the log."""

    name: str
    mime: str
    parts: Iterator[bytes]
    number: int


def form_of(text: str) -> Form:
    """The form of this name. Raises `Invalid`."""
    try:
        return Form(text)
    except ValueError:
        raise Invalid("可以下载csv、xlsx、parquet三种文件") from None


def download(
    right: Right, who: Worker, form: Form, *, where: Sequence[Plain] = (), purpose: str = ""
) -> Download:
    """All rows that a right opens, or those under conditions, as a file."""
    folder = places.root() / "leaving"
    folder.mkdir(exist_ok=True)
    path = folder / f"{uuid4().hex}.parquet"
    with open_gate(right, who, Access.Path.FILE, purpose=purpose) as gate:
        query = {"form": form, "where": list(where)}
        with gate.refusing(query):
            wanted = asked(gate, (), where)
        number = gate.give_file(wanted, path, most=MOST_ROWS[form], query=query)
        mark = watermark(who, gate.purpose, number)
    labels = [field.label for field in right.schema.fields]
    return Download(
        f"{right.resource.key}-{number}.{form}",
        MIMES[form],
        _removing(path, _WRITERS[form](path, labels, mark)),
        number,
    )


def watermark(who: Worker, purpose: str, number: int) -> str:
    """Who took it, when, for what, and under which number it can be looked up."""
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    taker = f"{who.unit_name}{who.person_name}"
    return f"{taker} 于 {moment} 下载，用途：{purpose}，访问日志第{number}号，请勿转发"


def forget_left() -> int:
    """Remove files that nobody read to their end. What the clock asks for."""
    found = [
        path
        for path in (places.root() / "leaving").glob("*.parquet")
        if time.time() - path.stat().st_mtime > LEFT_BEHIND
    ]
    for path in found:
        path.unlink(missing_ok=True)
    return len(found)


def _removing(path: Path, parts: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield from parts
    finally:
        path.unlink(missing_ok=True)


def safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is kept a text."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _rows(path: Path) -> Iterator[list[Any]]:
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=5000):
            columns = [column.to_pylist() for column in batch.columns]
            yield from ([safe(value) for value in row] for row in zip(*columns, strict=True))


def _csv(path: Path, names: Sequence[str], mark: str) -> Iterator[bytes]:
    text = io.StringIO()
    writer = csv.writer(text)
    # With the mark by which spreadsheets know UTF-8.
    text.write("\ufeff")
    writer.writerows([[mark], names])
    for row in _rows(path):
        writer.writerow(row)
        if text.tell() > A_PART:
            yield _emptied(text)
    yield _emptied(text)


def _emptied(text: io.StringIO) -> bytes:
    content = text.getvalue().encode()
    text.seek(0)
    text.truncate()
    return content


def _book(path: Path, names: Sequence[str], mark: str) -> Iterator[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("数据")
    sheet.oddFooter.center.text = mark
    sheet.append([mark])
    sheet.append(list(names))
    for row in _rows(path):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    yield content.getvalue()


def _parquet(path: Path, names: Sequence[str], mark: str) -> Iterator[bytes]:
    """The same rows with the watermark in the file's own metadata."""
    marked = path.with_suffix(".marked")
    try:
        with pq.ParquetFile(path) as file:
            shape = file.schema_arrow.with_metadata({"watermark": mark, "labels": "、".join(names)})
            with pq.ParquetWriter(marked, shape, compression="zstd") as writer:
                for batch in file.iter_batches(batch_size=100_000):
                    writer.write_table(pa.Table.from_batches([batch]).cast(shape))
        with marked.open("rb") as content:
            while part := content.read(A_PART):
                yield part
    finally:
        marked.unlink(missing_ok=True)


_WRITERS = {Form.CSV: _csv, Form.BOOK: _book, Form.PARQUET: _parquet}
