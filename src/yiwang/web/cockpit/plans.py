"""What the cockpit asks of the facts, as plans."""

from dataclasses import dataclass
from datetime import date, timedelta

from yiwang.analytics.queries import Row, Table
from yiwang.measure import register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Side
from yiwang.measure.period import Grain, Period, around
from yiwang.measure.plan import Compare, Plan
from yiwang.web.figures.asked import rows_address

HEADS = ("received", "closed", "on_time_rate", "satisfied_rate", "backlog")
RECEIVED, CLOSED, RANKED, OPEN = "received", "closed", "on_time_rate", "backlog"
DAYS, MONTHS = 30, 12


def heads(period: Period) -> Plan:
    """The large figures, set against as much of the period before; those that are declared."""
    known = {one.key for one in register.indicators()}
    keys = tuple(key for key in HEADS if key in known)
    return Plan(keys, period, compare=(Compare.BEFORE,))


def panels(period: Period, today: date) -> dict[str, Plan]:
    """The other panels by their keys."""
    return {
        "streets": Plan((RANKED, OPEN), period, (Dimension.STREET,), order=f"-{RANKED}"),
        "units": Plan((RANKED,), period, (Dimension.UNIT,), order=f"-{RANKED}"),
        "channels": Plan((RECEIVED,), period, (Dimension.CHANNEL,), order=f"-{RECEIVED}"),
        "categories": Plan((RECEIVED,), period, (Dimension.CATEGORY,), order=f"-{RECEIVED}"),
        "days": Plan((RECEIVED, CLOSED), _days(today), (Dimension.DAY,)),
        "months": Plan((RECEIVED, CLOSED), _months(today), (Dimension.MONTH,)),
    }


def _days(today: date) -> Period:
    until = today + timedelta(days=1)
    return Period(Grain.RANGE, until - timedelta(days=DAYS), until)


def _months(today: date) -> Period:
    """This month as far as it goes, and the eleven before."""
    first = around(Grain.MONTH, today)
    for _ in range(MONTHS - 1):
        first = first.before()
    return Period(Grain.RANGE, first.first, today + timedelta(days=1))


@dataclass(frozen=True)
class Answered:
    """A plan with its table; `back` is how the rows of a figure lead back to the cockpit."""

    plan: Plan
    table: Table
    back: str

    def rows(self, keys: tuple[str, ...], key: str, side: Side = Side.WHOLE) -> str:
        """The address of the rows of one figure of one row."""
        return rows_address(self.plan.cell(keys), key, side, self.back)

    def of(self, row: Row, key: str, side: Side = Side.WHOLE) -> str:
        """The same, empty where there are none."""
        reading = row.readings[key]
        there = reading.part if side is Side.PART else reading.whole
        return self.rows(row.keys, key, side) if there else ""
