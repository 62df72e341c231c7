"""The summary tables of a final account: 公开01 to 公开04.

basis: 部门决算公开 forms of the Ministry of Finance; line and column numbers are printed because
the formulas below each table name them.
"""

from collections.abc import Callable

from yiwang.disclosure.codes import above, name
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.blocks import Head, Printed
from yiwang.disclosure.writing.book import Book, Spending
from yiwang.disclosure.writing.classes import classes_of, numeral
from yiwang.disclosure.writing.sources import GRANTS, Source
from yiwang.disclosure.writing.told import in_wan
from yiwang.kernel.money import Money, MoneyUnit

_ROUNDING = "2.本套报表金额单位转换时可能存在尾数误差。"

INCOME_ROWS: tuple[tuple[str, tuple[Source, ...]], ...] = (
    ("一般公共预算财政拨款收入", (Source.GENERAL,)),
    ("政府性基金预算财政拨款收入", (Source.FUND,)),
    ("国有资本经营预算财政拨款收入", (Source.CAPITAL,)),
    ("上级补助收入", (Source.SUPERIOR,)),
    ("事业收入", (Source.BUSINESS, Source.SPECIAL_ACCOUNT)),
    ("经营收入", (Source.OPERATING,)),
    ("附属单位上缴收入", (Source.SUBORDINATE,)),
    ("其他收入", (Source.OTHER,)),
)
"""Lines 1 to 8; money of the special account is told as income of business in accounts."""

Rows = tuple[tuple[str, ...], ...]


def printed(
    book: Book,
    number: int,
    title: str,
    form: Form,
    heads: tuple[Head, ...],
    told: tuple[Rows, tuple[str, ...]],
) -> Printed:
    """A table of an account with its number; `told` are rows and notes."""
    return Printed(
        f"{book.year}年度{title}",
        f"公开{number:02}表",
        form,
        heads,
        told[0],
        book.unit.name,
        MoneyUnit.WAN,
        told[1],
    )


def summary(book: Book) -> Printed:
    """公开01: all income and spending; 27, 57 total the year, 30 and 60 all."""
    income = [("", "", "") for _ in range(26)]
    for line, (label, sources) in enumerate(INCOME_ROWS, 1):
        amount = in_wan(sums.income(book, sources))
        income[line - 1] = (f"{numeral(line)}、{label}", str(line), amount)
    income = [row if row[1] else ("", str(line), "") for line, row in enumerate(income, 1)]
    income += [
        ("本年收入合计", "27", in_wan(sums.income(book))),
        ("使用非财政拨款结余（含专用结余）", "28", in_wan(book.used_surplus)),
        ("年初结转和结余", "29", in_wan(sums.started(book))),
        ("总计", "30", in_wan(sums.grand_total(book))),
    ]
    spent = [
        (f"{numeral(order)}、{name(code, book.year)}", str(30 + order), in_wan(_class(book, code)))
        for order, code in enumerate(classes_of(book), 1)
    ] + [
        ("本年支出合计", "57", in_wan(sums.spending(book).amount)),
        ("结余分配", "58", in_wan(book.distributed)),
        ("年末结转和结余", "59", in_wan(sums.left(book))),
        ("总计", "60", in_wan(sums.grand_spending(book))),
    ]
    rows = tuple((*one, *two) for one, two in zip(income, spent, strict=True))
    notes = (
        "注：1.本表反映部门本年度的总收支和年末结转结余情况。",
        _ROUNDING,
        "27行=（1+2+3+4+5+6+7+8）行；30行=（27+28+29）行；",
        "57行=（31+32+…+56）行；60行=（57+58+59）行。",
    )
    heads = (*_half("收入", "金额", 0, "1"), *_half("支出", "金额", 1, "2"))
    return printed(book, 1, "收入支出决算总表", Form.SUMMARY, heads, (rows, notes))


def income(book: Book) -> Printed:
    """公开02: income of the year by functional subject and source."""
    groups: tuple[tuple[str, tuple[Source, ...]], ...] = (
        ("本年收入合计", sums.ALL),
        ("财政拨款收入", GRANTS),
        ("上级补助收入", (Source.SUPERIOR,)),
        ("事业收入", (Source.BUSINESS, Source.SPECIAL_ACCOUNT)),
        ("经营收入", (Source.OPERATING,)),
        ("附属单位上缴收入", (Source.SUBORDINATE,)),
        ("其他收入", (Source.OTHER,)),
    )
    heads = (*subject_heads(), *_numbered(tuple(one for one, _ in groups)))
    codes = [one.code for one in book.income if one.amount]
    rows = by_subject(
        book, codes, lambda code: [sums.income(book, of, code) for _label, of in groups]
    )
    notes = (
        "注：1.本表反映部门本年度取得的各项收入情况。",
        _ROUNDING,
        "1栏各行=（2+3+4+5+6+7）栏各行。",
    )
    return printed(book, 2, "收入决算表", Form.INCOME, heads, (rows, notes))


