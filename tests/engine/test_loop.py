"""The closed loop of an appeal, walked through the engine."""

import pytest

from tests.walks import BUREAU, STREET, Walk, actor_for, calendars
from yiwang.engine.checks import faults
from yiwang.engine.duties import Duty
from yiwang.engine.evolve import replay
from yiwang.kernel.refusals import Conflict, Missing, NotAllowed, NotNow
from yiwang.procedures.appeals import PROCEDURE

INTO_HANDLING = ("receive", "accept", "establish", "dispatch")


def test_the_declaration_has_no_faults():
    assert faults(PROCEDURE) == []


def test_an_appeal_goes_all_the_way_to_a_closed_case():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING, "sign", "reply", "verify_pass", "call_back_close")
    assert walk.standing.state == "closed"
    assert walk.standing.facts["satisfied"] == "satisfied"
    assert not [
        c for c in walk.standing.clocks if c.open and c.limit not in ("reopening", "rating")
    ]


def test_an_unsolved_call_back_sends_the_case_back_and_the_unit_must_answer_again():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING, "sign", "reply", "verify_pass", "call_back_rework")
    assert walk.standing.state == "handling"
    assert walk.standing.assignments[0].status == "sent"
    assert [c.round for c in walk.standing.clocks if c.limit == "handle"] == [1, 2]
    walk.go("sign", "reply", "verify_pass", "call_back_close")
    assert walk.standing.state == "closed"


def test_the_case_waits_until_every_joint_unit_has_answered():
    walk = Walk(PROCEDURE).go("receive", "accept", "establish")
    walk.go("dispatch", given={"lead_unit": STREET, "joint_units": [BUREAU]})
    for unit in (STREET, BUREAU):
        assert walk.standing.state == "handling"
        walk.go("sign", "reply", actor=actor_for(Duty.HANDLER, unit))
    assert walk.standing.state == "answered"


def test_the_street_answers_after_its_community():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING, "pass_down")
    assert [a.status for a in walk.standing.assignments] == ["passed", "sent"]
    walk.go("sign", "reply")
    assert walk.standing.state == "handling"
    assert [a.status for a in walk.standing.assignments] == ["signed", "replied"]
    walk.go("reply")
    assert walk.standing.state == "answered"


def test_who_handles_a_case_never_verifies_it():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING, "sign", "reply")
    with pytest.raises(NotAllowed, match="承办单位不得核查"):
        walk.go("verify_pass", actor=actor_for(Duty.VERIFIER, STREET))
    handler = walk.events[-1].person
    with pytest.raises(NotAllowed, match="您经办过本案"):
        walk.go("verify_pass", actor=actor_for(Duty.VERIFIER, BUREAU, handler))


def test_a_designated_unit_cannot_return_the_case():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING, "ask_return", "grant_return")
    assert walk.standing.state == "established"
    walk.go("designate", given={"lead_unit": STREET})
    with pytest.raises(NotNow, match="不得再次退单"):
        walk.go("ask_return")


def test_whoever_asks_does_not_decide():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING, "ask_return")
    with pytest.raises(NotAllowed, match="以外的人审定"):
        walk.go("grant_return", actor=actor_for(Duty.DISPATCHER, STREET))


def test_a_refusal_names_the_state_and_what_is_missing():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING)
    with pytest.raises(NotNow, match="案件处于“办理中”，不能“核查通过”"):
        walk.go("verify_pass")
    walk.go("sign")
    with pytest.raises(Missing, match="公开答复"):
        walk.go("reply", given={"public_reply": " "})


def test_an_action_on_an_outdated_page_is_a_conflict():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING)
    with pytest.raises(Conflict, match="刚刚有了新的办理记录"):
        walk.go("sign", seen=3)


def test_replay_gives_the_same_standing():
    walk = Walk(PROCEDURE).go(*INTO_HANDLING, "sign", "ask_suspension", "grant_suspension")
    walk.go("resume", "reply", "verify_pass", "call_back_close", after=90_000)
    assert replay(PROCEDURE, "SQ1", walk.events, calendars) == walk.standing


def test_a_withdrawal_asked_at_the_centre_is_decided_there_by_another_person():
    walk = Walk(PROCEDURE).go("receive", "ask_withdrawal", "grant_withdrawal")
    assert walk.standing.state == "withdrawn"
