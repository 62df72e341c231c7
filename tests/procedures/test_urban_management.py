"""Urban management: every declared move, the chains of approval, stages, the short path."""

from typing import Any

import pytest

from tests.moves import EveryMove
from tests.walks import STREET, DeclaredRules, Walk, actor_for, calendars
from yiwang.engine.decide import decide
from yiwang.engine.duties import Duty
from yiwang.engine.evolve import evolve
from yiwang.engine.language import Clock
from yiwang.engine.possible import ends_pause
from yiwang.kernel.refusals import Missing, NotAllowed, NotNow
from yiwang.procedures.urban_management import PROCEDURE

ESTABLISHED = ("report", "submit", "establish")
IN_HAND = (*ESTABLISHED, "dispatch", "sign")
FED_BACK = (*IN_HAND, "feed_back", "accept_feedback")


class TestUrbanManagement(EveryMove):
    procedure = PROCEDURE


def test_the_seven_stages_are_passed_in_their_order():
    walk = Walk(PROCEDURE)
    seen = []
    for key in ("report", "ask_check", "check_true", "establish", "dispatch", "sign", "feed_back",
                "accept_feedback", "verify_pass", "close"):  # fmt: skip
        walk.go(key)
        stage = PROCEDURE.state_by_key[walk.standing.state].stage
        seen += [stage] if stage not in seen else []
    assert tuple(seen) == PROCEDURE.stages
    assert walk.standing.closed_at is not None


def test_checking_before_and_verifying_after_are_different_tasks_of_the_collector():
    check, verify = PROCEDURE.action_by_key["check_true"], PROCEDURE.action_by_key["verify_pass"]
    assert check.by == verify.by == (Duty.COLLECTOR,)
    assert not set(check.at) & set(verify.at)
    limits = {clock.limit for clock in Walk(PROCEDURE).go("report", "ask_check").standing.clocks}
    assert "check" in limits and "verify" not in limits


def test_an_extension_needs_the_shift_leader_first_and_then_somebody_else():
    walk = Walk(PROCEDURE).go(*IN_HAND, "ask_extension")
    with pytest.raises(NotNow, match="须先经1次初审，现为0次"):
        walk.go("grant_extension")
    walk.go("endorse_extension")
    endorser = actor_for(Duty.SHIFT_LEADER)
    same_person = actor_for(Duty.SUPERVISOR, person=endorser.person)
    with pytest.raises(NotAllowed, match="初审者以外"):
        walk.go("grant_extension", actor=same_person)
    before = walk.standing.clock("handle").due_at
    walk.go("grant_extension")
    assert walk.standing.clock("handle").due_at > before


def test_a_second_extension_is_for_the_leader_and_there_is_no_third():
    walk = Walk(PROCEDURE).go(*IN_HAND, "ask_extension", "endorse_extension", "grant_extension")
    walk.go("ask_extension", "endorse_extension")
    with pytest.raises(NotNow, match="最多1次"):
        walk.go("grant_extension")
    walk.go("grant_second_extension", "ask_extension", "endorse_extension")
    with pytest.raises(NotNow, match="最多1次"):
        walk.go("grant_second_extension")


def test_an_endorsement_counts_for_its_own_request_only():
    walk = Walk(PROCEDURE).go(*IN_HAND, "ask_extension", "endorse_extension")
    walk.go("refuse_extension", "ask_extension")
    with pytest.raises(NotNow, match="现为0次"):
        walk.go("grant_extension")


def test_a_suspension_takes_two_endorsements_of_different_people():
    walk = Walk(PROCEDURE).go(*IN_HAND, "ask_suspension", "endorse_suspension")
    with pytest.raises(NotNow, match="须先经2次初审，现为1次"):
        walk.go("grant_suspension")
    with pytest.raises(NotAllowed, match="初审者以外"):
        walk.go("endorse_suspension", actor=actor_for(Duty.SHIFT_LEADER))
    walk.go("endorse_suspension", actor=actor_for(Duty.SUPERVISOR))
    walk.go("grant_suspension")
    assert walk.standing.state == "suspended"
    assert walk.standing.clock("handle").running_since is None


def test_a_postponed_case_stands_still_and_goes_on_with_what_it_had_left():
    walk = Walk(PROCEDURE).go(*IN_HAND, "ask_postponement", "endorse_postponement")
    walk.go("grant_postponement", after=3600)
    left = walk.standing.clock("handle").used
    walk.go("resume", after=30 * 86_400)
    assert walk.standing.clock("handle").used == left
    pauses = [s.key for s in PROCEDURE.states if s.clock is Clock.PAUSES]
    ended = {ends_pause(PROCEDURE, limit).key for limit in PROCEDURE.limits
             if ends_pause(PROCEDURE, limit)}  # fmt: skip
    assert pauses == ["postponed", "suspended"] and ended == {"resume"}


def test_what_a_collector_mends_on_the_spot_is_closed_by_another_and_still_counted():
    walk = Walk(PROCEDURE).go("report", "fix_on_spot")
    with pytest.raises(NotAllowed):
        walk.go("close", actor=actor_for(Duty.COLLECTOR))
    walk.go("close")
    assert (walk.standing.state, walk.standing.counts["fix_on_spot"]) == ("closed", 1)
    assert walk.standing.assignments == []


def test_handling_without_photos_afterwards_is_no_feedback():
    walk = Walk(PROCEDURE).go(*IN_HAND)
    with pytest.raises(Missing, match="处置后照片"):
        walk.go("feed_back", given={"files": []})


def test_the_unit_that_handled_it_can_neither_verify_nor_close():
    walk = Walk(PROCEDURE).go(*FED_BACK)
    for key, duty in (("verify_pass", Duty.COLLECTOR), ("rework", Duty.COLLECTOR)):
        with pytest.raises(NotAllowed, match="承办单位不得"):
            walk.go(key, actor=actor_for(duty, STREET))


def test_rework_starts_the_handling_anew():
    walk = Walk(PROCEDURE).go(*FED_BACK, "rework")
    assert walk.standing.state == "handling"
    assert [c.round for c in walk.standing.clocks if c.limit == "handle"] == [1, 2]


class _Staged(DeclaredRules):
    """A catalogue in which the category has three stages."""

    def limit(self, limit: Any, facts: Any, unit: int | None) -> tuple[int, str, int] | None:
        return limit.amount, limit.unit.value, 7 if limit.optional else 0


def test_stages_run_one_after_another_inside_one_handling():
    walk = Walk(PROCEDURE)
    rules = _Staged()
    for key in (*IN_HAND, "first_stage_done"):
        event = decide(PROCEDURE, walk.standing, walk.attempt(key), rules)
        evolve(PROCEDURE, walk.standing, event, calendars)
        first, second = (walk.standing.clock(k) for k in ("first_stage", "second_stage"))
        if key == "sign":
            assert first.open and second is None
    assert not first.open and second.open and walk.standing.clock("handle").open
    event = decide(PROCEDURE, walk.standing, walk.attempt("second_stage_done"), rules)
    evolve(PROCEDURE, walk.standing, event, calendars)
    assert not second.open and not second.dropped


def test_a_category_without_stages_has_no_such_clocks():
    walk = Walk(PROCEDURE)
    for key in IN_HAND:
        event = decide(PROCEDURE, walk.standing, walk.attempt(key), _Unstaged())
        evolve(PROCEDURE, walk.standing, event, calendars)
    assert walk.standing.clock("first_stage") is None


class _Unstaged(DeclaredRules):
    def limit(self, limit: Any, facts: Any, unit: int | None) -> tuple[int, str, int] | None:
        return None if limit.optional else super().limit(limit, facts, unit)
