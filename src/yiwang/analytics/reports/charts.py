"""A bar chart that Word, WPS and LibreOffice draw themselves: sharp, and in the reader's fonts."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Cm
from lxml import etree
from lxml.builder import ElementMaker

from yiwang.analytics.reports.layout import Bar, Block

_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
COLOUR = "1F5F8B"
WIDTH, EACH, AROUND = Cm(15), Cm(0.7), Cm(1.2)
_c = ElementMaker(namespace=_C, nsmap={"c": _C, "a": _A})
_a = ElementMaker(namespace=_A)


def chart_run(document: Document, block: Block, number: int) -> etree._Element:
    """The run that shows the bars of a block; its chart becomes a part of the document."""
    name = PackURI(f"/word/charts/chart{number}.xml")
    part = Part(name, KIND, etree.tostring(_chart(block), xml_declaration=True, encoding="UTF-8"))
    where = document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    height = AROUND + EACH * len(block.bars)
    run = parse_xml(
        f'<w:r xmlns:w="{_W}" xmlns:wp="{_WP}" xmlns:a="{_A}"><w:drawing>'
        f'<wp:inline><wp:extent cx="{WIDTH}" cy="{height}"/>'
        f'<wp:docPr id="{1000 + number}" name=""/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{_R}" r:id="{where}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    about = run.find(f".//{{{_WP}}}docPr")
    about.set("name", block.drawn)
    about.set("descr", f"{block.drawn}：" + "、".join(f"{b.name} {b.text}" for b in block.bars))
    return run


def _chart(block: Block) -> etree._Element:
    bars = block.bars
    series = _c.ser(
        _c.idx(val="0"),
        _c.order(val="0"),
        _c.tx(_c.v(block.drawn)),
        _c.spPr(_a.solidFill(_a.srgbClr(val=COLOUR))),
        _c.invertIfNegative(val="0"),
        _shown(),
        _c.cat(_c.strLit(_c.ptCount(val=str(len(bars))), *_points(bars, "name"))),
        _c.val(
            _c.numLit(_c.formatCode("General"), _c.ptCount(val=str(len(bars))), *_points(bars, ""))
        ),
    )
    plot = _c.plotArea(
        _c.layout(),
        _c.barChart(
            _c.barDir(val="bar"),
            _c.grouping(val="clustered"),
            _c.varyColors(val="0"),
            series,
            _c.gapWidth(val="60"),
            _c.axId(val="1"),
            _c.axId(val="2"),
        ),
        _axis("catAx", "1", "2", "maxMin", "l"),
        _axis("valAx", "2", "1", "minMax", "b"),
    )
    return _c.chartSpace(
        _c.roundedCorners(val="0"),
        _c.chart(_c.autoTitleDeleted(val="1"), plot, _c.plotVisOnly(val="1")),
    )


def _points(bars: tuple[Bar, ...], field: str) -> list[etree._Element]:
    return [
        _c.pt(_c.v(bar.name if field else str(bar.number)), idx=str(at))
        for at, bar in enumerate(bars)
    ]


def _shown() -> etree._Element:
    """The value behind each bar."""
    flags = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent")
    said = [_c(flag, val="1" if flag == "showVal" else "0") for flag in flags]
    return _c.dLbls(*said, _c.showBubbleSize(val="0"))


def _axis(kind: str, own: str, other: str, direction: str, side: str) -> etree._Element:
    hidden = "1" if kind == "valAx" else "0"
    return _c(
        kind,
        _c.axId(val=own),
        _c.scaling(_c.orientation(val=direction)),
        _c.delete(val=hidden),
        _c.axPos(val=side),
        _c.majorTickMark(val="none"),
        _c.minorTickMark(val="none"),
        _c.tickLblPos(val="nextTo"),
        _c.crossAx(val=other),
        _c.crosses(val="autoZero"),
    )
