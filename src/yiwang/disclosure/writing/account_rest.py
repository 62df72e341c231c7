"""The narrative of a final account, part two: basic spending, funds, 三公, purchases, targets."""

from yiwang.disclosure.codes import name
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.account_words import GENERAL, by_key
from yiwang.disclosure.writing.blocks import Block, Heading, Words
from yiwang.disclosure.writing.book import Book, Project
from yiwang.disclosure.writing.classes import numeral
from yiwang.disclosure.writing.promises import Sheet
from yiwang.disclosure.writing.purchases import Ware
from yiwang.disclosure.writing.sources import Source
from yiwang.disclosure.writing.told import change, share, wan
from yiwang.kernel.money import Money, total


def basic(book: Book) -> list[Block]:
    """六: people and running, with the items that there are."""
    spent = sums.spending(book, GENERAL)
    return [
        Heading(2, "六、", "一般公共预算财政拨款基本支出决算情况说明"),
        Words(f"{book.year}年度一般公共预算财政拨款基本支出{wan(spent.basic)}，其中："),
        Words(f"人员经费{wan(spent.personnel)}{listed(book, personal=True)}。"),
        Words(f"公用经费{wan(spent.public)}{listed(book, personal=False)}。"),
    ]


def listed(book: Book, *, personal: bool) -> str:
    """，主要包括：… ; only items that have an amount."""
    names = [
        name(one.code, book.year)
        for one in sorted(book.economic, key=lambda one: one.code)
        if one.amount and one.personal is personal
    ]
    return f"，主要包括：{'、'.join(names)}" if names else ""


def funds(book: Book) -> list[Block]:
    """七 and 八: the government's funds and the state capital budget, or that there are none."""
    return [
        Heading(2, "七、", "政府性基金预算财政拨款收入支出决算情况说明"),
        *_fund(book),
        Heading(2, "八、", "国有资本经营预算财政拨款支出决算情况说明"),
        *_capital(book),
    ]


def _fund(book: Book) -> list[Block]:
    of = (Source.FUND,)
    spent = sums.spending(book, of)
    if not (spent.amount or sums.income(book, of) or sums.started(book, of)):
        told = "无政府性基金预算财政拨款收入支出。"
        return [Words(f"本{book.unit.level}{book.year}年度{told}")]
    told = (
        f"{book.year}年度政府性基金预算财政拨款年初结转和结余{wan(sums.started(book, of))}，"
        f"本年收入{wan(sums.income(book, of))}，本年支出{wan(spent.amount)}，"
        f"年末结转和结余{wan(sums.left(book, of))}。具体支出情况为："
    )
    return [Words(told), *_lines(book, Source.FUND)]


def _capital(book: Book) -> list[Block]:
    spent = sums.spending(book, (Source.CAPITAL,)).amount
    if not spent:
        told = "无国有资本经营预算财政拨款支出。"
        return [Words(f"本{book.unit.level}{book.year}年度{told}")]
    told = f"{book.year}年度国有资本经营预算财政拨款本年支出{wan(spent)}。具体支出情况为："
    return [Words(told), *_lines(book, Source.CAPITAL)]


def _lines(book: Book, source: Source) -> list[Block]:
    codes = sums.codes((one.code for one in book.spending if one.source is source), 7)
    return [
        Words(
            f"{order}.{name(code, book.year)}{wan(sums.spending(book, (source,), code).amount)}。"
        )
        for order, code in enumerate(codes, 1)
    ]


def three_public(book: Book) -> list[Block]:
    """九: the three public expenses against budget and the year before, with their counts."""
    planned, spent, counts = book.three_public, book.three_public_spent, book.counts
    return [
        Heading(2, "九、", "财政拨款“三公”经费支出决算情况说明"),
        Heading(3, "（一）", "“三公”经费财政拨款支出决算总体情况说明"),
        Words(_all_three(book)),
        Heading(3, "（二）", "“三公”经费财政拨款支出决算具体情况说明"),
        Words(
            f"1.因公出国（境）费全年预算为{wan(planned.abroad)}，支出决算为{wan(spent.abroad)}"
            f"{_against(book, 'abroad', planned.abroad)}。全年因公出国（境）团组"
            f"{counts.groups_abroad}个，累计{counts.people_abroad}人次。"
        ),
        Words(
            f"2.公务用车购置及运行维护费全年预算为{wan(planned.cars)}，支出决算为{wan(spent.cars)}"
            f"{_rate(spent.cars, planned.cars)}。其中："
        ),
        Words(
            f"（1）公务用车购置费支出决算为{wan(spent.cars_bought)}"
            f"{_against(book, 'cars_bought', planned.cars_bought)}。"
            f"本年度购置（更新）公务用车{counts.cars_bought}辆。"
        ),
        Words(
            f"（2）公务用车运行维护费支出决算为{wan(spent.cars_run)}"
            f"{_against(book, 'cars_run', planned.cars_run)}。截至{book.year}年12月31日，"
            f"开支财政拨款的公务用车保有量{counts.cars_held}辆。"
        ),
        Words(
            f"3.公务接待费全年预算为{wan(planned.receptions)}，支出决算为{wan(spent.receptions)}"
            f"{_against(book, 'receptions', planned.receptions)}。全年国内公务接待"
            f"{counts.receptions}批次，{counts.guests}人次。"
        ),
    ]


