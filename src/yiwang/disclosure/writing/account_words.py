"""The narrative of a final account, part one: income, spending, grants.

Every figure is rounded once from the books; reasons come from `Book.reasons`.
"""

from yiwang.disclosure.codes import name
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.account_tables import INCOME_ROWS
from yiwang.disclosure.writing.blocks import Block, Chart, Heading, Words
from yiwang.disclosure.writing.book import Book, Spending
from yiwang.disclosure.writing.charts import structure, two_years
from yiwang.disclosure.writing.overview import subject_path
from yiwang.disclosure.writing.reasons import Difference, differences
from yiwang.disclosure.writing.sources import GRANTS, Source
from yiwang.disclosure.writing.told import change, reason, share, wan
from yiwang.kernel.money import Money

GENERAL = (Source.GENERAL,)


def by_key(book: Book) -> dict[str, Difference]:
    """All comparisons by their keys."""
    return {one.key: one for one in differences(book)}


def compared(book: Book, key: str, each: str = "") -> str:
    """。与2024年度相比，收、支总计各增加… ; empty without the year before."""
    one = by_key(book).get(key)
    if one is None:
        return ""
    if not one.shown:
        return f"，与{book.year - 1}年度持平"
    way, rate = ("增加", "增长") if one.up else ("减少", "下降")
    grown = f"，{rate}{one.growth}%" if one.growth is not None else ""
    return (
        f"。与{book.year - 1}年度相比，{each}{way}{wan(Money(abs(one.amount.fen)))}{grown}，"
        f"主要原因是{reason(key, dict(book.reasons))}"
    )


def totals(book: Book) -> list[Block]:
    """一 to 三: all together, income, spending, with their charts."""
    return [
        Heading(2, "一、", "收入支出决算总体情况说明"),
        Words(
            f"{book.year}年度收、支总计{wan(sums.grand_total(book))}"
            f"{compared(book, 'total', '收、支总计各')}。"
        ),
        *two_years(book, "收、支决算总计变动情况", "total"),
        Heading(2, "二、", "收入决算情况说明"),
        Words(_income(book)),
        Chart("收入决算结构", structure(_income_parts(book))),
        Heading(2, "三、", "支出决算情况说明"),
        Words(_spending(book)),
        Chart("支出决算结构", structure(_spending_parts(sums.spending(book)))),
    ]


def grants(book: Book) -> list[Block]:
    """四: grants, in all and by source."""
    parts = []
    for source in GRANTS:
        amount = sums.income(book, (source,))
        told = f"{source.label}财政拨款收入{wan(amount)}"
        one = by_key(book).get(f"income.{source.value}")
        if one is not None:
            told += "，" + change(one, dict(book.reasons))
        parts.append(told)
    return [
        Heading(2, "四、", "财政拨款收入支出决算总体情况说明"),
        Words(
            f"{book.year}年度财政拨款收、支总计{wan(sums.grants_total(book))}"
            f"{compared(book, 'grants', '财政拨款收、支总计各')}。"
        ),
        *two_years(book, "财政拨款收、支决算总计变动情况", "grants"),
        Words(f"{book.year}年度财政拨款收入中，{'；'.join(parts)}。"),
    ]


def general(book: Book) -> list[Block]:
    """五: spending out of the general budget: in all, by class, by item."""
    spent, all_spent = sums.spending(book, GENERAL), sums.spending(book).amount
    year, label = book.year, "一般公共预算财政拨款支出"
    return [
        Heading(2, "五、", f"{label}决算情况说明"),
        Heading(3, "（一）", f"{label}决算总体情况"),
        Words(
            f"{year}年度{label}{wan(spent.amount)}，占本年支出合计的"
            f"{share(spent.amount, all_spent)}{compared(book, 'general', label)}。"
        ),
        Heading(3, "（二）", f"{label}决算结构情况"),
        Words(f"{year}年度{label}{wan(spent.amount)}，主要用于以下方面："),
        *_by_class(book, spent.amount),
        Chart(f"{label}决算结构", structure(_class_parts(book))),
        Heading(3, "（三）", f"{label}决算具体情况"),
        Words(_specific(book, spent)),
        *_items(book),
    ]


