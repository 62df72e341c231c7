"""Reads the sheets of a workbook (xlsx, xls): which rows there are and what a cell says."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import python_calamine

from yiwang.history.faults import FileFault
from yiwang.history.headings import need_all, need_once
from yiwang.history.mapping import plain
from yiwang.history.opening import HEADER_WITHIN
from yiwang.history.packed import SheetFacts, look_through

SIGNATURES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# A heading may stand lower than that in no sheet, and so may a case.
Row = tuple[int, list[str]]
# Floating point numbers hold no whole number beyond this one exactly.
_EXACT = 10**15


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet; `order` says where the columns of the table stand in it."""

    name: str
    first: int
    order: list[int]
    rows: list[list[Any]]
    unusable: dict[tuple[int, int], str] = field(default_factory=dict)

    def texts(self) -> Iterator[Row]:
        """Each row with its line, as texts in the order of the table."""
        last = max((row for row, _ in self.unusable), default=0) + 1
        missing: list[list[Any]] = [[]] * max(0, last + 1 - self.first - len(self.rows))
        for line, cells in enumerate([*self.rows, *missing], start=self.first):
            yield line, [self._cell(line, cells, at) for at in self.order]

    def _cell(self, line: int, cells: list[Any], at: int) -> str:
        found = text(cells[at]) if at < len(cells) else ""
        return found or self.unusable.get((line - 1, at), "") if self.unusable else found


class Workbook:
    """An opened workbook, that was looked through before."""

    def __init__(self, path: Path) -> None:
        is_zip = zipfile.is_zipfile(path)
        self._facts = look_through(path) if is_zip else dict[str, SheetFacts]()
        with _faults():
            self._book = python_calamine.CalamineWorkbook.from_path(str(path))
            self.names = list(self._book.sheet_names)

    def sheet(self, name: str, wanted: frozenset[str]) -> Sheet:
        """A sheet below its heading. Raises `FileFault` when it has none with these columns."""
        with _faults():
            rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        best: set[str] = set()
        for at, cells in enumerate(rows[: HEADER_WITHIN + 2]):
            names = [plain(text(cell)) for cell in cells]
            best = max(best, wanted & set(names), key=len)
            if wanted <= set(names):
                need_once(names, wanted)
                order = [names.index(column) for column in sorted(wanted)]
                facts = self._facts.get(name, SheetFacts())
                return Sheet(name, at + 2, order, rows[at + 1 :], facts.unusable)
        need_all(wanted, best)
        raise FileFault("工作表“{name}”里没有表头", name=name, kind="no_heading")


@contextmanager
def _faults() -> Iterator[None]:
    """The reader's own exceptions as refusals; a panic of it is no `Exception`."""
    try:
        yield
    except python_calamine.PasswordError:
        raise FileFault("工作簿有打开密码，请去掉密码后另存，再导入", kind="password") from None
    except (KeyboardInterrupt, SystemExit, FileFault, MemoryError):
        raise
    except BaseException:
        raise FileFault("工作簿已损坏，或不是Excel文件；请重新导出", kind="malformed") from None


def text(cell: Any) -> str:
    """A cell as its reader sees it: whole numbers without a point, dates as dates."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, float) and abs(cell) >= _EXACT:
        return f"{cell:.15e}"
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)
