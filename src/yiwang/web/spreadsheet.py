"""What every exported file holds: who took it and when, and no text that runs as a formula."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.kernel.loading import library
from yiwang.org.actors import Worker

openpyxl = library("openpyxl")

# A spreadsheet takes a text that begins so for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is kept a text."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def stamp(worker: Worker) -> str:
    """Who exported it, when, and what it may be used for."""
    return _("{unit} {person} 于 {now} 导出，仅供工作使用，请勿外传").format(
        unit=worker.unit_name,
        person=worker.person_name,
        now=timezone.localtime().strftime("%Y-%m-%d %H:%M"),
    )


def begin(sheet: Any, told: str) -> None:
    """Put the stamp above the rows and below every printed page."""
    cell = openpyxl.cell.WriteOnlyCell(sheet, value=safe(told))
    cell.font = openpyxl.styles.Font(color="B3261E", bold=True)
    sheet.oddFooter.center.text = told
    sheet.append([cell])


def as_csv(name: str, rows: Iterable[Iterable[Any]]) -> HttpResponse:
    """Rows as a CSV file, with the mark by which spreadsheets know UTF-8."""
    text = io.StringIO()
    csv.writer(text).writerows([safe(cell) for cell in row] for row in rows)
    content = text.getvalue().encode("utf-8-sig")
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def as_book(sheets: Iterable[tuple[str, Iterable[Iterable[Any]]]], told: str) -> io.BytesIO:
    """A workbook of sheets with their titles, each under the stamp."""
    book = openpyxl.Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        begin(sheet, told)
        for row in rows:
            sheet.append([safe(cell) for cell in row])
    content = io.BytesIO()
    book.save(content)
    content.seek(0)
    return content
