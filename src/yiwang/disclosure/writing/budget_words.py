"""The narrative of a budget: what is planned, for what, and compared with the year before."""

from yiwang.disclosure.codes import name
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.account_rest import by_ware, listed, running_costs
from yiwang.disclosure.writing.account_words import GENERAL, by_key
from yiwang.disclosure.writing.blocks import Block, Chart, Heading, Words
from yiwang.disclosure.writing.book import Book
from yiwang.disclosure.writing.budget_tables import INCOME_ROWS
from yiwang.disclosure.writing.charts import structure, two_years
from yiwang.disclosure.writing.sources import GRANTS, Source
from yiwang.disclosure.writing.told import change, share, wan
from yiwang.kernel.money import Money, total


def narrative(book: Book) -> list[Block]:
    """第三部分 of a budget, eleven sections."""
    return [
        *_totals(book),
        *_grants(book),
        *_general(book),
        *_funds(book),
        *_projects(book),
        *_others(book),
    ]


def _than(book: Book, key: str) -> str:
    one = by_key(book).get(key)
    return "，" + change(one, dict(book.reasons)) if one else ""


def _totals(book: Book) -> list[Block]:
    year, level = book.year, book.unit.level
    income, stock = sums.grand_total(book), sums.started(book)
    spent = sums.spending(book)
    sources = [(one.label, sums.income(book, (one,))) for one in Source]
    parts = [*sources, ("上年结转结余", stock)]
    kinds = [("基本支出", spent.basic), ("项目支出", spent.project)]
    kinds += [("事业单位经营支出", spent.operating), ("上缴上级支出", spent.upward)]
    kinds += [("对附属单位补助支出", spent.downward)]
    there = "、".join(label for label, amount in parts if amount)
    out = "、".join(label for label, amount in kinds if amount)
    return [
        Heading(2, "一、", f"{level}收支预算总体安排情况"),
        Words(
            f"按照综合预算的原则，{book.unit.short}所有收入和支出均纳入{level}预算管理。"
            f"收入包括：{there}。支出包括：{out}。"
        ),
        Words(f"{year}年{level}收支总预算{wan(income)}{_than(book, 'total')}。"),
        *two_years(book, "收支总预算变动情况", "total"),
        Heading(2, "二、", f"{level}收入预算安排情况"),
        Words(f"{year}年{level}收入预算{wan(income)}，其中：{_shares(parts, income)}。"),
        Chart("收入预算结构", structure(parts)),
        Heading(2, "三、", f"{level}支出预算安排情况"),
        Words(
            f"{year}年{level}支出预算{wan(spent.amount)}，其中：{_shares(kinds, spent.amount)}。"
        ),
        Chart("支出预算结构", structure(kinds)),
    ]


def _shares(parts: list[tuple[str, Money]], whole: Money) -> str:
    return "；".join(
        f"{label}{wan(amount)}，占{share(amount, whole)}" for label, amount in parts if amount
    )


def _grants(book: Book) -> list[Block]:
    income = [
        f"{label.removesuffix('拨款收入')}财政拨款本年收入{wan(amount)}"
        for label, source in INCOME_ROWS[:3]
        if (amount := sums.income(book, (source,)))
    ]
    stock = sums.started(book, GRANTS)
    if stock:
        income.append(f"财政拨款上年结转{wan(stock)}")
    codes = sums.codes((one.code for one in book.spending if one.source in GRANTS), 3)
    spent = [
        f"{name(code, book.year)}{wan(sums.spending(book, GRANTS, code).amount)}" for code in codes
    ]
    return [
        Heading(2, "四、", "财政拨款收支预算总体情况"),
        Words(
            f"{book.year}年财政拨款收支总预算{wan(sums.grants_total(book))}。"
            f"收入包括：{'，'.join(income)}。支出包括：{'，'.join(spent)}。"
        ),
    ]


def _general(book: Book) -> list[Block]:
    spent = sums.spending(book, GENERAL)
    codes = sums.codes((one.code for one in book.spending if one.source is Source.GENERAL), 7)
    lines = [
        f"{name(code, book.year)}{wan(amount)}{_than(book, f'line.{code}')}"
        for code in codes
        if (amount := sums.spending(book, GENERAL, code).project)
    ]
    year = book.year
    welfare, pay = sums.economic(book, "303"), sums.economic(book, "301")
    people = f"其中：工资福利支出{wan(pay)}，对个人和家庭的补助{wan(welfare)}"
    return [
        Heading(2, "五、", "一般公共预算支出安排情况"),
        Words(
            f"{year}年一般公共预算支出预算{wan(spent.amount)}{_than(book, 'general')}。"
            "具体安排情况如下："
        ),
        Words(
            f"（一）基本支出{wan(spent.basic)}，其中：人员经费{wan(spent.personnel)}、"
            f"公用经费{wan(spent.public)}。"
        ),
        Words(
            f"（二）项目支出{wan(spent.project)}"
            + (f"，其中：{'；'.join(lines)}。" if lines else "。")
        ),
        Heading(2, "六、", "一般公共预算基本支出安排情况"),
        Words(f"{year}年一般公共预算基本支出{wan(spent.basic)}，其中："),
        Words(f"（一）人员经费{wan(spent.personnel)}{listed(book, personal=True)}。{people}。"),
        Words(f"（二）公用经费{wan(spent.public)}{listed(book, personal=False)}。"),
        *_three_public(book),
    ]


