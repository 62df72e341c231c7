"""Cells that are no values, and operators that cannot be meant."""

import re
from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule, Severity
from yiwang.disclosure.auditing.performance.judging import measured
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    WARNING,
    evaluations,
    found,
    of,
)
from yiwang.disclosure.performance import Actual, Indicator, Operator, PerformanceForm
from yiwang.disclosure.reading.performance.words import STANDARDS, UPWARD
from yiwang.disclosure.schemes.scoring import says_nothing

ACTUAL, SIGN, IMPOSSIBLE, PLAIN, TARGETLESS = (
    "performance-actual-value",
    "performance-operator",
    "performance-impossible",
    "performance-target-plain",
    "performance-target-none",
)
_LOW = re.compile(r"控制率|变动率|调整率|结转结余率|结余率|投诉率|差错率|故障率|事故率|响应时间")
_HIGH = re.compile(r"满意率|满意度|合格率|办结率|受理率|覆盖率|完好率|接通率|及时率")
_OPEN = re.compile(r"(?<!按期)(?<!按时)(?<!及时)完成率|增长|增幅|提升|收入|超额|投入")
"""Rates that may well be above a hundred per cent: of plans, of growth."""
_FULL = Decimal(100)
_ZERO_WORDS = frozenset({"无", "未发生", "没有", "零"})


def actuals(audited: Audited) -> Iterator[Finding]:
    """Actual values that are none: where a target came from, a bound, a word for a number."""
    for form in evaluations(audited):
        for one in form.indicators:
            if one.actual is not None:
                fault = _fault(one, one.actual)
                if fault is not None:
                    severity, message = fault
                    expected = f"实际完成的{'数值' if one.target.value is not None else '情况'}"
                    yield found(ACTUAL, severity, of(form, one, "actual"), expected, message)


def _fault(one: Indicator, actual: Actual) -> tuple[Severity, str] | None:
    text = re.sub(r"\s+", "", actual.text)
    start = f"“{one.name}”目标值 {one.target.text}，实际完成值写“{actual.text}”，"
    if text in STANDARDS:
        return ERROR, start + "这是目标的来源，不是完成的结果，请填写实际完成情况。"
    if actual.operator is not None:
        return _bound(one, actual, start)
    if one.target.value is None or actual.value is not None:
        return None
    if one.target.value == 0 and text in _ZERO_WORDS:
        return None
    # Without a sign 100% may well be told as 全部完成.
    plain = one.target.operator is Operator.EQUAL
    return WARNING if plain else ERROR, start + "请填写实际完成的数值。"


def _bound(one: Indicator, actual: Actual, start: str) -> tuple[Severity, str]:
    """A bound instead of a value; a time that is told as “at most” may have been measured so."""
    if one.target.operator is actual.operator and one.target.value == actual.value:
        return ERROR, start + "照抄了目标值，请填写实际完成的数值。"
    severity = ERROR if actual.operator in UPWARD else WARNING
    return severity, start + "这是一个界限而不是数值，请填写实际完成的数值。"


def operators(audited: Audited) -> Iterator[Finding]:
    """Operators behind their number, or against what the indicator wants."""
    for form in audited.document.performance:
        for one in form.indicators:
            fault = _sign(one)
            if fault is not None:
                severity, expected, message = fault
                yield found(SIGN, severity, of(form, one, "target"), expected, message)


def _sign(one: Indicator) -> tuple[Severity, str, str] | None:
    promised, text = one.target, one.target.text
    if promised.misprinted:
        number = re.sub(r"[^0-9.%]", "", text)
        sign = promised.operator.value
        message = f"“{one.name}”目标值写作“{text}”，符号应在数字之前，请改为“{sign}{number}”。"
        return ERROR, f"{sign}{number}", message
    if promised.value is None:
        return None
    upward = promised.operator in UPWARD
    downward = promised.operator in {Operator.AT_MOST, Operator.LESS}
    if upward and _LOW.search(one.name):
        message = f"“{one.name}”越低越好，目标值却写作“{text}”，请核对方向。"
        return WARNING, text.translate(str.maketrans("≥>＞", "≤<＜")), message
    if downward and _HIGH.search(one.name) and not re.search("不满意|不合格", one.name):
        message = f"“{one.name}”越高越好，目标值却写作“{text}”，请核对方向。"
        return WARNING, text.translate(str.maketrans("≤<＜", "≥>＞")), message
    return _at_the_end(one, upward=upward, downward=downward)


