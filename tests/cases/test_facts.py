"""Facts for the measures: the same from rows and from the log, and nothing that must not count."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.district import District
from tests.weeks import CATEGORIES, Week, checked, wander
from yiwang.cases.facts import facts, facts_of_log, tally
from yiwang.cases.log import event_of
from yiwang.cases.models import Case
from yiwang.engine import register
from yiwang.engine.checks import faults
from yiwang.engine.counts import Counts
from yiwang.engine.duties import Duty
from yiwang.org.actors import CITIZEN


@pytest.mark.parametrize("procedure", sorted(CATEGORIES))
def test_replaying_the_log_of_a_case_gives_the_same_facts_as_its_rows(
    district: District, procedure: str
):
    week = Week(district)
    for seed in range(5):
        wander(week, procedure, seed, 30)
    from_rows = {one.number: one for one in facts(Case.objects.all())}
    assert sum(len(one.steps) + len(one.shares) for one in from_rows.values()) > 20
    for case in Case.objects.all():
        events = [event_of(row) for row in case.events.order_by("seq")]
        declared = register.procedure(procedure)
        assert facts_of_log(declared, case.number, events) == from_rows[case.number]


def whistled(week: Week) -> str:
    grid, street, bureau = (
        week.worker(Duty.GRID_WORKER, "community"),
        week.worker(Duty.HANDLER, "street"),
        week.worker(Duty.HANDLER, "bureau"),
    )
    number = week.open("grid_matters", grid, nature="danger")
    week.do(number, "take_up", grid)
    week.do(number, "escalate", grid, reason="办不了")
    week.do(number, "sign", street)
    units = [week.district.units["bureau"].pk]
    week.do(number, "whistle", street, urgency="advance", joint_units=units, reason="需要执法")
    week.do(number, "report_in", bureau, hours=24 * 20)
    week.do(number, "answer", bureau, handling_record="已到场")
    week.do(number, "confirm", street, handling_record="已解决")
    return number


def test_a_whistle_is_credited_to_the_street_and_a_late_arrival_to_the_department(
    district: District,
):
    number = whistled(Week(district))
    case = next(facts(Case.objects.filter(number=number)))
    units = {name: unit.pk for name, unit in district.units.items()}
    told = [(one.what, one.unit, one.late) for one in case.credits]
    assert told == [("whistled", units["street"], None), ("reported_in", units["bureau"], True)]
    found = tally([case])
    assert found.units[units["bureau"]].late["report_in"] == 1
    assert found.units[units["street"]].done["lead"] == 1
    assert found.units[units["bureau"]].done["joint"] == 1
    assert "lead" not in found.units[units["community"]].done


def test_rework_falls_on_whoever_held_the_lead_and_a_new_round_is_scored(district: District):
    week = Week(district)
    number = whistled(week)
    week.do(number, "rework", week.worker(Duty.CALLER), reason="没有解决")
    case = next(facts(Case.objects.filter(number=number)))
    assert case.reworked_by == (district.units["street"].pk,)
    assert [clock.round for clock in case.scored] == [1, 2]
    assert case.on_time is False


def test_what_was_settled_on_the_spot_is_counted_for_who_did_it(district: District):
    week = Week(district)
    grid = week.worker(Duty.GRID_WORKER, "community")
    number = week.open("grid_matters", grid, nature="service")
    week.do(number, "settle_at_once", grid, handling_record="已办")
    week.do(number, "close", week.worker(Duty.CALLER), call_note="属实")
    case = next(facts(Case.objects.filter(number=number)))
    assert [done.person for done in case.fixed] == [grid.person_id]
    assert (case.on_time, case.ended) == (True, True) and case.closed_at is not None
    visited = [(done.what, done.duty, done.late) for done in case.steps]
    assert ("self_visit", "caller", False) in visited


def test_what_the_public_reported_and_was_true_was_missed_by_the_collectors(district: District):
    week = Week(district)
    missed, seen = checked(week, CITIZEN), checked(week, week.worker(Duty.COLLECTOR))
    told = {one.number: one for one in facts(Case.objects.all())}
    assert told[missed].missed and not told[seen].missed
    steps = {done.what: (done.duty, done.late) for done in told[missed].steps}
    assert steps["check"] == ("collector", True)


def test_a_case_taken_back_is_at_an_end_but_not_closed_and_its_clocks_count_for_nobody(
    district: District,
):
    week = Week(district)
    grid = week.worker(Duty.GRID_WORKER, "community")
    number = week.open("grid_matters", grid, nature="service")
    week.do(number, "ask_withdrawal", grid, reason="已自行解决")
    week.do(number, "grant_withdrawal", week.worker(Duty.SUPERVISOR))
    case = next(facts(Case.objects.filter(number=number)))
    assert case.ended and case.closed_at is None
    assert (case.on_time, case.scored, case.steps) == (None, (), ())


def test_the_facts_of_many_cases_take_one_query_for_each_chunk(district: District):
    week = Week(district)
    for _ in range(7):
        week.open("grid_matters", week.worker(Duty.OPERATOR), nature="service")
    with CaptureQueriesContext(connection) as asked:
        assert len(list(facts(Case.objects.all(), chunk=4))) == 7
    assert len(asked) == 1 + 2


def test_measures_that_count_an_unknown_action_or_end_are_a_fault():
    declared = register.procedure("appeals")
    wrong = replace(declared, counts=Counts(fixed=("nothing",)), done="handling")
    assert faults(wrong) == [
        "the measures count the unknown action 'nothing'",
        "the measures count 'handling' as closed, which is no end",
    ]
