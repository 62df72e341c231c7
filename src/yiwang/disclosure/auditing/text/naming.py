"""Names of functional subjects in the text against the tables and the classification."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Shelf, labels
from yiwang.disclosure.auditing.books.book import code
from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.text.passages import Passage, found, passages
from yiwang.disclosure.codes import name as official
from yiwang.disclosure.codes.labels import class_code, plain
from yiwang.disclosure.document import Document
from yiwang.disclosure.forms import Form

_RULE = "text-subject-name"
_HALF = str.maketrans("（）", "()")
# 卫生健康支出(210类)行政事业单位医疗(11款)…: name, number, level.
_NUMBERED = re.compile(r"([一-龥、]+(?:\([室境]\)[一-龥、]*)?)\((\d{2,3})([类款项])\)")
_CLASS = re.compile(r"([一-龥]{4,20})\(类\)(?:支出)?")
_VERBS = re.compile(r"^.*(?:[，。；：、]|主要用于|包括|其中|用于)")


def names(audited: Audited) -> Iterator[Finding]:
    """Subjects told under another name than the tables print, each place once."""
    document = audited.document
    printed = _printed(document)
    for passage in passages(document):
        half = passage.text.translate(_HALF)
        yield from _numbered(document, passage, half, printed)
        for one in _CLASS.finditer(half):
            name = _VERBS.sub("", one[1])
            yield from _class(document, passage, name, (one.end(1) - len(name), one.end()), printed)


def _printed(document: Document) -> dict[str, str]:
    """The names that functional tables print, by code; in the summaries by class."""
    shelf = Shelf(document)
    books = shelf.of(Form.GENERAL_SPENDING, Form.SPENDING, Form.INCOME, Form.FUND_SPENDING)
    return {
        code(entry): plain(entry.label)
        for book in books
        for entry in book.entries
        if code(entry).isdigit() and labels.tidy(entry.label)
    }


def _numbered(
    document: Document, passage: Passage, half: str, printed: dict[str, str]
) -> Iterator[Finding]:
    number = ""
    for one in _NUMBERED.finditer(half):
        number = one[2] if one[3] == "类" else number + one[2]
        name = _VERBS.sub("", one[1])
        right, span = printed.get(number), (one.end(1) - len(name), one.end())
        if right is not None and not _same(name, right):
            text = f"文字写作“{name}”，表中 {number} 为“{right}”"
            yield found(_RULE, Severity.ERROR, passage, span, right, text)
        elif right is None and one[3] == "类":
            yield from _outdated(document, passage, name, number, span)


def _class(
    document: Document,
    passage: Passage,
    name: str,
    span: tuple[int, int],
    printed: dict[str, str],
) -> Iterator[Finding]:
    number = class_code(name)
    if number is None:
        return
    right = printed.get(number)
    if right is not None and not _same(name, right):
        text = f"文字写作“{name}（类）”，表中 {number} 为“{right}”"
        yield found(_RULE, Severity.WARNING, passage, span, right, text)
    elif right is None:
        yield from _outdated(document, passage, name, number, span)


def _outdated(
    document: Document, passage: Passage, name: str, number: str, span: tuple[int, int]
) -> Iterator[Finding]:
    """A class under a name that was not in force in the year of the document."""
    right = official(number, document.year)
    if right != number and not _same(name, right):
        text = f"{document.year} 年 {number} 类的科目名称为“{right}”"
        yield found(_RULE, Severity.WARNING, passage, span, right, text)


def _same(one: str, other: str) -> bool:
    return plain(one).removesuffix("支出") == plain(other).removesuffix("支出")


RULES = (
    Rule(
        key=_RULE,
        label="科目名称与表格或现行科目不符",
        explanation="文字中的功能分类科目名称须与表格、与该年度政府收支分类科目一致。",
        basis="《政府收支分类科目》；预算公开检查表“科目名称前后不一致”",
        example=(
            "医疗卫生与计划生育支出（210类）30 万元。",
            "卫生健康支出（210类）30 万元。",
        ),
        check=names,
    ),
)
