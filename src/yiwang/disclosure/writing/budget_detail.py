"""The tables of a budget by project and purchase: 表10 to 表13.

basis: 部门预算公开 forms; 政府采购品目分类目录; 政府购买服务指导性目录.
"""

from yiwang.disclosure.codes import name
from yiwang.disclosure.forms import Form
from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing.blocks import Head, Printed
from yiwang.disclosure.writing.book import Book, Project
from yiwang.disclosure.writing.budget_tables import none, printed
from yiwang.disclosure.writing.sources import GRANTS, OWN, Source
from yiwang.disclosure.writing.told import in_yuan
from yiwang.kernel.money import Money, total

Rows = tuple[tuple[str, ...], ...]


def _words(label: str) -> Head:
    return Head((label,), Role.TEXT)


_PROJECT_HEADS = (
    Head(("项目编码",), Role.CODE),
    Head(("项目名称",), Role.LABEL),
    Head(("项目单位",), Role.TEXT),
    Head(("合计",)),
    *(Head(("本年拨款", one.label)) for one in GRANTS),
    *(Head(("财政拨款结转结余", one.label)) for one in GRANTS),
    Head(("财政专户管理资金",)),
    Head(("单位资金",)),
)

_PURCHASE_HEADS = (
    Head(("单位代码",), Role.CODE),
    _words("单位名称"),
    Head(("项目",), Role.LABEL),
    _words("政府采购品目"),
    _words("功能科目"),
    _words("部门支出经济分类"),
    _words("资金来源"),
    _words("资金性质"),
    Head(("采购数量",)),
    Head(("单价（元）",)),
    _words("计量单位"),
    Head(("采购金额", "采购金额（合计）")),
    Head(("采购金额", "其中面向中小企业（元）")),
    Head(("采购金额", "其中面向小微企业（元）")),
)

_BOUGHT_HEADS = (
    Head(("单位代码",), Role.CODE),
    Head(("单位名称",), Role.LABEL),
    _words("是否包含政府采购项目"),
    _words("政府购买服务内容"),
    Head(("购买数量",)),
    Head(("购买金额",)),
    _words("资金来源"),
    _words("资金性质"),
    _words("支出功能分类科目"),
    _words("部门支出经济分类"),
    *(
        Head(("政府购买服务指导目录", one), Role.TEXT)
        for one in ("一级目录", "二级目录", "三级目录")
    ),
)

_ASSET_HEADS = (
    Head(("单位代码",), Role.CODE),
    _words("单位名称"),
    Head(("项目",), Role.LABEL),
    _words("支出功能分类科目"),
    *(_words(one) for one in ("资产分类", "资产名称")),
    *(Head((one,)) for one in ("资产数量", "资产编制数", "资产申请数量")),
    Head(("单价（元）",)),
    Head(("总金额（元）",)),
    _words("配置分类"),
    _words("部门支出经济分类"),
    _words("资金来源"),
    _words("资金性质"),
)


def projects(book: Book) -> Printed:
    """表10 项目支出表: the department, its units, under each its projects."""
    rows: list[tuple[str, ...]] = (
        [("", "合计", "", *_funds(book.projects))] if book.projects else []
    )
    for member in book.unit.members:
        own = tuple(one for one in book.projects if _member(book, one.unit) == member.code)
        if own:
            rows.append((member.code, member.name, "", *_funds(own)))
            rows += [(one.code, one.name, member.name, *_funds((one,))) for one in own]
    notes = none(book, bool(rows), "项目支出")
    return printed(book, 10, "项目支出表", Form.PROJECTS, _PROJECT_HEADS, (tuple(rows), notes))


