"""The head of a self-evaluation: budget, spent, rate and score of execution."""

import re
from collections.abc import Mapping
from decimal import Decimal

from yiwang.disclosure.figures import figure
from yiwang.disclosure.performance import Execution
from yiwang.disclosure.reading.performance.aligning import aligned, money_costs
from yiwang.disclosure.reading.performance.rows import Heading, Row
from yiwang.disclosure.reading.performance.values import printed_weight
from yiwang.disclosure.tables import Cell, Place

_HEADED = re.compile(r"[(（]\s*([0-9]+(?:\.[0-9]+)?)\s*分\s*[*×)）]")


def heading_weight(row: Row) -> Decimal | None:
    """The weight that headings print: 得分（20分*执行率）, 预算执行情况（20分）."""
    found = [_HEADED.search(cell.text) for cell in row]
    told = [Decimal(one[1]) for one in found if one]
    return told[-1] if told else None


def execution(row: Row, heading: Heading, weight: Decimal | None) -> Execution | None:
    """The figures of a row under their headings; None where the row has fewer than two."""
    figures = _figures(row)
    if len(figures) < 2:
        return None
    cells = money_cells(figures, heading)
    own = cells.get("weight")
    printed = own.value if own else None
    place = Place(row[0].place.line, row[-1].place.end_line, row[0].place.page)
    return Execution(
        cells.get("budget") or cells.get("initial"),
        cells.get("spent"),
        cells.get("rate"),
        cells.get("score"),
        printed if printed is not None else weight,
        place,
    )


def initial(row: Row, heading: Heading) -> Cell | None:
    """The budget of the beginning of the year, where the form has the adjusted one as well."""
    figures = _figures(row)
    if len(figures) < 2 or not {"initial", "budget"} <= {role for _at, role in heading}:
        return None
    return money_cells(figures, heading).get("initial")


def _figures(row: Row) -> list[Cell]:
    return [cell for cell in row if figure(re.sub(r"(?:万元|元|分)$", "", cell.text.strip()))]


def money_cells(figures: list[Cell], heading: Heading) -> Mapping[str, Cell]:
    """Figures by role: as many as headings stand one under the other, else the likeliest."""
    if len(figures) == len(heading):
        return {role: cell for (_at, role), cell in zip(heading, figures, strict=True)}
    found = aligned([(one.column, one.text.strip()) for one in figures], heading, money_costs)
    return {role: figures[at] for role, at in found.items()}


def group_weight(level_one: Cell | None, level_two: Cell | None) -> Decimal | None:
    """The weight printed behind the nearest group."""
    told = [printed_weight(one.text) for one in (level_two, level_one) if one is not None]
    return next((one for one in told if one is not None), None)
