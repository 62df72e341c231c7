"""Made-up tables for tests: functional, economic and “三公” forms, labelled by hand."""

from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Cell, Column, Place, Role, Table
from yiwang.kernel.money import MoneyUnit

AMOUNTS = ("合计", "基本支出", "项目支出")


def table(
    form: Form,
    heads: tuple[tuple[str, Role], ...],
    *rows: tuple[str, ...],
    unit: MoneyUnit = MoneyUnit.WAN,
) -> Table:
    """A table of one panel; an empty text is an empty cell."""
    columns = tuple(Column(index, (head,), role) for index, (head, role) in enumerate(heads))
    filled = tuple(
        {
            index: Cell(text, Place(100 + number, 100 + number), number, index)
            for index, text in enumerate(row)
            if text
        }
        for number, row in enumerate(rows)
    )
    return Table("2031 年度测试表", Place(99, 99), columns, filled, unit, unit.label, form=form)


def spending(
    *rows: tuple[str, ...],
    form: Form = Form.GENERAL_SPENDING,
    unit: MoneyUnit = MoneyUnit.WAN,
) -> Table:
    """A functional table: code, name, total, basic, project."""
    heads = (("科目编码", Role.CODE), ("科目名称", Role.LABEL))
    amounts = tuple((one, Role.FIGURE) for one in AMOUNTS)
    return table(form, (*heads, *amounts), *rows, unit=unit)


def economic(*rows: tuple[str, ...]) -> Table:
    """An economic table of a budget: code, name, total, personnel, public."""
    heads = (
        ("科目编码", Role.CODE),
        ("科目名称", Role.LABEL),
        ("合计", Role.FIGURE),
        ("人员经费", Role.FIGURE),
        ("公用经费", Role.FIGURE),
    )
    return table(Form.BASIC_SPENDING, heads, *rows)


def three_public(*figures: str) -> Table:
    """The “三公” table of a budget: one row of six figures."""
    names = (
        *("合计", "因公出国（境）费", "公务用车购置及运行费小计"),
        *("公务用车购置费", "公务用车运行费", "公务接待费"),
    )
    heads = tuple((one, Role.FIGURE) for one in names)
    return table(Form.THREE_PUBLIC, heads, figures)
