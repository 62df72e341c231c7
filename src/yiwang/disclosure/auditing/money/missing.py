"""The rule on missing tables: what the contents promise is there, and so are the usual forms."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from yiwang.disclosure.auditing.books import labels
from yiwang.disclosure.auditing.books.shelf import MONEY
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.forms import SHEETS, Form, form_of
from yiwang.disclosure.tables import Line, Place

_DECORATION = re.compile(
    r"^[#*\-•\s]+|^第[一二三四五六七八九十0-9]+[章部分]+|^[一二三四五六七八九十0-9]+[、.．]|[(]?(?:公开)?(?:附?表)?[0-9]+表?[)]$|"
    r"[.…·]+[0-9]*$|[0-9]{4}年度?|[\"#*、,:()]"
)
# Forms that contents promise under their names; a part of a document may be called 表 as well.
FORMS = (*MONEY, *SHEETS)
_TABLE = re.compile(r"[\u4e00-\u9fff]{2,}表")
# 财政部 2019 年起的部门决算公开表，按名称；编号各年不同。
FINAL_FORMS = {
    Form.SUMMARY: "收入支出决算总表",
    Form.INCOME: "收入决算表",
    Form.SPENDING: "支出决算表",
    Form.GRANT_SUMMARY: "财政拨款收入支出决算总表",
    Form.GENERAL_SPENDING: "一般公共预算财政拨款支出决算表",
    Form.BASIC_SPENDING: "一般公共预算财政拨款基本支出决算表",
    Form.FUND_SPENDING: "政府性基金预算财政拨款收入支出决算表",
    Form.CAPITAL_SPENDING: "国有资本经营预算财政拨款支出决算表",
    Form.THREE_PUBLIC: "财政拨款“三公”经费支出决算表",
}


def missing_tables(audited: Audited) -> Iterator[Finding]:
    """Tables that the contents promise, or that every final account has, and nobody finds."""
    document = audited.document
    yield from _promised(document)
    if document.kind is Kind.FINAL:
        yield from _usual(document)


def _core(text: str) -> str:
    """A title without numbers, year and quotes: 收入支出决算总表."""
    name = labels.tidy(text)
    for _again in range(3):
        name = _DECORATION.sub("", name)
    return name


def _promised(document: Document) -> Iterator[Finding]:
    last = max((one.place.line for one in document.contents), default=0)
    page = document.contents[-1].place.page if document.contents else None
    later = [
        _core(one.text)
        for one in document.lines
        if (one.place.page or 0, one.place.line) > (page or 0, last) and "表" in one.text
    ]
    later += [_core(one.title) for one in document.tables]
    there = {one.form for one in document.tables}
    for promised in document.contents:
        name = _core(promised.text)
        form = form_of(name) if _TABLE.fullmatch(name) else None
        if form in FORMS and form not in there and not _found(name, later):
            yield _missing(promised, name)


def _found(name: str, later: list[str]) -> bool:
    """Whether a title stands in the text, whole or so nearly that it must be meant."""
    return any(name in one or _nearly(name, one) for one in later if one)


def _nearly(name: str, other: str) -> bool:
    """Nearly the same words, or for a long name the same with more between: …支出功能分类预算表."""
    if SequenceMatcher(None, name, other).ratio() > 0.85:
        return True
    letters = iter(other)
    return len(name) > 7 and all(one in letters for one in name)


def _missing(promised: Line, name: str) -> Finding:
    return Finding(
        "table-missing",
        Severity.ERROR,
        promised.place,
        promised.text,
        "目录中有，正文中无",
        f"《{name}》",
        f"目录列有《{name}》，正文中没有找到这张表，请补充表格或更正目录。",
        "目录",
    )


def _usual(document: Document) -> Iterator[Finding]:
    there = {one.form for one in document.tables}
    lines = [labels.tidy(one.text) for one in document.lines]
    absent = [form for form in FINAL_FORMS if form.value not in there]
    # A document with few of the forms is an extract, of which nothing can be said.
    if len(absent) > len(FINAL_FORMS) // 2:
        return
    for form in absent:
        title = labels.tidy(FINAL_FORMS[form])
        if not any(title in one for one in lines):
            yield Finding(
                "table-missing",
                Severity.WARNING,
                Place(1, 1),
                "",
                "没有找到",
                f"《{FINAL_FORMS[form]}》",
                f"部门决算应公开的《{FINAL_FORMS[form]}》没有找到，请核对；没有数据也应列出空表。",
                "全文",
            )
