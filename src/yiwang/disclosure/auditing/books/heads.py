"""Which column adds up which: read from the headings, checked against relations that are known."""

import re
from dataclasses import dataclass, field

from yiwang.disclosure.auditing.books import labels
from yiwang.disclosure.tables import Column

# What never takes part in a sum beside it: counts, prices, shares, parts of another column,
# other years and the operating costs that stand beside the “三公” figures.
_APART = re.compile(
    r"数量|单价|其中|比例|占比|比重|增减|增长|上年(?:预算|决算|执行)|[%％]|备注|机关运行|面向|"
    r"编制数|审核数|存量|面积|人数|标准|完成"
)
_TOTAL = re.compile(
    r"合计|小计|总计|本年(?:收入|支出)(?:合计|小计)|(?:收入|支出)(?:合计|总计)|"
    r"\"?三公\"?经费(?:支出)?(?:合计)?(?:预算数|决算数)?|.{0,12}(?:合计|小计)"
)
# Columns that are part of another one also where the headings do not show it.
_INSIDE = {
    "人员经费": "基本支出",
    "公用经费": "基本支出",
    "日常公用经费": "基本支出",
    "公务用车购置费": "公务用车购置及运行",
    "公务用车运行费": "公务用车购置及运行",
    "公务用车运行维护费": "公务用车购置及运行",
    "购置费": "公务用车购置及运行",
    "运行费": "公务用车购置及运行",
}
# Relations that hold in every such form: what must be among the addends, and what may be.
KNOWN: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("基本支出", "项目支出"), ("上缴上级支出", "经营支出", "对附属单位补助支出")),
    (("人员经费", "公用经费"), ()),
    (("因公出国", "公务用车购置及运行", "公务接待"), ()),
    (("购置费", "运行"), ()),
    (("一般公共预算", "政府性基金"), ("国有资本经营", "财政专户", "单位资金")),
    (("财政拨款收入", "事业收入"), ("上级补助", "经营收入", "附属单位上缴", "其他收入")),
    (("本年收入", "上年结转"), ()),
)


@dataclass
class Head:
    """A heading with the columns or headings under it; a leaf has a column."""

    label: str
    column: int | None = None
    parts: list["Head"] = field(default_factory=list)

    @property
    def totals(self) -> bool:
        return self.column is not None and _TOTAL.fullmatch(self.label) is not None


@dataclass(frozen=True)
class Relation:
    """The column `total` is the sum of the columns `addends`; `known` where every form has it so.

    A heading among the addends that prints no sum of its own counts with all that is under it.
    """

    total: int
    addends: tuple[int, ...]
    known: bool


def relations(columns: tuple[Column, ...]) -> list[Relation]:
    """The sums that the headings of these columns promise."""
    root = Head("")
    for column in columns:
        _place(root, [labels.tidy(one) for one in column.labels], column.index)
    return list(_within(root))


def _place(root: Head, path: list[str], column: int) -> None:
    steps = [one for number, one in enumerate(path) if one and path[number - 1 : number] != [one]]
    node = root
    for step in steps[:-1]:
        last = node.parts[-1] if node.parts else None
        # Only neighbours share a heading: the same word further to the right begins anew.
        if last is None or last.label != step or last.column is not None:
            last = Head(step)
            node.parts.append(last)
        node = last
    node.parts.append(Head(steps[-1] if steps else "", column))


def _within(node: Head) -> list[Relation]:
    found = [one for part in node.parts if part.parts for one in _within(part)]
    total = next((one for one in node.parts if one.totals), None)
    if total is None or total.column is None:
        return found
    beside = [one for one in node.parts if one is not total and not _apart(one, node.parts)]
    addends = tuple(column for one in beside for column in _valued(one))
    if len(addends) > 0 and not any(one.totals for one in beside):
        words = {one.label for one in beside}
        known = any(_complete(words, *one) for one in KNOWN)
        found.append(Relation(total.column, addends, known))
    return found


def _complete(words: set[str], needed: tuple[str, ...], more: tuple[str, ...]) -> bool:
    """Whether these headings are all of a known relation, and nothing else."""
    there = all(any(one in word for word in words) for one in needed)
    return there and all(any(one in word for one in (*needed, *more)) for word in words)


def _apart(one: Head, beside: list[Head]) -> bool:
    if not one.label or _APART.search(one.label):
        return True
    whole = _INSIDE.get(one.label)
    return whole is not None and any(
        whole in other.label for other in beside if other is not one and other.label != one.label
    )


def _valued(one: Head) -> tuple[int, ...]:
    """The columns that make up a heading: its own, its total, or all under it."""
    if one.column is not None:
        return (one.column,)
    total = next((part for part in one.parts if part.totals), None)
    if total is not None and total.column is not None:
        return (total.column,)
    return tuple(
        column for part in one.parts if not _apart(part, one.parts) for column in _valued(part)
    )
