"""Weights: parts add up to their group, groups with execution to a hundred."""

from collections.abc import Iterator
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Rule
from yiwang.disclosure.auditing.performance.saying import (
    ERROR,
    WARNING,
    Spot,
    at,
    evaluations,
    found,
    shown,
    whole,
)
from yiwang.disclosure.performance import Indicator, PerformanceForm
from yiwang.disclosure.reading.performance.values import printed_weight, without_weight
from yiwang.disclosure.tables import Cell

GROUP, TOTAL = "performance-weight-group", "performance-weight-total"
_ALL = Decimal(100)


def groups(audited: Audited) -> Iterator[Finding]:
    """Groups whose printed weight is not the sum of what stands in them."""
    for form in audited.document.performance:
        for level in ("level_two", "level_one"):
            for cell, members in grouped(form, level):
                yield from _group(form, cell, members, level)


def totals(audited: Audited) -> Iterator[Finding]:
    """Weights that do not add up to a hundred together with execution."""
    for form in evaluations(audited):
        told = _parts(form)
        if told is None:
            continue
        parts, what = told
        head = form.execution.weight if form.execution else None
        summed = sum(parts, head or Decimal(0))
        if summed != _ALL:
            # Without a row of execution nobody knows what it would have weighed.
            yield found(
                TOTAL,
                ERROR if head is not None else WARNING,
                _spot(form),
                "100",
                f"{what}{_added(parts, head)}＝{shown(summed)} 分，应为 100 分，请调整分值。",
                shown(summed),
            )


def grouped(form: PerformanceForm, level: str) -> Iterator[tuple[Cell, list[Indicator]]]:
    """The groups of a level with their indicators, each known by its cell."""
    order: dict[tuple[object, ...], Cell] = {}
    members: dict[tuple[object, ...], list[Indicator]] = {}
    for one in form.indicators:
        cell = one.cells.get(level)
        if cell is not None:
            # A merged cell may be repeated in each of its rows: its place tells that it is one.
            key = (cell.place.line, cell.place.start, cell.column, cell.text)
            order.setdefault(key, cell)
            members.setdefault(key, []).append(one)
    return ((cell, members[key]) for key, cell in order.items())


def _group(
    form: PerformanceForm, cell: Cell, members: list[Indicator], level: str
) -> Iterator[Finding]:
    weight = printed_weight(cell.text)
    parts = _below(members) if level == "level_one" else None
    if parts is None:
        parts = [one.weight for one in members if one.weight is not None]
        if len(parts) < len(members):
            return
    if weight is None or not parts or sum(parts) == weight:
        return
    yield found(
        GROUP,
        ERROR,
        at(form, cell, without_weight(cell.text), *(one.cells["name"] for one in members)),
        shown(sum(parts, Decimal(0))),
        f"“{without_weight(cell.text)}”分值 {shown(weight)} 分，下级分值合计 "
        f"{shown(sum(parts, Decimal(0)))} 分，两者应相等。",
        shown(weight),
    )


def _below(members: list[Indicator]) -> list[Decimal] | None:
    """The weights that the groups of the second level print, where all of them do."""
    cells = {one.cells.get("level_two") for one in members}
    told = [printed_weight(cell.text) if cell else None for cell in cells]
    known = [one for one in told if one is not None]
    return known if known and len(known) == len(told) else None


def _parts(form: PerformanceForm) -> tuple[list[Decimal], str] | None:
    """The weights that must add up: of groups where all print theirs, else of indicators."""
    for level, what in (("level_two", "二级指标分值"), ("level_one", "一级指标分值")):
        cells = [cell for cell, _members in grouped(form, level)]
        told = [printed_weight(cell.text) for cell in cells]
        known = [one for one in told if one is not None]
        covered = all(level in one.cells for one in form.indicators)
        if known and covered and len(known) == len(told):
            return known, what
    weights = [one.weight for one in form.indicators if one.weight is not None]
    if weights and len(weights) == len(form.indicators):
        return weights, "指标分值"
    return None


def _added(parts: list[Decimal], head: Decimal | None) -> str:
    told = "+".join(shown(one) for one in parts)
    return f"{told}加预算执行 {shown(head)}" if head is not None else told


def _spot(form: PerformanceForm) -> Spot:
    cell = form.fields.get("总分值")
    return at(form, cell, "总分值") if cell else whole(form)


_FORM = "自评表分值栏及指标后所印分值；财预〔2020〕10号：总分 100 分"
RULES: tuple[Rule, ...] = (
    Rule(
        GROUP,
        "下级分值之和",
        "各级指标的分值等于其下级指标分值之和。",
        _FORM,
        ("数量指标（20分）：巡查次数（15分）", "数量指标（20分）：巡查次数（15分）、报告（5分）"),
        groups,
    ),
    Rule(
        TOTAL,
        "总分值",
        "预算执行与各指标分值合计 100 分。",
        _FORM,
        ("预算执行 20 分，指标合计 70 分", "预算执行 20 分，指标合计 80 分"),
        totals,
    ),
)
