"""What is found in two public pairs of dirty and clean tables; the figures of the how-to."""

import csv
from collections.abc import Callable

import pyarrow as pa
import pytest

from tests.conftest import SHARED
from yiwang.lake.finding import Suspect, columns, suspects

Row = dict[str, str]
pytestmark = [pytest.mark.shared, pytest.mark.longer]


def rows(name: str, which: str) -> list[Row]:
    path = SHARED / "data" / "quality" / name / f"{which}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def measured(name: str, key: Callable[[int, Row], object]) -> tuple[float, float, float]:
    """Precision and recall of the cells, and precision of what is proposed for them."""
    dirty = rows(name, "dirty")
    right = {key(place, row): row for place, row in enumerate(rows(name, "clean"))}
    clean = [right[key(place, row)] for place, row in enumerate(dirty)]
    found = suspects(columns(pa.Table.from_pylist(dirty)))
    wrong = {(i, f) for i, row in enumerate(dirty) for f in row if row[f] != clean[i][f]}
    hits = [one for one in found if (one.row, one.field) in wrong]
    proposed = [one for one in found if one.proposed]

    def fits(one: Suspect) -> bool:
        return clean[one.row][one.field] == one.proposed

    return len(hits) / len(found), len(hits) / len(wrong), sum(map(fits, proposed)) / len(proposed)


def test_slips_in_the_table_of_hospitals():
    precision, recall, repaired = measured("hospital", lambda place, _row: place)
    assert (precision, recall, repaired) >= (0.99, 0.99, 0.99)
    assert recall >= 0.99 <= repaired


def test_disagreeing_sources_in_the_table_of_flights():
    precision, recall, repaired = measured(
        "flights", lambda _place, row: (row["src"], row["flight"])
    )
    assert precision >= 0.88
    assert recall >= 0.77
    assert repaired >= 0.69
