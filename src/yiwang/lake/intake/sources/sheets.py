"""Workbooks (xlsx, xls, ods): one sheet, its first row the heading; each cell as its text."""

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
from python_calamine import CalamineError, CalamineWorkbook

from yiwang.kernel.refusals import Invalid, TooLarge
from yiwang.lake.intake.chunks import ROWS, Chunk, counted
from yiwang.lake.intake.sources.limits import MEGA, USUAL, Limits


def chunks(path: Path, *, sheet: str = "", limits: Limits = USUAL) -> Iterator[Chunk]:
    """The rows of a sheet, by default the first. Raises `Invalid`, `TooLarge`."""
    _check_size(path, limits)
    try:
        book = CalamineWorkbook.from_path(str(path))
        name = sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            raise Invalid("没有工作表“{sheet}”", sheet=name)
        rows = book.get_sheet_by_name(name).iter_rows()
    except (CalamineError, IndexError, zipfile.BadZipFile) as fault:
        raise Invalid("工作簿读不出来：{why}", why=str(fault)[:200]) from None
    names = _names(next(rows, []), limits)
    yield _chunk(names, [], 2)
    first, taken = 2, []
    for row in rows:
        taken.append([_text(cell) for cell in row])
        if len(taken) == ROWS:
            yield _chunk(names, taken, first)
            first, taken = first + len(taken), []
    while taken and not any(taken[-1]):
        # Formatted empty rows below the table are no rows.
        taken.pop()
    if taken:
        yield _chunk(names, taken, first)


def _check_size(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            size = sum(one.file_size for one in packed.infolist())
    if size > limits.whole:
        raise TooLarge("工作簿解开后超过{most}MB，请改用CSV", most=limits.whole // MEGA)


def _names(row: Sequence[Any], limits: Limits) -> list[str]:
    names = [_text(cell) or f"列{at}" for at, cell in enumerate(row, start=1)]
    if not names:
        raise Invalid("文件是空的")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Invalid("表头有重复的字段：{fields}", fields="、".join(twice))
    if len(names) > limits.columns:
        raise Invalid("字段超过{most}个", most=limits.columns)
    return names


def _chunk(names: list[str], rows: list[list[str]], first: int) -> Chunk:
    columns = list(zip(*rows, strict=False)) if rows else [()] * len(names)
    columns += [("",) * len(rows)] * (len(names) - len(columns))
    texts = [pa.array(column, pa.string()) for column in columns[: len(names)]]
    batch = pa.RecordBatch.from_arrays(texts, names=names)
    return Chunk(batch, counted(first, len(rows)), (), [first + len(rows) - 1])


def _text(cell: Any) -> str:
    """A cell as people read it: whole numbers without “.0”, days as year-month-day."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return str(cell.date()) if cell.time() == datetime.min.time() else str(cell)
    if isinstance(cell, date | timedelta):
        return str(cell)
    return str(cell).strip()
