"""Target sheets of a budget: of the whole unit (表14) and of a project (表15).

basis: 部门整体支出绩效目标申报表, 项目支出绩效目标申报表.
"""

from collections.abc import Iterator
from itertools import groupby

from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.blocks import Board, Box
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.promises import Goal, Sheet
from yiwang.disclosure.writing.told import share
from yiwang.kernel.money import Money, MoneyUnit

_WIDTHS = (14, 14, 26, 13, 13, 13, 13, 13)
_NOTES = (
    "备注：1.“二级指标”中“产出指标”填报数量、质量、时效、成本等指标；“效益指标”填报"
    "社会效益、经济效益、生态效益、可持续影响等指标。",
    "2.“绩效标准”：设定绩效指标值时的依据或参考标准。",
)

Row = tuple[Box, ...]
Lines = tuple[tuple[str, Money, list[Money]], ...]


def target_board(book: Book, sheet: Sheet) -> Board:
    """The sheet laid out in eight columns."""
    if sheet.whole_unit:
        title, about = "部门整体支出绩效目标申报表", _whole(book, sheet)
    else:
        title, about = "项目支出绩效目标申报表", _project(book, sheet)
    rows = (*about, *_indicators(book, sheet))
    return Board(title, (), _WIDTHS, rows, sheet, _NOTES)


def _whole(book: Book, sheet: Sheet) -> list[Row]:
    rows: list[Row] = [(Box("部门名称", head=True), Box(book.unit.name, columns=7))]
    rows += _money(book)
    duties = "".join(f"{number}.{one}" for number, one in enumerate(book.unit.duties, 1))
    rows.append((Box("部门职能概述", head=True), Box(duties, columns=7)))
    rows += [(Box(label, head=True), Box(text, columns=7)) for label, text in sheet.fields.items()]
    rows.append((Box("年度目标", head=True), Box(sheet.goal, columns=7)))
    return rows


def _money(book: Book) -> list[Row]:
    """Income and spending of this year with shares, beside the two years before."""
    years = [one for one in (book.before, book.two_before) if one]
    grants, whole = sums.grants_total(book), sums.grand_total(book)
    spent = sums.spending(book)
    income = (
        ("财政拨款", grants, [one.grants for one in years]),
        ("其他资金", whole - grants, [one.total - one.grants for one in years]),
        ("合计", whole, [one.total for one in years]),
    )
    out = (
        ("基本支出", spent.basic, [one.basic for one in years]),
        ("项目支出", spent.project, [one.project for one in years]),
        ("合计", spent.basic + spent.project, [one.basic + one.project for one in years]),
    )
    head = (
        Box("部门总体资金情况（万元）", rows=7, head=True),
        Box("资金构成", columns=2, head=True),
        Box("当年预算金额", head=True),
        Box("占比", head=True),
        Box(f"{book.year - 1}年", head=True),
        Box(f"{book.year - 2}年", columns=2, head=True),
    )
    return [head, *_composed("收入构成", income), *_composed("支出构成", out)]


def _composed(label: str, lines: Lines) -> Iterator[Row]:
    """The parts of income or spending; the last line is the whole of which shares are taken."""
    whole = lines[-1][1]
    for number, (name, amount, past) in enumerate(lines):
        first = () if number else (Box(label, rows=len(lines), head=True),)
        told = [_wan(one) for one in past] + [""] * (2 - len(past))
        figures = (Box(_wan(amount), right=True), Box(share(amount, whole), right=True))
        before = (Box(told[0], right=True), Box(told[1], columns=2, right=True))
        yield (*first, Box(name), *figures, *before)


def _project(book: Book, sheet: Sheet) -> list[Row]:
    kind = "延续性项目☑ 新增性项目□" if sheet.continued else "延续性项目□ 新增性项目☑"
    often = "经常性项目☑ 一次性项目□" if sheet.regular else "经常性项目□ 一次性项目☑"
    pairs = [
        ("部门名称", book.unit.name),
        ("项目名称", sheet.subject),
        ("项目属性", kind),
        ("项目类型", often),
        ("项目起止日期", f"{book.year}.1.1至{book.year}.12.31"),
        *sheet.fields.items(),
        ("项目总投入（万元）", _wan(sheet.budget)),
        ("项目总目标", sheet.goal),
    ]
    return [(Box(label, head=True), Box(text, columns=7)) for label, text in pairs]


def _indicators(book: Book, sheet: Sheet) -> list[Row]:
    heads = tuple(
        Box(one, rows=2, head=True)
        for one in ("一级指标", "二级指标", "指标名称", "指标值", "绩效标准")
    )
    past = Box("近两年指标值", columns=2, head=True)
    last = Box("预期当年实现值", rows=2, head=True)
    rows: list[Row] = [
        (Box("年度绩效指标", columns=8, head=True),),
        (*heads, past, last),
        (Box(f"{book.year - 1}年", head=True), Box(f"{book.year - 2}年", head=True)),
    ]
    for _first, goals in groupby(sheet.goals, key=lambda one: one.level_one):
        rows += _group(list(goals))
    return rows


def _group(goals: list[Goal]) -> list[Row]:
    rows: list[Row] = []
    for second, group in groupby(goals, key=lambda one: one.level_two):
        below = list(group)
        for number, one in enumerate(below):
            first = (Box(one.level_one, rows=len(goals), head=True),) if not rows else ()
            head = () if number else (Box(second, rows=len(below), head=True),)
            texts = (one.name, one.target, one.standard, *one.past, one.expected)
            rows.append((*first, *head, *(Box(text) for text in texts)))
    return rows


def _wan(amount: Money) -> str:
    return f"{amount.told(MoneyUnit.WAN):,}"
