"""How often a place by outline is the area that the request's own record names."""

from pathlib import Path

from tests.conftest import SHARED
from tests.fieldwork import boston

from bench.measure import Figure

FOLDER: Path = SHARED / "data" / "requests311"


def figures() -> list[Figure]:
    """Rows of Boston 2011 that agree, and the pairs of names that do not; none without the data."""
    if not FOLDER.exists():
        return []
    found = boston.compare(boston.load(FOLDER))
    compared = found.compared
    return [
        Figure(name="rows", value=found.rows, unit="rows"),
        Figure(
            name="rows that can be compared",
            value=compared,
            unit="rows",
            more=dict(found.not_compared),
        ),
        Figure(
            name="the same name, or a plain union of names",
            value=round(100 * found.same / compared, 2),
            unit="%",
        ),
        Figure(
            name="with the wider service areas of 2011",
            value=round(100 * (found.same + found.wider) / compared, 2),
            unit="%",
            target="≥ 98 %",
        ),
        Figure(
            name="rows whose names differ, by pair (column → outline)",
            value=sum(found.pairs.values()),
            unit="rows",
            more=dict(found.pairs.most_common()),
        ),
    ]
