"""The subjects that a document explains against those that its tables use."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.disclosure.auditing.books import Shelf, labels
from yiwang.disclosure.auditing.books.book import code
from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text.passages import Passage, found, passages
from yiwang.disclosure.codes.labels import plain
from yiwang.disclosure.document import Document
from yiwang.disclosure.forms import Form

_GLOSSARY = re.compile(r"名词解释|专业名词|术语解释")
_EXPLAINED = re.compile(
    r"(?P<class>[^。；：:(]+)\(类\)(?P<section>[^。；：:]+?)\(款\)(?P<items>[^。；：:]+?)(?:\(项\)|[：:。]|$)"
)
_NUMBERING = re.compile(r"^[\s\d.、．()一二三四五六七八九十]+")
_ITEM, _SECTION = 7, 5


@dataclass(frozen=True, slots=True)
class Explained:
    """One item that the glossary explains, under its class and section, in its passage."""

    group: str
    section: str
    item: str
    passage: Passage
    span: tuple[int, int]


def explained(document: Document) -> list[Explained]:
    """All items that the glossary explains by 类, 款 and 项."""
    return [
        one
        for passage in passages(document)
        if _in_glossary(document, passage) and not passage.heading
        for one in _items(passage)
    ]


def _in_glossary(document: Document, passage: Passage) -> bool:
    """Whether the passage stands under 名词解释, or under a heading within it."""
    under = False
    for section in document.sections:
        if _GLOSSARY.search(section.title):
            under, level = True, section.level
        elif under and section.level <= level:
            under = False
        if section is passage.section:
            return under
    return False


def _items(passage: Passage) -> Iterator[Explained]:
    half = passage.text.translate(str.maketrans("（）", "()"))
    for one in _EXPLAINED.finditer(half):
        names = [labels.tidy(_NUMBERING.sub("", one[key])) for key in ("class", "section")]
        for item in re.split(r"[、，,]", one["items"]):
            if item.strip():
                name = labels.tidy(item).removesuffix("等")
                yield Explained(names[0], names[1], name, passage, one.span())


def used(document: Document) -> dict[str, str]:
    """The codes of items with their names that the functional tables print with an amount."""
    shelf = Shelf(document)
    return {
        code(entry): labels.tidy(entry.label)
        for book in shelf.of(Form.GENERAL_SPENDING, Form.SPENDING, Form.FUND_SPENDING)
        for entry in book.entries
        if code(entry).isdigit() and any(cell.value for cell in entry.figures.values())
    }


def needless(audited: Audited) -> Iterator[Finding]:
    """Items that are explained although no table uses them, or under a section that is not used."""
    document = audited.document
    printed = used(document)
    items = {number: name for number, name in printed.items() if len(number) == _ITEM}
    if not items:
        return
    for one in explained(document):
        numbers = [number for number, name in items.items() if _same(name, one.item)]
        if not numbers:
            text = f"表中没有使用“{one.item}（项）”，名词解释应只解释本单位使用的科目"
            yield _told(one, "删去或改为所用科目", text)
        elif not _section_fits(one, numbers, printed):
            right = printed.get(numbers[0][:_SECTION], numbers[0])
            text = f"“{one.item}”在表中属于 {numbers[0]}（{right}），不在“{one.section}（款）”之下"
            yield _told(one, right, text)


def _section_fits(one: Explained, numbers: list[str], printed: dict[str, str]) -> bool:
    names = [printed[number[:_SECTION]] for number in numbers if number[:_SECTION] in printed]
    return not names or any(_same(name, one.section) for name in names)


def missing(audited: Audited) -> Iterator[Finding]:
    """Items that the tables use and a glossary of items leaves out."""
    document = audited.document
    told = explained(document)
    if not told:
        return
    left = [
        f"{number} {name}"
        for number, name in sorted(used(document).items())
        if len(number) == _ITEM and not any(_same(name, one.item) for one in told)
    ]
    if left:
        text = f"表中使用而名词解释没有解释的科目：{'；'.join(left)}"
        yield found(
            "text-unexplained",
            Severity.WARNING,
            told[0].passage,
            told[0].span,
            "解释到项级科目",
            text,
        )


def _same(one: str, other: str) -> bool:
    return plain(one).removesuffix("支出") == plain(other).removesuffix("支出")


def _told(one: Explained, expected: str, text: str) -> Finding:
    return found("text-needless", Severity.WARNING, one.passage, one.span, expected, text)


RULES = (
    Rule(
        key="text-needless",
        label="解释了没有使用的科目",
        explanation="名词解释中的功能分类科目须是表中使用的，款、项的归属也须与表一致。",
        basis="部门决算公开样本“本部门使用的支出功能分类科目（到项级）”",
        example=(
            "1.一般公共服务（类）宣传事务（款）其他宣传事务支出（项），而表中只有事业运行",
            "1.一般公共服务（类）政府办公厅（室）及相关机构事务（款）事业运行（项）",
        ),
        check=needless,
    ),
    Rule(
        key="text-unexplained",
        label="使用了没有解释的科目",
        explanation="名词解释列有科目的，表中使用的项级科目都应解释。",
        basis="部门决算公开样本“本部门使用的支出功能分类科目（到项级）”",
        example=(
            "名词解释只有住房公积金（项），而表中还有提租补贴",
            "名词解释有住房公积金、提租补贴（项）",
        ),
        check=missing,
    ),
)