def _all_three(book: Book) -> str:
    planned, spent = book.three_public.amount, book.three_public_spent.amount
    told = (
        f"{book.year}年度“三公”经费财政拨款支出全年预算为{wan(planned)}，支出决算为{wan(spent)}"
        f"{_against(book, '', planned)}"
    )
    before = by_key(book).get("three_public.before")
    return told + (f"。支出决算{change(before, dict(book.reasons))}。" if before else "。")


def _against(book: Book, key: str, planned: Money) -> str:
    """，完成全年预算的…，比全年预算减少…; nothing where neither was planned nor spent."""
    one = by_key(book)[f"three_public.{key}" if key else "three_public"]
    if not one.now and not planned:
        return ""
    return f"{_rate(one.now, planned)}，{change(one, dict(book.reasons))}"


def _rate(spent: Money, planned: Money) -> str:
    return f"，完成全年预算的{share(spent, planned)}" if planned else ""


def purchases(book: Book) -> list[Block]:
    """十 to 十二: running costs, procurement, assets."""
    return [
        Heading(2, "十、", "机关运行经费支出说明"),
        Words(running_costs(book)),
        Heading(2, "十一、", "政府采购支出说明"),
        Words(_procurement(book)),
        Heading(2, "十二、", "国有资产占用情况说明"),
        Words(
            f"截至{book.year}年12月31日，{book.unit.short}共有车辆{book.holding.cars}辆，单价100万元"
            f"（含）以上设备（不含车辆）{book.holding.dear_equipment}台（套）。"
        ),
    ]


def running_costs(book: Book) -> str:
    """What 机关运行经费 is, or why there is none."""
    year = f"{book.year}年度" if book.final else f"{book.year}年"
    if book.running_costs is None:
        return f"{book.unit.short}为事业单位，{year}无机关运行经费支出。"
    verb = "支出" if book.final else "预算安排"
    return f"{year}{book.unit.short}机关运行经费{verb}{wan(book.running_costs)}。"


def by_ware(book: Book) -> dict[Ware, Money]:
    """What is bought of goods, works and services."""
    return {ware: total(one.amount for one in book.purchases if one.ware is ware) for ware in Ware}


def _procurement(book: Book) -> str:
    if not book.purchases:
        return f"{book.year}年度{book.unit.short}无政府采购支出。"
    wares = by_ware(book)
    whole = total(wares.values())
    small = total(one.small for one in book.purchases)
    micro = total(one.micro for one in book.purchases)
    parts = "、".join(f"政府采购{ware.label}支出{wan(amount)}" for ware, amount in wares.items())
    told = (
        f"{book.year}年度{book.unit.short}政府采购支出总额{wan(whole)}，其中：{parts}。"
        f"授予中小企业合同金额{wan(small)}，占政府采购支出总额的{share(small, whole)}"
    )
    if small:
        told += f"，其中：授予小微企业合同金额{wan(micro)}，"
        told += f"占授予中小企业合同金额的{share(micro, small)}"
    return f"{told}。"


def performance(book: Book) -> list[Block]:
    """十三: how performance was evaluated and what came out, project by project."""
    projects = [one for one in book.sheets if one.evaluated and not one.whole_unit]
    evaluated = [_project(book, one.subject) for one in projects]
    general = total(one.funds.get(Source.GENERAL, Money()) for one in evaluated if one)
    spent = sums.spending(book, GENERAL).project
    count = sum(1 for one in evaluated if one and one.funds.get(Source.GENERAL))
    head = (
        f"根据预算绩效管理要求，我{book.unit.level}组织对{book.year}年度一般公共预算项目支出开展"
        f"绩效自评，共涉及项目{count}个，资金{wan(general)}，占一般公共预算项目支出总额的"
        f"{share(general, spent)}。"
    )
    blocks: list[Block] = [
        Heading(2, "十三、", "预算绩效情况说明"),
        Heading(3, "（一）", "预算绩效管理工作开展情况"),
        Words(head if projects else f"本{book.unit.level}{book.year}年度未开展项目绩效自评。"),
        *(Words(one) for one in book.performance_summary),
    ]
    if projects:
        blocks.append(Heading(3, "（二）", "项目支出自评结果"))
        blocks += [Words(_result(order, one)) for order, one in enumerate(projects, 1)]
    return blocks


def _result(order: int, sheet: Sheet) -> str:
    reached = "；".join(f"{one.name}{one.actual}" for one in sheet.goals if one.actual)
    told = (
        f"{order}.{sheet.subject}项目绩效自评综述：项目全年预算数为{wan(sheet.budget)}，执行数为"
        f"{wan(sheet.spent)}，完成预算的{share(sheet.spent, sheet.budget)}"
    )
    score = f"，自评得分{sheet.score}分" if sheet.score is not None else ""
    return f"{told}{score}。主要产出和效益是：{reached}。"


def _project(book: Book, subject: str) -> Project | None:
    return next((one for one in book.projects if one.name == subject), None)


def work(book: Book) -> list[Block]:
    """第四部分: the year's main work, matter by matter."""
    return [
        block
        for order, one in enumerate(book.work, 1)
        for block in (
            Heading(2, f"{numeral(order)}、", one.matter),
            Words(f"工作内容及目标：{one.aim}。完成情况：{one.done}。"),
        )
    ]