def _income(book: Book) -> str:
    whole = sums.income(book)
    parts = "；".join(
        f"{label}{wan(amount)}，占本年收入{share(amount, whole)}"
        for label, amount in _income_parts(book)
    )
    told = compared(book, "income", "收入合计")
    return f"{book.year}年度收入合计{wan(whole)}{told}。其中：{parts}。"


def _income_parts(book: Book) -> list[tuple[str, Money]]:
    parts = [("财政拨款收入", sums.income(book, GRANTS))]
    parts += [(label, sums.income(book, of)) for label, of in INCOME_ROWS[3:]]
    return parts


def _spending(book: Book) -> str:
    whole = sums.spending(book)
    parts = "；".join(
        f"{label}{wan(amount)}，占本年支出{share(amount, whole.amount)}"
        for label, amount in _spending_parts(whole)
    )
    told = compared(book, "spending", "支出合计")
    return f"{book.year}年度支出合计{wan(whole.amount)}{told}。其中：{parts}。"


def _spending_parts(one: Spending) -> list[tuple[str, Money]]:
    return [
        ("基本支出", one.basic),
        ("项目支出", one.project),
        ("上缴上级支出", one.upward),
        ("经营支出", one.operating),
        ("对附属单位补助支出", one.downward),
    ]


def _class_parts(book: Book) -> list[tuple[str, Money]]:
    codes = sums.codes((one.code for one in book.spending if one.source is Source.GENERAL), 3)
    return [(name(code, book.year), sums.spending(book, GENERAL, code).amount) for code in codes]


def _by_class(book: Book, whole: Money) -> list[Block]:
    codes = sums.codes((one.code for one in book.spending if one.source is Source.GENERAL), 3)
    blocks: list[Block] = []
    for order, code in enumerate(codes, 1):
        one = sums.spending(book, GENERAL, code)
        used = f"主要用于{one.purpose.replace('；', '、')}" if one.purpose else ""
        label = f"{order}.{name(code, book.year)}（类）"
        told = f"{label}{wan(one.amount)}，占{share(one.amount, whole)}。"
        blocks.append(Words(told + (f"{used}。" if used else "")))
    return blocks


def _specific(book: Book, spent: Spending) -> str:
    told = (
        f"{book.year}年度一般公共预算财政拨款支出年初预算为{wan(spent.opening)}，支出决算为"
        f"{wan(spent.amount)}{_completed(spent)}。其中：基本支出{wan(spent.basic)}，"
        f"项目支出{wan(spent.project)}。"
    )
    projects = [
        f"{one.name}项目{wan(amount)}，主要成效是{one.effect}"
        for one in book.projects
        if (amount := one.funds.get(Source.GENERAL, Money()))
    ]
    return told + (f"项目支出主要用于{'；'.join(projects)}。" if projects else "")


def _completed(one: Spending) -> str:
    return f"，完成年初预算的{share(one.amount, one.opening)}" if one.opening else ""


def _items(book: Book) -> list[Block]:
    codes = sums.codes((one.code for one in book.spending if one.source is Source.GENERAL), 7)
    blocks: list[Block] = []
    for order, code in enumerate(codes, 1):
        one = sums.spending(book, GENERAL, code)
        told = f"{order}.{subject_path(code, book.year)}。年初预算为{wan(one.opening)}，"
        told += f"支出决算为{wan(one.amount)}{_completed(one)}"
        gap = by_key(book)[f"line.{code}"]
        if gap.shown:
            way = "大于" if gap.up else "小于"
            why = reason(gap.key, dict(book.reasons))
            told += f"，支出决算数{way}年初预算数的主要原因是{why}"
        blocks.append(Words(f"{told}。"))
    return blocks
