"""Houses and residents: who sees whom, visits, freshness, doubles, reading with a purpose."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fieldwork.conftest import days, middle
from tests.fieldwork.people.conftest import Homes, card, code
from yiwang.engine.duties import CENTRE, Duty
from yiwang.fieldwork.grids import actions as grids
from yiwang.fieldwork.people import (
    actions,
    following,
    freshness,
    looks,
    queries,
    sight,
    visits,
)
from yiwang.fieldwork.people.actions import ResidentFacts
from yiwang.fieldwork.people.models import House, Look, Resident, Visit
from yiwang.fieldwork.people.visits import Newcomer, Seen
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound

CYCLES = {kind.value: number for kind, number in freshness.FIRST.items()}


def codes(homes: Homes, worker) -> set[str]:
    return {found[-1] for found in sight.sight(worker).grids}


def test_field_people_see_their_grid_units_their_subtree_and_a_lent_grid_who_has_it(homes: Homes):
    assert codes(homes, homes.workers["grid1"]) == {"1"}
    assert codes(homes, homes.worker(Duty.HANDLER, "community")) == {"1", "2", "3"}
    assert codes(homes, homes.worker(Duty.HANDLER, "other")) == {"4"}
    assert codes(homes, homes.worker(Duty.HANDLER, "street")) == {"1", "2", "3", "4"}
    assert codes(homes, homes.worker(Duty.HANDLER, "bureau")) == set()


@pytest.mark.parametrize("duty", sorted(CENTRE))
def test_the_centre_sees_counts_only_and_most_of_it_nothing(homes: Homes, duty: Duty):
    if duty not in sight.SEES:
        with pytest.raises(NotAllowed):
            sight.sight(homes.worker(duty))
        return
    seeing = sight.sight(homes.worker(duty))
    assert not seeing.whole and len(seeing.grids) == 4


def test_a_house_out_of_sight_is_not_there(homes: Homes):
    mine, theirs = homes.house(1), homes.house(2)
    worker = homes.workers["grid1"]
    assert sight.house(worker, mine.pk)[0] == mine
    for attempt in (
        lambda: sight.house(worker, theirs.pk),
        lambda: visits.visit(house_id=theirs.pk, seen=Seen(on=days(0)), worker=worker),
        lambda: looks.reveal(house_id=theirs.pk, purpose="走访核对", worker=worker),
        lambda: queries.houses(sight.sight(worker), code(2)),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_numbers_are_checked_and_must_fit_birth_and_sex(homes: Homes):
    house = homes.house()
    lives = homes.lives(house, id_number=card(7).lower())
    assert (lives.resident.born, lives.resident.sex) == (date(1990, 3, 7), "male")
    for wrong in (
        {"id_number": card(7)[:-1] + ("1" if card(7)[-1] != "1" else "2")},
        {"id_number": card(8), "born": date(1991, 1, 1)},
        {"id_number": card(8), "sex": "male"},
        {"phone": "12"},
        {"born": days(1)},
    ):
        with pytest.raises(Invalid):
            homes.lives(house, "乙测试", **wrong)
    assert Resident.objects.count() == 1


def test_a_known_number_is_the_same_person_and_never_under_another_name(homes: Homes):
    one, other = homes.house(), homes.house(2, "测试路2号")
    first = homes.lives(one, id_number=card(1))
    second = homes.lives(other, id_number=card(1))
    assert first.resident == second.resident
    with pytest.raises(Conflict):
        homes.lives(other, "丙测试", id_number=card(1))


def test_a_visit_puts_the_record_right_and_keeps_what_was_different(homes: Homes):
    house = homes.house()
    stays, goes = homes.lives(house), homes.lives(house, "乙测试")
    newcomer = Newcomer(ResidentFacts(name="丙测试", id_number=card(3)), "租客")
    seen = Seen(on=days(-1), note="门锁已换", use="mixed", rented=True, hazards="电动车入户",
                gone=[goes.pk], came=[newcomer])  # fmt: skip
    made = visits.visit(house_id=house.pk, seen=seen, worker=homes.workers["grid1"])
    came = Resident.objects.get(name="丙测试")
    assert made.changes == [
        ["use", "living", "mixed"],
        ["rented", False, True],
        ["hazards", "", "电动车入户"],
        ["moved_out", goes.resident_id, None],
        ["moved_in", None, came.pk],
    ]
    house.refresh_from_db()
    assert (house.visited_on, house.rented) == (days(-1), True)
    now = [row.resident for row in queries.residences(house) if row.until is None]
    assert now == [stays.resident, came]
    assert not any("测试" in str(change) for change in made.changes)


def test_a_visit_that_is_refused_leaves_nothing(homes: Homes):
    house, elsewhere = homes.house(), homes.house(1, "测试路9号")
    other = homes.lives(elsewhere)
    for wrong in (
        Seen(on=days(1)),
        Seen(on=days(0), use="castle"),
        Seen(on=days(0), rented=True, gone=[other.pk]),
        Seen(on=days(0), rented=True, came=[Newcomer(ResidentFacts(name=" "))]),
    ):
        with pytest.raises((Invalid, Missing)):
            visits.visit(house_id=house.pk, seen=wrong, worker=homes.workers["grid1"])
    house.refresh_from_db()
    assert not house.rented and house.visited_on is None and not Visit.objects.exists()


def test_the_centre_does_not_visit_and_an_older_visit_makes_nothing_staler(homes: Homes):
    house = homes.house()
    with pytest.raises(NotAllowed):
        visits.visit(house_id=house.pk, seen=Seen(on=days(0)), worker=homes.worker(Duty.SUPERVISOR))
    for day in (days(0), days(-9)):
        visits.visit(house_id=house.pk, seen=Seen(on=day), worker=homes.workers["grid1"])
    assert House.objects.get(pk=house.pk).visited_on == days(0)
    assert [visit.on for visit in queries.visits(house)] == [days(0), days(-9)]


facts = st.fixed_dictionaries(
    {
        "ago": st.none() | st.integers(0, 200),
        "rented": st.booleans(),
        "hazards": st.sampled_from(["", "堆物"]),
    }
)


@pytest.mark.django_db
@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(found=st.lists(facts, max_size=8), every=st.integers(1, 180), rented=st.integers(1, 180))
def test_freshness_counted_in_the_database_is_that_of_each_house(found, every, rented):
    with transaction.atomic():
        for number, item in enumerate(found):
            ago = item.pop("ago")
            seen = None if ago is None else days(0) - timedelta(days=ago)
            row = actions.register_house(
                actions.HouseFacts(address=f"测试路{number}号", grid="9", **item)
            )
            House.objects.filter(pk=row.pk).update(visited_on=seen)
        known = freshness.cycles() | {"every": every, "rented": rented}
        expected = {h.pk for h in House.objects.all() if freshness.of(h, known).state == "fresh"}
        counted = House.objects.filter(freshness.fresh(known)).values_list("pk", flat=True)
        same = set(counted) == expected
        transaction.set_rollback(True)
    assert same


def test_a_published_cycle_holds_from_then_on_and_needs_a_basis(homes: Homes):
    house = homes.house(rented=True)
    House.objects.filter(pk=house.pk).update(visited_on=days(-20))
    house.refresh_from_db()
    assert freshness.of(house, freshness.cycles()).state == "fresh"
    admin = homes.worker(Duty.ADMINISTRATOR)
    with pytest.raises(Invalid):
        actions.publish_visit_rule(kind="rented", days=15, basis=" ", worker=admin)
    actions.publish_visit_rule(kind="rented", days=15, basis="区出租房管理办法", worker=admin)
    found = freshness.of(house, freshness.cycles())
    assert (found.state, found.days, found.cycle) == ("stale", 20, 15)


def test_lines_by_grid_count_what_there_is_in_few_queries(homes: Homes, django_assert_num_queries):
    for number in range(3):
        homes.lives(homes.house(1, f"测试路{number}号"), f"甲{number}")
    House.objects.filter(address="测试路0号").update(visited_on=days(0))
    House.objects.filter(address="测试路1号").update(visited_on=days(-100))
    homes.house(2)
    seeing = sight.sight(homes.worker(Duty.HANDLER, "community"))
    with django_assert_num_queries(1):
        one, two = queries.grid_lines(seeing, CYCLES)
    assert (one.houses, one.people, one.fresh, one.stale, one.never) == (3, 3, 1, 1, 1)
    assert (two.houses, two.people, two.never) == (1, 0, 1)


def test_names_are_read_with_a_purpose_and_every_time_it_is_noted(homes: Homes):
    house = homes.house()
    supervisor = homes.worker(Duty.SUPERVISOR)
    with pytest.raises(Missing):
        looks.reveal(house_id=house.pk, purpose=" ", worker=supervisor)
    looks.reveal(house_id=house.pk, purpose="核对群众来电", worker=supervisor)
    looks.reveal(house_id=house.pk, purpose="核对群众来电", worker=supervisor)
    assert [(x.what, x.person) for x in queries.looks(house)] == [
        ("identity", supervisor.person_id)
    ] * 2


def test_what_is_sensitive_lies_apart_and_is_read_by_need_only(homes: Homes):
    house = homes.house()
    resident = homes.lives(house).resident
    worker = homes.workers["grid1"]
    note = {"resident": resident, "kind": "health", "content": "须每日探视"}
    actions.note_sensitive(worker=worker, **note)
    asked = {"house_id": house.pk, "resident_id": resident.pk, "purpose": "防汛转移"}
    for other in (homes.worker(Duty.HANDLER, "community"), homes.worker(Duty.LEADER)):
        with pytest.raises(NotAllowed):
            looks.sensitive(worker=other, **asked)
        with pytest.raises(NotAllowed):
            actions.note_sensitive(worker=other, **note)
    with pytest.raises(NotFound):
        looks.sensitive(worker=homes.workers["grid2"], **asked)
    assert not Look.objects.exists()
    (found,) = looks.sensitive(worker=worker, **asked)
    assert found.content == "须每日探视"
    assert Look.objects.get().resident == resident


def test_looks_and_visits_can_be_neither_changed_nor_deleted(homes: Homes):
    house = homes.house()
    looks.reveal(house_id=house.pk, purpose="走访核对", worker=homes.workers["grid1"])
    visits.visit(house_id=house.pk, seen=Seen(on=days(0)), worker=homes.workers["grid1"])
    for model in (Look, Visit):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Look.objects.update(purpose="别的")


def test_houses_with_a_place_follow_when_their_grid_ends(homes: Homes):
    place = middle(0.3, 0)
    placed = homes.house(3, longitude=place.longitude, latitude=place.latitude)
    unplaced = homes.house(3, "测试路2号")
    assert following.follow() == 0
    grids.retire(codes=[code(3)], order=homes.field.order(days(0)))
    assert following.follow() == 1
    assert House.objects.get(pk=placed.pk).grid == code(1)
    assert House.objects.get(pk=unplaced.pk).grid == code(3)
    # Nobody loses sight of the one that stays.
    assert sight.house(homes.worker(Duty.HANDLER, "community"), unplaced.pk)
