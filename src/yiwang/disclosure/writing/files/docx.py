"""A docx with real headings, contents, page numbers, and wide tables on pages laid across."""

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt, Twips

from yiwang.disclosure.writing.blocks import Block, Board, Chart, Draft, Heading, Printed, Words
from yiwang.disclosure.writing.files.charts import chart_png
from yiwang.disclosure.writing.files.docx_styles import dressed
from yiwang.disclosure.writing.files.docx_tables import board_xml, printed_xml
from yiwang.disclosure.writing.files.grid import across
from yiwang.disclosure.writing.files.packing import repacked

_LONG, _SHORT, _MARGIN = Cm(29.7), Cm(21.0), Cm(2.2)


def docx(draft: Draft) -> bytes:
    """The whole document; the same bytes for the same draft."""
    document = Document()
    dressed(document)
    _laid(document.sections[0], wide=False)
    _cover(document, draft)
    _contents(document, draft)
    wide = False
    for block in draft.blocks:
        lies = isinstance(block, Printed) and across(block)
        opens = isinstance(block, Heading) and block.level == 1
        if lies != wide or opens:
            wide = lies
            _laid(document.add_section(WD_SECTION.NEW_PAGE), wide=wide)
        _block(document, block)
    _about(document, draft)
    content = BytesIO()
    document.save(content)
    return repacked(content.getvalue())


def _about(document: Docx, draft: Draft) -> None:
    day = datetime.strptime(draft.published, "%Y年%m月%d日")  # noqa: DTZ007 - a day, no moment
    told = document.core_properties
    told.title, told.author, told.last_modified_by = draft.title, draft.unit_name, ""
    told.comments, told.language, told.revision = "", "zh-CN", 1
    told.created = told.modified = day


def _laid(section: Any, *, wide: bool) -> None:
    """A4 upright or across, with its page number below."""
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, _MARGIN)
    footer = section.footer.paragraphs[0]
    if footer.runs:
        return
    section.footer.is_linked_to_previous = False
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    for xml in _field("PAGE", "1"):
        footer._p.append(xml)
    footer.add_run(" —")


def _field(code: str, shown: str) -> list[Any]:
    """A field that Word fills, with what is shown until then."""
    marks = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return [parse_xml(f"<w:r {nsdecls('w')}>{one}</w:r>") for one in marks]


def _cover(document: Docx, draft: Draft) -> None:
    for _ in range(6):
        document.add_paragraph()
    document.add_paragraph(draft.title, style="Title")
    for _ in range(10):
        document.add_paragraph()
    day = document.add_paragraph(draft.published)
    day.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _contents(document: Docx, draft: Draft) -> None:
    """A field of contents, filled already, that Word can fill anew with page numbers."""
    head = document.add_paragraph("目录")
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    begin, code, separate, _shown, end = _field('TOC \\o "1-2" \\h', "")
    rows = [document.add_paragraph(text, style=f"toc {level}") for level, text in draft.contents]
    for at, xml in enumerate((begin, code, separate), 1):
        rows[0]._p.insert(at, xml)
    rows[-1]._p.append(end)


def _block(document: Docx, block: Block) -> None:
    match block:
        case Heading():
            document.add_paragraph(block.text, style=f"Heading {block.level}")
        case Words():
            document.add_paragraph(block.text, style="Body Text")
        case Printed():
            _printed(document, block)
        case Board():
            _board(document, block)
        case Chart():
            _chart(document, block)


def _printed(document: Docx, table: Printed) -> None:
    title, *lines = table.above
    document.add_paragraph(title, style="Heading 2").alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in lines:
        document.add_paragraph(line, style="Table Line")
    width = (_LONG if across(table) else _SHORT) - 2 * _MARGIN
    _put(document, printed_xml(table, _twips(width)))
    _notes(document, table.notes)


def _board(document: Docx, board: Board) -> None:
    document.add_paragraph(board.title, style="Board Title")
    for line in board.above:
        document.add_paragraph(line, style="Table Line")
    _put(document, board_xml(board, _twips(_SHORT - 2 * _MARGIN)))
    _notes(document, board.notes)


def _twips(length: int) -> int:
    """Word's tables count twentieths of a point."""
    return length // Twips(1)


def _put(document: Docx, xml: str) -> None:
    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _notes(document: Docx, notes: tuple[str, ...]) -> None:
    for one in notes or ("",):
        document.add_paragraph(one, style="Table Note")


def _chart(document: Docx, chart: Chart) -> None:
    """The picture where this machine can draw one; its figures stand in the text either way."""
    picture = chart_png(chart)
    if picture:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(picture), width=Cm(14))
        told = "；".join(f"{bar.name}{bar.text}" for bar in chart.bars)
        shape._inline.docPr.set("descr", f"{chart.title}：{told}")
    caption = document.add_paragraph(chart.caption)
    caption.alignment, caption.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(8)
