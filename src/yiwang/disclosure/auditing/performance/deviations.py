"""Targets that were missed or far overshot, and what the form says of it."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.judging import (
    claims_done,
    explained,
    missed,
    overshot,
    reason_of,
)
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    WARNING,
    Spot,
    at,
    evaluations,
    found,
    number,
    of,
    shown,
)
from yiwang.disclosure.document import Kind, Paragraph
from yiwang.disclosure.performance import Indicator, PerformanceForm
from yiwang.disclosure.reading.performance.words import MEASURES, REASON
from yiwang.disclosure.schemes.scheme import WUHAN
from yiwang.disclosure.schemes.scoring import says_nothing

MISSED, OVERSHOT, STEPS, CLAIMED, SLOW = (
    "performance-missed",
    "performance-overshot",
    "performance-measures",
    "performance-claimed",
    "performance-execution-low",
)
_CLAIM = re.compile(
    r"(?:各项|全部|所有)(?:年度|项目)?(?:绩效)?(?:目标|指标)(?:任务)?"
    r"(?:均|都|全部|已|全面|按期|如期|圆满|较好地?)*(?:完成|达成|实现)"
)
_LOW = 80
"""Below this rate (per cent) a low execution asks for a reason; customary in notes of forms."""


def not_reached(audited: Audited) -> Iterator[Finding]:
    """Missed targets that the form calls done or leaves unexplained."""
    for form in evaluations(audited):
        for one in form.indicators:
            if missed(one) and not explained(form, one):
                yield _missed(form, one)


def _missed(form: PerformanceForm, one: Indicator) -> Finding:
    reason, actual = reason_of(form, one), one.actual
    reached = actual.text if actual else ""
    start = f"“{one.name}”目标值 {one.target.text}，实际完成值 {reached}，没有达到目标，"
    if claims_done(reason):
        severity, end = ERROR, f"原因分析却写“{reason}”，请如实说明偏差原因。"
    elif reason or REASON in form.fields:
        nothing = says_nothing(reason)
        severity = ERROR if nothing else WARNING
        written = f"写“{reason}”" if reason else "未填"
        end = f"原因分析{written}，请说明偏差原因。" if nothing else "原因分析未见说明，请补充。"
    else:
        severity, end = WARNING, "表中没有原因分析，请说明。"
    spot = of(form, one, "actual")
    cell = form.fields.get(REASON)
    cells = (*spot.cells, cell) if cell else spot.cells
    spot = Spot(spot.place, spot.text, spot.where, cells)
    return found(MISSED, severity, spot, one.target.text, start + end)


def far_above(audited: Audited) -> Iterator[Finding]:
    """Targets that were overshot by more than the default of 30 % without a word of it."""
    share = int(WUHAN.overshoot * 100)
    for form in evaluations(audited):
        for one in form.indicators:
            if overshot(one) and not explained(form, one):
                yield found(
                    OVERSHOT,
                    WARNING,
                    of(form, one, "actual"),
                    one.target.text,
                    f"“{one.name}”实际完成值超出目标值 {share}% 以上（目标值 {one.target.text}），"
                    "目标可能定得偏低，请在原因分析中说明。",
                )


def measures(audited: Audited) -> Iterator[Finding]:
    """No measures and no use of the result, in a field that the form has for them."""
    for form in evaluations(audited):
        cell = form.fields.get(MEASURES)
        if cell is None or not says_nothing(cell.text):
            continue
        failed = [one for one in form.indicators if missed(one)]
        if cell.text.strip() and not failed:
            continue  # 无 is an answer where nothing was missed; an empty cell is none.
        why = f"有 {len(failed)} 项指标未达到目标，" if failed else ""
        yield found(
            STEPS,
            WARNING,
            at(form, cell, MEASURES),
            "改进措施及结果应用",
            f"{why}“改进措施及结果应用”没有内容，请填写。",
        )


def claimed(audited: Audited) -> Iterator[Finding]:
    """Sentences that call all targets done while the forms show a missed one."""
    if audited.document.kind is Kind.BUDGET:
        return
    failed = [
        (form, one) for form in evaluations(audited) for one in form.indicators if missed(one)
    ]
    for paragraph in audited.document.paragraphs if failed else ():
        for match in _CLAIM.finditer(re.sub(r"\s", "", paragraph.text)):
            form, one = failed[0]
            yield found(
                CLAIMED,
                ERROR,
                _said(paragraph, match[0]),
                "部分绩效目标未完成",
                f"文中称“{match[0]}”，但{form.title}中有 {len(failed)} 项未达到目标，"
                f"如“{one.name}”目标值 {one.target.text}、"
                f"实际完成值 {one.actual.text if one.actual else ''}。",
            )


def _said(paragraph: Paragraph, text: str) -> Spot:
    start = paragraph.text.find(text)
    place = paragraph.place_of(start, start + len(text)) if start >= 0 else paragraph.place
    return Spot(place, text, "绩效情况说明")


def slow(audited: Audited) -> Iterator[Finding]:
    """A low execution rate that the form does not explain."""
    for form in evaluations(audited):
        head = form.execution
        rate = number(head.rate) if head else None
        field = form.fields.get(REASON)
        if not (head and head.rate and rate and rate.percent and field) or rate.value >= _LOW:
            continue
        if says_nothing(field.text) or claims_done(field.text):
            yield found(
                SLOW,
                WARNING,
                at(form, head.rate, "执行率", field),
                "执行率偏低的原因",
                f"执行率 {shown(rate.value)}% 低于 {_LOW}%，原因分析没有说明，请补充。",
            )


_FORM = "自评表“偏差大或目标未完成原因分析”“改进措施及结果应用方案”栏；财预〔2020〕10号"
RULES: tuple[Rule, ...] = (
    Rule(
        MISSED,
        "未达目标未说明",
        "实际完成值未达到目标值的，须说明偏差原因；写“无”“目标已完成”或不填的为错误。",
        _FORM,
        ("≥1700核，实际 1692 核，原因“无”", "≥1700核，实际 1692 核，原因“设备到货推迟”"),
        not_reached,
    ),
    Rule(
        OVERSHOT,
        "大幅超出目标未说明",
        "超出目标值 30% 以上（缺省值）的，应说明原因。",
        f"{_FORM}；30% 为惯例，可调整",
        ("≥100次，实际 300 次，原因“无”", "≥100次，实际 300 次，原因“汛期加密巡查”"),
        far_above,
    ),
    Rule(
        STEPS,
        "改进措施未填",
        "“改进措施及结果应用方案”不留空；有指标未达到目标的，须写出措施。",
        _FORM,
        ("改进措施：无", "改进措施：报告改为每月五日前定稿"),
        measures,
    ),
    Rule(
        CLAIMED,
        "自称全部完成",
        "自评表有未达到目标的指标时，文中不应称各项绩效目标均已完成。",
        "自评表与绩效情况说明应一致",
        ("各项绩效目标均已完成（自评表有未达标指标）", "除报告份数外，绩效目标均已完成"),
        claimed,
    ),
    Rule(
        SLOW,
        "执行率偏低未说明",
        "执行率低于 80%（缺省值）的，应说明原因。",
        f"{_FORM}；80% 为惯例，可调整",
        ("执行率 42%，原因“无”", "执行率 42%，原因“合同提前终止”"),
        slow,
    ),
)
