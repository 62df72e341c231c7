"""Log-ins, tracks, what they cover, and that tracks are forgotten."""

from datetime import timedelta

import pytest
from django.test import override_settings

from tests.fieldwork.conftest import SIZE, SOUTH, WEST, code
from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street, walk
from yiwang.engine.duties import Duty
from yiwang.fieldwork.patrols import counting, covering, log_ins, queries, routes, shifts, tracks
from yiwang.fieldwork.patrols.models import Covered, LogIn, Track
from yiwang.fieldwork.patrols.routes import NewPlan
from yiwang.jobs import clock as jobs
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.refusals import Conflict, Invalid, NotAllowed, NotNow

IN_ONE = (WEST + SIZE / 2, SOUTH + SIZE / 2)
IN_TWO = (WEST + SIZE * 1.5, SOUTH + SIZE / 2)
MINUTE = timedelta(minutes=1)


def here(place=IN_ONE) -> Position:
    return Position(*place)


def plan(**more) -> NewPlan:
    """Across grid 1 from west to east, along its middle."""
    path = [[WEST + 0.0001, IN_ONE[1]], [WEST + SIZE - 0.0001, IN_ONE[1]]]
    given = {
        "name": "中街", "kind": "line", "path": path, "per_week": 5, "valid_from": MONDAY,
        "basis": "巡查方案",
    }  # fmt: skip
    return NewPlan(**(given | more))


def line(street: Street, **more):
    return routes.add(new=plan(**more), by=street.leader)


def logged_in(street: Street, *, at=NOW - timedelta(hours=1)) -> LogIn:
    street.on_duty()
    return log_ins.log_in(worker=street.collector, position=here(), at=at)


def test_a_log_in_says_in_which_grid_it_was_and_whether_that_is_ones_own(street: Street):
    street.on_duty()
    found = log_ins.log_in(worker=street.collector, position=here(IN_TWO))
    assert (found.grid_code, found.inside) == (code(2), False)
    assert queries.on_duty()[0].log_in == found
    out = log_ins.log_out(worker=street.collector, position=here())
    assert (out.out_grid_code, out.out_inside, out.out_at) == (code(1), True, NOW)


def test_without_a_place_a_log_in_is_kept_and_says_nothing_of_it(street: Street):
    street.on_duty()
    found = log_ins.log_in(worker=street.collector, position=None)
    assert (found.longitude, found.grid_code, found.inside) == (None, "", None)


def test_a_place_in_another_system_is_turned(street: Street):
    street.on_duty()
    told = here().to(System.GCJ_02)
    found = log_ins.log_in(worker=street.collector, position=told)
    assert found.longitude == pytest.approx(IN_ONE[0], abs=1e-6) and found.inside


def test_nobody_logs_in_twice_or_out_before_in(street: Street):
    street.on_duty()
    with pytest.raises(NotNow):
        log_ins.log_out(worker=street.collector, position=None)
    log_ins.log_in(worker=street.collector, position=None)
    with pytest.raises(Conflict):
        log_ins.log_in(worker=street.collector, position=None)


def test_a_forgotten_log_out_ends_with_the_shift(street: Street):
    logged_in(street)
    street.clock.now = NOW + timedelta(days=1)
    log_ins.log_in(worker=street.collector, position=None)
    first = LogIn.objects.earliest("at")
    assert first.out_at == first.shift.ends_at


def test_only_people_of_the_street_log_in_and_only_near_now(street: Street):
    with pytest.raises(NotAllowed):
        log_ins.log_in(worker=street.field.district.worker(Duty.HANDLER), position=None)
    with pytest.raises(Invalid):
        log_ins.log_in(worker=street.collector, position=None, at=NOW + 6 * MINUTE)
    with pytest.raises(Invalid):
        log_ins.log_in(worker=street.collector, position=None, at=NOW - timedelta(hours=25))
    with pytest.raises(Invalid, match="境外"):
        log_ins.log_in(worker=street.collector, position=Position(139.7, 35.7))


