"""The detailed tables of a final account: 公开05 to 公开09.

basis: 部门决算公开 forms of the Ministry of Finance.
"""

from dataclasses import replace
from itertools import zip_longest

from yiwang.disclosure.codes import name, subjects
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.account_tables import by_subject, printed, subject_heads
from yiwang.disclosure.writing.blocks import Head, Printed
from yiwang.disclosure.writing.book import Book, ThreePublic
from yiwang.disclosure.writing.sources import Source
from yiwang.disclosure.writing.told import in_wan
from yiwang.kernel.money import Money

_LISTED = {
    0: ("301", "303"),
    1: ("302",),
    2: ("307", "310", "312", "399"),
}
"""Which economic classes stand in which of the three pairs of columns of 公开06表."""

_RARE = (
    "30702", "30704", "31001", "31005", "31006", "31008", "31009", "31010", "31011", "31012",
    "31201", "31203", "31205", "39907", "39909", "39910", "39999",
)  # fmt: skip
"""Items that the form does not print; they appear only where there is money."""

Rows = tuple[tuple[str, ...], ...]


def general(book: Book) -> Printed:
    """公开05: spending out of the general budget by functional subject."""
    of = (Source.GENERAL,)
    heads = (*subject_heads(), *_spent(("小计", "基本支出", "项目支出")))
    codes = [one.code for one in book.spending if one.source is Source.GENERAL and one.amount]
    notes = _notes("一般公共预算财政拨款支出情况")
    return printed(
        book,
        5,
        "一般公共预算财政拨款支出决算表",
        Form.GENERAL_SPENDING,
        heads,
        (by_subject(book, codes, lambda code: _three(book, of, code)), notes),
    )


def basic(book: Book) -> Printed:
    """公开06: basic spending out of the general budget by economic item, in three pairs."""
    columns = [_economic_rows(book, panel) for panel in _LISTED]
    blank = ("", "", "")
    rows = [(*one, *two, *three) for one, two, three in zip_longest(*columns, fillvalue=blank)]
    people = ("", "人员经费合计", in_wan(sums.economic(book, personal=True)))
    things = ("", "公用经费合计", in_wan(sums.economic(book, personal=False)))
    heads = tuple(
        head
        for panel, group in enumerate(("人员经费", "公用经费", "公用经费"))
        for head in _economic_heads(group, panel)
    )
    notes = ("注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",)
    return printed(
        book,
        6,
        "一般公共预算财政拨款基本支出决算明细表",
        Form.BASIC_SPENDING,
        heads,
        ((*rows, (*people, *blank, *things)), notes),
    )


def fund(book: Book) -> Printed:
    """公开07: income, spending and balance of the government's funds by functional subject."""
    of = (Source.FUND,)
    labels = (
        ("年初结转和结余",),
        ("本年收入",),
        ("本年支出", "小计"),
        ("本年支出", "基本支出"),
        ("本年支出", "项目支出"),
        ("年末结转和结余",),
    )
    heads = (
        *subject_heads(),
        *(Head(one, number=str(number)) for number, one in enumerate(labels, 1)),
    )
    codes = [one.code for one in book.spending if one.source is Source.FUND]
    codes += [one.code for one in book.income if one.source is Source.FUND]
    codes += [one.code for one in book.carried if one.source is Source.FUND]
    rows = by_subject(
        book,
        codes,
        lambda code: [
            sums.started(book, of, code),
            sums.income(book, of, code),
            *_three(book, of, code),
            sums.left(book, of, code),
        ],
    )
    notes = (
        "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。",
        "6栏各行=（1+2-3）栏各行；3栏各行=（4+5）栏各行。",
        *_none(book, codes, "政府性基金预算财政拨款收入、支出及结转和结余情况"),
    )
    title = "政府性基金预算财政拨款收入支出决算表"
    return printed(book, 7, title, Form.FUND_SPENDING, heads, (rows, notes))


