"""The same thing in two forms: an indicator of the unit and of a project, names of units."""

from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.judging import shared
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    WARNING,
    Spot,
    at,
    found,
    of,
    shown,
)
from yiwang.disclosure.auditing.performance.sheets import plainly
from yiwang.disclosure.performance import Indicator, PerformanceForm, Target
from yiwang.disclosure.reading.performance.words import UNIT

SCORE, ACTUAL, TARGET, UNITS = (
    "performance-twin-score",
    "performance-twin-actual",
    "performance-twin-target",
    "performance-unit-name",
)
_OWN = 4
"""A shorter name may be another thing in each project."""
_PARTICLES = str.maketrans("", "", "的地得")
Placed = tuple[PerformanceForm, Indicator]
_ALIKE = Decimal("0.6")
"""So much of the shorter name must be in the other for both to name one unit."""


def scores(audited: Audited) -> Iterator[Finding]:
    """One indicator with the same target and value, scored differently on the same scale."""
    for whole, project in _pairs(audited):
        one, other = whole[1], project[1]
        if one.score is None or other.score is None or one.score == other.score:
            continue
        if _same_promise(one, other) and _same_value(one, other) and _same_scale(whole, project):
            yield found(
                SCORE,
                ERROR,
                _both(whole, project, "score"),
                shown(other.score),
                f"“{one.name}”目标值和完成值相同，{whole[0].title}得 {shown(one.score)} 分，"
                f"{project[0].title}得 {shown(other.score)} 分，请统一。",
            )


def actuals(audited: Audited) -> Iterator[Finding]:
    """One indicator with the same target and two actual values."""
    for whole, project in _pairs(audited):
        one, other = whole[1], project[1]
        if one.actual is None or other.actual is None or _same_value(one, other):
            continue
        if _same_promise(one, other):
            # Rates and satisfaction are weighted over projects, also over those not published.
            general = len(one.name) < _OWN or one.name.endswith(("率", "度"))
            yield found(
                ACTUAL,
                WARNING if general else ERROR,
                _both(whole, project, "actual"),
                other.actual.text,
                f"“{one.name}”的实际完成值，{whole[0].title}为 {one.actual.text}，"
                f"{project[0].title}为 {other.actual.text}，请核对。",
            )


def targets(audited: Audited) -> Iterator[Finding]:
    """One indicator with two targets."""
    for whole, project in _pairs(audited):
        one, other = whole[1], project[1]
        if not _same_promise(one, other):
            yield found(
                TARGET,
                WARNING,
                _both(whole, project, "target"),
                other.target.text,
                f"“{one.name}”的目标值，{whole[0].title}为 {one.target.text}，"
                f"{project[0].title}为 {other.target.text}，请核对。",
            )


def units(audited: Audited) -> Iterator[Finding]:
    """Forms that name their unit otherwise than the first one."""
    named = [
        (form, form.fields[UNIT])
        for form in audited.document.performance
        if UNIT in form.fields and form.fields[UNIT].text.strip()
    ]
    for form, cell in named[1:]:
        first = named[0][1].text
        if not _one_unit(plainly(first), plainly(cell.text)):
            message = f"单位名称在此为“{cell.text}”，在{named[0][0].title}为“{first}”，请统一。"
            yield found(UNITS, WARNING, at(form, cell, UNIT), first, message)


def _pairs(audited: Audited) -> Iterator[tuple[Placed, Placed]]:
    """Indicators of a whole unit's sheet with the one of the same name in one project's.

    A name that stands in several projects (使用满意率) may have a value of its own in each; it is
    not compared. Of the unit's targets for the long term and for the year the latter count.
    """
    forms = audited.document.performance
    for kind in (True, False):
        whole = _by_name(form for form in forms if form.whole_unit and form.evaluated is kind)
        parts = _by_name(form for form in forms if not form.whole_unit and form.evaluated is kind)
        for name, ones in whole.items():
            others = parts.get(name, [])
            yearly = [one for one in ones if "former" in one[1].cells] or ones
            if len(others) != 1 or (len(yearly) > 1 and _any_equal(yearly, others[0])):
                continue
            yield yearly[-1], others[0]


def _by_name(forms: Iterator[PerformanceForm]) -> dict[str, list[Placed]]:
    named: dict[str, list[Placed]] = {}
    for form in forms:
        for one in form.indicators:
            # 的, 地 and 得 are mixed up where a name is typed twice.
            name = plainly(one.name).translate(_PARTICLES)
            named.setdefault(name, []).append((form, one))
    return named


def _any_equal(ones: list[Placed], other: Placed) -> bool:
    return any(_same_promise(one, other[1]) for _form, one in ones)


def _same_promise(one: Indicator, other: Indicator) -> bool:
    return _told(one.target) == _told(other.target)


def _told(target: Target) -> tuple[object, ...]:
    if target.value is None:
        return (plainly(target.text),)
    return (target.operator, target.value, target.upper)


def _same_value(one: Indicator, other: Indicator) -> bool:
    first, second = one.actual, other.actual
    if first is None or second is None:
        return False
    if first.value is not None and second.value is not None:
        return first.value == second.value
    return plainly(first.text) == plainly(second.text)


def _same_scale(whole: Placed, project: Placed) -> bool:
    """Whether both forms score alike: by printed weights, or by a sum that shows it.

    Without weights the unit's sheet scores each project out of a hundred when its scores add up
    to more than that; otherwise the projects share the hundred and scores must differ.
    """
    one, other = whole[1].weight, project[1].weight
    if one is not None and other is not None:
        return one == other
    told = sum((each.score or Decimal(0) for each in whole[0].indicators), Decimal(0))
    return one is None and other is None and told > 100


def _both(whole: Placed, project: Placed, role: str) -> Spot:
    first, second = of(*whole, role), of(*project, role)
    return Spot(first.place, first.text, first.where, (*first.cells, *second.cells))


def _one_unit(first: str, second: str) -> bool:
    least = min(len(first), len(second))
    return least == 0 or shared(first, second) >= _ALIKE * least


_FORM = "整体自评表与项目自评表应一致；自评表备注“定量指标先汇总完成数，再计算得分”"
RULES: tuple[Rule, ...] = (
    Rule(
        SCORE,
        "同一指标两种得分",
        "同一指标目标值、完成值和分值相同，得分也应相同。",
        _FORM,
        ("整体表得 20 分，项目表得 19 分", "两表均得 20 分"),
        scores,
    ),
    Rule(
        ACTUAL,
        "同一指标两种完成值",
        "同一指标在整体表和项目表中的实际完成值应相同。",
        _FORM,
        ("整体表 341 次，项目表 314 次", "两表均为 341 次"),
        actuals,
    ),
    Rule(
        TARGET,
        "同一指标两种目标值",
        "同一指标在整体表和项目表中的目标值应相同。",
        _FORM,
        ("整体表 ≥240次，项目表 ≥200次", "两表均为 ≥240次"),
        targets,
    ),
    Rule(
        UNITS,
        "单位名称不一",
        "各绩效表的单位名称应一致。",
        "绩效表表样“单位名称”",
        ("单位名称：数据局；单位名称：大数据中心", "单位名称均为：大数据中心"),
        units,
    ),
)
