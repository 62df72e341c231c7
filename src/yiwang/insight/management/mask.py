"""`yiwang insight mask`: a table of texts with personal data hidden, row by row."""

import codecs
import csv
import io
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from yiwang.kernel import masking
from yiwang.kernel.refusals import Invalid

HELP = "Write a CSV file with the personal data in some of its columns hidden."
LONGEST_CELL = 10_000_000
LOOKED_AT = 1 << 20


def add_arguments(parser: ArgumentParser) -> None:
    """The file, its columns of free text, and where to write."""
    parser.add_argument("file", type=Path)
    parser.add_argument("--column", action="append", required=True, dest="columns")
    parser.add_argument("--output", type=Path)


def run(options: dict[str, Any]) -> dict[str, Any]:
    """Write the masked file. Raises `Invalid`, and leaves nothing half written behind."""
    source: Path = options["file"]
    target: Path = options["output"] or source.with_name(f"{source.stem}.masked{source.suffix}")
    if not source.is_file():
        raise Invalid("没有文件{name}", name=source.name)
    if target.resolve() == source.resolve() or (target.exists() and target.samefile(source)):
        raise Invalid("输出文件不能是原文件{name}", name=source.name)
    encoding = _encoding(source)
    beside = target.with_name(f".{target.name}.part")
    try:
        with (
            source.open(encoding=encoding, newline="") as rows,
            beside.open("w", encoding=encoding, newline="") as masked,
        ):
            told = _copied(rows, masked, options["columns"], source.name)
        beside.replace(target)
    except UnicodeDecodeError as error:
        raise Invalid("{name}不是{encoding}编码", name=source.name, encoding=encoding) from error
    finally:
        beside.unlink(missing_ok=True)
    return told | {"output": str(target)}


def _copied(rows: TextIO, masked: TextIO, columns: list[str], name: str) -> dict[str, Any]:
    ends, dialect = _ends(rows)
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(rows, delimiter=dialect)
    heads = next(reader, [])
    places = _places(heads, columns, name)
    writer = csv.writer(masked, delimiter=dialect, lineterminator=ends)
    writer.writerow(heads)
    kinds: Counter[str] = Counter()
    read = touched = 0
    for row, counts in _masked(reader, places):
        writer.writerow(row)
        kinds.update(counts)
        read, touched = read + 1, touched + bool(counts)
    return {"rows": read, "rows_touched": touched, "counts": dict(sorted(kinds.items()))}


def _masked(reader: Any, places: list[int]) -> Iterator[tuple[list[str], Counter[str]]]:
    """Every row with its texts hidden; a row that is too short keeps what it has."""
    try:
        for row in reader:
            counts: Counter[str] = Counter()
            for place in places:
                if place < len(row):
                    row[place], found = masking.free_text(row[place])
                    counts.update(found)
            yield row, counts
    except csv.Error as error:
        raise Invalid("第{line}行读不了：{why}", line=reader.line_num, why=str(error)) from None


def _places(heads: list[str], columns: list[str], name: str) -> list[int]:
    """Where the columns stand. Raises `Invalid` with the columns that there are."""
    missing = [column for column in columns if column not in heads]
    if missing:
        raise Invalid(
            "{name}没有列“{missing}”，现有列：{heads}",
            name=name,
            missing="、".join(missing),
            heads="、".join(heads),
        )
    return [place for place, head in enumerate(heads) if head in columns]


def _encoding(source: Path) -> str:
    """UTF-8 with or without a mark, UTF-16 by its mark, else GB 18030."""
    with source.open("rb") as file:
        head = file.read(LOOKED_AT)
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _ends(rows: TextIO) -> tuple[str, str]:
    """How the lines of the file end, and what stands between its columns."""
    line = rows.readline()
    rows.seek(0, io.SEEK_SET)
    return ("\r\n" if line.endswith("\r\n") else "\n"), (
        "\t" if "\t" in line and "," not in line else ","
    )
