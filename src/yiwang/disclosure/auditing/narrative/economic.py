"""Lists of economic subjects in the text against the amounts of the economic table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.disclosure.auditing.books import Shelf, labels
from yiwang.disclosure.auditing.books.book import code, label
from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.codes import subjects
from yiwang.disclosure.codes.labels import plain
from yiwang.disclosure.document import Document, Paragraph, Section
from yiwang.disclosure.forms import Form

# What a list is of, and the economic classes that belong to it.
_GROUPS = {
    "人员经费": ("301", "303"),
    "公用经费": ("302", "307", "309", "310", "311", "312", "313", "399"),
    "工资福利支出": ("301",),
    "商品和服务支出": ("302",),
    "对个人和家庭的补助": ("303",),
}
_LIST = re.compile(
    r"(?P<group>人员经费|公用经费|工资福利支出|商品和服务支出|对个人和家庭的补助)(?:支出)?"
    r"\s*[\d,，.\s]*\s*(?:万元|元)\s*[，,。；]?\s*(?:主要)?(?:包括|用于)\s*[：:]\s*"
    r"(?P<names>[^。；：:]+)"
)
_SPLIT = re.compile(r"[、，,]")
# Words around a name, and endings that differ between the text and the table.
_AROUND = re.compile(r"^(?:在职人员|离退休人员|单位|各项)|(?:以及)?等$|\s")
_ENDINGS = re.compile(r"(?:缴费|费用|支出|费)$")
_CLASS, _SUBJECT = 3, 5


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of subjects in a paragraph: of which group, the names, whether it says 等."""

    group: str
    names: tuple[str, ...]
    open: bool
    section: Section
    paragraph: Paragraph
    span: tuple[int, int]


def lists(document: Document) -> Iterator[Listed]:
    """All lists of economic subjects."""
    for section in document.sections:
        for paragraph in section.paragraphs:
            for one in _LIST.finditer(paragraph.text):
                parts = [_AROUND.sub("", part) for part in _SPLIT.split(one["names"])]
                names = tuple(labels.tidy(part) for part in parts if part)
                ends = one["names"].strip().endswith("等")
                yield Listed(one["group"], names, ends, section, paragraph, one.span())


def amounts(document: Document) -> dict[str, tuple[str, bool]]:
    """Code to name, and whether an amount is printed, of the economic subjects (款)."""
    found: dict[str, tuple[str, bool]] = {}
    for book in Shelf(document).of(Form.BASIC_SPENDING):
        for entry in book.entries:
            number = code(entry)
            if len(number) == _SUBJECT and number.isdigit():
                spent = any(cell.value for cell in entry.figures.values())
                found[number] = (label(entry), spent or found.get(number, ("", False))[1])
    return found


def named(audited: Audited) -> Iterator[Finding]:
    """Lists that name subjects without an amount, or leave out one that has an amount."""
    table = amounts(audited.document)
    if not any(spent for _, spent in table.values()):
        return
    for one in lists(audited.document):
        classes = _GROUPS[one.group]
        inside = {name: spent for number, (name, spent) in table.items() if number[:3] in classes}
        if not any(inside.values()):
            continue
        empty = [name for name in one.names if _empty(name, inside, classes)]
        left = [name for name, spent in inside.items() if spent and not _among(name, one.names)]
        if empty:
            text = f"基本支出表中没有金额的科目：{'、'.join(empty)}"
            yield _told(one, f"只列有金额的科目，删去{'、'.join(empty)}", text)
        if left and not one.open:
            text = f"基本支出表中有金额而未列出的科目：{'、'.join(left)}"
            yield _told(one, f"补列{'、'.join(left)}", text)


def _empty(name: str, inside: dict[str, bool], classes: tuple[str, ...]) -> bool:
    """Whether a name is an economic subject of these classes that has no amount in the table."""
    if any(spent and _same(name, other) for other, spent in inside.items()):
        return False
    known = any(_same(name, other) for other in inside)
    return known or any(
        one.economic and one.code[:_CLASS] in classes and _same(name, plain(one.name))
        for one in subjects()
        if len(one.code) == _SUBJECT
    )


def _among(name: str, names: tuple[str, ...]) -> bool:
    return any(_same(name, other) for other in names)


def _same(one: str, other: str) -> bool:
    first, second = plain(one), plain(other)
    return first == second or _ENDINGS.sub("", first) == _ENDINGS.sub("", second)


def _told(one: Listed, expected: str, text: str) -> Finding:
    quote = one.paragraph.text[slice(*one.span)]
    return Finding(
        "narrative-economic",
        Severity.WARNING,
        one.paragraph.place_of(*one.span),
        quote,
        "、".join(one.names),
        expected,
        text,
        where=f"{one.section.title} / {one.group}",
    )


RULES = (
    Rule(
        key="narrative-economic",
        label="列举的经济科目与基本支出表",
        explanation="“主要包括”之后列举的经济分类科目应在基本支出表中有金额；有金额的也应列出，"
        "以“等”结束的除外。",
        basis="部门决算公开样本“人员经费××万元，主要包括：…（不涉及的不列）”",
        example=(
            "公用经费 3 万元，主要包括：办公费、取暖费。而表中取暖费没有金额",
            "公用经费 3 万元，主要包括：办公费。表中只有办公费有金额",
        ),
        check=named,
    ),
)
