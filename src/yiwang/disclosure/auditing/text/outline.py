"""What the contents promise against the headings, and numbers of headings that jump or repeat."""

import difflib
import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text.passages import Passage, found
from yiwang.disclosure.document import Document, Paragraph, Section
from yiwang.disclosure.tables import Line

_DROPPED = re.compile(r"[\s\f*#…·.．。\-—]+|\d+$|(?:20\d\d年度?)|[（(]表\d*[）)]")
_NUMBERING = re.compile(
    r"^(?:第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、．]?)"
)
_TYPED = str.maketrans("（）“”", '()""')
_TABLE = re.compile(r"表(?:\(.*\))?$")
# Words that the contents put before a heading and the text leaves out.
_GENERAL = re.compile(r"^(?:部门|单位)")
_ALIKE = 0.7
_DIGITS = {one: number for number, one in enumerate("一二三四五六七八九", 1)}


def contents(audited: Audited) -> Iterator[Finding]:
    """Titles of the contents page that the text does not have, or has in other words."""
    document = audited.document
    headings = {core(one.title): one for one in document.sections}
    for line in document.contents:
        title = core(line.text)
        if len(title) < 3 or _TABLE.search(title) or _promised(title, headings):
            continue
        near = _nearest(title, headings)
        if near is not None:
            text = f"目录为“{title}”，正文标题为“{near}”"
            yield _at(line, near, text)
        else:
            yield _at(line, "正文中应有此节", f"目录列有“{title}”，正文中没有此标题")


def core(title: str) -> str:
    """A title without its number, year, leaders and page number."""
    plain = re.sub(r"\s", "", title.translate(_TYPED))
    plain = _DROPPED.sub("", _NUMBERING.sub("", plain.lstrip("-*#\f")))
    return _NUMBERING.sub("", plain).strip("、")


def _promised(title: str, headings: dict[str, Section]) -> bool:
    short = _GENERAL.sub("", title)
    return any(one == title or one.endswith(short) for one in headings)


def _nearest(title: str, headings: dict[str, Section]) -> str | None:
    near = difflib.get_close_matches(title, headings, n=1, cutoff=_ALIKE)
    return near[0] if near else None


def _at(line: Line, expected: str, text: str) -> Finding:
    return Finding(
        "text-contents",
        Severity.WARNING,
        line.place,
        line.text.strip(),
        line.text.strip(),
        expected,
        text,
        where="目录",
    )


def numbers(audited: Audited) -> Iterator[Finding]:
    """Headings and numbered paragraphs whose numbers jump or come again."""
    document = audited.document
    above: dict[int, Section] = {}
    for section in document.sections:
        for level in [one for one in above if one > section.level]:
            del above[level]
        last = above.get(section.level)
        # The heading of a part with tables only is easily taken for the title of a table.
        if last is not None and section.level > 1:
            heading = Passage(section, Paragraph(section.title, section.place), heading=True)
            yield from _step(document, heading, number(last.number), number(section.number))
        if number(section.number) == 1 or last is not None:
            above[section.level] = section
    for section in document.sections:
        yield from _listed(document, section)


def number(printed: str) -> int | None:
    """What a printed number of a heading counts: 第三部分, 十二、, （二）, 4."""
    plain = re.sub(r"[第部分、（）().．\s]", "", printed)
    if plain.isdigit():
        return int(plain)
    if not plain or not set(plain) <= {*_DIGITS, "十"}:
        return None
    tens, ten, ones = plain.partition("十")
    if not ten:
        return _DIGITS.get(plain)
    return (_DIGITS.get(tens, 1)) * 10 + _DIGITS.get(ones, 0)


def _step(
    document: Document, passage: Passage, last: int | None, this: int | None
) -> Iterator[Finding]:
    if last is None or this is None or this in (last + 1, 1):
        return
    kind = "重复" if this <= last else "跳号"
    span = (0, len(passage.text))
    text = f"序号{kind}：前一项为 {last}，此处为 {this}"
    yield found("text-numbering", Severity.WARNING, passage, span, f"第 {last + 1} 项", text)


def _listed(document: Document, section: Section) -> Iterator[Finding]:
    """The numbered paragraphs of one section; a number within the text before is no jump."""
    last, style, text = None, "", ""
    for one in section.paragraphs:
        head = re.match(r"\s*([（(][一二三四五六七八九十]+[）)]|\d{1,2}\s*[.、．](?!\d))", one.text)
        if head is None:
            text += one.text
            continue
        mark = "（" if head[1][0] in "（(" else "1"
        this = number(head[1])
        again = any(one.text == other.text for other in section.paragraphs if other is not one)
        if mark == style and not again and not _inside(text, mark, last):
            passage = Passage(section, one)
            yield from _step(document, passage, last, this)
        last, style, text = this, mark, one.text


def _inside(text: str, mark: str, last: int | None) -> bool:
    """Whether the next number was printed within the paragraph before."""
    if last is None:
        return True
    pattern = r"[（(]([一二三四五六七八九十]+)[）)]" if mark == "（" else r"(\d{1,2})[.、．]"
    return any(number(one) == last + 1 for one in re.findall(pattern, text))


RULES = (
    Rule(
        key="text-contents",
        label="目录与正文标题不一致",
        explanation="目录所列各部分、各节在正文中都应有相同的标题。",
        basis="部门预算、决算公开样本的目录；预算公开检查表“目录”",
        example=(
            "目录：十、机关运行经费支出情况说明；正文：十、机关运行经费支出",
            "目录与正文都是：十、机关运行经费支出情况说明",
        ),
        check=contents,
    ),
    Rule(
        key="text-numbering",
        label="序号跳号或重复",
        explanation="同一级标题、同一节内的序号应当连续，不跳号、不重复。",
        basis="公文处理的结构层次序数",
        example=(
            "1.负责甲。\n2.负责乙。\n4.负责丙。",
            "1.负责甲。\n2.负责乙。\n3.负责丙。",
        ),
        check=numbers,
    ),
)
