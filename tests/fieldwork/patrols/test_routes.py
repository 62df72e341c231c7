"""Routes and their plans: what holds on which day, what may not be planned, what was walked."""

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.fieldwork.conftest import SIZE, SOUTH, WEST, code
from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street, walk
from tests.fieldwork.patrols.test_tracks import IN_ONE, IN_TWO, line, logged_in, plan
from yiwang.fieldwork.patrols import (
    counting,
    covering,
    log_ins,
    planning,
    route_weeks,
    routes,
    tracks,
)
from yiwang.fieldwork.patrols.models import Plan, Route, Walk
from yiwang.fieldwork.patrols.rounds import Mark
from yiwang.fieldwork.patrols.route_weeks import Wanted
from yiwang.kernel.refusals import Invalid, Missing, NotFound, NotNow

TODAY = NOW.date()
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
ALONG_BOTH = [[WEST + 0.0001, IN_ONE[1]], [WEST + 2 * SIZE - 0.0001, IN_ONE[1]]]


def walked(street: Street, planned: Plan, *, starts=NOW - 9 * MINUTE, share: float = 1.0) -> None:
    points = [tuple(p) for p in planned.planned]
    batch = walk(*points[: round(len(points) * share)], starts=starts)
    tracks.take(worker=street.collector, batch=batch)
    counting.count_coverage()


def marks(route: Route, **more) -> list[Mark]:
    (found,) = route_weeks.lines([route.pk], MONDAY, **more)
    return [one.mark for one in found.days]


def test_a_change_holds_from_its_day_on_and_what_was_before_stays(street: Street):
    first = line(street, weekdays=(0, 2))
    tomorrow = TODAY + DAY
    second = routes.change(
        route_id=first.route_id, new=plan(weekdays=(4,), valid_from=tomorrow), by=street.leader
    )
    assert list(planning.in_force(TODAY)) == [first]
    assert list(planning.in_force(tomorrow)) == [second]
    assert marks(first.route) == ["missed", "", "unstaffed", "", "unstaffed", "", ""]
    (found,) = route_weeks.lines([first.route_id], MONDAY)
    assert found.rounds.due == 3 and found.plan == second


def test_a_change_that_has_not_begun_is_changed_again_from_the_same_day(street: Street):
    first = line(street)
    new = plan(name="错的", valid_from=TODAY + DAY)
    routes.change(route_id=first.route_id, new=new, by=street.leader)
    right = routes.change(
        route_id=first.route_id, new=plan(valid_from=TODAY + DAY), by=street.leader
    )
    assert list(planning.in_force(TODAY + DAY)) == [right]
    assert Plan.objects.count() == 3


def test_an_ended_route_is_walked_no_more_until_it_goes_on(street: Street):
    first = line(street, weekdays=range(7))
    tomorrow = TODAY + DAY
    routes.end(route_id=first.route_id, on=tomorrow, basis="并入他线", by=street.leader)
    assert list(planning.in_force()) == [first]
    assert list(planning.in_force(tomorrow)) == []
    assert marks(first.route)[3:] == ["", "", "", ""]
    with pytest.raises(NotNow):
        routes.end(route_id=first.route_id, on=tomorrow, basis="再停", by=street.leader)
    again = plan(valid_from=tomorrow + DAY)
    routes.change(route_id=first.route_id, new=again, by=street.leader)
    assert planning.in_force(tomorrow + DAY).count() == 1


@pytest.mark.parametrize("days", [-1, 0])
def test_nothing_is_changed_for_days_that_are_over_or_before_a_later_plan(street: Street, days):
    first = line(street)
    routes.change(route_id=first.route_id, new=plan(valid_from=TODAY + DAY), by=street.leader)
    with pytest.raises(NotNow):
        new = plan(valid_from=TODAY + days * DAY)
        routes.change(route_id=first.route_id, new=new, by=street.leader)
    with pytest.raises(NotNow):
        routes.end(route_id=first.route_id, on=TODAY + days * DAY, basis="停用", by=street.leader)
    assert Plan.objects.count() == 2


def test_plans_are_never_altered_or_deleted(street: Street):
    first = line(street, people=[street.collector.person_id])
    with pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.filter(pk=first.pk).update(name="改名")
    with pytest.raises(DatabaseError), transaction.atomic():
        first.people.clear()
    with pytest.raises(DatabaseError), transaction.atomic():
        first.parts.all().delete()


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"kind": "circle"}, Invalid), ({"path": [[114.3, 30.6]]}, Invalid),
        ({"per_week": 0}, Invalid), ({"per_week": 8}, Invalid), ({"weekdays": (7,)}, Invalid),
        ({"reach_metres": 4}, Invalid), ({"path": [[30.6, 114.3], [30.6, 114.4]]}, Invalid),
        ({"path": [[115.3, 30.6], [115.31, 30.6]]}, Invalid), ({"name": " "}, Missing),
        ({"basis": " "}, Missing), ({"hours": (time(8), time(8))}, Invalid),
        ({"people": [99_999]}, NotFound),
    ],
)  # fmt: skip
def test_what_cannot_be_walked_is_refused_and_nothing_is_kept(street: Street, wrong, refusal):
    with pytest.raises(refusal):
        line(street, **wrong)
    assert not Route.objects.exists()


def test_a_handler_cannot_be_sent_to_walk(street: Street):
    with pytest.raises(NotFound):
        line(street, people=[street.field.district.worker("handler").person_id])


