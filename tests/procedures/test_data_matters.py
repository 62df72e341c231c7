"""Data matters: every declared move, who may do what, back to the owner, recovered, checked."""

import pytest

from tests.moves import EveryMove
from tests.walks import BUREAU, OTHER, STREET, Walk, actor_for
from yiwang.engine.duties import CENTRE, UNIT, Duty
from yiwang.kernel.refusals import NotAllowed, NotNow
from yiwang.measure.language import Indicator
from yiwang.procedures.data_matters import INDICATORS, PROCEDURE

SYSTEM = actor_for(Duty.SYSTEM)
OFFICER = actor_for(Duty.DATA_OFFICER)
STEWARD, ANOTHER = (actor_for(Duty.DATA_STEWARD, unit) for unit in (BUREAU, OTHER))


class TestDataMatters(EveryMove):
    procedure = PROCEDURE


def dispatched(kind: str = "wrong") -> Walk:
    walk = Walk(PROCEDURE).go("register", actor=SYSTEM, given={"nature": kind})
    return walk.go("dispatch", actor=SYSTEM, given={"lead_unit": BUREAU})


def answered(kind: str = "wrong") -> Walk:
    return dispatched(kind).go("sign", "rectify", actor=STEWARD)


def test_all_stages_are_passed_in_their_order():
    walk = answered()
    walk.go("verify_pass", actor=OFFICER)
    stages = [PROCEDURE.state_by_key[e.target].stage for e in walk.events]
    assert tuple(dict.fromkeys(stages)) == PROCEDURE.stages


@pytest.mark.parametrize(
    ("key", "duties"),
    [
        ("register", {"system", "data_officer", "data_steward", "supervisor", "platform"}),
        ("dispatch", {"system", "data_officer"}),
        ("rectify", {"data_steward", "handler"}),
        ("grant_return", {"data_officer"}),
        ("grant_extension", {"data_officer"}),
        ("verify_pass", {"data_officer", "system"}),
        ("recover", {"data_officer", "system"}),
        ("void", {"supervisor"}),
    ],
)
def test_who_may_do_what(key: str, duties: set[str]):
    assert set(PROCEDURE.action_by_key[key].by) == duties


def test_no_duty_of_a_unit_may_check_and_none_of_the_centre_may_correct():
    for action in PROCEDURE.actions:
        if action.part == "checks":
            assert not set(action.by) & UNIT, action.key
        if action.part == "handles":
            assert not set(action.by) & CENTRE, action.key


def test_a_late_delivery_that_came_closes_its_matter_whether_or_not_the_unit_answered():
    for walk in (dispatched("late"), answered("late")):
        walk.go("recover", actor=SYSTEM)
        assert walk.standing.state == "closed"
        assert not [a for a in walk.standing.assignments if a.active]


def test_wrong_data_is_not_right_because_something_came():
    with pytest.raises(NotNow, match="逾期报送"):
        dispatched("wrong").go("recover", actor=SYSTEM)


def test_data_that_is_still_wrong_goes_back_and_the_clock_begins_anew():
    walk = answered()
    walk.go("rework", actor=SYSTEM)
    assert walk.standing.state == "handling"
    assert [c.round for c in walk.standing.clocks if c.limit == "handle"] == [1, 2]
    walk.go("rectify", actor=STEWARD).go("verify_pass", actor=SYSTEM)
    assert walk.standing.counts["rework"] == 1


def test_it_is_not_our_data_is_decided_by_the_data_officer_and_goes_to_another_owner():
    walk = dispatched().go("ask_return", actor=STEWARD, given={"suggested_unit": OTHER})
    with pytest.raises(NotAllowed):
        walk.go("grant_return", actor=STEWARD)
    walk.go("grant_return", actor=OFFICER)
    assert walk.standing.state == "registered"
    walk.go("dispatch", actor=OFFICER, given={"lead_unit": OTHER}).go("sign", actor=ANOTHER)
    assert walk.standing.lead.unit == OTHER


def test_what_was_designated_cannot_be_objected_to_again():
    walk = dispatched().go("designate", actor=OFFICER, given={"lead_unit": BUREAU})
    with pytest.raises(NotNow, match="指定"):
        walk.go("ask_return", actor=STEWARD)


def test_more_time_is_asked_before_it_is_due_and_given_by_the_centre():
    walk = dispatched().go("sign", actor=STEWARD)
    before = walk.standing.clock("handle").due_at
    walk.go("ask_extension", actor=STEWARD, given={"amount": 3})
    walk.go("grant_extension", actor=OFFICER, given={"amount": 3})
    assert walk.standing.clock("handle").due_at > before
    with pytest.raises(NotNow, match="超过办理时限"):
        walk.go("ask_extension", actor=STEWARD, given={"amount": 3}, after=60 * 86_400)


def test_a_unit_of_the_asker_is_not_the_one_that_must_answer():
    walk = Walk(PROCEDURE).go("register", actor=ANOTHER, given={"nature": "disputed"})
    walk.go("dispatch", actor=OFFICER, given={"lead_unit": STREET})
    with pytest.raises(NotAllowed, match="没有承办"):
        walk.go("sign", actor=ANOTHER)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda one: one.key)
def test_its_indicators_count_its_own_rows_only(indicator: Indicator):
    assert indicator.procedures == ("data_matters",)
