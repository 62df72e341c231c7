"""The facts of deliveries (数据报送), taken over from the reminders of the hub.

They belong to no case and have no events. What was written since the last look is put in anew; all
of it, where the layer holds none.
"""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from yiwang.analytics.drafts import load
from yiwang.analytics.rows import Row, wall
from yiwang.hub.reminders import measured
from yiwang.hub.reminders.words import State
from yiwang.measure.facts import DELIVERIES, PLACE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# What was written before the last look may have been committed after it.
OVERLAP = timedelta(minutes=5)


def take_in(layer: "DuckDBPyConnection", now: datetime) -> None:
    """Bring the view up to date in the attached layer."""
    ((last,),) = layer.execute("SELECT owed_at FROM layer.meta").fetchall()
    seen = None if last is None else datetime.fromtimestamp(last, now.tzinfo)
    if seen is not None and seen > now:
        # The clock was set back: what was written meanwhile cannot be told apart.
        seen = None
    found = [_row(one) for one in measured.measured(seen - OVERLAP if seen else None)]
    if seen is None:
        layer.execute("DELETE FROM layer.deliveries")
    ids = [row["id"] for row in found]
    layer.execute("DELETE FROM layer.deliveries WHERE id IN (SELECT unnest(?::BIGINT[]))", [ids])
    if found:
        load(layer, DELIVERIES, found, room="layer")
        # A list goes on behind a place: no two rows have the same.
        layer.execute(f"UPDATE layer.deliveries SET {PLACE} = rowid")  # noqa: S608
    layer.execute("UPDATE layer.meta SET owed_at = ?", [int(now.timestamp())])


def as_of(at: datetime) -> list[Row]:
    """All rows as they were at a moment: for figures that were frozen and must come out again."""
    return [_row(one) for one in measured.measured(at=at)]


def _row(found: measured.Measured) -> Row:
    came, limit = found.delivered_at, found.limit
    late = None if came is None else max(0, int((came - limit).total_seconds()))
    return {
        "id": found.id,
        "unit": found.unit,
        "resource": found.resource,
        "feed": found.feed,
        "period": found.period,
        "state": found.state,
        "due_at": wall(int(found.due_at.timestamp())),
        "limit_at": wall(int(limit.timestamp())),
        "delivered_at": wall(int(came.timestamp())) if came else None,
        "delay_seconds": late,
        "extensions": found.extensions,
        "on_time": late == 0,
        "severe": found.severe,
        "excused": found.state == State.EXCUSED,
    }
