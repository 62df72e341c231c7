"""How a docx looks: 仿宋 for text, 黑体 for headings, 宋体 in tables, with other names for each."""

from typing import Any

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor

# name, font, size, bold, alignment, space before and after (points), indented first line
_LOOKS: tuple[tuple[str, str, float, bool, WD_ALIGN_PARAGRAPH | None, float, bool], ...] = (
    ("Normal", "仿宋", 14, False, None, 0, False),
    ("Body Text", "仿宋", 14, False, None, 0, True),
    ("Title", "黑体", 26, False, WD_ALIGN_PARAGRAPH.CENTER, 0, False),
    ("Heading 1", "黑体", 18, False, WD_ALIGN_PARAGRAPH.CENTER, 12, False),
    ("Heading 2", "黑体", 15, False, None, 8, False),
    ("Heading 3", "楷体", 14, True, None, 6, False),
    ("toc 1", "黑体", 13, False, None, 2, False),
    ("toc 2", "仿宋", 13, False, None, 0, True),
    ("Table Line", "宋体", 9, False, WD_ALIGN_PARAGRAPH.RIGHT, 0, False),
    ("Table Note", "宋体", 9, False, None, 2, False),
    ("Board Title", "黑体", 14, False, WD_ALIGN_PARAGRAPH.CENTER, 12, False),
)

# What a machine without these fonts may take instead.
_OTHERS = (
    ("仿宋", "FangSong", "roman"),
    ("黑体", "SimHei", "swiss"),
    ("楷体", "KaiTi", "roman"),
    ("宋体", "SimSun", "roman"),
)


def dressed(document: Docx) -> None:
    """Give the empty document its styles and its table of fonts."""
    for look in _LOOKS:
        _styled(document, *look[:2], look[2:])
    _fonts(document)


def _styled(document: Docx, name: str, font: str, told: tuple[Any, ...]) -> None:
    size, bold, alignment, space, indented = told
    there = {one.name for one in document.styles}
    if name not in there:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style: Any = document.styles[name]
    style.font.size, style.font.bold = Pt(size), bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    fonts.set(qn("w:ascii"), "Times New Roman")
    fonts.set(qn("w:hAnsi"), "Times New Roman")
    fonts.set(qn("w:eastAsia"), font)
    paragraph = style.paragraph_format
    paragraph.space_before = paragraph.space_after = Pt(space)
    paragraph.line_spacing = 1.0 if size < 12 else 1.4
    if alignment is not None:
        paragraph.alignment = alignment
    if indented:
        paragraph.first_line_indent = Pt(2 * size)
    if name == "Title":
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
            break


def _fonts(document: Docx) -> None:
    """The table of fonts, each with another name and its family."""
    rows = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/>'
        f'<w:family w:val="{family}"/></w:font>'
        for name, other, family in _OTHERS
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = _xml(f"<w:fonts {nsdecls('w')}>{rows}</w:fonts>")


def _xml(text: str) -> bytes:
    parse_xml(text)
    return b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text.encode()
