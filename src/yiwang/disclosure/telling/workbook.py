"""Findings as a workbook that an office can sort, tick off and hand on."""

import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from yiwang.disclosure.auditing.finding import Finding
from yiwang.disclosure.document import Document
from yiwang.disclosure.telling.text import NAMES, spot

_HEADS = ("文件", "级别", "位置", "表、行、栏", "问题", "印为", "应为", "原文", "规则")
_WIDTHS = (24, 8, 14, 30, 60, 18, 18, 40, 24)


def workbook(audited: Sequence[tuple[Document, Sequence[Finding]]]) -> bytes:
    """A sheet of findings and one of the tables that were read."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "审核结果"
    _headed(sheet, _HEADS, _WIDTHS)
    for document, found in audited:
        for one in found:
            sheet.append(_row(document, one))
    _tables(book.create_sheet("读出的表格"), [document for document, _found in audited])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _row(document: Document, one: Finding) -> list[str]:
    told = (
        document.name,
        NAMES[one.severity],
        spot(document, one.place),
        one.where,
        one.message,
        one.printed,
        one.expected,
        one.quote,
        one.rule,
    )
    return [_plain(text) for text in told]


def _plain(text: str) -> str:
    """What a spreadsheet would take for a formula is written as text."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} and not text[1:2].isdigit() else text


def _tables(sheet: Worksheet, documents: Sequence[Document]) -> None:
    _headed(
        sheet, ("文件", "表号", "表名", "单位", "行数", "栏数", "位置"), (24, 10, 48, 8, 8, 8, 14)
    )
    for document in documents:
        for table in document.tables:
            unit = table.printed_unit or (table.unit.label if table.unit else "")
            sheet.append(
                [
                    _plain(document.name),
                    _plain(table.number or ""),
                    _plain(table.title),
                    unit,
                    len(table.rows),
                    len(table.columns),
                    spot(document, table.place),
                ]
            )


def _headed(sheet: Worksheet, heads: Sequence[str], widths: Sequence[int]) -> None:
    sheet.append(list(heads))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