def purchases(book: Book) -> Printed:
    """表11 政府采购预算表."""
    rows: list[tuple[str, ...]] = []
    for one in book.purchases:
        rows.append(
            (
                *_who(book, one.member),
                one.project,
                f"[{one.item}]{one.item_name}",
                *_subjects(book, one.functional, one.economic),
                one.origin,
                one.nature,
                str(one.quantity),
                in_yuan(_each(one.amount, one.quantity)),
                one.measure,
                *(in_yuan(amount) for amount in (one.amount, one.small, one.micro)),
            )
        )
    if rows:
        sums = (
            total(one.amount for one in book.purchases),
            total(one.small for one in book.purchases),
            total(one.micro for one in book.purchases),
        )
        count = str(sum(one.quantity for one in book.purchases))
        told = tuple(in_yuan(one) for one in sums)
        rows.insert(0, ("", "", "合计", *[""] * 5, count, "", "", *told))
    notes = none(book, bool(rows), "政府采购预算支出")
    return printed(
        book, 11, "政府采购预算表", Form.PROCUREMENT, _PURCHASE_HEADS, (tuple(rows), notes)
    )


def bought(book: Book) -> Printed:
    """表12 政府购买服务预算表."""
    rows: list[tuple[str, ...]] = []
    for one in book.bought:
        rows.append(
            (
                *_who(book, one.member),
                "是" if one.procured else "否",
                one.content,
                str(one.quantity),
                in_yuan(one.amount),
                one.origin,
                one.nature,
                *_subjects(book, one.functional, one.economic),
                *one.catalogue,
            )
        )
    if rows:
        whole = in_yuan(total(one.amount for one in book.bought))
        count = str(sum(one.quantity for one in book.bought))
        rows.insert(0, ("", "合计", "", "", count, whole, *[""] * 7))
    title = "政府购买服务预算表"
    notes = none(book, bool(rows), "政府购买服务预算支出")
    return printed(book, 12, title, Form.BOUGHT_SERVICES, _BOUGHT_HEADS, (tuple(rows), notes))


def assets(book: Book) -> Printed:
    """表13 资产配置预算表."""
    rows: list[tuple[str, ...]] = []
    for one in book.assets:
        functional, economic = _subjects(book, one.functional, one.economic)
        rows.append(
            (
                *_who(book, one.member),
                one.project,
                functional,
                one.category,
                one.name,
                str(one.held),
                str(one.quota),
                str(one.wanted),
                in_yuan(one.price),
                in_yuan(one.amount),
                f"[{one.item}]{one.item_name}",
                economic,
                one.origin,
                one.nature,
            )
        )
    if rows:
        counts = [
            str(sum(told))
            for told in zip(
                *((one.held, one.quota, one.wanted) for one in book.assets), strict=True
            )
        ]
        whole = in_yuan(total(one.amount for one in book.assets))
        rows.insert(0, ("", "", "合计", "", "", "", *counts, "", whole, *[""] * 4))
    notes = none(book, bool(rows), "资产配置预算支出")
    return printed(book, 13, "资产配置预算表", Form.ASSETS, _ASSET_HEADS, (tuple(rows), notes))


def _funds(projects: tuple[Project, ...]) -> tuple[str, ...]:
    def of(sources: tuple[Source, ...]) -> Money:
        return total(one.funds.get(source, Money()) for one in projects for source in sources)

    stocks = [total(one.carried.get(source, Money()) for one in projects) for source in GRANTS]
    amounts = (
        total(one.amount for one in projects),
        *(of((source,)) for source in GRANTS),
        *stocks,
        of((Source.SPECIAL_ACCOUNT,)),
        of(OWN),
    )
    return tuple(in_yuan(one) for one in amounts)


def _each(amount: Money, quantity: int) -> Money:
    """The price of one; nothing is printed where it is no whole number of fen."""
    return Money(amount.fen // quantity) if quantity and not amount.fen % quantity else Money()


def _subjects(book: Book, functional: str, economic: str) -> tuple[str, str]:
    return tuple(f"[{one}]{name(one, book.year)}" for one in (functional, economic))  # type: ignore[return-value]


def _who(book: Book, member: str) -> tuple[str, str]:
    code = _member(book, member)
    return code, next((one.name for one in book.unit.members if one.code == code), "")


def _member(book: Book, code: str) -> str:
    return code or book.unit.members[0].code
