"""Rules on tables without figures: an empty one says so, one that says so is empty."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Book, Shelf, labels
from yiwang.disclosure.auditing.books.book import heading
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Cell, Line

# What a statement of nothing speaks of, for each form that may be empty.
_THINGS = {
    Form.FUND_SPENDING: re.compile(r"政府性基金"),
    Form.CAPITAL_SPENDING: re.compile(r"国有资本"),
    Form.THREE_PUBLIC: re.compile(r"三公"),
    Form.PROCUREMENT: re.compile(r"采购"),
    Form.BOUGHT_SERVICES: re.compile(r"购买服务|购买.{0,6}服务"),
    Form.ASSETS: re.compile(r"资产"),
    Form.PROJECTS: re.compile(r"项目支出"),
}
_NONE = re.compile(r"(?:^|[^有])(?:无|没有|未安排|未发生|未编制|不涉及)|0万元|为0|为零|空表")
# Who says that there is none; what there is none of follows closely, and is no part of it.
_OWN = r"(?:无|没有|未安排|未发生)[^，。；]{0,25}(?:%s)(?!.{0,12}(?:结转|增加|减少|变化))"
_EMPTY = re.compile(r"本?表(?:为|是)?空表?|空表列示")
# Of procurement and projects a part may be denied (工程) while there is another.
_DENIABLE = (Form.FUND_SPENDING, Form.CAPITAL_SPENDING, Form.THREE_PUBLIC, Form.BOUGHT_SERVICES)


def empty_without_statement(audited: Audited) -> Iterator[Finding]:
    """Tables without any figure where nobody says that there is none."""
    for book in Shelf(audited.document).books:
        thing = _THINGS.get(Form(book.form)) if book.form else None
        read = bool(book.table.columns)
        if thing and read and not book.filled and not _said(audited.document, book, thing):
            yield Finding(
                "table-empty",
                Severity.WARNING,
                book.place,
                book.table.title,
                "空表",
                "空表并说明无此项收支",
                f"{book.title}没有数据，也没有说明本年度无此项收支，请补充说明。",
                book.title,
            )


def _said(document: Document, book: Book, thing: re.Pattern[str]) -> bool:
    if any(_NONE.search(labels.tidy(one.text)) for one in book.table.notes):
        return True
    texts = (labels.tidy(one.text) for one in document.paragraphs)
    return any(thing.search(one) and _NONE.search(one) for one in texts)


def figures_despite_statement(audited: Audited) -> Iterator[Finding]:
    """Tables with figures under whose title stands that there are none."""
    for book in Shelf(audited.document).books:
        thing = _THINGS.get(Form(book.form)) if book.form else None
        notes = book.table.notes if book.form in _DENIABLE else ()
        denied = [one for one in notes if thing and _denies(one, thing)]
        cell = _spent(book, audited.document.kind) if denied else None
        if cell is not None:
            yield _despite(book, denied[0], cell)


def _denies(note: Line, thing: re.Pattern[str]) -> bool:
    text = labels.tidy(note.text)
    return bool(re.search(_OWN % thing.pattern, text) or _EMPTY.search(text))


def _spent(book: Book, kind: Kind) -> Cell | None:
    """A figure that is not nothing; of a final account only what was spent is denied."""
    for entry in book.entries:
        for index, cell in entry.figures.items():
            named = heading(book.table.column(index))
            planned = book.form == Form.THREE_PUBLIC and kind is Kind.FINAL and "预算" in named
            if cell.value and not planned and "机关运行" not in named:
                return cell
    return None


def _despite(book: Book, note: Line, cell: Cell) -> Finding:
    return Finding(
        "table-denied",
        Severity.ERROR,
        cell.place,
        cell.text,
        cell.text.strip(),
        "空白或 0",
        f"{book.title}印有金额 {cell.text.strip()}，但表注说明“{note.text.strip()[:40]}”，"
        "两者不一致，请核对。",
        book.title,
        (cell,),
    )
