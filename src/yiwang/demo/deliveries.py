"""The files of the made-up registers, each as another unit would send it."""

import csv
import io
import sqlite3
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from yiwang.demo.registers import Row, in_order

Names = Mapping[str, str]


def separated(rows: Sequence[Row], names: Names, path: Path, encoding: str = "utf-8-sig") -> Path:
    """Text with commas, the Chinese names on top."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names[key] for key in rows[0])
    writer.writerows(in_order(rows))
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def workbook(rows: Sequence[Row], names: Names, path: Path) -> Path:
    """A workbook of one sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("明细")
    sheet.append([names[key] for key in rows[0]])
    for values in in_order(rows):
        sheet.append(values)
    book.save(path)
    return path


def archive(rows: Sequence[Row], path: Path) -> Path:
    """Two JSON files in an archive."""
    half = len(rows) // 2
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number, part in enumerate((rows[:half], rows[half:]), 1):
            packed.writestr(f"part{number}.json", orjson.dumps(list(part)))
    return path


def lines(rows: Sequence[Row], path: Path) -> Path:
    """One object a line."""
    path.write_bytes(b"\n".join(orjson.dumps(row) for row in rows))
    return path


def columnar(rows: Sequence[Row], path: Path) -> Path:
    """A Parquet file."""
    pq.write_table(pa.Table.from_pylist(list(rows)), path)
    return path


def database(rows: Sequence[Row], names: Names, path: Path, table: str) -> Path:
    """A SQLite database with one table, whose columns have the names of its own system."""
    path.unlink(missing_ok=True)
    columns = ", ".join(f"{names[key]} TEXT" for key in rows[0])
    marks = ", ".join("?" * len(rows[0]))
    kept = sqlite3.connect(path)
    with kept:
        kept.execute(f"CREATE TABLE {table} ({columns})")
        kept.executemany(f"INSERT INTO {table} VALUES ({marks})", in_order(rows))  # noqa: S608 - our own names
    kept.close()
    return path
