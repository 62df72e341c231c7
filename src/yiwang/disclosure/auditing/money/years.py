"""Rules beside the sums: what was carried over, and “三公” against the economic table."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.books import Amount, Book, Shelf, labels
from yiwang.disclosure.auditing.books.amounts import told
from yiwang.disclosure.auditing.books.book import code, heading, label
from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Entry

# The economic items that are also “三公” expenses, and the column that contains them.
_ITEMS = {
    "30212": re.compile(r"因公出国"),
    "30217": re.compile(r"公务接待"),
    "30231": re.compile(r"运行(?:维护)?费$"),
    "31013": re.compile(r"购置费$"),
}
_OPENING = re.compile(r"年初(?:财政拨款)?结转和?结余")
_CLOSING = re.compile(r"年末(?:财政拨款)?结转和?结余")


def carried_over(audited: Audited) -> Iterator[Finding]:
    """What the year before ended with is what this year begins with."""
    if audited.previous is None:
        return
    for form in (Form.SUMMARY, Form.GRANT_SUMMARY):
        ended = _balance(audited.previous, form, _CLOSING)
        begun = _balance(audited.document, form, _OPENING)
        if ended is None or begun is None:
            continue
        (book, entry, now), (_old, _entry, before) = begun, ended
        if abs(now.value - before.value) > now.slack + before.slack:
            expected = told(before.value, book.unit)
            yield _finding(
                "table-carried",
                book,
                entry,
                now,
                expected,
                f"印为 {now.cell.text.strip()}，上一年度文件的年末结转和结余为 {expected}"
                f"{book.unit.label}；如有年初调整请说明，否则请更正。",
            )


def _balance(
    document: Document, form: Form, row: re.Pattern[str]
) -> tuple[Book, Entry, Amount] | None:
    for book in Shelf(document).of(form):
        for entry in book.entries:
            if row.fullmatch(label(entry)):
                for column in book.columns(entry.panel):
                    found = book.amount(entry, column.index)
                    if found:
                        return book, entry, found
    return None


def above_three_public(audited: Audited) -> Iterator[Finding]:
    """What the economic table prints for an item is part of the “三公” expense of that kind."""
    shelf = Shelf(audited.document)
    word = "决算" if audited.document.kind is Kind.FINAL else "预算"
    for public in shelf.of(Form.THREE_PUBLIC):
        for basic in shelf.of(Form.BASIC_SPENDING):
            for entry in basic.entries:
                whole = _whole(public, _ITEMS.get(code(entry)), word)
                part = _amount(basic, entry)
                if whole and part and part.value > whole.value + whole.slack + part.slack:
                    expected = f"不大于 {told(whole.value, basic.unit)}"
                    yield _finding(
                        "three-public",
                        basic,
                        entry,
                        part,
                        expected,
                        f"印为 {part.cell.text.strip()}，大于{public.title}中同类经费 "
                        f"{told(whole.value, basic.unit)}{basic.unit.label}，请核对。",
                    )


def _amount(book: Book, entry: Entry) -> Amount | None:
    columns = book.columns(entry.panel)
    return next((one for c in columns if (one := book.amount(entry, c.index))), None)


def _whole(book: Book, item: re.Pattern[str] | None, word: str) -> Amount | None:
    if item is None:
        return None
    for entry in book.entries:
        for column in book.columns(entry.panel):
            name = heading(column)
            half = word in name or not re.search(r"预算数/|决算数/", name)
            if half and item.search(labels.tidy(name.split("/")[-1])):
                return book.amount(entry, column.index)
    return None


def _finding(
    rule: str, book: Book, entry: Entry, amount: Amount, expected: str, reason: str
) -> Finding:
    where = book.where(entry, amount.cell.column)
    return Finding(
        rule,
        Severity.WARNING,
        amount.cell.place,
        amount.cell.text,
        amount.cell.text.strip(),
        expected,
        where + reason,
        where,
        (amount.cell,),
    )