def spending(book: Book) -> Printed:
    """公开03: spending of the year by functional subject and kind."""
    labels = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出")
    heads = (*subject_heads(), *_numbered((*labels, "对附属单位补助支出")))
    codes = [one.code for one in book.spending if one.amount]
    rows = by_subject(book, codes, lambda code: _kinds(sums.spending(book, sums.ALL, code)))
    notes = ("注：1.本表反映部门本年度各项支出情况。", _ROUNDING, "1栏各行=（2+3+4+5+6）栏各行。")
    return printed(book, 3, "支出决算表", Form.SPENDING, heads, (rows, notes))


def grants(book: Book) -> Printed:
    """公开04: grants, where they came from and where they went; 32 and 64 total all."""
    each = [(one,) for one in GRANTS]
    labels = [f"{one.label}财政拨款" for one in GRANTS]
    income = [
        (f"{numeral(line)}、{label}", str(line), in_wan(sums.income(book, of)))
        for line, (label, of) in enumerate(zip(labels, each, strict=True), 1)
    ]
    income += [("", str(line), "") for line in range(4, 27)]
    income.append(("本年收入合计", "27", in_wan(sums.income(book, GRANTS))))
    income.append(("年初财政拨款结转和结余", "28", in_wan(sums.started(book, GRANTS))))
    income += [
        (label, str(line), in_wan(sums.started(book, of)))
        for line, (label, of) in enumerate(zip(labels, each, strict=True), 29)
    ]
    income.append(("总计", "32", in_wan(sums.grants_total(book))))
    rows = tuple((*one, *two) for one, two in zip(income, _grants_spent(book), strict=True))
    notes = (
        "注：1.本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和"
        "国有资本经营预算财政拨款的总收支和年末结转结余情况。",
        _ROUNDING,
        "27行=（1+2+3）行；28行=（29+30+31）行；32行=（27+28）行；",
        "59行=（33+34+…+58）行；64行=（59+60）行。",
    )
    spent = (
        Head(("支出", "项目"), Role.LABEL, 1),
        Head(("支出", "行次"), Role.LINE_NUMBER, 1),
        Head(("支出", "决算数", "小计"), panel=1, number="2"),
        *(
            Head(("支出", "决算数", label), panel=1, number=str(number))
            for number, label in enumerate(labels, 3)
        ),
    )
    heads = (*_half("收入", "决算数", 0, "1"), *spent)
    return printed(book, 4, "财政拨款收入支出决算总表", Form.GRANT_SUMMARY, heads, (rows, notes))


def by_subject(book: Book, codes: list[str], figures: Callable[[str], list[Money]]) -> Rows:
    """合计, then each class, section and item with its figures, in the order of the codes."""
    every = sorted({one for code in codes for one in above(code)})
    total = [in_wan(one) for one in figures("")] if codes else [""] * len(figures(""))
    rows = [("", "合计", *total)]
    rows += [
        (code, name(code, book.year), *(in_wan(one) for one in figures(code))) for code in every
    ]
    return tuple(rows)


def subject_heads() -> tuple[Head, Head]:
    """Code and name of a functional subject."""
    return (
        Head(("项目", "功能分类科目编码"), Role.CODE),
        Head(("项目", "科目名称"), Role.LABEL),
    )


def _grants_spent(book: Book) -> list[tuple[str, ...]]:
    def told(label: str, line: int, amounts: list[Money]) -> tuple[str, ...]:
        whole = Money(sum(one.fen for one in amounts))
        return (label, str(line), *(in_wan(one) for one in (whole, *amounts)))

    def spent(code: str) -> list[Money]:
        return [sums.spending(book, (one,), code).amount for one in GRANTS]

    left = [sums.left(book, (one,)) for one in GRANTS]
    rows = [
        told(f"{numeral(order)}、{name(code, book.year)}", 32 + order, spent(code))
        for order, code in enumerate(classes_of(book), 1)
    ]
    rows.append(told("本年支出合计", 59, spent("")))
    rows.append(told("年末财政拨款结转和结余", 60, left))
    rows += [("", str(line), "", "", "", "") for line in range(61, 64)]
    both = [one + two for one, two in zip(spent(""), left, strict=True)]
    return [*rows, told("总计", 64, both)]


def _class(book: Book, code: str) -> Money:
    return sums.spending(book, sums.ALL, code).amount


def _kinds(one: Spending) -> list[Money]:
    return [one.amount, one.basic, one.project, one.upward, one.operating, one.downward]


def _half(side: str, figure: str, panel: int, number: str) -> tuple[Head, Head, Head]:
    return (
        Head((side, "项目"), Role.LABEL, panel),
        Head((side, "行次"), Role.LINE_NUMBER, panel),
        Head((side, figure), Role.FIGURE, panel, number),
    )


def _numbered(labels: tuple[str, ...]) -> tuple[Head, ...]:
    return tuple(Head((label,), number=str(number)) for number, label in enumerate(labels, 1))
