"""The grid is found out by the place, kept in the event, and needs no map to be replayed."""

from dataclasses import replace

from tests.walks import START, Walk, calendars
from yiwang.engine.checks import faults
from yiwang.engine.evolve import replay
from yiwang.engine.need import Need
from yiwang.procedures.appeals import PROCEDURE
from yiwang.procedures.urban_management import PROCEDURE as URBAN

HERE, THERE = [114.31, 30.6], [114.42, 30.6]
DAY = 86_400


def grids(walk: Walk) -> list[str | None]:
    return [event.resolved.get("grid") for event in walk.events]


def test_a_place_is_looked_up_once_and_folded_into_the_facts():
    walk = Walk(PROCEDURE).go("receive", given={"point": HERE}).go("accept")
    assert grids(walk) == [f"114.3.{START // DAY}", None]
    assert walk.standing.facts["grid"] == grids(walk)[0]
    again = replay(PROCEDURE, "SQ1", walk.events, calendars)
    assert again.facts == walk.standing.facts


def test_a_place_that_is_told_days_later_counts_by_the_day_of_opening():
    walk = Walk(PROCEDURE).go("receive").go("accept", after=3 * DAY)
    walk.go("establish", given={"point": THERE}, after=3 * DAY)
    assert grids(walk) == [None, None, f"114.4.{START // DAY}"]


def test_an_area_alone_does_not_forget_the_point():
    walk = Walk(PROCEDURE).go("receive", given={"point": HERE}).go("accept")
    walk.go("establish", given={"area": "420199001"})
    assert grids(walk)[2] == grids(walk)[0] and walk.standing.facts["point"] == HERE


def test_where_a_collector_stood_is_not_where_the_case_lies():
    walk = Walk(URBAN).go("report", given={"point": HERE}).go("ask_check")
    walk.go("check_true", given={"checked_point": THERE})
    assert grids(walk)[2] is None and walk.standing.facts["grid"] == grids(walk)[0]


def test_no_declaration_may_ask_for_the_grid():
    opening = replace(
        PROCEDURE.opening, needs=(*PROCEDURE.opening.needs, Need(key="grid", label="网格"))
    )
    declared = replace(PROCEDURE, opening=opening)
    assert faults(PROCEDURE) == []
    assert any("the grid" in fault for fault in faults(declared))
