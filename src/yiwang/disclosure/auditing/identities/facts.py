"""What each table says of the same quantities, so that tables can be compared with each other.

A quantity is keyed by side (in, out), fund (all, grant, general, fund, capital or the name of
another source), nature (all, basic, project, personnel, public) and functional class or code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from yiwang.disclosure.auditing.books import Book, labels
from yiwang.disclosure.auditing.books.book import code, heading, label
from yiwang.disclosure.auditing.identities.basics import totals_of_halves
from yiwang.disclosure.auditing.identities.coded import total_row
from yiwang.disclosure.auditing.identities.identity import Term
from yiwang.disclosure.codes.labels import class_code, plain
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Column, Entry


class Key(NamedTuple):
    """Which quantity; `code` is empty for the total."""

    side: str
    fund: str
    nature: str = "all"
    code: str = ""


@dataclass(frozen=True)
class Fact:
    """A quantity as one table tells it: one cell, or the cells that it must be added up of."""

    key: Key
    book: Book
    terms: tuple[Term, ...]

    @property
    def value(self) -> Decimal:
        return sum((one.value for one in self.terms), Decimal(0))


# Columns of spending by their nature, the first that fits.
_NATURES = (
    ("personnel", re.compile(r"人员经费")),
    ("public", re.compile(r"公用经费")),
    ("basic", re.compile(r"基本支出(?:/?(?:小计|合计))?$")),
    ("project", re.compile(r"项目支出(?:/?(?:小计|合计))?$")),
    ("other", re.compile(r"上缴上级|经营支出|附属单位|年初|年末|上年|收入|结转|结余")),
    ("all", re.compile(r"合计$|小计$|预算数$|决算数$|总计$|金额$")),
)
_OTHER_YEAR = re.compile(r"上年(?!结转|结余)|去年|执行数|增减|增长|[%％]|占比|比例|年初预算|调整")
_SOURCES = ("财政拨款收入", "上级补助收入", "事业收入", "事业单位经营收入", "经营收入",
            "附属单位上缴收入", "其他收入", "财政专户管理资金")  # fmt: skip


def facts(book: Book) -> Iterator[Fact]:
    """All that a table says of quantities that other tables tell as well."""
    told = {
        Form.SUMMARY: _summary,
        Form.GRANT_SUMMARY: _summary,
        Form.INCOME: _income,
        Form.SPENDING: _spending,
        Form.GENERAL_SPENDING: _spending,
        Form.FUND_SPENDING: _spending,
        Form.CAPITAL_SPENDING: _spending,
        Form.BASIC_SPENDING: _basic,
        Form.PROJECTS: _projects,
    }
    by_form = told.get(Form(book.form)) if book.form else None
    if by_form is not None:
        yield from by_form(book)


def _fact(book: Book, key: Key, entries: list[Entry], column: int) -> Iterator[Fact]:
    terms = tuple(Term(book.amount(one, column), book.where(one, column)) for one in entries)
    if terms and any(one.amount for one in terms):
        yield Fact(key, book, terms)


def current(book: Book, panel: int) -> tuple[Column, ...]:
    """The columns of the year itself: no earlier year, no change, no budget beside the account."""
    columns = book.columns(panel)
    told = {one.index: heading(one) for one in columns}
    years = {year for one in told.values() for year in re.findall(r"20[0-9]{2}", one)}
    account = any("决算" in one for one in told.values())
    return tuple(
        one
        for one in columns
        if not _OTHER_YEAR.search(told[one.index])
        and not (account and "预算数" in told[one.index])
        and not (len(years) > 1 and any(year in told[one.index] for year in years - {max(years)}))
    )


def nature(column: Column) -> str | None:
    """What nature of spending a column tells."""
    told = heading(column)
    return next((key for key, one in _NATURES if one.search(told)), None)


def _summary(book: Book) -> Iterator[Fact]:
    whole = "grant" if book.form == Form.GRANT_SUMMARY else "all"
    for panel in book.panels:
        entries = [one for one in book.panel(panel) if label(one)]
        spends = _spends(entries)
        total = _year_total(entries)
        for column in current(book, panel):
            fund = labels.fund(heading(column)) or whole
            if spends:
                yield from _spent(book, entries, column, Key("out", fund))
                yield from _fact(
                    book, Key("out", fund, nature(column) or "all"), total, column.index
                )
            else:
                yield from _received(book, entries, column.index)
                yield from _fact(book, Key("in", whole), total, column.index)


def _spends(entries: list[Entry]) -> bool:
    return any("支出" in label(one) for one in entries)


def _year_total(entries: list[Entry]) -> list[Entry]:
    """The row of the year: 本年支出合计, 一、本年支出; 总计 where nothing is carried over."""
    year = [one for one in entries if labels.year_total(label(one))]
    year = year or [one for one in entries if plain(label(one)) in {"本年支出", "本年收入"}]
    if year or any(labels.carried(label(one)) for one in entries):
        return year[:1]
    return [one for one in entries if labels.total(label(one))][:1]


def _spent(book: Book, entries: list[Entry], column: Column, key: Key) -> Iterator[Fact]:
    kind = nature(column) or "all"
    for one in entries:
        number = class_code(label(one))
        if number is not None:
            yield from _fact(book, key._replace(nature=kind, code=number), [one], column.index)


def _received(book: Book, entries: list[Entry], column: int) -> Iterator[Fact]:
    seen: set[str] = set()
    for one in entries:
        if labels.carried(label(one)) and not labels.fund(label(one)):
            # What follows is of earlier years.
            return
        source = labels.fund(label(one)) or plain(label(one))
        if source not in seen and (labels.fund(label(one)) or source in _SOURCES):
            seen.add(source)
            yield from _fact(book, Key("in", source), [one], column)


def _income(book: Book) -> Iterator[Fact]:
    for panel in book.panels:
        entries = book.panel(panel)
        total = [one for one in entries if total_row(one, entries)][:1]
        columns = current(book, panel)
        earlier = any(labels.carried(heading(one)) for one in columns)
        for column in columns:
            source = _source(column, earlier)
            if source:
                yield from _fact(book, Key("in", source), total, column.index)
                yield from _by_code(book, entries, column.index, Key("in", source))


def _source(column: Column, earlier: bool) -> str | None:
    told = heading(column)
    if labels.carried(told):
        return None
    whole = re.search(r"(?:合计|小计|总计)$", told)
    if whole:
        return "all" if not earlier or "本年" in told else None
    last = labels.tidy(column.labels[-1]) if column.labels else ""
    return labels.fund(told) or next(
        (one for one in _SOURCES if one in {last, f"{last}收入"}), None
    )


def _by_code(book: Book, entries: tuple[Entry, ...], column: int, key: Key) -> Iterator[Fact]:
    """Each printed code; a class that is not printed is the sum of its items."""
    printed = {code(one) for one in entries if code(one)}
    for one in entries:
        if code(one).isdigit():
            yield from _fact(book, key._replace(code=code(one)), [one], column)
    for number in sorted({one[:3] for one in printed if one.isdigit()} - printed):
        inside = [one for one in entries if code(one).startswith(number)]
        yield from _fact(book, key._replace(code=number), inside, column)


def _spending(book: Book) -> Iterator[Fact]:
    fund = {
        Form.GENERAL_SPENDING.value: "general",
        Form.FUND_SPENDING.value: "fund",
        Form.CAPITAL_SPENDING.value: "capital",
    }.get(book.form or "", "all")
    for panel in book.panels:
        entries = book.panel(panel)
        total = [one for one in entries if total_row(one, entries)][:1]
        for column in current(book, panel):
            kind = nature(column)
            if kind and kind != "other":
                key = Key("out", fund, kind)
                yield from _fact(book, key, total, column.index)
                yield from _by_code(book, entries, column.index, key)
            elif "本年收入" in heading(column):
                yield from _fact(book, Key("in", fund), total, column.index)


def _basic(book: Book) -> Iterator[Fact]:
    halves = [one for one in totals_of_halves(book) if one[3]]
    for half, entry, index, found in halves:
        term = Term(found, book.where(entry, index))
        yield Fact(Key("out", "general", half), book, (term,))
    if len(halves) == 2:
        both = tuple(Term(found, book.where(one, index)) for _k, one, index, found in halves)
        yield Fact(Key("out", "general", "basic"), book, both)
    if halves or len(book.panels) > 1:
        return
    for panel in book.panels:
        entries = book.panel(panel)
        total = [one for one in entries if total_row(one, entries)][:1]
        for column in current(book, panel):
            kind = nature(column)
            key = Key("out", "general", {"all": "basic"}.get(kind or "", kind or ""))
            if key.nature in {"basic", "personnel", "public"}:
                yield from _fact(book, key, total, column.index)


def _projects(book: Book) -> Iterator[Fact]:
    for panel in book.panels:
        entries = book.panel(panel)
        total = [one for one in entries if total_row(one, entries)][:1]
        for column in current(book, panel)[:1]:
            if labels.total(heading(column)):
                yield from _fact(book, Key("out", "all", "project"), total, column.index)
