"""Figures are made with the weights in force at the end of their period."""

from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction

import pytest
from django.utils import timezone

from tests.district import District
from yiwang.analytics import actions, queries
from yiwang.analytics.frozen import queries as frozen
from yiwang.analytics.frozen.actions import freeze, replay
from yiwang.dials import kept, weights
from yiwang.dials.actions import By
from yiwang.engine.duties import Duty
from yiwang.measure.period import Grain, Period, around
from yiwang.measure.plan import Compare, Plan

KEYS = ("contacted_rate", "appeals_solved_rate", "appeals_satisfied_rate")


TODAY = timezone.localdate()
MONTH = around(Grain.MONTH, TODAY)
PLAN = Plan(("three_rates",), MONTH, compare=(Compare.BEFORE,))


@pytest.fixture(autouse=True)
def looked_up_anew() -> Iterator[None]:
    kept.forget()
    yield
    kept.forget()


@pytest.fixture
def called(district: District) -> District:
    """One appeal whose reporter was not contacted, calls it solved and is not satisfied."""
    number = district.answered()
    district.act(number, "verify_pass", district.worker(Duty.VERIFIER))
    said = {"satisfied": "unsatisfied", "solved": "solved", "call_note": "时间太长"}
    district.act(number, "call_back_close", district.worker(Duty.CALLER), **said)
    actions.refresh()
    return district


def publish(since: date, *percent: int) -> None:
    day = timezone.make_aware(datetime(since.year, since.month, since.day))
    by = By(name="考核员", basis="区政数〔2026〕9号", valid_from=day)
    shares = {key: Fraction(n, 100) for key, n in zip(KEYS, percent, strict=True)}
    weights.publish(indicator="three_rates", weights=shares, by=by)


def shown(district: District, plan: Plan = PLAN, **more) -> str:
    table = queries.table(plan, district.worker(Duty.LEADER), **more)
    return table.total.readings["three_rates"].text


def test_the_weights_of_birth_hold_until_others_are_published(called: District):
    assert shown(called) == "50.00%"
    publish(MONTH.first, 20, 60, 20)
    assert shown(called) == "60.00%"


def test_weights_that_begin_within_a_period_hold_for_all_of_it_and_for_none_before(
    called: District,
):
    publish(MONTH.last, 20, 60, 20)
    assert shown(called) == "60.00%"
    day = Plan(("three_rates",), Period(Grain.RANGE, MONTH.before().first, MONTH.last))
    assert shown(called, day) == "50.00%"


def test_weights_of_the_next_period_change_nothing(called: District):
    publish(MONTH.until, 20, 60, 20)
    assert shown(called) == "50.00%"


def test_weights_that_are_handed_in_hold_whatever_is_published(called: District):
    publish(MONTH.first, 20, 60, 20)
    assert shown(called, weights=weights.born()) == "50.00%"


def test_a_table_says_with_which_weights_it_was_made(called: District):
    publish(MONTH.first, 20, 60, 20)
    table = queries.table(PLAN, called.worker(Duty.LEADER))
    assert table.weights["three_rates", "appeals_solved_rate"] == Fraction(3, 5)
    other = queries.table(Plan(("received",), MONTH), called.worker(Duty.LEADER))
    assert other.weights == {}


def test_a_frozen_period_keeps_the_weights_that_it_was_frozen_with(called: District):
    past = MONTH.before()
    publish(past.first, 20, 60, 20)
    kept_then = freeze(period=past.key, basis="月报", by=called.worker(Duty.ASSESSOR))
    publish(past.first, 10, 10, 80)
    replayed = replay(kept_then)
    assert replayed.same and replayed.differences == []
    assert frozen.weights(kept_then)["three_rates", "appeals_solved_rate"] == Fraction(3, 5)
