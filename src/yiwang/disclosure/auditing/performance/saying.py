"""Findings about cells of performance forms, and the forms that rules go through."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from yiwang.disclosure.auditing.finding import Audited, Finding, Severity
from yiwang.disclosure.figures import Figure, figure
from yiwang.disclosure.performance import Indicator, PerformanceForm
from yiwang.disclosure.tables import Cell, Place

ERROR, WARNING, ROUNDING = Severity.ERROR, Severity.WARNING, Severity.ROUNDING

NAMES = {
    "target": "目标值",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "name": "指标名称",
    "level_one": "一级指标",
    "level_two": "二级指标",
}


@dataclass(frozen=True)
class Spot:
    """Where a finding points: its cell, in words, and cells that belong to it."""

    place: Place
    text: str
    where: str
    cells: tuple[Cell, ...] = ()


def at(form: PerformanceForm, cell: Cell, what: str, *others: Cell | None) -> Spot:
    """A cell of a form; `others` are the cells that it does not agree with."""
    cells = (cell, *(one for one in others if one is not None))
    return Spot(cell.place, cell.text, f"{form.title}·{what}", cells)


def of(form: PerformanceForm, one: Indicator, role: str) -> Spot:
    """A cell of an indicator; its name where it has none there, its place where it has no cells."""
    where = f"{form.title}·{one.name}·{NAMES[role]}"
    cell = one.cells.get(role) or one.cells.get("name")
    if cell is None:
        return Spot(one.place, one.name, where)
    return Spot(cell.place, cell.text, where, (cell,))


def whole(form: PerformanceForm) -> Spot:
    """The form as such."""
    return Spot(Place(form.place.line, form.place.line, form.place.page), form.title, form.title)


def found(
    rule: str, severity: Severity, spot: Spot, expected: str, message: str, printed: str = ""
) -> Finding:
    """A finding; what is printed is the text at its spot unless told otherwise."""
    return Finding(
        rule,
        severity,
        spot.place,
        spot.text,
        printed or spot.text,
        expected,
        message,
        spot.where,
        spot.cells,
    )


def evaluations(audited: Audited) -> Iterator[PerformanceForm]:
    """The self-evaluations of the document."""
    return (one for one in audited.document.performance if one.evaluated)


def promises(audited: Audited) -> Iterator[PerformanceForm]:
    """The target sheets of the document."""
    return (one for one in audited.document.performance if not one.evaluated)


def number(cell: Cell | None) -> Figure | None:
    """The figure of a cell that may carry its unit: 385.13 万元, 20分."""
    if cell is None:
        return None
    text = cell.text.strip()
    for unit in ("万元", "元", "分"):
        text = text.removesuffix(unit).strip()
    return figure(text)


def half(read: Figure) -> Decimal:
    """Half of the last printed digit."""
    return read.last_digit / 2


def shown(value: Decimal, places: int = 2) -> str:
    """A figure for people, without needless zeros: 20, 42.29."""
    told = f"{value:.{places}f}"
    return told.rstrip("0").rstrip(".") if "." in told else told
