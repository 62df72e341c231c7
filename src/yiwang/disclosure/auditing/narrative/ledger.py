"""What the tables of a document say of the things that its text names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from yiwang.disclosure.auditing.books import Book, Shelf, labels
from yiwang.disclosure.auditing.books.book import code, heading, label
from yiwang.disclosure.auditing.identities.facts import Key, facts
from yiwang.disclosure.auditing.narrative.subjects import code_of, path_of
from yiwang.disclosure.auditing.narrative.things import thing
from yiwang.disclosure.document import Document, Kind
from yiwang.disclosure.forms import Form
from yiwang.disclosure.statement import Measure
from yiwang.disclosure.tables import Cell, Column, Entry

_IN, _OUT = "in", "out"
# The quantities of the tables that a thing of the text may be, likeliest first.
_KEYS: dict[str, tuple[Key, ...]] = {
    "income": (Key(_IN, "all"),),
    "spending": (Key(_OUT, "all"),),
    "grant_income": (Key(_IN, "财政拨款收入"), Key(_IN, "grant"), Key(_IN, "general")),
    "general_income": (Key(_IN, "general"),),
    "fund_income": (Key(_IN, "fund"),),
    "capital_income": (Key(_IN, "capital"),),
    "superior_income": (Key(_IN, "上级补助收入"),),
    "business_income": (Key(_IN, "事业收入"),),
    "operating_income": (Key(_IN, "经营收入"), Key(_IN, "事业单位经营收入")),
    "affiliated_income": (Key(_IN, "附属单位上缴收入"),),
    "other_income": (Key(_IN, "其他收入"),),
    "general_spending": (Key(_OUT, "general"),),
    "fund_spending": (Key(_OUT, "fund"),),
    "capital_spending": (Key(_OUT, "capital"),),
    "grant_spending": (Key(_OUT, "grant"), Key(_OUT, "general")),
    "basic": tuple(Key(_OUT, fund, "basic") for fund in ("all", "general")),
    "project": tuple(Key(_OUT, fund, "project") for fund in ("all", "general")),
    "staff": (Key(_OUT, "general", "personnel"),),
    "public": (Key(_OUT, "general", "public"),),
}
_TOTALS = {"total": Form.SUMMARY, "grant_total": Form.GRANT_SUMMARY}
_THREE = {
    "three_public": re.compile(r"合计$|三公.{0,3}经费$"),
    "abroad": re.compile(r"因公出国"),
    "cars": re.compile(r"购置[及和与]运行.*小计$"),
    "car_purchase": re.compile(r"(?:/|^)(?:公务用车)?购置费$"),
    "car_running": re.compile(r"(?:/|^)(?:公务用车)?运行(?:维护)?费$"),
    "reception": re.compile(r"公务接待费$"),
    "operating_costs": re.compile(r"机关运行经费"),
}
_FUNDS = ("general", "all", "grant", "fund", "capital")
# Sections of other funds: what they call 支出 or 项目支出 is of that fund only.
_OTHER_FUNDS = re.compile(r"政府性基金|国有资本经营|绩效|单位构成")
_OF_FUNDS = ("fund_income", "fund_spending", "capital_income", "capital_spending", None)
# Where the name of a class alone means that class of the functional tables, and where not.
_SPENDING = re.compile(r"财政拨款|一般公共预算|支出|收支|编制说明")
_ELSEWHERE = re.compile(r"三公|采购|资产|运行经费|绩效|重点工作|名词解释")
_LISTED = {
    "procurement": (Form.PROCUREMENT, re.compile(r"采购金额\(合计\)$|采购金额$|合计$")),
    "assets": (Form.ASSETS, re.compile(r"财政审核数/金额|总金额|金额\(元\)$")),
}


@dataclass(frozen=True, slots=True)
class Printed:
    """An amount of a table in yuan with half of its last digit; `where` is in words."""

    value: Decimal
    slack: Decimal
    cells: tuple[Cell, ...]
    where: str


class Ledger:
    """The money tables of one document, asked by things."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._shelf = Shelf(document)

    @cached_property
    def _facts(self) -> dict[Key, list[Printed]]:
        found: dict[Key, list[Printed]] = {}
        for book in self._shelf.books:
            for fact in facts(book):
                cells = tuple(one.amount.cell for one in fact.terms if one.amount)
                slack = sum((one.slack for one in fact.terms), Decimal(0))
                one = Printed(fact.value, slack, cells, fact.terms[0].where)
                found.setdefault(fact.key, []).append(one)
        return found

    @cached_property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The functional codes that the tables print, by the names beside them."""
        found: dict[str, tuple[str, ...]] = {}
        for book in self._shelf.of(Form.GENERAL_SPENDING, Form.SPENDING, Form.INCOME):
            for entry in book.entries:
                number, name = code(entry), labels.tidy(entry.label)
                if number.isdigit() and number not in found.get(name, ()):
                    found[name] = (*found.get(name, ()), number)
        return found

    def printed(self, subject: str, measure: Measure | None, section: str = "") -> list[Printed]:
        """What the tables print for a thing of the text; empty where none tells it.

        `section` are the headings above it: names alone mean different things in different places.
        """
        key = thing(subject)
        if _OTHER_FUNDS.search(section) and key not in _OF_FUNDS:
            return []
        if key in _TOTALS:
            return list(self._grand_totals(_TOTALS[key]))
        if key in _THREE:
            return list(self._three(_THREE[key], measure))
        if key in _LISTED:
            return list(self._listed(*_LISTED[key]))
        if key in _KEYS:
            told = [one for wanted in _KEYS[key] for one in self._facts.get(wanted, [])]
            return told + list(self._with_carried(key))
        return self._by_name(subject, section)

    def _by_name(self, subject: str, section: str) -> list[Printed]:
        """A subject told in full; a name alone only where the section says of what it speaks."""
        if len(path_of(subject)) > 1 or "类)" in subject:
            return self._functional(subject, ("all",))
        if "基本支出" in section:
            return list(self._rows(Form.BASIC_SPENDING, subject))
        if "项目支出" in section:
            return list(self._rows(Form.PROJECTS, subject))
        if _SPENDING.search(section) and not _ELSEWHERE.search(section):
            return self._functional(subject, ("all", "project", "basic"))
        return []

    def _functional(self, subject: str, natures: tuple[str, ...]) -> list[Printed]:
        number = code_of(subject, self.names)
        if number is None:
            return []
        keys = (Key(_OUT, fund, nature, number) for nature in natures for fund in _FUNDS)
        return [one for key in keys for one in self._facts.get(key, [])]

    def _with_carried(self, key: str) -> Iterator[Printed]:
        """What a budget calls its income or spending may hold what is carried over as well."""
        if key in ("income", "spending") and self._document.kind is Kind.BUDGET:
            yield from self._grand_totals(Form.SUMMARY)

    def _grand_totals(self, form: Form) -> Iterator[Printed]:
        for book in self._shelf.of(form):
            for panel in book.panels:
                rows = [one for one in book.panel(panel) if labels.grand_total(label(one))]
                for column in book.columns(panel)[:1]:
                    yield from _cells(book, rows[:1], column)

    def _three(self, wanted: re.Pattern[str], measure: Measure | None) -> Iterator[Printed]:
        """The column of that thing; an account prints budgets and accounts, and must say which."""
        own = "预算数" if measure is Measure.BUDGET else "决算数"
        for book in self._shelf.of(Form.THREE_PUBLIC):
            for column in (one for panel in book.panels for one in book.columns(panel)):
                told = heading(column)
                fits = own in told or self._document.kind is not Kind.FINAL
                if wanted.search(told) and fits:
                    yield from _cells(book, list(book.entries[:1]), column)

    def _listed(self, form: Form, wanted: re.Pattern[str]) -> Iterator[Printed]:
        """The total of a list of purchases or assets: its first row."""
        for book in self._shelf.of(form):
            columns = [one for panel in book.panels for one in book.columns(panel)]
            fitting = [one for one in columns if wanted.search(heading(one))]
            if fitting and book.entries:
                yield from _cells(book, [book.entries[0]], fitting[0])

    def _rows(self, form: Form, subject: str) -> Iterator[Printed]:
        """Rows of that very name; of a name that stands twice, none."""
        for book in self._shelf.of(form):
            rows = [one for one in book.entries if labels.tidy(one.label) == subject]
            if len(rows) == 1:
                yield from _cells(book, rows, book.columns(rows[0].panel)[0])


def _cells(book: Book, entries: list[Entry], column: Column) -> Iterator[Printed]:
    for entry in entries:
        found = book.amount(entry, column.index)
        if found is not None:
            where = book.where(entry, column.index)
            yield Printed(found.value, found.slack, (found.cell,), where)
