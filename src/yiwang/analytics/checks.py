"""The facts of checks of data (数据质量检查), taken over from the quality room of the hub.

They belong to no case and have no events. Checks are appended: those since the last look are put
in, and those of a version that was checked once more are marked.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from yiwang.analytics.drafts import load
from yiwang.analytics.rows import Row, wall
from yiwang.hub.quality import measured
from yiwang.measure.facts import CHECKS, PLACE

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# A check may be committed after one with a higher number: so many are looked at again.
OVERLAP = 100
_MARK = (
    "UPDATE layer.data_checks SET replaced = TRUE WHERE NOT replaced AND EXISTS"
    " (SELECT 1 FROM layer.data_checks AS later WHERE later.resource = data_checks.resource"
    " AND later.version = data_checks.version AND later.id > data_checks.id)"
)


def take_in(layer: "DuckDBPyConnection") -> None:
    """Bring the view up to date in the attached layer."""
    ((last,),) = layer.execute("SELECT coalesce(max(id), 0) FROM layer.data_checks").fetchall()
    after = max(0, last - OVERLAP)
    layer.execute("DELETE FROM layer.data_checks WHERE id > ?", [after])
    found = [_row(one) for one in measured.measured(after)]
    if found:
        load(layer, CHECKS, found, room="layer")
        layer.execute(_MARK)
        # A list goes on behind a place: no two rows have the same.
        layer.execute(f"UPDATE layer.data_checks SET {PLACE} = rowid")  # noqa: S608


def as_of(at: datetime) -> list[Row]:
    """All rows as they were at a moment: for figures that were frozen and must come out again."""
    return [_row(one) for one in measured.measured(at=at)]


def _row(found: measured.Measured) -> Row:
    return {
        "id": found.id,
        "unit": found.unit,
        "resource": found.resource,
        "version": found.version,
        "checked_rows": found.rows,
        "evaluated": found.evaluated,
        "passed": found.passed,
        "bad_rows": found.bad_rows,
        "checked_at": wall(int(found.checked_at.timestamp())),
        "replaced": found.replaced,
    }
