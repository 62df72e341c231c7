"""A docx out of a template: placeholders become sentences, tables and charts."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from yiwang.analytics.reports.charts import chart_run
from yiwang.analytics.reports.layout import Block
from yiwang.analytics.reports.paper import PICTURE, TABLE, Paper

PLACE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_HEADERS = (
    "header",
    "footer",
    "first_page_header",
    "first_page_footer",
    "even_page_header",
    "even_page_footer",
)


def filled(template: bytes, paper: Paper) -> bytes:
    """The template with every placeholder filled; what a report does not have is left empty."""
    document = Document(BytesIO(template))
    for number, paragraph in enumerate(list(paragraphs(document)), 1):
        _fill(document, paragraph, paper, number)
    document.core_properties.title = paper.title
    document.core_properties.author = ""
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def paragraphs(document: Docx) -> Iterator[Paragraph]:
    """Every paragraph of the body, its tables and boxes, then of all heads and feet."""
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document._body)
    for section in document.sections:
        for name in _HEADERS:
            part = getattr(section, name)
            if not part.is_linked_to_previous:
                yield from (Paragraph(one, part) for one in part._element.iter(qn("w:p")))


def _fill(document: Docx, paragraph: Paragraph, paper: Paper, number: int) -> None:
    text = "".join(run.text for run in paragraph.runs)
    alone = PLACE.fullmatch(text.strip())
    label, _dot, kind = alone.group(1).rpartition(".") if alone else ("", "", "")
    if kind in (TABLE, PICTURE):
        _put(document, paragraph, paper.block(label), kind, number)
    else:
        replace(paragraph, paper.words)


def replace(paragraph: Paragraph, words: dict[str, str]) -> None:
    """Put words for placeholders, also where Word cut one into several runs.

    The word takes the look of the run in which its placeholder begins.
    """
    runs = paragraph.runs
    text = "".join(run.text for run in runs)
    for found in reversed(list(PLACE.finditer(text))):
        word, at = words.get(found.group(1), ""), 0
        for run in runs:
            begin, end = at, at + len(run.text)
            at = end
            if end <= found.start() or begin >= found.end():
                continue
            first = max(found.start() - begin, 0)
            last = min(found.end() - begin, len(run.text))
            here = word if begin <= found.start() else ""
            run.text = run.text[:first] + here + run.text[last:]


def _put(document: Docx, paragraph: Paragraph, block: Block | None, kind: str, number: int) -> None:
    """A table or a chart in place of its paragraph; nothing where the report has none."""
    for run in paragraph.runs:
        run.text = ""
    if block and kind == PICTURE and block.bars:
        paragraph._p.append(chart_run(document, block, number))
    elif block and kind == TABLE and block.rows:
        paragraph._p.addprevious(_table(document, block))


def _table(document: Docx, block: Block) -> Any:
    table = document.add_table(rows=1, cols=len(block.heads))
    table._tbl.tblPr.append(_borders())
    for cell, head in zip(table.rows[0].cells, block.heads, strict=True):
        _write(cell, head, bold=True)
    table.rows[0]._tr.get_or_add_trPr().append(
        parse_xml(f'<w:tblHeader {nsdecls("w")} w:val="true"/>')
    )
    for row in block.rows:
        for cell, one in zip(table.add_row().cells, row, strict=True):
            _write(cell, one.text, right=one.figure)
    return table._tbl


def _borders() -> Any:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8A94A0"/>' for side in _SIDES
    )
    return parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>")


def _write(cell: Any, text: str, *, bold: bool = False, right: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(9)
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