def test_a_route_through_two_grids_counts_in_each_by_its_own_points(street: Street):
    route = line(street, path=ALONG_BOTH, weekdays=range(7))
    assert [part.grid_code for part in route.parts.order_by("grid_code")] == [code(1), code(2)]
    logged_in(street)
    walked(street, route, share=0.5)
    found = covering.coverage(MONDAY)
    one, two = found[code(1)].points, found[code(2)].points
    assert one.done == one.due and two.done < two.due
    assert one.due + two.due == len(route.planned)
    assert found[code(1)].rounds == found[code(2)].rounds
    assert (found[code(1)].rounds.done, found[code(1)].rounds.due) == (0, 7)


def test_weekdays_replace_the_number_a_week(street: Street):
    assert line(street, weekdays=(4, 0, 0), per_week=5).per_week == 2


def test_a_walked_day_is_marked_whoever_walked_it_and_names_nobody(street: Street):
    route = line(street, weekdays=(2,), people=[street.grid_worker.person_id])
    logged_in(street)
    walked(street, route)
    assert marks(route.route)[2] is Mark.WALKED
    names = {field.name for field in Walk._meta.get_fields()}
    assert names.isdisjoint({"person", "people", "by_name"})


def test_only_what_is_walked_in_its_hours_counts(street: Street):
    early = line(street, name="早班", hours=(time(6), time(9)), weekdays=(2,))
    late = line(street, name="早班后", hours=(time(9), time(12)), weekdays=(2,))
    logged_in(street)
    walked(street, late)
    assert marks(early.route)[2] is not Mark.WALKED
    assert marks(late.route)[2] is Mark.WALKED


def test_hours_over_midnight_belong_to_the_day_on_which_they_begin(street: Street):
    route = line(street, hours=(time(20), time(6)), weekdays=(1, 2))
    street.clock.now = NOW.replace(hour=3)
    log_ins.log_in(worker=street.collector, position=None)
    street.clock.now = NOW.replace(hour=4)
    walked(street, route, starts=NOW.replace(hour=3, minute=10))
    found = marks(route.route)
    assert found[1] is Mark.WALKED and found[2] is not Mark.WALKED


def test_a_day_for_which_nobody_has_a_shift_is_told_before_it_comes(street: Street):
    everyones = line(street, weekdays=(3, 4))
    own = line(street, weekdays=(3, 4), people=[street.grid_worker.person_id])
    street.shift(day=3)
    assert marks(everyones.route)[3:5] == [Mark.AHEAD, Mark.UNSTAFFED]
    # The collector has a shift there, but is not the one who is to walk it.
    assert marks(own.route)[3:5] == [Mark.UNSTAFFED, Mark.UNSTAFFED]
    street.shift(day=4, worker=street.grid_worker, grids=[code(4)])
    assert marks(own.route)[3:5] == [Mark.UNSTAFFED, Mark.AHEAD]


def test_the_routes_of_a_person_are_those_named_theirs_and_those_of_nobody_in_their_grids(
    street: Street,
):
    named = line(street, name="甲", people=[street.collector.person_id])
    line(street, name="乙", people=[street.grid_worker.person_id])
    free = line(street, name="丙")
    line(street, name="丁", path=[[x + SIZE, y] for x, y in plan().path])
    own = Wanted(person_id=street.collector.person_id)
    assert route_weeks.of_week(MONDAY, own) == [named.route_id]
    street.on_duty()
    assert set(route_weeks.of_week(MONDAY, own)) == {named.route_id, free.route_id}


def test_routes_are_found_by_area_and_name_and_only_while_they_are_walked(street: Street):
    one = line(street, name="滨江线")
    two = line(street, name="中街", path=[[x + SIZE, y] for x, y in plan().path])
    of_week = route_weeks.of_week
    assert of_week(MONDAY, Wanted()) == [one.route_id, two.route_id]
    assert of_week(MONDAY, Wanted(area=code(2))) == [two.route_id]
    assert of_week(MONDAY, Wanted(text="滨江")) == [one.route_id]
    assert of_week(MONDAY - timedelta(days=7), Wanted()) == []
    routes.end(route_id=one.route_id, on=TODAY, basis="停用", by=street.leader)
    assert of_week(MONDAY, Wanted()) == [one.route_id, two.route_id]
    assert of_week(MONDAY + timedelta(days=7), Wanted()) == [two.route_id]


def test_many_routes_take_no_more_queries_than_one(street: Street, django_assert_max_num_queries):
    made = [line(street, name=f"路线{n}", people=[street.collector.person_id]) for n in range(20)]
    with django_assert_max_num_queries(6):
        assert len(route_weeks.lines([one.route_id for one in made], MONDAY)) == 20


def test_the_points_of_a_change_in_the_week_are_those_of_the_later_plan(street: Street):
    first = line(street, weekdays=range(7))
    logged_in(street)
    walked(street, first)
    path = [[WEST + 0.0001, SOUTH + 0.0001], [WEST + SIZE / 2, SOUTH + 0.0001]]
    new = plan(path=path, valid_from=TODAY + DAY, weekdays=range(7))
    second = routes.change(route_id=first.route_id, new=new, by=street.leader)
    found = covering.coverage(MONDAY)[code(1)]
    assert (found.points.done, found.points.due) == (0, len(second.planned))
    assert (found.rounds.done, found.rounds.due) == (1, 7)


def test_one_point_is_enough_for_a_list_of_points(street: Street):
    found = line(street, kind="points", path=[list(IN_TWO)])
    assert found.planned == [list(IN_TWO)]
    assert [(part.grid_code, part.places) for part in found.parts.all()] == [(code(2), [0])]
