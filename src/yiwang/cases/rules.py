"""What the engine looks up for a decision: dials, calendars and units."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from yiwang.dials import queries as dials
from yiwang.engine.language import TimeLimit
from yiwang.engine.standing import UnitFact
from yiwang.fieldwork.grids import queries as grids
from yiwang.kernel.worktime import WorkingCalendar
from yiwang.org import queries as org
from yiwang.worktime import queries as worktime


class DialledRules:
    """The rules of the day for one procedure."""

    def __init__(self, procedure: str) -> None:
        self.procedure = procedure
        self.edition = worktime.current_edition()

    def limit(
        self, limit: TimeLimit, facts: Mapping[str, Any], unit: int | None
    ) -> tuple[int, str, int] | None:
        """The most specific published amount, or the declaration's birth value."""
        category, urgency = facts.get("category", ""), facts.get("urgency", "")
        return dials.limit_for(self.procedure, limit, category, urgency, unit)

    def unit(self, unit: int) -> UnitFact | None:
        """A unit in use."""
        return org.unit_fact(unit)

    def grid(self, point: Sequence[float] | None, area: str, at: int) -> str:
        """The code of the grid of a place by the grids of the day of a moment."""
        return grids.code_at(point, area, datetime.fromtimestamp(at, UTC))


def calendars(edition: int) -> WorkingCalendar:
    """The working calendar of an edition."""
    return worktime.calendar(edition)
