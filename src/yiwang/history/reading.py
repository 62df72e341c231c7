"""Reads the rows of a file with their line numbers, one after the other, never all at once."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yiwang.history.faults import FileFault
from yiwang.history.headings import need_all, need_once
from yiwang.history.mapping import SHEET, FileMapping, plain
from yiwang.history.opening import (
    HEADER_WITHIN,
    LONGEST_CELL,
    TextShape,
    check_bytes,
    digest,
    recognise,
    unpacked,
)
from yiwang.history.workbook import SIGNATURES, Row, Sheet, Workbook

# Rows of the second and later sheets are numbered from here on; see `place`.
SHEET_STEP = 10_000_000
# What is wrong with a sheet that holds something else, such as remarks.
_NO_LIST = ("missing_column", "no_heading")


@dataclass
class Table:
    """An opened file: its columns, and its rows whenever they are asked for."""

    path: Path
    sha256: str
    encoding: str
    header: list[str]
    sheets: list[str] = field(default_factory=list)
    skipped_sheets: list[str] = field(default_factory=list)
    shape: TextShape | None = None
    # The sheets that have the columns, each with its place among `sheets`.
    parts: list[tuple[int, Sheet]] = field(default_factory=list)
    blank_lines: int = 0
    total: int = 0

    def rows(self) -> Iterator[Row]:
        """Every row below the heading with its line number; blank ones are only counted."""
        self.blank_lines = 0
        for line, cells in self._all_rows():
            if any(cells):
                yield line, cells if self.shape else [*cells, self._sheet_of(line)]
            else:
                self.blank_lines += 1

    def _all_rows(self) -> Iterator[Row]:
        if self.shape is None:
            for at, sheet in self.parts:
                yield from ((at * SHEET_STEP + line, cells) for line, cells in sheet.texts())
            return
        records = _records(self.path, self.shape)
        for _, cells in records:
            if _is_heading(cells, self.header):
                break
        yield from records

    def count(self) -> None:
        """Go through all rows. Raises `FileFault` when there is none, or one cannot be read."""
        self.total = sum(1 for _ in self.rows())
        if not self.total:
            raise FileFault("文件只有表头，没有数据行；请检查导出的范围", kind="no_rows")

    def _sheet_of(self, line: int) -> str:
        return self.sheets[line // SHEET_STEP]

    def place(self, line: int) -> dict[str, Any]:
        """Where a row stands, for the report: its line, and its sheet in a workbook."""
        if not self.sheets:
            return {"line": line}
        return {"line": line % SHEET_STEP, "sheet": self._sheet_of(line)}


def open_table(path: Path, mapping: FileMapping) -> Table:
    """Look the whole file through. Raises `FileFault` when it cannot be taken in."""
    sha256 = digest(path)
    with path.open("rb") as stream:
        start = stream.read(4)
    opened = _open_workbook if start in SIGNATURES else _open_text
    table = opened(path, sha256, mapping)
    # A quote that never ends shows only at the end: find it before anything is written.
    table.count()
    return table


def _open_text(path: Path, sha256: str, mapping: FileMapping) -> Table:
    wanted = mapping.columns | ({SHEET} if mapping.by_sheet else frozenset())
    shape = recognise(path, mapping.shape, wanted)
    check_bytes(path, shape.encoding)
    need_all(wanted, shape.found)
    header = _heading(_records(path, shape), wanted)
    return Table(path, sha256, shape.encoding, header, shape=shape)


def _records(path: Path, shape: TextShape) -> Iterator[Row]:
    """Every record of a text file with the line on which it starts."""
    csv.field_size_limit(LONGEST_CELL)
    line = 0
    with unpacked(path) as stream:
        text = io.TextIOWrapper(stream, encoding=shape.encoding, newline="")
        reader = csv.reader(text, delimiter=shape.separator, strict=True)
        try:
            for cells in reader:
                yield line + 1, cells
                line = reader.line_num
        except csv.Error as fault:
            raise FileFault(
                "第{line}行起引号不成对，或一格过长（{why}）；请改正这一行后再导入",
                line=line + 1,
                why=str(fault),
                kind="malformed",
            ) from None


def _is_heading(cells: list[str], header: list[str]) -> bool:
    return [plain(cell) for cell in cells] == header


def _heading(records: Iterator[Row], wanted: frozenset[str]) -> list[str]:
    """The first record that holds every wanted column, once each."""
    best: set[str] = set()
    for at, (_, cells) in enumerate(records):
        names = [plain(cell) for cell in cells]
        best = max(best, wanted & set(names), key=len)
        if wanted <= set(names):
            need_once(names)
            return names
        if at > HEADER_WITHIN:
            break
    need_all(wanted, best)
    raise FileFault("文件里没有表头", kind="no_heading")


def _open_workbook(path: Path, sha256: str, mapping: FileMapping) -> Table:
    book = Workbook(path)
    named = list(mapping.shape.sheets)
    for name in named:
        if name not in book.names:
            there = "、".join(book.names)
            raise FileFault(
                "工作簿里没有“{name}”这张表，只有：{there}；请改对照文件的“file.sheets”",
                name=name,
                there=there,
                kind="missing_sheet",
            )
    header = [*sorted(mapping.columns), SHEET]
    table = Table(path, sha256, "xlsx", header, sheets=named or book.names)
    table.skipped_sheets = [name for name in book.names if name not in table.sheets]
    _add_sheets(table, book, mapping)
    return table


def _add_sheets(table: Table, book: Workbook, mapping: FileMapping) -> None:
    """Those sheets that have the columns; one that the mapping names must have them."""
    missing = FileFault("工作簿里没有表头", kind="no_heading")
    for at, name in enumerate(table.sheets):
        try:
            table.parts.append((at, book.sheet(name, mapping.columns)))
        except FileFault as fault:
            if mapping.shape.sheets or fault.details["kind"] not in _NO_LIST:
                raise
            missing = fault
            table.skipped_sheets.append(name)
    if not table.parts:
        raise missing