def test_the_rate_of_the_week_leaves_out_leave_and_after_hours(street: Street):
    street.shift(day=0)
    excused = street.shift(day=1)
    street.shift(day=2)
    shifts.publish(monday=MONDAY, by=street.leader)
    shifts.excuse(shift_id=excused.pk, kind="leave", reason="事假", by=street.leader)
    log_ins.log_in(worker=street.collector, position=here())
    log_ins.log_in(worker=street.grid_worker, position=here())
    rates = {row.person.pk: row.found for row in queries.log_in_rates(MONDAY, 7)}
    found = rates[street.collector.person_id]
    assert (found.share.done, found.share.due, found.excused_days) == (1, 2, 1)
    other = rates[street.grid_worker.person_id]
    assert (other.share.rate, other.after_hours) == (None, 1)
    own = queries.log_in_rates(MONDAY, 7, person_id=street.collector.person_id)
    assert [row.person.pk for row in own] == [street.collector.person_id]


def test_a_track_after_hours_is_not_kept(street: Street):
    with pytest.raises(NotNow):
        tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - MINUTE))
    assert not Track.objects.exists()


def test_of_a_batch_only_what_lies_within_the_log_in_is_kept(street: Street):
    logged_in(street, at=NOW - 10 * MINUTE)
    batch = walk(*[IN_ONE] * 4, starts=NOW - 11 * MINUTE, every=60)
    found = tracks.take(worker=street.collector, batch=batch)
    assert (found.kept, found.after_hours) == (3, 1)
    (kept,) = Track.objects.all()
    assert kept.first_at == NOW - 10 * MINUTE


def test_a_break_between_two_log_ins_is_not_kept(street: Street):
    logged_in(street, at=NOW - 10 * MINUTE)
    log_ins.log_out(worker=street.collector, position=None, at=NOW - 8 * MINUTE)
    log_ins.log_in(worker=street.collector, position=None, at=NOW - 5 * MINUTE)
    batch = walk(*[IN_ONE] * 10, starts=NOW - 10 * MINUTE, every=60)
    found = tracks.take(worker=street.collector, batch=batch)
    assert (found.kept, found.after_hours) == (8, 2)


def test_the_same_minutes_are_taken_once(street: Street):
    logged_in(street)
    batch = walk(IN_ONE, IN_ONE, starts=NOW - 5 * MINUTE)
    tracks.take(worker=street.collector, batch=batch)
    with pytest.raises(Conflict):
        tracks.take(worker=street.collector, batch=batch)
    tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - 2 * MINUTE))
    assert Track.objects.count() == 2


def test_a_jump_is_kept_marked_and_covers_nothing(street: Street):
    logged_in(street)
    batch = walk(IN_ONE, IN_TWO, starts=NOW - 5 * MINUTE, every=1)
    found = tracks.take(worker=street.collector, batch=batch)
    assert (found.kept, found.too_fast) == (2, 1)
    counting.count_day(MONDAY + timedelta(days=2))
    assert [row.grid_code for row in Covered.objects.all()] == [code(1)]


