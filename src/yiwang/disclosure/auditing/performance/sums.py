"""Money of the forms among themselves: basic and project spending, funds of target sheets."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    ROUNDING,
    WARNING,
    at,
    evaluations,
    found,
    half,
    number,
    promises,
    shown,
)
from yiwang.disclosure.performance import PerformanceForm
from yiwang.disclosure.reading.performance.funds import COLUMNS, OTHERS
from yiwang.disclosure.tables import Cell

SPENT, FUNDS, SHARE, INVESTED = (
    "performance-spent-total",
    "performance-funds",
    "performance-funds-share",
    "performance-funds-project",
)
_SIDES = (("收入", ("财政拨款", "其他资金")), ("支出", ("基本支出", "项目支出")))
_SOURCES = ("中央财政", "省级财政", "市级财政", "区级财政", "自筹")


def spent(audited: Audited) -> Iterator[Finding]:
    """Basic and project spending of the unit that are not what was spent in all."""
    for form in evaluations(audited):
        total = form.execution.spent if form.execution else None
        parts = [form.fields.get(one) for one in ("基本支出总额", "项目支出总额")]
        yield from _sum(SPENT, form, total, parts, "执行数应为基本支出总额与项目支出总额之和")


def funds(audited: Audited) -> Iterator[Finding]:
    """Columns of the block of funds that do not add up, income that is not spending."""
    for form in promises(audited):
        if OTHERS in form.fields:
            continue
        for column in COLUMNS:
            if column == "占比":
                continue
            for side, lines in _SIDES:
                total = form.fields.get(f"{side}/合计/{column}")
                parts = [form.fields.get(f"{side}/{line}/{column}") for line in lines]
                yield from _sum(FUNDS, form, total, parts, f"{column}{side}合计应为各项之和")
        # Only what is planned is balanced: of a year gone by something may be left.
        income, spending = (form.fields.get(f"{side}/合计/当年") for side, _ in _SIDES)
        yield from _sum(FUNDS, form, spending, [income], "当年支出合计应等于收入合计")
        sources = [form.fields.get(one) for one in _SOURCES]
        known = [one for one in sources if one is not None]
        total = form.fields.get("项目总投入")
        yield from _sum(FUNDS, form, total, known, "项目总投入应为各级财政资金与自筹之和")


def shares(audited: Audited) -> Iterator[Finding]:
    """Printed shares that are not part / total of their side."""
    for form in promises(audited):
        for side, lines in _SIDES:
            whole = number(form.fields.get(f"{side}/合计/当年"))
            for line in (*lines, "合计"):
                cell = form.fields.get(f"{side}/{line}/占比")
                part, told = number(form.fields.get(f"{side}/{line}/当年")), number(cell)
                if not (cell and whole and part and told and told.percent) or whole.value == 0:
                    continue
                exact = part.value / whole.value * 100
                off = abs(told.value - exact)
                if off > half(told):
                    yield found(
                        SHARE,
                        ROUNDING if off <= told.last_digit else ERROR,
                        at(form, cell, f"{line}占比"),
                        f"{shown(exact)}%",
                        f"{line}占比应为 {shown(part.value)}÷{shown(whole.value)}"
                        f"＝{shown(exact)}%。",
                    )


def invested(audited: Audited) -> Iterator[Finding]:
    """Projects whose totals are not the project spending of the unit's own sheet."""
    forms = list(promises(audited))
    units = [form for form in forms if form.whole_unit and "支出/项目支出/当年" in form.fields]
    parts = [
        form.fields["项目总投入"]
        for form in forms
        if not form.whole_unit and "项目总投入" in form.fields
    ]
    projects = sum(1 for form in forms if not form.whole_unit)
    if len(units) == 1 and parts and len(parts) == projects:
        total = units[0].fields["支出/项目支出/当年"]
        for one in _sum(INVESTED, units[0], total, parts, "项目支出应为各项目总投入之和"):
            # A project of several years has a total above this year's money.
            yield (
                one
                if one.severity is ROUNDING
                else found(
                    INVESTED, WARNING, at(units[0], total, "项目支出"), one.expected, one.message
                )
            )


def _sum(
    rule: str,
    form: PerformanceForm,
    total: Cell | None,
    parts: Sequence[Cell | None],
    why: str,
) -> Iterator[Finding]:
    """A total that is not the sum of all its parts; each part may be half a last digit off."""
    printed = number(total)
    read = [number(one) for one in parts]
    known = [one for one in read if one is not None]
    if total is None or printed is None or not known or len(known) < len(read):
        return
    exact = sum((one.value for one in known), Decimal(0))
    off = abs(printed.value - exact)
    if off == 0:
        return
    near = off <= half(printed) + sum((half(one) for one in known if one.places), Decimal(0))
    told = "＋".join(shown(one.value) for one in known)
    yield found(
        rule,
        ROUNDING if near else ERROR,
        at(form, total, why.partition("应")[0], *parts),
        shown(exact),
        f"{why}：{told}＝{shown(exact)}，所印为 {shown(printed.value)}，请核对。",
    )


_FORM = "整体绩效目标申报表、整体自评表表样"
RULES: tuple[Rule, ...] = (
    Rule(
        SPENT,
        "基本与项目支出之和",
        "整体自评表的基本支出总额与项目支出总额之和等于部门整体支出执行数。",
        f"{_FORM}备注“总额为财政资金实际支出数”",
        ("基本 300，项目 150，执行数 460", "基本 300，项目 150，执行数 450"),
        spent,
    ),
    Rule(
        FUNDS,
        "资金情况合计",
        "财政拨款与其他资金之和等于收入合计，基本与项目支出之和等于支出合计，收支合计相等；"
        "项目总投入等于各资金来源之和。",
        _FORM,
        ("财政拨款 100，其他 10，合计 100", "财政拨款 100，其他 10，合计 110"),
        funds,
    ),
    Rule(
        SHARE,
        "资金占比",
        "占比＝当年数÷合计，末位之差只作舍入提示。",
        _FORM,
        ("基本支出 40，合计 100，占比 45%", "基本支出 40，合计 100，占比 40%"),
        shares,
    ),
    Rule(
        INVESTED,
        "项目总投入之和",
        "各项目申报表的项目总投入之和应与整体申报表的项目支出一致；跨年项目除外，故为提示。",
        _FORM,
        ("两个项目各 50，整体表项目支出 110", "两个项目各 50，整体表项目支出 100"),
        invested,
    ),
)
