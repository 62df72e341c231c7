"""Log-in rate and coverage as figures: only days that are over, followed as more is told."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street, walk
from tests.fieldwork.patrols.test_tracks import IN_ONE, MINUTE, here
from yiwang.analytics import actions, queries
from yiwang.analytics.street import A_MONTH, spans
from yiwang.engine.duties import Duty
from yiwang.fieldwork.patrols import counting, log_ins, shifts, tracks
from yiwang.measure.dimensions import Dimension
from yiwang.measure.period import parse
from yiwang.measure.plan import Plan

DAY = timedelta(days=1)
BEGAN = date(2026, 1, 1)


@pytest.fixture(autouse=True)
def facts_of_its_own(settings, tmp_path: Path) -> None:
    settings.FACTS_ROOT = tmp_path / "facts"


def rate(street: Street, key: str = "log_in_rate", **more) -> tuple[int | None, int | None]:
    actions.refresh()
    plan = Plan((key,), parse("2026-09"), **more)
    found = queries.table(plan, street.field.district.worker(Duty.LEADER)).total.readings[key]
    return found.part, found.whole


def test_a_day_counts_once_it_is_over_and_leave_does_not(street: Street):
    for day in (0, 1, 2):
        planned = street.shift(day=day)
    shifts.publish(monday=MONDAY, by=street.leader)
    log_ins.log_in(worker=street.collector, position=here())
    # Wednesday is not over.
    assert rate(street) == (0, 2)
    street.clock.now = NOW + DAY
    assert rate(street) == (1, 3)
    shifts.excuse(shift_id=planned.pk - 1, kind="leave", reason="事假", by=street.leader)
    street.clock.now += timedelta(seconds=601)
    assert rate(street) == (1, 2)


def test_what_was_told_of_a_day_long_gone_is_followed(street: Street):
    early = street.on_duty(day=0)
    street.clock.now = NOW + 40 * DAY
    assert rate(street) == (0, 1)
    shifts.excuse(shift_id=early.pk, kind="leave", reason="补假", by=street.leader)
    assert rate(street) == (0, 1)
    street.clock.now += timedelta(seconds=601)
    assert rate(street) == (0, 0)


def test_what_was_told_just_before_the_last_look_and_committed_after_it_is_followed(street: Street):
    early = street.on_duty(day=0)
    street.clock.now = NOW + 40 * DAY
    assert rate(street) == (0, 1)
    street.clock.now -= MINUTE
    shifts.excuse(shift_id=early.pk, kind="leave", reason="补假", by=street.leader)
    street.clock.now += timedelta(seconds=661)
    assert rate(street) == (0, 0)


def test_a_new_day_is_looked_at_at_once(street: Street):
    street.on_duty()
    street.clock.now = NOW.replace(hour=17) - MINUTE
    assert rate(street) == (0, 0)
    log_ins.log_in(worker=street.collector, position=here(), at=street.clock.now)
    street.clock.now = NOW.replace(hour=0) + DAY
    assert rate(street) == (1, 1)


def test_a_night_shift_that_still_runs_in_the_morning_is_not_counted_yet(street: Street):
    street.on_duty(starts=22, ends=6)
    street.clock.now = NOW.replace(hour=5) + DAY
    assert rate(street) == (0, 0)
    street.clock.now = NOW.replace(hour=7) + DAY
    assert rate(street) == (0, 1)


def test_a_shift_of_a_week_that_is_not_published_counts_for_nobody(street: Street):
    street.shift(day=0)
    street.clock.now = NOW + DAY
    assert rate(street) == (0, 0)
    shifts.publish(monday=MONDAY, by=street.leader)
    street.clock.now += timedelta(seconds=601)
    assert rate(street) == (0, 1)


def test_whoever_took_over_a_shift_owes_it_and_the_one_before_does_not(street: Street):
    planned = street.on_duty(day=3)
    shifts.hand_over(
        shift_id=planned.pk, person_id=street.grid_worker.person_id, reason="调班", by=street.leader
    )
    street.clock.now = NOW + 3 * DAY
    actions.refresh()
    plan = Plan(("log_in_rate",), parse("2026-09"), (Dimension.PERSON,))
    found = queries.table(plan, street.field.district.worker(Duty.SHIFT_LEADER)).rows
    assert [row.keys for row in found] == [(str(street.grid_worker.person_id),)]


def test_coverage_counts_a_week_after_its_sunday_also_where_nobody_went(street: Street):
    street.on_duty()
    log_ins.log_in(worker=street.collector, position=here(), at=NOW - 10 * MINUTE)
    tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - 5 * MINUTE))
    counting.count_coverage()
    assert rate(street, "coverage_rate") == (0, 0)
    street.clock.now = NOW + 5 * DAY
    part, whole = rate(street, "coverage_rate")
    assert part == 1 and whole > 1


def test_rows_are_kept_when_the_layer_is_merged_into_a_new_base(street: Street, monkeypatch):
    street.on_duty(day=0)
    street.clock.now = NOW + DAY
    assert rate(street) == (0, 1)
    monkeypatch.setattr("yiwang.analytics.drafts.MOST_TOUCHED", -1)
    street.field.district.open()
    street.clock.now += timedelta(seconds=5)
    assert rate(street) == (0, 1)


def test_a_list_of_days_can_be_gone_through_page_by_page(street: Street):
    for day in range(3):
        street.shift(day=day)
    shifts.publish(monday=MONDAY, by=street.leader)
    street.clock.now = NOW + 4 * DAY
    actions.refresh()
    rows = queries.store.reading().execute("SELECT place FROM duties").fetchall()
    assert len(set(rows)) == 3


@given(st.sets(st.integers(0, 400).map(lambda many: BEGAN + many * DAY)))
def test_spans_hold_each_day_once_and_no_other(days: set[date]):
    found = [(first + at * DAY) for first, many in spans(days) for at in range(many)]
    assert found == sorted(days)
    assert all(0 < many <= A_MONTH for _, many in spans(days))
