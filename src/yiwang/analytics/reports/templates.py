"""The docx that a report is poured into: the one of birth, and what a changed one may not hold."""

import difflib
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from yiwang.analytics.reports import paper
from yiwang.analytics.reports.bulletins import Bulletin
from yiwang.analytics.reports.document import PLACE, paragraphs
from yiwang.analytics.reports.layout import numeral
from yiwang.kernel import uploads
from yiwang.kernel.refusals import Invalid

MOST_BYTES = 2 * 1024 * 1024
MOST_TOLD = 5
# Left over after the placeholders: one that was not closed, or not opened.
_BROKEN = re.compile(r"\{\{|\}\}")
_LINKS = "/hyperlink"
SERIF, SANS = "宋体", "黑体"


def born(bulletin: Bulletin) -> bytes:
    """The template that holds until staff publish another."""
    document = Document()
    _page(document)
    _centred(document, "{{标题}}", 20, bold=True)
    _centred(document, "数据截至{{数据截至}}", 10)
    for at, section in enumerate(bulletin.sections):
        heading = document.add_heading(f"{numeral(at)}、{section.label}", level=2)
        for run in heading.runs:
            _font(run, SANS)
            run.font.color.rgb = RGBColor(0, 0, 0)
        document.add_paragraph(_place(section.label, paper.TEXT))
        if section.drawn:
            document.add_paragraph(_place(section.label, paper.PICTURE))
        document.add_paragraph(_place(section.label, paper.TABLE))
    document.add_paragraph("审核：{{审核人}}　　签发：{{签发人}}　　签发时间：{{签发时间}}")
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _place(label: str, kind: str) -> str:
    return "{{" + f"{label}.{kind}" + "}}"


def _page(document: Docx) -> None:
    """A4, and a Chinese serif as body text."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    style = document.styles["Normal"]
    style.font.size = Pt(12)
    style.font.name = "Times New Roman"
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), SERIF)


def _font(run: Any, name: str) -> None:
    run.font.name = name
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _centred(document: Docx, text: str, size: int, *, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    _font(run, SANS if bold else SERIF)


def check(bulletin: Bulletin, name: str, content: bytes) -> None:
    """Raises `Invalid` with every placeholder of a template that cannot be filled."""
    if len(content) > MOST_BYTES:
        raise Invalid("模板不能超过{most}兆字节", most=MOST_BYTES // 1024 // 1024)
    if uploads.sniff(name, content) is not uploads.DOCX:
        raise Invalid("模板要是docx文件")
    try:
        document = Document(BytesIO(content))
    except (KeyError, ValueError, BadZipFile, XMLSyntaxError):
        raise Invalid("文件已损坏，无法读取") from None
    if any(_reaches_out(document)):
        raise Invalid("模板引用了外部的图片、模板或对象，请改为嵌入文件内")
    seen = [_Seen(one) for one in paragraphs(document)]
    _check_written(seen)
    _check_names(seen, paper.inline(bulletin), paper.standing(bulletin))


def _reaches_out(document: Docx) -> Iterator[bool]:
    """Whether anything but a link to click on is fetched from elsewhere."""
    for part in document.part.package.iter_parts():
        for one in part.rels.values():
            yield one.is_external and not one.reltype.endswith(_LINKS)


class _Seen:
    """A paragraph with the placeholders that can be filled in it."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.text = "".join(run.text for run in paragraph.runs)
        self.names: list[str] = PLACE.findall(self.text)
        self.hidden = len(PLACE.findall(_all_of(paragraph._p))) > len(self.names)

    @property
    def shown(self) -> str:
        """How people find it again."""
        return self.text.strip()[:30]


def _check_written(seen: list[_Seen]) -> None:
    for one in seen:
        if _BROKEN.search(PLACE.sub("", one.text)):
            raise Invalid("“{text}”里有没有配对的花括号", text=one.shown)
        if one.hidden:
            raise Invalid("“{text}”里有占位符放在链接或域里，不能填写", text=one.shown)
    if not any(one.names for one in seen):
        raise Invalid("模板里没有任何占位符")


def _check_names(seen: list[_Seen], within: set[str], alone: set[str]) -> None:
    names = dict.fromkeys(name for one in seen for name in one.names)
    unknown = [name for name in names if name not in within | alone]
    if unknown:
        told = "、".join(_guessed(name, within | alone) for name in unknown[:MOST_TOLD])
        raise Invalid("模板里有{count}个不认识的占位符：{names}", count=len(unknown), names=told)
    for one in seen:
        for name in one.names:
            if name in alone and not PLACE.fullmatch(one.text.strip()):
                raise Invalid("“{name}”要单独成段", name=f"{{{{{name}}}}}")


def _guessed(name: str, known: set[str]) -> str:
    """A name that nobody knows, and the one that was perhaps meant."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"{{{{{name[:30]}}}}}" + (f"（{{{{{near[0]}}}}}？）" if near else "")


def _all_of(element: Any) -> str:
    """Every text below a paragraph, also what its runs do not show; boxes stand by themselves."""
    inner = {id(t) for box in element.iter(qn("w:txbxContent")) for t in box.iter(qn("w:t"))}
    return "".join(t.text or "" for t in element.iter(qn("w:t")) if id(t) not in inner)
