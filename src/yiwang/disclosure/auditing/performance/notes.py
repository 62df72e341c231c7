"""What a sheet prints twice about itself: weights, targets in names, bands in its notes."""

import re
from collections.abc import Iterator

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.judging import measured
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    WARNING,
    Spot,
    at,
    evaluations,
    found,
    number,
    of,
    promises,
    shown,
)
from yiwang.disclosure.performance import Indicator, Operator, PerformanceForm
from yiwang.disclosure.reading.performance.values import printed_weight, target
from yiwang.disclosure.tables import Line

WEIGHT, NAMED, BANDS, RATE, STANDARD = (
    "performance-execution-weight",
    "performance-name-target",
    "performance-note-bands",
    "performance-execution-indicator",
    "performance-standard",
)
_TAIL = re.compile(
    r"(?:大于或?等于|小于或?等于|不[小少低大多高]于|不超过|[≥≤<>＞＜])?[0-9][0-9.,]*[^0-9]{0,3}$"
)
_BANDS = re.compile(
    r"(\d+)\s*[—–-]+\s*(\d+)\s*[%％]?\s*[（(]含\s*(\d+)\s*[%％][）)]\s*、\s*"
    r"(\d+)\s*[—–-]+\s*(\d+)\s*[%％]?\s*[（(]含\s*(\d+)\s*[%％][）)]\s*、\s*"
    r"(\d+)\s*[—–-]+\s*(\d+)\s*[%％]"
)
_RATE = re.compile(r"(?:项目)?(?:预算|资金|预算资金|项目资金)执行率")
_FEWEST = 3
"""So many equal pairs of target and standard make it the custom of a sheet to have them equal."""


def weights(audited: Audited) -> Iterator[Finding]:
    """The weight of execution, printed before the row and above the score."""
    for form in evaluations(audited):
        cell = form.fields.get("预算执行情况")
        head = form.execution
        told = printed_weight(cell.text) if cell else None
        if cell is None or head is None or head.weight is None or told in {None, head.weight}:
            continue
        message = (
            f"“预算执行情况”写 {shown(told or head.weight)} 分，"
            f"得分栏按 {shown(head.weight)} 分计，请统一。"
        )
        yield found(WEIGHT, ERROR, at(form, cell, "预算执行情况"), shown(head.weight), message)


def named(audited: Audited) -> Iterator[Finding]:
    """Names that repeat their target with another number: 240次, target 200次."""
    for form in audited.document.performance:
        for one in form.indicators:
            tail = _TAIL.search(one.name)
            told = target(tail[0]) if tail else None
            if told is None or told.value is None or one.target.value is None:
                continue
            same = told.unit == one.target.unit and told.operator is one.target.operator
            if same and told.unit and told.value != one.target.value:
                yield found(
                    NAMED,
                    WARNING,
                    of(form, one, "name"),
                    one.target.text,
                    f"指标名称“{one.name}”与目标值“{one.target.text}”数字不同，请统一。",
                )


def bands(audited: Audited) -> Iterator[Finding]:
    """Bands of grades in the notes that do not touch: 100—80%、80—50%、50—0%."""
    for form in audited.document.performance:
        for note in form.notes:
            match = _BANDS.search(note.text)
            if match is None:
                continue
            top, high, high_, high__, low, low_, low__, zero = (int(one) for one in match.groups())
            broken = {high, high_, high__} != {high} or {low, low_, low__} != {low}
            if broken or (top, zero) != (100, 0) or not top > high > low > zero:
                yield found(
                    BANDS,
                    ERROR,
                    _spot(form, note, match[0]),
                    "首尾相接、从 100% 到 0 的三档",
                    f"备注的定性分档“{match[0]}”首尾不相接，请更正。",
                )


def rates(audited: Audited) -> Iterator[Finding]:
    """An indicator “execution rate” in a project's form that is not the one of its head."""
    for form in evaluations(audited):
        rate = number(form.execution.rate) if form.execution else None
        for one in form.indicators if rate and rate.percent else ():
            value = measured(one)
            if value is None or rate is None or not _RATE.fullmatch(one.name):
                continue
            if abs(value - rate.value) > rate.last_digit:
                yield found(
                    RATE,
                    ERROR,
                    of(form, one, "actual"),
                    f"{shown(rate.value)}%",
                    f"“{one.name}”实际完成值 {shown(value)}%，同表预算执行率为"
                    f" {shown(rate.value)}%，请核对。",
                )


def standards(audited: Audited) -> Iterator[Finding]:
    """A target that is not its standard, in a sheet where all others are."""
    for form in promises(audited):
        pairs = [(one, _standard(one)) for one in form.indicators]
        known = [(one, other) for one, other in pairs if other is not None]
        odd = [(one, other) for one, other in known if not other]
        if len(odd) == 1 and len(known) > _FEWEST:
            one = odd[0][0]
            told = one.cells["standard"].text
            yield found(
                STANDARD,
                WARNING,
                of(form, one, "target"),
                told,
                f"“{one.name}”指标值 {one.target.text}，绩效标准 {told}；"
                "同表其余指标两者相同，请核对。",
            )


def _standard(one: Indicator) -> bool | None:
    """Whether target and standard are the same number; None where one of them is words."""
    cell = one.cells.get("standard")
    other = target(cell.text) if cell else None
    if other is None or Operator.WORDS in {other.operator, one.target.operator}:
        return None
    return (other.operator, other.value, other.upper) == (
        one.target.operator,
        one.target.value,
        one.target.upper,
    )


def _spot(form: PerformanceForm, note: Line, text: str) -> Spot:
    return Spot(note.place, text, f"{form.title}·备注")


_FORM = "绩效目标申报表、自评表表样及所印备注"
RULES: tuple[Rule, ...] = (
    Rule(
        WEIGHT,
        "预算执行分值不一",
        "“预算执行情况（N 分）”与“得分（N 分×执行率）”的分值相同。",
        _FORM,
        ("预算执行情况（10分），得分（20分*执行率）", "预算执行情况（20分），得分（20分*执行率）"),
        weights,
    ),
    Rule(
        NAMED,
        "名称中的目标值",
        "指标名称中重复的目标值与目标值栏相同。",
        _FORM,
        (
            "名称：巡查不小于240次，目标值：不小于200次",
            "名称：巡查不小于240次，目标值：不小于240次",
        ),
        named,
    ),
    Rule(
        BANDS,
        "定性分档",
        "备注所印定性指标分档从 100% 到 0 首尾相接。",
        "自评表备注“定性指标计分原则”",
        ("100—80%（含80%）、70—50%（含50%）、50—0%", "100—80%（含80%）、80—50%（含50%）、50—0%"),
        bands,
    ),
    Rule(
        RATE,
        "执行率指标",
        "列为指标的预算执行率与同表预算执行情况的执行率相同。",
        _FORM,
        ("执行率 75%，指标“预算执行率”完成值 57%", "执行率 75%，指标“预算执行率”完成值 75%"),
        rates,
    ),
    Rule(
        STANDARD,
        "指标值与绩效标准",
        "同表其余指标的指标值与绩效标准都相同时，唯一不同的一项应核对。",
        f"{_FORM}；绩效标准是设定指标值的依据",
        ("指标值 ≥240次，绩效标准 ≥24次", "指标值 ≥240次，绩效标准 ≥240次"),
        standards,
    ),
)