def _at_the_end(
    one: Indicator, *, upward: bool, downward: bool
) -> tuple[Severity, str, str] | None:
    """Bounds at the end of what is possible say less than an equals sign."""
    promised, text = one.target, one.target.text
    if upward and promised.unit == "%" and promised.value == _FULL:
        message = f"“{one.name}”目标值“{text}”：该比率最高为 100%，宜写作“＝100%”。"
        return WARNING, "=100%", message
    if downward and promised.value == 0:
        message = f"“{one.name}”目标值“{text}”：不会小于 0，宜写作“＝0”。"
        return WARNING, "=0", message
    return None


def impossible(audited: Audited) -> Iterator[Finding]:
    """Rates of a part in a whole above a hundred per cent."""
    for form in audited.document.performance:
        for one in form.indicators:
            sure = _HIGH.search(one.name) is not None
            target, actual = one.target, one.actual
            full = target.unit == "%" and target.value == _FULL and not _OPEN.search(one.name)
            if sure and target.unit == "%" and target.value is not None and target.value > _FULL:
                yield _too_much(form, one, "target", ERROR)
            value = measured(one)
            above = value is not None and value > _FULL and (sure or full)
            if actual and actual.unit == "%" and above:
                yield _too_much(form, one, "actual", ERROR if sure else WARNING)


def _too_much(form: PerformanceForm, one: Indicator, role: str, severity: Severity) -> Finding:
    spot = of(form, one, role)
    message = f"“{one.name}”一般不超过 100%，所印为“{spot.text}”，请核对。"
    return found(IMPOSSIBLE, severity, spot, "不大于 100%", message)


def plain(audited: Audited) -> Iterator[Finding]:
    """Numbers as targets that say neither at least nor at most; once for each form."""
    for form in audited.document.performance:
        bare = [
            one
            for one in form.indicators
            if one.target.operator is Operator.EQUAL
            and one.target.unit != "%"
            and one.target.value != 0
            and not re.search("[=＝等]", one.target.text)
        ]
        if bare:
            told = "、".join(f"“{one.name}”{one.target.text}" for one in bare[:3])
            unitless = sum(1 for one in bare if not one.target.unit)
            yield found(
                PLAIN,
                WARNING,
                of(form, bare[0], "target"),
                f"≥{bare[0].target.text}",
                f"本表有 {len(bare)} 个数量目标没有写明“≥”“≤”或“＝”"
                + (f"，其中 {unitless} 个没有计量单位" if unitless else "")
                + f"（如{told}），请补全。",
            )


def targetless(audited: Audited) -> Iterator[Finding]:
    """Indicators without a target."""
    for form in audited.document.performance:
        for one in form.indicators:
            if says_nothing(one.target.text) and one.target.value is None:
                yield found(
                    TARGETLESS,
                    WARNING,
                    of(form, one, "target"),
                    "目标值",
                    f"“{one.name}”没有目标值，请补填；不适用的指标请从表中删去。",
                )


_FORM = "自评表“年初目标值”“实际完成值”栏；财预〔2020〕10号"
RULES: tuple[Rule, ...] = (
    Rule(
        ACTUAL,
        "实际完成值不是值",
        "实际完成值应是完成的结果：不是目标的来源（设计方案、经验标准）、不是照抄的目标、"
        "数值目标不以“完成”代替。",
        _FORM,
        ("≤2小时，实际完成值“≤2小时”", "≤2小时，实际完成值“1.5小时”"),
        actuals,
    ),
    Rule(
        SIGN,
        "目标值符号",
        "符号写在数字之前，方向与指标含义相符；比率的“≥100%”“≤0”宜写作等于。",
        f"{_FORM}；控制率、变动率等越低越好，见财预〔2013〕53号共性指标体系",
        ("5%≤", "≤5%"),
        operators,
    ),
    Rule(
        IMPOSSIBLE,
        "比率超过 100%",
        "满意率、合格率、办结率、覆盖率等部分与整体之比不超过 100%。",
        "比率的定义",
        ("满意率 105%", "满意率 95%"),
        impossible,
    ),
    Rule(
        PLAIN,
        "目标值没有符号",
        "数量目标应写明“≥”“≤”或“＝”及计量单位；每表提示一次。",
        _FORM,
        ("目标值 26", "目标值 ≥26个"),
        plain,
    ),
    Rule(
        TARGETLESS,
        "没有目标值",
        "每项指标应有目标值。",
        _FORM,
        ("目标值“无”", "目标值“≥2次”"),
        targetless,
    ),
)
