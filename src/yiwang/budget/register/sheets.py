"""Opens a file of the finance system as rows of texts with their lines; guards against bombs."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import python_calamine

from yiwang.kernel import uploads
from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.kernel.text_files import decode

MOST_BYTES, MOST_ROWS = 16 * 1024 * 1024, 100_000
Row = tuple[int, list[str]]
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


def rows(name: str, content: bytes) -> Iterator[Row]:
    """Each row of the first sheet or of the text, from line 1. Raises `Invalid`, `TooLarge`."""
    if len(content) > MOST_BYTES:
        raise TooLarge("文件超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
    if content.startswith(_OLD_WORKBOOK):
        return _workbook(content)
    kind = uploads.sniff(name, content)
    if kind is uploads.XLSX:
        return _workbook(content)
    if kind is uploads.TEXT:
        return _text(content)
    raise Invalid("请导入CSV或Excel文件（xlsx、xls）")


def _text(content: bytes) -> Iterator[Row]:
    text = decode(content).text
    separator = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for cells in reader:
            yield _bounded(reader.line_num), [cell.strip() for cell in cells]
    except csv.Error:
        raise Invalid("CSV文件的第{line}行无法读取", line=reader.line_num) from None


def _workbook(content: bytes) -> Iterator[Row]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    # A panic of the reader is no `Exception`.
    except BaseException:
        raise Invalid("工作簿已损坏、有密码，或不是Excel文件") from None
    for line, cells in enumerate(found, 1):
        yield _bounded(line), [_cell(cell) for cell in cells]


def _bounded(line: int) -> int:
    if line > MOST_ROWS:
        raise TooLarge("一个文件最多{most}行", most=MOST_ROWS)
    return line


def _cell(cell: Any) -> str:
    """A cell as people see it: what binary fractions add behind fifteen digits is dropped."""
    if isinstance(cell, float):
        return f"{Decimal(f'{cell:.15g}').normalize():f}"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
