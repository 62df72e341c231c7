"""A report as a workbook: a sheet for each section with figures as numbers, and what they mean."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from yiwang.analytics.reports.layout import Block, Cell
from yiwang.analytics.reports.paper import Paper
from yiwang.measure import register

WIDEST = 40
_BOLD = Font(bold=True)


def workbook(paper: Paper) -> bytes:
    """Summary, sections, meaning."""
    book = Workbook()
    summary = book.active
    summary.title = "摘要"
    _line(summary, [paper.title], bold=True)
    _line(summary, [f"数据截至{paper.words['数据截至']}"])
    for block in paper.blocks:
        _line(summary, [block.heading], bold=True)
        for sentence in block.sentences:
            _line(summary, [sentence])
    summary.column_dimensions["A"].width = 110
    for row in summary.iter_rows():
        row[0].alignment = Alignment(wrap_text=True, vertical="top")
    for block in paper.blocks:
        if block.rows:
            _section(book.create_sheet(block.label[:31]), block)
    _meaning(book.create_sheet("口径"), paper)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _line(sheet: Any, values: Iterable[Any], *, bold: bool = False) -> None:
    """One row; a text is a text, whatever it begins with."""
    row = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for at, value in enumerate(values, 1):
        cell = sheet.cell(row, at, value)
        if isinstance(value, str):
            cell.data_type = "s"
        if bold:
            cell.font = _BOLD


def _section(sheet: Any, block: Block) -> None:
    _line(sheet, block.heads, bold=True)
    for row in block.rows:
        _line(sheet, [_value(cell) for cell in row])
        for at, cell in enumerate(row, 1):
            if cell.number is not None:
                sheet.cell(sheet.max_row, at).number_format = _format(cell)
    for at in range(1, len(block.heads) + 1):
        texts = [block.heads[at - 1], *(row[at - 1].text for row in block.rows)]
        width = min(WIDEST, 2 + max(sum(2 if ord(c) > 255 else 1 for c in t) for t in texts))
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.freeze_panes = "A2"
    if block.bars:
        _draw(sheet, block)


def _value(cell: Cell) -> Any:
    return cell.text if cell.number is None else float(cell.number)


def _format(cell: Cell) -> str:
    if cell.text.endswith("%"):
        return '#,##0.00"%"'
    return "#,##0" if cell.number == int(cell.number or 0) else "#,##0.00"


def _draw(sheet: Any, block: Block) -> None:
    """The figures of the drawn column as bars, the highest above."""
    column = block.heads.index(block.drawn) + 1
    last = len(block.bars) + 1
    chart = BarChart()
    chart.type, chart.legend, chart.title = "bar", None, block.drawn
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.add_data(Reference(sheet, min_col=column, min_row=2, max_row=last))
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=last))
    chart.height, chart.width = 2 + 0.7 * len(block.bars), 16
    sheet.add_chart(chart, f"A{sheet.max_row + 3}")


def _meaning(sheet: Any, paper: Paper) -> None:
    """Every indicator with the version of its formula; in words while that is still declared."""
    _line(sheet, ["指标", "版本", "公式", "计与不计", "依据"], bold=True)
    known = {one.key: one for one in register.indicators()}
    labels = {one.key: one.label for table in paper.contents.tables for one in table.columns}
    for key, version in paper.contents.versions.items():
        one = known.get(key)
        words = [one.formula(), one.note, one.basis] if one and one.version == version else []
        _line(sheet, [labels[key], version, *words])
    for letter, width in zip("ABCDE", (18, 20, 40, 60, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    _line(sheet, ["校验值", paper.words["校验值"]])