def capital(book: Book) -> Printed:
    """公开08: spending out of the state capital budget by functional subject."""
    of = (Source.CAPITAL,)
    heads = (*subject_heads(), *_spent(("合计", "基本支出", "项目支出")))
    codes = [one.code for one in book.spending if one.source is Source.CAPITAL and one.amount]
    notes = (
        *_notes("国有资本经营预算财政拨款支出情况"),
        *_none(book, codes, "国有资本经营预算财政拨款支出"),
    )
    return printed(
        book,
        8,
        "国有资本经营预算财政拨款支出决算表",
        Form.CAPITAL_SPENDING,
        heads,
        (by_subject(book, codes, lambda code: _three(book, of, code)), notes),
    )


def three_public(book: Book) -> Printed:
    """公开09: the three public expenses, budget beside account."""
    groups = (("预算数", book.three_public, 1), ("决算数", book.three_public_spent, 7))
    heads = tuple(
        replace(head, panel=panel)
        for panel, (side, _amounts, first) in enumerate(groups)
        for head in three_heads(side, first)
    )
    row = tuple(in_wan(one) for _side, told, _first in groups for one in three_amounts(told))
    notes = (
        "注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”经费"
        "全年预算数，反映按规定程序调整后的预算数；决算数是包括当年财政拨款和以前年度结转资金"
        "安排的实际支出。",
        "1栏=（2+3+6）栏；3栏=（4+5）栏；7栏=（8+9+12）栏；9栏=（10+11）栏。",
        *_none(book, [one for one in row if one], "财政拨款“三公”经费支出"),
    )
    title = "财政拨款“三公”经费支出决算表"
    return printed(book, 9, title, Form.THREE_PUBLIC, heads, ((row,), notes))


def three_heads(side: str, first: int | None) -> tuple[Head, ...]:
    """The six columns of the three public expenses, under `side` where there are two sides."""
    cars = "公务用车购置及运行维护费"
    paths = (
        ("合计",),
        ("因公出国（境）费",),
        (cars, "小计"),
        (cars, "公务用车购置费"),
        (cars, "公务用车运行维护费"),
        ("公务接待费",),
    )
    return tuple(
        Head((*((side,) if side else ()), *path), number=str(first + at) if first else None)
        for at, path in enumerate(paths)
    )


def three_amounts(told: ThreePublic) -> tuple[Money, ...]:
    """Their figures, in the order of the columns."""
    return (
        told.amount,
        told.abroad,
        told.cars,
        told.cars_bought,
        told.cars_run,
        told.receptions,
    )


def _economic_rows(book: Book, panel: int) -> list[tuple[str, str, str]]:
    used = {one.code for one in book.economic if one.amount}
    known = {one.code for one in subjects() if one.economic} | used
    codes = sorted(
        code
        for code in known
        if code.startswith(_LISTED[panel]) and (code not in _RARE or code in used)
    )
    return [(code, name(code, book.year), in_wan(sums.economic(book, code))) for code in codes]


def _economic_heads(group: str, panel: int) -> tuple[Head, Head, Head]:
    return (
        Head((group, "经济分类科目编码"), Role.CODE, panel),
        Head((group, "科目名称"), Role.LABEL, panel),
        Head((group, "决算数"), Role.FIGURE, panel),
    )


def _spent(labels: tuple[str, ...]) -> tuple[Head, ...]:
    return tuple(
        Head(("本年支出", label), number=str(number)) for number, label in enumerate(labels, 1)
    )


def _three(book: Book, of: tuple[Source, ...], code: str) -> list[Money]:
    one = sums.spending(book, of, code)
    return [one.amount, one.basic, one.project]


def _notes(what: str) -> tuple[str, ...]:
    return (f"注：本表反映部门本年度{what}。", "1栏各行=（2+3）栏各行。")


def _none(book: Book, there: list[str], what: str) -> tuple[str, ...]:
    """The statement that a table is empty because there is nothing."""
    return () if there else (f"说明：本{book.unit.level}{book.year}年度无{what}。",)
