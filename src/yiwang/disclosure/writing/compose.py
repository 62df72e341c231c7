"""From the books to the draft of the whole document, for a budget and for an account."""

from collections.abc import Iterator
from dataclasses import replace

from yiwang.disclosure.writing import (
    account_detail,
    account_rest,
    account_tables,
    account_words,
    budget_detail,
    budget_tables,
    budget_words,
)
from yiwang.disclosure.writing.blocks import Block, Chart, Draft, Heading, Printed, Words
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.classes import numeral
from yiwang.disclosure.writing.overview import glossary, overview
from yiwang.disclosure.writing.sheets import board

_ACCOUNT_TABLES = (
    account_tables.summary,
    account_tables.income,
    account_tables.spending,
    account_tables.grants,
    account_detail.general,
    account_detail.basic,
    account_detail.fund,
    account_detail.capital,
    account_detail.three_public,
)
_BUDGET_TABLES = (
    budget_tables.summary,
    budget_tables.income,
    budget_tables.spending,
    budget_tables.grants,
    budget_tables.general,
    budget_tables.basic,
    budget_tables.three_public,
    budget_tables.fund,
    budget_tables.capital,
    budget_detail.projects,
    budget_detail.purchases,
    budget_detail.bought,
    budget_detail.assets,
)


def compose(book: Book) -> Draft:
    """The whole document. Raises `Invalid` for subjects that no table can hold.

    A reason that was not given stands as a visible gap, so that a draft can be looked at; whether
    it may be published is asked of the audit and of `reasons.unanswered`.
    """
    unit = book.unit
    what = f"{unit.level}决算公开" if book.final else f"{unit.level}预算公开"
    year = f"{book.year}年度" if book.final else f"{book.year}年"
    day = book.published
    blocks = _account(book) if book.final else _budget(book)
    return Draft(
        f"{year}{unit.name}{what}",
        book.kind,
        book.year,
        unit.name,
        f"{day.year}年{day.month}月{day.day}日",
        tuple(_drawn(blocks)),
    )


def _drawn(blocks: list[Block]) -> Iterator[Block]:
    """The blocks with charts numbered through; a chart without bars is left out."""
    number = 0
    for block in blocks:
        if isinstance(block, Chart):
            if block.bars:
                number += 1
                yield replace(block, number=number)
        else:
            yield block


def _account(book: Book) -> list[Block]:
    name, year, level = book.unit.name, book.year, book.unit.level
    parts: list[tuple[str, list[Block]]] = [
        (f"{name}{year}年度{level}决算表", _tables([one(book) for one in _ACCOUNT_TABLES])),
        (f"{name}{year}年度{level}决算情况说明", _account_words(book)),
    ]
    if book.work:
        parts.append((f"{year}年度重点工作完成情况", account_rest.work(book)))
    parts.append(("名词解释", glossary(book)))
    boards: list[Block] = [board(book, one) for one in book.sheets if one.evaluated]
    if boards:
        parts.append(("附件", [Heading(2, "一、", f"{year}年度绩效自评表"), *boards]))
    return [*overview(book), *_numbered(parts)]


def _account_words(book: Book) -> list[Block]:
    return [
        *account_words.totals(book),
        *account_words.grants(book),
        *account_words.general(book),
        *account_rest.basic(book),
        *account_rest.funds(book),
        *account_rest.three_public(book),
        *account_rest.purchases(book),
        *account_rest.performance(book),
    ]


def _budget(book: Book) -> list[Block]:
    name, year, level = book.unit.name, book.year, book.unit.level
    tables = _tables([one(book) for one in _BUDGET_TABLES])
    parts: list[tuple[str, list[Block]]] = [
        (f"{name}{year}年{level}预算表", [*tables, *_targets(book)]),
        (f"{name}{year}年{level}预算情况说明", budget_words.narrative(book)),
        ("名词解释", glossary(book)),
    ]
    return [*overview(book), *_numbered(parts)]


def _targets(book: Book) -> list[Block]:
    """表14 and 表15; a sheet that is not there is stated."""
    blocks: list[Block] = []
    titles = ((14, True, "部门整体支出绩效目标表"), (15, False, "项目支出绩效目标表"))
    for number, whole, title in titles:
        blocks.append(Heading(2, f"{numeral(number)}、", title))
        sheets = [one for one in book.sheets if one.whole_unit is whole and not one.evaluated]
        blocks += [board(book, one) for one in sheets]
        if not sheets:
            told = f"说明：{book.year}年度本{book.unit.level}无{title.removesuffix('表')}。"
            blocks.append(Words(told))
    return blocks


def _tables(tables: list[Printed]) -> list[Block]:
    """Each with its number in the contents page; its own title is its heading."""
    return [replace(one, order=f"{numeral(order)}、") for order, one in enumerate(tables, 1)]


def _numbered(parts: list[tuple[str, list[Block]]]) -> list[Block]:
    blocks: list[Block] = []
    for order, (title, inside) in enumerate(parts, 2):
        blocks += [Heading(1, f"第{numeral(order)}部分", title), *inside]
    return blocks
