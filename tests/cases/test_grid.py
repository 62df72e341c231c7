"""A case keeps the grid that it lay in on the day it was opened, through every door."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.district import District
from tests.fieldwork.conftest import BEGAN, COMMUNITY, Field, cell, code, days
from tests.ground import AWAY, HERE, NORTH, at, lay, opened, split_today
from yiwang.cases import lists, queries, suggest
from yiwang.cases.actions import Act, Opening, open_case, perform
from yiwang.cases.doors import CaseHistory, Step, load_histories, replay_histories
from yiwang.cases.facts import facts, facts_of_log
from yiwang.cases.log import event_of
from yiwang.cases.models import Case, Event
from yiwang.dials import actions as dials
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.fieldwork.grids import actions, following
from yiwang.fieldwork.grids import queries as grids
from yiwang.kernel.refusals import Invalid

OUTSIDE = at(AWAY)


@pytest.fixture
def ground(district: District) -> Field:
    return lay(district)


def opened_on(ground: Field, moment: datetime, **given: object) -> Case:
    given = {"title": "路灯", "content": "路灯不亮", "channel": "phone"} | given
    worker = ground.district.worker(Duty.OPERATOR)
    opening = Opening(procedure="appeals", worker=worker, given=given, at=moment)
    return Case.objects.get(number=open_case(opening).number)


def test_a_case_keeps_the_grid_of_its_point_and_the_event_says_so(ground: Field):
    case = opened(ground, point=at(HERE))
    assert case.grid == code(1)
    assert case.events.get().resolved["grid"] == code(1)
    assert queries.replayed(case).facts["grid"] == code(1)


def test_an_adjustment_leaves_old_cases_where_they_were_and_replay_says_the_same(ground: Field):
    old = opened(ground, point=at(HERE))
    split_today(ground)
    new = opened(ground, point=at(HERE))
    old.refresh_from_db()
    assert (old.grid, new.grid) == (code(1), code(5))
    assert queries.replayed(old) == queries.standing_of(old)


def test_a_place_told_later_counts_by_the_grids_of_the_day_of_opening(ground: Field):
    case = opened_on(ground, timezone.now() - timedelta(days=2))
    assert case.grid == ""
    split_today(ground)
    operator = ground.district.worker(Duty.OPERATOR)
    ground.district.act(case.number, "accept", operator)
    given = {"category": "030401", "point": at(HERE)}
    ground.district.act(case.number, "establish", operator, **given)
    case.refresh_from_db()
    assert case.grid == code(1)


def test_a_corrected_place_corrects_the_grid_even_to_none(ground: Field):
    case, operator = opened(ground, point=at(HERE)), ground.district.worker(Duty.OPERATOR)
    ground.district.act(case.number, "accept", operator)
    given = {"category": "030401", "point": OUTSIDE}
    ground.district.act(case.number, "establish", operator, **given)
    case.refresh_from_db()
    assert case.grid == "" and queries.replayed(case).facts["grid"] == ""


def test_the_day_is_the_local_one(ground: Field):
    """Half past midnight in China is still the day before in UTC."""
    split_today(ground)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=1, microsecond=0)
    given = {"point": at(HERE)}
    assert opened_on(ground, midnight.astimezone(UTC), **given).grid == code(5)
    before = midnight - timedelta(seconds=2)
    assert opened_on(ground, before.astimezone(UTC), **given).grid == code(1)


def test_on_a_border_the_lowest_code_has_it(ground: Field):
    west, south, east, north = cell(0, 0).bounds
    corner = [round(east, 6), round(north, 6)]
    assert opened(ground, point=corner).grid == code(1)
    assert west < east and south < north


@pytest.mark.parametrize(
    ("given", "grid"),
    [
        ({"area": code(2)}, code(2)),
        # A community holds many grids: it tells none.
        ({"area": COMMUNITY}, ""),
        # The point says more than the area beside it.
        ({"area": code(2), "point": at(NORTH)}, code(3)),
        ({"area": code(2), "point": OUTSIDE}, ""),
        ({}, ""),
    ],
)
def test_what_tells_a_grid_and_what_does_not(ground: Field, given: dict, grid: str):
    assert opened(ground, **given).grid == grid


def test_the_grid_cannot_be_handed_in(ground: Field):
    with pytest.raises(Invalid):
        ground.district.open(grid=code(4))


def test_acts_without_a_place_look_for_no_grid(ground: Field):
    case, operator = opened(ground), ground.district.worker(Duty.OPERATOR)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ground.district.open(area=COMMUNITY)
        perform(Act(number=case.number, action="accept", worker=operator))
    assert not [q["sql"] for q in seen if "grids_" in q["sql"]]
    assert "grid" not in case.events.get(kind="receive").resolved


def test_a_place_costs_one_statement_more(ground: Field):
    ground.district.open(point=at(HERE))
    counts = []
    for given in ({}, {"point": at(HERE)}):
        with CaptureQueriesContext(connection) as seen:
            ground.district.open(**given)
        counts.append(len(seen))
    assert counts[1] == counts[0] + 1


COLUMNS = ["case__number", "seq", "given", "resolved", "prev_hash", "hash"]


def histories(ground: Field, moments: list[datetime]) -> list[CaseHistory]:
    worker = ground.district.worker(Duty.OPERATOR)
    given = {"title": "路灯", "content": "路灯不亮", "channel": "phone"}
    later = {"category": "030401", "point": at(HERE)}
    found = []
    for line, moment in enumerate(moments):
        seconds = int(moment.timestamp())
        place = {"point": at(HERE)} if line % 2 else {}
        steps = [
            Step("receive", seconds, given | place, worker),
            Step("accept", seconds + 60, {}, worker),
            # Long after, when the grids may be others.
            Step("establish", seconds + 86_400 * 9, later, worker),
        ]
        found.append(CaseHistory("appeals", f"old-{line}", line, tuple(steps)))
    return found


def test_both_import_doors_find_the_grid_of_each_day(ground: Field):
    split_today(ground)
    now = timezone.now()
    moments = [
        datetime(2023, 12, 31, 12, tzinfo=UTC),
        datetime(2023, 12, 31, 12, tzinfo=UTC),
        now - timedelta(days=30),
        now - timedelta(days=30),
        now,
        now,
    ]
    kept, logs = [], []
    for door in (replay_histories, load_histories):
        with transaction.atomic():
            done = door(histories(ground, moments), recorded_at=now)
            assert (done.cases, done.refused) == (6, [])
            kept.append(list(Case.objects.order_by("source_key").values_list("grid", flat=True)))
            logs.append(list(Event.objects.order_by("case__number", "seq").values_list(*COLUMNS)))
            cases = list(Case.objects.all())
            assert all(queries.replayed(one) == queries.standing_of(one) for one in cases)
            transaction.set_rollback(True)
    # Before there were grids; before the split; after it.
    assert kept[0] == ["", "", code(1), code(1), code(5), code(5)]
    assert kept[0] == kept[1] and logs[0] == logs[1]


def test_a_list_is_narrowed_to_a_grid_or_to_what_its_code_begins_with(ground: Field):
    first, second = (opened(ground, point=at(spot)).number for spot in (HERE, NORTH))
    opened(ground)
    worker = ground.district.worker(Duty.SUPERVISOR)

    def found(grid: str) -> set[str]:
        rows = lists.listed(worker, lists.Filters(grid=grid))
        return set(rows.values_list("number", flat=True))

    assert found(code(1)) == {first}
    assert found(COMMUNITY) == {first, second}
    assert found("9") == set()


def test_measures_can_count_by_grid_from_rows_and_from_the_log_alike(ground: Field):
    case, without = opened(ground, point=at(HERE)), opened(ground)
    by_rows = {one.number: one.grid for one in facts(Case.objects.all())}
    assert by_rows == {case.number: code(1), without.number: ""}
    events = [event_of(row) for row in case.events.order_by("seq")]
    assert facts_of_log(register.procedure("appeals"), case.number, events).grid == code(1)


def test_the_unit_that_manages_a_grid_is_proposed_and_an_area_that_contradicts_it_stands(
    ground: Field,
):
    units, by = ground.district.units, dials.By(name="试", basis="派单目录")
    dials.publish_route(route=dials.Route(managing_kind="community"), by=by)
    other = "420199001003"
    order = ground.order(days(0))
    actions.reassign(codes=[code(2)], managed_by=units["other"], order=order)
    following.follow()

    def proposed(**facts: str):
        return suggest.suggest(suggest.matter_of({"category": "030401"} | facts)).unit

    assert proposed(area=COMMUNITY, grid=code(1)) == units["community"]
    assert proposed(area=COMMUNITY, grid=code(2)) == units["other"]
    assert proposed(area="", grid=code(1)) == units["community"]
    assert proposed(area="", grid="") != units["community"]
    # Somebody chose another community than the one that the grid lies in.
    assert proposed(area=other, grid=code(1)) == units["other"]


def test_what_became_of_a_grid_is_told_beside_the_old_one(ground: Field):
    today = timezone.localdate()
    assert grids.kept(code(1), BEGAN).since == []
    split_today(ground)
    kept = grids.kept(code(1), BEGAN)
    assert kept.grid.name == "第1网格" and [g.code for g in kept.since] == [code(5), code(6)]
    assert grids.kept(code(5), today).since == []
    assert grids.kept("nothing", today) is None
