"""The tables of a budget by source and subject: 表1 to 表9.

basis: 部门预算公开 forms (预算法 art. 14; fifteen tables in yuan).
"""

from collections.abc import Callable

from yiwang.disclosure.codes import above, name
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.account_detail import three_amounts, three_heads
from yiwang.disclosure.writing.blocks import Head, Printed
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.classes import classes_of, numeral
from yiwang.disclosure.writing.sources import GRANTS, OWN, Source
from yiwang.disclosure.writing.told import in_yuan
from yiwang.kernel.money import Money, MoneyUnit, total

Rows = tuple[tuple[str, ...], ...]

INCOME_ROWS: tuple[tuple[str, Source], ...] = (
    ("一般公共预算拨款收入", Source.GENERAL),
    ("政府性基金预算拨款收入", Source.FUND),
    ("国有资本经营预算拨款收入", Source.CAPITAL),
    ("财政专户管理资金收入", Source.SPECIAL_ACCOUNT),
    ("事业收入", Source.BUSINESS),
    ("事业单位经营收入", Source.OPERATING),
    ("上级补助收入", Source.SUPERIOR),
    ("附属单位上缴收入", Source.SUBORDINATE),
    ("其他收入", Source.OTHER),
)
_SHORT = {Source.SPECIAL_ACCOUNT: "财政专户管理资金"}
_STOCKS: tuple[tuple[str, tuple[Source, ...]], ...] = (
    *((one.label, (one,)) for one in (*GRANTS, Source.SPECIAL_ACCOUNT)),
    ("单位资金", OWN),
)


def printed(
    book: Book,
    number: int,
    title: str,
    form: Form,
    heads: tuple[Head, ...],
    told: tuple[Rows, tuple[str, ...]],
) -> Printed:
    """A table of a budget with its number; `told` are rows and notes."""
    return Printed(
        title,
        f"表 {number}",
        form,
        heads,
        told[0],
        book.unit.name,
        MoneyUnit.YUAN,
        told[1],
    )


def summary(book: Book) -> Printed:
    """表1 收支总表."""
    income = [
        (f"{numeral(line)}、{label}", in_yuan(sums.income(book, (source,))))
        for line, (label, source) in enumerate(INCOME_ROWS, 1)
    ]
    spent = [
        (f"{numeral(line)}、{name(code, book.year)}", in_yuan(_spent(book, sums.ALL, code)))
        for line, code in enumerate(classes_of(book), 1)
    ]
    income += [("", "")] * (len(spent) - len(income))
    income += [
        ("本年收入合计", in_yuan(sums.income(book))),
        ("上年结转结余", in_yuan(sums.started(book))),
        ("收入总计", in_yuan(sums.grand_total(book))),
    ]
    spent += [
        ("本年支出合计", in_yuan(_spent(book, sums.ALL, ""))),
        ("年终结转结余", in_yuan(sums.left(book))),
        ("支出总计", in_yuan(sums.grand_spending(book))),
    ]
    note = "备注：财政专户管理资金收入是指教育收费收入；事业收入不含教育收费收入，下同。"
    return printed(book, 1, "收支总表", Form.SUMMARY, _halves(), (_beside(income, spent), (note,)))


def income(book: Book) -> Printed:
    """表2 收入总表: the department and each of its units by source."""
    heads = (
        Head(("部门代码",), Role.CODE),
        Head(("部门（单位）名称",), Role.LABEL),
        Head(("合计",)),
        Head(("本年收入", "小计")),
        *(Head(("本年收入", one.label)) for one in Source),
        Head(("上年结转结余", "小计")),
        *(Head(("上年结转结余", label)) for label, _of in _STOCKS),
    )

    def figures(member: str) -> list[str]:
        now = [sums.income(book, (one,), member=member) for one in Source]
        stock = [sums.started(book, of, member=member) for _label, of in _STOCKS]
        all_now, all_stock = total(now), total(stock)
        return [in_yuan(one) for one in (all_now + all_stock, all_now, *now, all_stock, *stock)]

    rows = [("", "合计", *figures("")), (book.unit.code, book.unit.name, *figures(""))]
    rows += [(one.code, one.name, *figures(one.code)) for one in book.unit.members]
    return printed(book, 2, "收入总表", Form.INCOME, heads, (tuple(rows), ()))


def spending(book: Book) -> Printed:
    """表3 支出总表."""
    labels = (
        "合计",
        "基本支出",
        "项目支出",
        "事业单位经营支出",
        "上缴上级支出",
        "对附属单位补助支出",
    )
    codes = [one.code for one in book.spending if one.amount]

    def figures(code: str) -> list[Money]:
        one = sums.spending(book, sums.ALL, code)
        return [one.amount, one.basic, one.project, one.operating, one.upward, one.downward]

    heads = (*_subject(), *(Head((one,)) for one in labels))
    rows = by_subject(book, codes, figures)
    return printed(book, 3, "支出总表", Form.SPENDING, heads, (rows, ()))


