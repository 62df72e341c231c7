"""Figures that cities published, from cases made up to their numbers.

连云港 2017-04 (hotline), 天门 2016-12 and 许昌 (数字城管); the last is of one month that its
bulletin does not name.
"""

from dataclasses import dataclass

import pytest

from tests.measure.facts import Facts, facts_of
from yiwang.analytics.queries import Row, table_of
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import parse
from yiwang.measure.plan import Plan


@dataclass(frozen=True)
class Bulletin:
    """What stands in a bulletin; `due` are 应结案, of which some were closed, some in time."""

    month: str
    received: int
    established: int
    due: int
    closed: int
    in_time: int
    fixed: int = 0


HOTLINE = Bulletin("2017-04", 26_898, 26_898, 24_932, 23_974, 22_345)
URBAN = Bulletin("2016-12", 1_054, 996, 972, 911, 737)
ON_THE_SPOT = Bulletin("2026-05", 19_903, 19_903, 19_903, 19_903, 19_903, 3_291)
# Case number n of a month: closed when among the first so many, in time among the first fewer.
CASES = """
    INSERT INTO cases (id, unit, opened_at, established_at, due_at, closed, closed_at, on_time,
                       lates, paused, voided, fixed)
    SELECT n, 1 + n % 3, $first, CASE WHEN n < $established THEN $first END,
           CASE WHEN n < $due THEN $last ELSE $last + INTERVAL 20 DAY END,
           n < $closed, CASE WHEN n < $closed THEN $last - INTERVAL 1 DAY END,
           n < $in_time, CASE WHEN n < $in_time THEN 0 ELSE 1 END, FALSE, FALSE, n < $fixed
    FROM range($received) t(n)
"""


def month_of(bulletin: Bulletin) -> Facts:
    period = parse(bulletin.month)
    facts = facts_of("2026-11-01 00:00")
    numbers = {key: value for key, value in vars(bulletin).items() if key != "month"}
    facts.execute(CASES, numbers | {"first": period.first, "last": period.last})
    return facts


def total(bulletin: Bulletin, *keys: str) -> Row:
    return table_of(Plan(keys, parse(bulletin.month)), month_of(bulletin)).total


@pytest.mark.parametrize(
    ("bulletin", "closing", "on_time"),
    [(HOTLINE, "96.16%", "89.62%"), (URBAN, "93.72%", "75.82%")],
    ids=["hotline", "urban"],
)
def test_rates_are_of_what_should_be_closed_and_not_of_what_was_received(
    bulletin: Bulletin, closing: str, on_time: str
):
    found = total(bulletin, "received", "should_close", "closing_rate", "on_time_rate", "late")
    whole = {key: reading.whole for key, reading in found.readings.items()}
    assert (whole["received"], whole["should_close"]) == (bulletin.received, bulletin.due)
    assert whole["closing_rate"] == whole["on_time_rate"] == bulletin.due
    assert found.readings["closing_rate"].part == bulletin.closed
    assert found.readings["on_time_rate"].part == bulletin.in_time
    assert found.readings["closing_rate"].text == closing
    assert found.readings["on_time_rate"].text == on_time
    assert whole["late"] == bulletin.due - bulletin.in_time


def test_what_collectors_settled_on_the_spot_is_counted_among_the_closed():
    found = total(ON_THE_SPOT, "fixed_rate").readings["fixed_rate"]
    assert (found.part, found.whole, found.text) == (3_291, 19_903, "16.54%")


def test_established_cases_are_fewer_than_those_received():
    found = total(URBAN, "established", "established_rate").readings
    assert found["established"].whole == 996
    assert found["established_rate"].text == "94.50%"


def test_a_month_seen_on_its_first_day_counts_no_deadline_that_has_not_come():
    facts = month_of(HOTLINE)
    facts.execute("UPDATE meta SET refreshed_at = epoch(TIMESTAMP '2017-04-02 00:00:00')")
    found = table_of(Plan(("should_close", "on_time_rate"), parse("2017-04")), facts).total
    assert found.readings["should_close"].whole == 0
    assert found.readings["on_time_rate"].text == "—"


def test_the_units_of_a_month_add_up_to_the_month():
    plan = Plan(("on_time_rate",), parse("2017-04"), by=(Dimension.UNIT,))
    rows = table_of(plan, month_of(HOTLINE)).rows
    readings = [row.readings["on_time_rate"] for row in rows]
    assert [sum(r.part for r in readings), sum(r.whole for r in readings)] == [22_345, 24_932]
