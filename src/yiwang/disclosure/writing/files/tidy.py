"""The books as tidy lines: one line for each amount that is no sum of others, in yuan."""

from collections.abc import Iterator

from yiwang.disclosure.codes import name
from yiwang.disclosure.writing.book import Book, Spending
from yiwang.disclosure.writing.sources import Source
from yiwang.kernel.money import Money, MoneyUnit

FIELDS: tuple[tuple[str, str, str], ...] = (
    ("year", "year", "年度"),
    ("phase", "string", "阶段"),
    ("flow", "string", "收支"),
    ("unit_code", "string", "单位代码"),
    ("unit", "string", "单位名称"),
    ("kind", "string", "类别"),
    ("functional_code", "string", "功能分类科目编码"),
    ("functional", "string", "功能分类科目名称"),
    ("economic_code", "string", "经济分类科目编码"),
    ("economic", "string", "经济分类科目名称"),
    ("source", "string", "资金来源"),
    ("project_code", "string", "项目编码"),
    ("project", "string", "项目名称"),
    ("amount", "number", "金额（元）"),
)
"""Name, type and title of each column of `budget.csv`.

`flow` is income, spending, economic (basic spending again, by economic item), project (project
spending again, by project) or carried (at the year's start or end). Only lines of one flow may be
added up. `phase` is approved for a budget, executed for an account, and opening for the year-start
budget that an account compares with.
"""

_PARTS = ("personnel", "public", "project", "upward", "operating", "downward")
_KINDS = {
    "personnel": "人员经费",
    "public": "公用经费",
    "project": "项目支出",
    "upward": "上缴上级支出",
    "operating": "经营支出",
    "downward": "对附属单位补助支出",
}


def lines(book: Book) -> Iterator[dict[str, str]]:
    """Every line, in the order of the books; nothing is left out but amounts of nothing."""
    yield from _income(book)
    for one in book.spending:
        yield from _spent(book, one)
    for item in book.economic:
        kind = "人员经费" if item.personal else "公用经费"
        told = {"economic_code": item.code, "economic": name(item.code, book.year), "kind": kind}
        yield from _line(book, "economic", item.amount, told | _source(Source.GENERAL))
    for project in book.projects:
        told = {"project_code": project.code, "project": project.name, "kind": "项目支出"}
        told |= _member(book, project.unit)
        for source, amount in (*project.funds.items(), *project.carried.items()):
            yield from _line(book, "project", amount, told | _source(source))


def _income(book: Book) -> Iterator[dict[str, str]]:
    for one in book.income:
        told = _functional(book, one.code) | _source(one.source) | _member(book, one.member)
        yield from _line(book, "income", one.amount, told | {"kind": "本年收入"})
    for stock in book.carried:
        told = _functional(book, stock.code) | _source(stock.source)
        told |= _member(book, stock.member)
        yield from _line(book, "carried", stock.start, told | {"kind": "年初结转和结余"})
        yield from _line(book, "carried", stock.end, told | {"kind": "年末结转和结余"})


def _spent(book: Book, one: Spending) -> Iterator[dict[str, str]]:
    told = _functional(book, one.code) | _source(one.source)
    for part in _PARTS:
        yield from _line(book, "spending", getattr(one, part), told | {"kind": _KINDS[part]})
    opening = told | {"kind": "年初预算", "phase": "opening"}
    yield from _line(book, "spending", one.opening, opening)


def _line(book: Book, flow: str, amount: Money, told: dict[str, str]) -> Iterator[dict[str, str]]:
    if amount:
        blank = {name: "" for name, _type, _title in FIELDS}
        phase = "executed" if book.final else "approved"
        about = {"year": str(book.year), "phase": phase, "flow": flow}
        yield (
            blank
            | about
            | {"unit_code": book.unit.code, "unit": book.unit.name}
            | told
            | {"amount": str(amount.told(MoneyUnit.YUAN))}
        )


def _functional(book: Book, code: str) -> dict[str, str]:
    return {"functional_code": code, "functional": name(code, book.year)}


def _source(source: Source) -> dict[str, str]:
    return {"source": source.label}


def _member(book: Book, code: str) -> dict[str, str]:
    wanted = code or book.unit.members[0].code
    found = next((one.name for one in book.unit.members if one.code == wanted), "")
    return {"unit_code": wanted, "unit": found}