def _three_public(book: Book) -> list[Block]:
    one = book.three_public
    return [
        Heading(2, "七、", "一般公共预算“三公”经费支出安排情况"),
        Words(
            f"{book.year}年一般公共预算安排“三公”经费支出预算{wan(one.amount)}"
            f"{_than(book, 'three_public.before')}。其中：（1）因公出国（境）费{wan(one.abroad)}；"
            f"（2）公务用车购置及运行维护费{wan(one.cars)}（公务用车购置费{wan(one.cars_bought)}，"
            f"公务用车运行维护费{wan(one.cars_run)}）；（3）公务接待费{wan(one.receptions)}。"
        ),
    ]


def _funds(book: Book) -> list[Block]:
    blocks: list[Block] = []
    for number, source in (("八、", Source.FUND), ("九、", Source.CAPITAL)):
        blocks.append(Heading(2, number, f"{source.label}支出安排情况"))
        spent = sums.spending(book, (source,)).amount
        codes = sums.codes((one.code for one in book.spending if one.source is source), 7)
        lines = "，".join(
            f"{name(code, book.year)}{wan(sums.spending(book, (source,), code).amount)}"
            for code in codes
        )
        told = f"{book.year}年{source.label}支出预算{wan(spent)}，其中：{lines}。"
        none = f"{book.year}年本{book.unit.level}没有使用{source.label}安排的支出。"
        blocks.append(Words(told if spent else none))
    return blocks


def _projects(book: Book) -> list[Block]:
    spent = total(one.amount for one in book.projects)
    head = f"{book.year}年项目支出{wan(spent)}，具体使用情况如下："
    none = f"{book.year}年本{book.unit.level}没有项目支出。"
    return [
        Heading(2, "十、", "项目支出安排情况"),
        Words(head if book.projects else none),
        *(
            Words(f"{order}.{one.name}{wan(one.amount)}，主要用于{one.purpose}。")
            for order, one in enumerate(book.projects, 1)
        ),
    ]


def _others(book: Book) -> list[Block]:
    return [
        Heading(2, "十一、", "其他重要事项的情况说明"),
        Heading(3, "（一）", "机关运行经费情况"),
        Words(running_costs(book)),
        Heading(3, "（二）", "政府采购预算情况"),
        Words(_procurement(book)),
        Heading(3, "（三）", "政府购买服务预算情况"),
        Words(_bought(book)),
        Heading(3, "（四）", "行政事业性国有资产配置预算及车辆情况"),
        Words(_assets(book)),
        Heading(3, "（五）", "绩效目标设置情况"),
        *_targets(book),
    ]


def _procurement(book: Book) -> str:
    whole = total(one.amount for one in book.purchases)
    if not whole:
        return f"{book.year}年本{book.unit.level}没有政府采购预算支出。"
    parts = "，".join(f"{ware.label}类{wan(amount)}" for ware, amount in by_ware(book).items())
    small = total(one.small for one in book.purchases)
    micro = total(one.micro for one in book.purchases)
    return (
        f"{book.year}年政府采购预算支出{wan(whole)}，其中：{parts}。预留给中小企业{wan(small)}，"
        f"其中预留给小微企业{wan(micro)}。"
    )


def _bought(book: Book) -> str:
    whole = total(one.amount for one in book.bought)
    if not whole:
        return f"{book.year}年本{book.unit.level}没有政府购买服务预算支出。"
    return f"{book.year}年政府购买服务预算支出{wan(whole)}。"


def _assets(book: Book) -> str:
    held = f"截至{book.year - 1}年12月31日，{book.unit.short}共有车辆{book.holding.cars}辆。"
    whole = total(one.amount for one in book.assets)
    if not whole:
        return f"{book.year}年本{book.unit.level}没有行政事业性国有资产配置预算。{held}"
    things = total(one.amount for one in book.assets if one.tangible)
    rights = Money(whole.fen - things.fen)
    return (
        f"{book.year}年行政事业性国有资产配置预算{wan(whole)}，其中：设备及家具{wan(things)}，"
        f"无形资产{wan(rights)}。{held}"
    )


def _targets(book: Book) -> list[Block]:
    projects = [one for one in book.sheets if not one.whole_unit]
    whole = total(one.budget for one in projects)
    told = f"{book.year}年，{book.unit.level}编报绩效目标的项目共{len(projects)}个"
    count = sum(len(one.goals) for one in book.sheets if one.whole_unit)
    unit = f"整体支出绩效目标共设置指标{count}项。" if count else ""
    return [
        Words(f"{told}，涉及项目支出预算{wan(whole)}。{unit}"),
        *(Words(one) for one in book.performance_summary),
    ]
