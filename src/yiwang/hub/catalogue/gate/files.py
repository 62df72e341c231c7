"""The path of files: what a right opens as CSV, workbook or Parquet, each with its watermark.

The rows are put into a Parquet file in bounded memory, counted and noted; the file is made of it
and receipted; only then one byte leaves. It is removed when it was read to its end, and what was
left behind by the clock.
"""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq
from django.utils import timezone
from openpyxl import Workbook

from yiwang.hub.catalogue.gate import evidence, leaving
from yiwang.hub.catalogue.gate.conditions import Plain
from yiwang.hub.catalogue.gate.leaving import Form
from yiwang.hub.catalogue.gate.opening import open_gate
from yiwang.hub.catalogue.gate.paging import asked
from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.catalogue.models import Access
from yiwang.lake.intake.sources.files import digest as sha256
from yiwang.org.actors import Worker

A_PART = 64 * 1024
# A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


MOST_ROWS = {Form.CSV: 5_000_000, Form.PARQUET: 20_000_000, Form.BOOK: 100_000}
MIMES = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.BOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.PARQUET: "application/vnd.apache.parquet",
}


@dataclass(frozen=True)
class Download:
    """A file that may leave: its name, its kind, its parts, its number in the log.

    `receipt` is that of its delivery; none where it is open data, that goes to no unit.
    """

    name: str
    mime: str
    parts: Iterator[bytes]
    number: int
    receipt: int | None = None


def download(
    right: Right, who: Worker, form: Form, *, where: Sequence[Plain] = (), purpose: str = ""
) -> Download:
    """All rows that a right opens, or those under conditions, as a file."""
    path = leaving.folder() / f"{uuid4().hex}.rows"
    with open_gate(right, who, Access.Path.FILE, purpose=purpose) as gate:
        query = {"form": form, "where": list(where)}
        with gate.refusing(query):
            wanted = asked(gate, (), where)
        number, counted = gate.give_file(wanted, path, most=MOST_ROWS[form], query=query)
        mark = watermark(who, gate.purpose, number)
        made = _made(path, form, [field.label for field in right.schema.fields], mark)
        with gate.refusing(query), _kept_only_if_receipted(made):
            told = evidence.Left(
                number=number,
                purpose=gate.purpose,
                version=gate.version,
                file=sha256(made),
                counted=counted,
            )
            receipt = evidence.receipted(right, told)
    name = f"{right.resource.key}-{number}.{form}"
    return Download(name, MIMES[form], _removing(made), number, receipt)


def _made(rows: Path, form: Form, labels: Sequence[str], mark: str) -> Path:
    """The file as it leaves, whole on the disk: its receipt names the digest of its bytes."""
    made = rows.with_suffix(f".{form}")
    try:
        _WRITERS[form](rows, made, labels, mark)
    except BaseException:
        made.unlink(missing_ok=True)
        raise
    finally:
        rows.unlink(missing_ok=True)
    return made


@contextmanager
def _kept_only_if_receipted(made: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        made.unlink(missing_ok=True)
        raise


def watermark(who: Worker, purpose: str, number: int) -> str:
    """Who took it, when, for what, and under which number it can be looked up."""
    moment = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    taker = f"{who.unit_name}{who.person_name}"
    return f"{taker} 于 {moment} 下载，用途：{purpose}，访问日志第{number}号，请勿转发"


def _removing(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as content:
            while part := content.read(A_PART):
                yield part
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


def _csv(path: Path, made: Path, names: Sequence[str], mark: str) -> None:
    # With the mark by which spreadsheets know UTF-8.
    with made.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text)
        writer.writerows([[mark], names])
        writer.writerows(_rows(path))


def _book(path: Path, made: Path, names: Sequence[str], mark: str) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("数据")
    sheet.oddFooter.center.text = mark
    sheet.append([mark])
    sheet.append(list(names))
    for row in _rows(path):
        sheet.append(row)
    book.save(made)


def _parquet(path: Path, made: Path, names: Sequence[str], mark: str) -> None:
    """The same rows with the watermark in the file's own metadata."""
    with pq.ParquetFile(path) as file:
        shape = file.schema_arrow.with_metadata({"watermark": mark, "labels": "、".join(names)})
        with pq.ParquetWriter(made, shape, compression="zstd") as writer:
            for batch in file.iter_batches(batch_size=100_000):
                writer.write_table(pa.Table.from_batches([batch]).cast(shape))


_WRITERS = {Form.CSV: _csv, Form.BOOK: _book, Form.PARQUET: _parquet}
