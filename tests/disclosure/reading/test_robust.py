"""Nothing that stands in a text file makes reading fail, and no line is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.reading.documents import FINAL
from yiwang.disclosure.document import Document, FileType
from yiwang.disclosure.reading import compose
from yiwang.disclosure.sources.flow import Flow
from yiwang.disclosure.tables import Line, Place

PIECES = (
    "第一部分 概况",
    "目 录",
    "一、收入",
    "（一）",
    "1.",
    "收入支出决算总表（表 1）",
    "公开 02 表",
    "单位：万元",
    "部门：",
    "注：",
    "栏次\t1\t2",
    "类\t款\t项\t栏次\t1",
    "项目\t\t本年支出\t",
    "2010350 事业运行\t\t1.00",
    "201\t50",
    "合计\t\t",
    "\t",
    "\f",
    "#",
    "**",
    "<b>",
    "$\\geq",
    "本部门无。",
    "一级指标\t二级指标",
    "0",
    "- 3 -",
    "",
)
LINES = st.lists(
    st.lists(st.sampled_from(PIECES), max_size=3).map("".join) | st.text(max_size=12), max_size=25
)


def composed(text: str) -> Document:
    """The document of these lines, past what refuses empty and hostile files."""
    lines = tuple(Line(one, Place(at, at, 1)) for at, one in enumerate(text.split("\n"), 1))
    return compose(Flow("a.txt", FileType.TXT, lines, lines))


def sound(document: Document) -> None:
    """What holds of every document: cells and paragraphs lie in its lines, entries can be asked."""
    for table in document.tables:
        assert len(table.entries) >= 0
        for cell in table.cells:
            assert 1 <= cell.place.line <= cell.place.end_line <= len(document.lines)
            assert table.column(cell.column).index == cell.column
    for paragraph in document.paragraphs:
        assert paragraph.place_of(0, len(paragraph.text)).line >= 1


@settings(max_examples=200, deadline=None, derandomize=True)
@given(LINES)
def test_any_lines_can_be_read(lines: list[str]) -> None:
    sound(composed("\n".join(lines)))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.data())
def test_a_document_with_lines_lost_doubled_moved_or_cut_can_be_read(data: st.DataObject) -> None:
    lines = FINAL.split("\n")
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(("lost", "doubled", "moved", "cut", "short")))
        line = lines[at]
        if change == "doubled":
            lines.insert(at, line)
        elif change == "moved":
            lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif change == "cut":
            lines = lines[: max(at, 5)]
        elif change == "lost":
            del lines[at]
        else:
            lines[at] = line[: data.draw(st.integers(0, len(line)))]
        if len(lines) < 3:
            break
    sound(composed("\n".join(lines)))


def test_nothing_is_an_empty_document() -> None:
    document = composed("")
    assert (document.tables, document.sections, document.title) == ((), (), "")