def test_a_walk_covers_cells_and_planned_points(street: Street):
    route = line(street)
    logged_in(street)
    half = [tuple(p) for p in route.planned[: len(route.planned) // 2]]
    batch = walk(*half, starts=NOW - 5 * MINUTE)
    tracks.take(worker=street.collector, batch=batch)
    counting.count_coverage()
    found = covering.coverage(MONDAY)[code(1)]
    assert (found.points.done, found.points.due) == (len(half), len(route.planned))
    assert (found.cells.done, found.cells.due) == (2, 16)
    assert (found.rounds.done, found.rounds.due) == (0, 5)


def test_a_walked_route_is_a_round_and_the_week_adds_the_days_up(street: Street):
    route = line(street)
    logged_in(street)
    whole = [tuple(p) for p in route.planned]
    tracks.take(worker=street.collector, batch=walk(*whole, starts=NOW - 9 * MINUTE))
    counting.count_coverage()
    street.clock.now = NOW + timedelta(days=1)
    log_ins.log_in(worker=street.collector, position=None, at=street.clock.now - 10 * MINUTE)
    again = walk(*whole[:3], starts=street.clock.now - 9 * MINUTE)
    tracks.take(worker=street.collector, batch=again)
    counting.count_coverage()
    week = covering.coverage(MONDAY)[code(1)]
    day = covering.coverage(MONDAY + timedelta(days=3), 1)[code(1)]
    assert (week.points.rate, week.rounds.done, week.rounds.due) == (1.0, 1, 5)
    assert (day.points.done, day.rounds.done, day.rounds.due) == (3, 0, 1)


def test_inexact_points_cover_nothing(street: Street):
    logged_in(street)
    batch = walk(IN_ONE, starts=NOW - 5 * MINUTE, accuracy=101)
    tracks.take(worker=street.collector, batch=batch)
    counting.count_coverage()
    (found,) = covering.coverage(MONDAY).values()
    # Somebody was on shift there: that nobody went is told.
    assert (found.cells.done, found.cells.due > 0) == (0, True)


def test_a_grid_where_nobody_was_to_go_and_nobody_went_is_not_counted(street: Street):
    street.shift()
    counting.count_coverage()
    assert covering.coverage(MONDAY) == {}


def test_tracks_are_forgotten_after_the_days_and_what_they_covered_is_not(street: Street):
    logged_in(street)
    tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - 5 * MINUTE))
    run = {job.name: job.run for job in jobs.JOBS}
    run["coverage of grids"]()
    before = covering.coverage(MONDAY)
    street.clock.now = NOW - 5 * MINUTE + timedelta(days=30)
    assert run["tracks past their days"]() == 0 and Track.objects.count() == 1
    street.clock.now += timedelta(seconds=1)
    assert run["tracks past their days"]() == 1 and not Track.objects.exists()
    counting.count_day(MONDAY + timedelta(days=2))
    assert covering.coverage(MONDAY) == before and before[code(1)].cells.done == 1


def test_the_days_are_a_setting(street: Street):
    logged_in(street)
    tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - 5 * MINUTE))
    street.clock.now = NOW + timedelta(days=3)
    assert tracks.forget_old() == 0
    with override_settings(TRACK_DAYS=2):
        assert tracks.forget_old() == 1


def test_a_phone_that_was_without_network_for_days_is_counted_by_the_clock(street: Street):
    logged_in(street)
    street.clock.now = NOW + timedelta(days=4)
    tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - 5 * MINUTE))
    assert not Covered.objects.exists()
    run = {job.name: job.run for job in jobs.JOBS}["coverage of grids"]
    assert run() > 0
    assert covering.coverage(MONDAY)[code(1)].cells.done == 1
    assert not Track.objects.filter(counted=False).exists()
    # Nothing came in since: only today and yesterday are looked at.
    assert run() == 0


def test_a_batch_that_is_past_its_days_when_the_clock_looks_is_counted_before_it_goes(
    street: Street,
):
    logged_in(street)
    street.clock.now = NOW + timedelta(days=29)
    tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - 5 * MINUTE))
    street.clock.now = NOW + timedelta(days=31)
    assert tracks.forget_old() == 1
    assert covering.coverage(MONDAY)[code(1)].cells.done == 1


def test_a_batch_is_taken_in_with_few_queries_however_late_it_is(
    street: Street, django_assert_max_num_queries
):
    for number in range(5):
        line(street, name=f"路线{number}")
    logged_in(street)
    street.clock.now = NOW + timedelta(days=4)
    with django_assert_max_num_queries(12):
        tracks.take(worker=street.collector, batch=walk(IN_ONE, starts=NOW - 5 * MINUTE))
