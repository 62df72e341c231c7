"""How likely each open case is to be late, reckoned anew at every refresh (`measure.forecast`)."""

from datetime import datetime
from typing import TYPE_CHECKING

from yiwang.measure.facts import FORECASTS
from yiwang.measure.forecast import DAYS, Experience

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_USED = "epoch({until} - f.clock_from) / greatest(1, epoch(f.due_at - f.clock_from))"
# Chosen by their deadline; one that is not handled has used up any share of its limit.
_PAST = f"""
    SELECT procedure, coalesce(category, ''), list(used ORDER BY used) FROM (
        SELECT f.procedure, f.category,
               coalesce({_USED.format(until="f.handled_at")}, 'infinity'::DOUBLE) AS used
        FROM cases f
        WHERE f.due_at <= $now AND f.due_at > $now - INTERVAL {DAYS} DAY
          AND f.clock_from IS NOT NULL AND (f.handled_at IS NOT NULL OR NOT f.ended)
    ) GROUP BY 1, 2
"""  # noqa: S608
_RUNNING = f"""
    SELECT f.id, f.procedure, coalesce(f.category, ''), {_USED.format(until="$now")}
    FROM cases f
    WHERE NOT f.ended AND f.handled_at IS NULL AND f.clock_from IS NOT NULL
      AND f.due_at IS NOT NULL
"""  # noqa: S608


def forecast(facts: "DuckDBPyConnection", now: datetime, *, room: str = "main") -> None:
    """Put a row for every case whose clock runs in place of those of before.

    `now` is by the clock of the district. A case of which nobody knows has no row.
    """
    past = Experience(facts.execute(_PAST, {"now": now}).fetchall())
    found = []
    for number, procedure, category, used in facts.execute(_RUNNING, {"now": now}).fetchall():
        chance = past.chance(procedure, category, used)
        if chance is not None:
            found.append((number, chance.permille, chance.alike))
    facts.execute(f"DELETE FROM {room}.forecasts")  # noqa: S608
    if not found:
        return
    columns = ", ".join(column.key for column in FORECASTS.columns)
    numbers = [list(some) for some in zip(*found, strict=True)]
    facts.execute(
        f"INSERT INTO {room}.forecasts ({columns}) SELECT {columns} FROM cases JOIN "  # noqa: S608
        "(SELECT unnest($1) AS id, unnest($2) AS chance, unnest($3) AS alike) USING (id)"
        " WHERE NOT ended",
        numbers,
    )