def grants(book: Book) -> Printed:
    """表4 财政拨款收支总表."""
    labels = [f"{one.label}拨款" for one in GRANTS]
    income = [
        ("一、本年收入", in_yuan(sums.income(book, GRANTS))),
        *(
            (f"（{numeral(line)}）{label}", in_yuan(sums.income(book, (one,))))
            for line, (label, one) in enumerate(zip(labels, GRANTS, strict=True), 1)
        ),
        ("二、上年结转", in_yuan(sums.started(book, GRANTS))),
        *(
            (f"（{numeral(line)}）{label}", in_yuan(sums.started(book, (one,))))
            for line, (label, one) in enumerate(zip(labels, GRANTS, strict=True), 1)
        ),
    ]
    spent = [
        ("一、本年支出", in_yuan(_spent(book, GRANTS, ""))),
        *(
            (f"（{numeral(line)}）{name(code, book.year)}", in_yuan(_spent(book, GRANTS, code)))
            for line, code in enumerate(classes_of(book), 1)
        ),
        ("二、年终结转结余", in_yuan(sums.left(book, GRANTS))),
    ]
    income += [("", "")] * (len(spent) - len(income))
    income.append(("收入总计", in_yuan(sums.grants_total(book))))
    out = _spent(book, GRANTS, "") + sums.left(book, GRANTS)
    spent.append(("支出总计", in_yuan(out)))
    rows = _beside(income, spent)
    return printed(book, 4, "财政拨款收支总表", Form.GRANT_SUMMARY, _halves(), (rows, ()))


def general(book: Book) -> Printed:
    """表5 一般公共预算支出表."""
    of = (Source.GENERAL,)
    heads = (
        *_subject(),
        Head(("合计",)),
        *(Head(("基本支出", one)) for one in ("小计", "人员经费", "公用经费")),
        Head(("项目支出",)),
    )

    def figures(code: str) -> list[Money]:
        one = sums.spending(book, of, code)
        return [one.amount, one.basic, one.personnel, one.public, one.project]

    rows = by_subject(book, _used(book, Source.GENERAL), figures)
    title = "一般公共预算支出表"
    return printed(book, 5, title, Form.GENERAL_SPENDING, heads, (rows, ()))


def basic(book: Book) -> Printed:
    """表6 一般公共预算基本支出表, by economic item."""
    group, side = "部门预算支出经济分类科目", "本年一般公共预算基本支出"
    heads = (
        Head((group, "科目编码"), Role.CODE),
        Head((group, "科目名称"), Role.LABEL),
        *(Head((side, one)) for one in ("合计", "人员经费", "公用经费")),
    )

    def figures(code: str) -> list[Money]:
        return [sums.economic(book, code, personal) for personal in (None, True, False)]

    rows = by_subject(book, [one.code for one in book.economic if one.amount], figures)
    title = "一般公共预算基本支出表"
    return printed(book, 6, title, Form.BASIC_SPENDING, heads, (rows, ()))


def three_public(book: Book) -> Printed:
    """表7 一般公共预算“三公”经费支出表."""
    told = tuple(in_yuan(one) or "0.00" for one in three_amounts(book.three_public))
    title = "一般公共预算“三公”经费支出表"
    first, *others = three_heads("", None)
    heads = (Head(("“三公”经费合计",), first.role), *others)
    notes = none(book, bool(book.three_public.amount), "“三公”经费预算支出")
    return printed(book, 7, title, Form.THREE_PUBLIC, heads, ((told,), notes))


def fund(book: Book) -> Printed:
    """表8 政府性基金预算支出表."""
    return _of_source(book, 8, Source.FUND, Form.FUND_SPENDING)


def capital(book: Book) -> Printed:
    """表9 国有资本经营预算支出表."""
    return _of_source(book, 9, Source.CAPITAL, Form.CAPITAL_SPENDING)


def none(book: Book, there: bool, what: str) -> tuple[str, ...]:
    """The statement that a table is empty because there is nothing."""
    return () if there else (f"说明：{book.year}年度本{book.unit.level}无{what}。",)


def by_subject(book: Book, codes: list[str], figures: Callable[[str], list[Money]]) -> Rows:
    """合计, then each subject from the class down; nothing at all where there is no money."""
    every = sorted({one for code in codes for one in above(code)})
    rows = [("", "合计", *(in_yuan(one) for one in figures("")))]
    rows += [
        (code, name(code, book.year), *(in_yuan(one) for one in figures(code))) for code in every
    ]
    return tuple(rows)


def _of_source(book: Book, number: int, source: Source, form: Form) -> Printed:
    side = f"本年{source.label}支出"
    heads = (*_subject(), *(Head((side, one)) for one in ("合计", "基本支出", "项目支出")))

    def figures(code: str) -> list[Money]:
        one = sums.spending(book, (source,), code)
        return [one.amount, one.basic, one.project]

    codes = _used(book, source)
    told = (by_subject(book, codes, figures), none(book, bool(codes), f"{source.label}支出"))
    return printed(book, number, f"{source.label}支出表", form, heads, told)


def _used(book: Book, source: Source) -> list[str]:
    return [one.code for one in book.spending if one.source is source and one.amount]


def _spent(book: Book, of: tuple[Source, ...], code: str) -> Money:
    return sums.spending(book, of, code).amount


def _subject() -> tuple[Head, Head]:
    return (Head(("科目编码",), Role.CODE), Head(("科目名称",), Role.LABEL))


def _halves() -> tuple[Head, ...]:
    return (
        Head(("收入", "项目"), Role.LABEL, 0),
        Head(("收入", "预算数"), Role.FIGURE, 0),
        Head(("支出", "项目"), Role.LABEL, 1),
        Head(("支出", "预算数"), Role.FIGURE, 1),
    )


def _beside(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> Rows:
    return tuple((*one, *two) for one, two in zip(left, right, strict=True))
