"""Open cases get their chance at every refresh, from those that came due before."""

from datetime import datetime

import pytest

from tests.district import District
from tests.measure.facts import Facts, facts_of, put
from yiwang.analytics import actions, queries
from yiwang.analytics.forecasting import forecast
from yiwang.engine.duties import Duty
from yiwang.measure.examples import TYPICAL
from yiwang.measure.facts import CASES
from yiwang.measure.period import parse
from yiwang.measure.plan import Plan
from yiwang.measure.standard.closing import OPEN

NOW = datetime(2026, 6, 11)
LIMIT = {"clock_from": "2026-06-01 00:00", "due_at": "2026-06-10 00:00"}
OPEN_NOW = OPEN | {"handled_at": None, "clock_from": "2026-06-06 00:00"}


@pytest.fixture
def facts() -> Facts:
    """Thirty cases that took four of nine days, ten that took eight, and ten that were late."""
    found = facts_of("2026-06-11 00:00")
    for day, many in (("05", 30), ("09", 10)):
        row = TYPICAL[CASES.key] | LIMIT | {"handled_at": f"2026-06-{day} 00:00"}
        put(found, CASES, [row | {"id": int(day) * 100 + at} for at in range(many)])
    put(
        found,
        CASES,
        [TYPICAL[CASES.key] | LIMIT | OPEN | {"id": n, "handled_at": None} for n in range(10)],
    )
    return found


def chances(facts: Facts, **case: object) -> list[tuple[int, int]]:
    put(facts, CASES, [TYPICAL[CASES.key] | OPEN_NOW | {"id": 5_000} | case])
    forecast(facts, NOW)
    rows = facts.execute("SELECT chance, alike FROM forecasts WHERE id = 5000").fetchall()
    return [tuple(row) for row in rows]


def test_half_of_those_that_came_as_far_were_late(facts: Facts):
    # Five of nine days of its own have passed.
    assert chances(facts, due_at="2026-06-15 00:00") == [(500, 20)]


def test_early_in_its_limit_a_case_is_like_all_of_them(facts: Facts):
    assert chances(facts, due_at="2026-09-30 00:00") == [(200, 50)]


def test_what_is_overdue_is_late_and_what_stands_still_has_no_forecast(facts: Facts):
    assert chances(facts, due_at="2026-06-10 12:00") == [(1000, 0)]
    assert chances(facts_of(), due_at=None) == []


def test_what_is_handled_has_no_forecast(facts: Facts):
    assert chances(facts, due_at="2026-06-15 00:00", handled_at="2026-06-10 00:00") == []


def test_cases_due_more_than_ninety_days_ago_say_nothing(facts: Facts):
    facts.execute("UPDATE cases SET clock_from = '2026-01-01', due_at = '2026-03-01'")
    assert chances(facts, due_at="2026-06-15 00:00") == []


def test_a_figure_of_what_will_be_late_opens_on_those_cases(facts: Facts):
    chances(facts, due_at="2026-06-15 00:00")
    plan = Plan(("expected_late", "expected_late_rate"), parse("2026-06-15"))
    readings = queries.table_of(plan, facts).total.readings
    assert readings["expected_late"].whole == 1
    assert readings["expected_late_rate"].text == "100.00%"


@pytest.mark.django_db
def test_a_refresh_forecasts_without_any_experience(district: District):
    district.handled()
    actions.refresh()
    plan = Plan(("expected_late",), parse("2026"))
    assert (
        queries.table(plan, district.worker(Duty.LEADER)).total.readings["expected_late"].whole == 0
    )
