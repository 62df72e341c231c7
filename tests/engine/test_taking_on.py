"""Units that take a matter on themselves, hand it up, or act in one role only."""

from dataclasses import replace

import pytest

from tests.walks import BUREAU, COMMUNITY, OTHER, STREET, Walk, actor_for
from yiwang.engine.checks import faults
from yiwang.engine.duties import Duty
from yiwang.engine.effects import Assign, AssignmentStatus, MoveAssignment, Role
from yiwang.engine.language import Action, When
from yiwang.engine.sheet import sheet
from yiwang.kernel.refusals import Invalid, NotAllowed, NotNow
from yiwang.procedures.appeals import PROCEDURE, states

SIGNED, REPLIED = AssignmentStatus.SIGNED, AssignmentStatus.REPLIED
TAKE_ON = Action(
    key="take_on", label="自接", by=(Duty.GRID_WORKER,), at=(states.RECEIVED,), to=states.HANDLING,
    does=(Assign(own=True, begins=SIGNED),),
)  # fmt: skip
HAND_UP = Action(
    key="hand_up", label="上交", by=(Duty.HANDLER,), at=(states.HANDLING,), on=(SIGNED,),
    does=(Assign(above=True, recalls=True),),
)  # fmt: skip
HELP = Action(
    key="help", label="协办答复", by=(Duty.HANDLER,), at=(states.HANDLING,), to=states.ANSWERED,
    when=When.JOINT_ANSWERED, on=(SIGNED,), held_as=Role.JOINT, does=(MoveAssignment(REPLIED),),
)  # fmt: skip
SUM_UP = Action(
    key="sum_up", label="汇总", by=(Duty.HANDLER,), at=(states.HANDLING, states.ANSWERED),
    to=states.VERIFIED, on=(SIGNED,), held_as=Role.LEAD, last=True,
    does=(MoveAssignment(REPLIED),),
)  # fmt: skip
PRAISED = Action(
    key="praised", label="致谢", by=(Duty.OPERATOR,), at=(states.RECEIVED,),
    only_if=("nature", ("praise", "advice")),
)  # fmt: skip
MADE = replace(PROCEDURE, actions=(*PROCEDURE.actions, TAKE_ON, HAND_UP, HELP, SUM_UP, PRAISED))


def held(walk: Walk) -> list[tuple[int, str, str]]:
    return [(a.unit, a.role, a.status) for a in walk.standing.assignments]


def in_hand(*joint: int) -> Walk:
    """An appeal that the street leads, with joint units; all have signed."""
    walk = Walk(MADE).go("receive", "accept", "establish")
    walk.go("dispatch", given={"lead_unit": STREET, "joint_units": list(joint)})
    for unit in (STREET, *joint):
        walk.go("sign", actor=actor_for(Duty.HANDLER, unit))
    return walk


def test_a_unit_that_takes_a_matter_on_leads_it_without_signing():
    walk = Walk(MADE).go("receive")
    walk.go("take_on", actor=actor_for(Duty.GRID_WORKER, COMMUNITY))
    assert held(walk) == [(COMMUNITY, "lead", "signed")]
    assert walk.standing.assignments[0].signed_at == walk.now


def test_what_is_handed_up_goes_to_the_unit_directly_above():
    walk = Walk(MADE).go("receive")
    walk.go("take_on", actor=actor_for(Duty.GRID_WORKER, COMMUNITY))
    walk.go("hand_up", actor=actor_for(Duty.HANDLER, COMMUNITY))
    assert held(walk) == [(COMMUNITY, "lead", "recalled"), (STREET, "lead", "sent")]
    assert walk.standing.chain == {COMMUNITY, STREET}


def test_a_unit_with_none_above_it_is_told_whom_to_ask():
    walk = Walk(MADE).go("receive")
    walk.go("take_on", actor=actor_for(Duty.GRID_WORKER, OTHER))
    with pytest.raises(Invalid, match="没有上级单位"):
        walk.go("hand_up", actor=actor_for(Duty.HANDLER, OTHER))


def test_an_action_of_one_role_is_refused_to_the_other():
    walk = in_hand(BUREAU)
    with pytest.raises(NotAllowed, match="由协办单位办理"):
        walk.go("help", actor=actor_for(Duty.HANDLER, STREET))
    with pytest.raises(NotAllowed, match="由主办单位办理"):
        walk.go("sum_up", actor=actor_for(Duty.HANDLER, BUREAU))


def test_the_case_moves_when_the_last_joint_unit_has_answered_and_the_lead_holds_it_still():
    walk = in_hand(BUREAU, OTHER)
    walk.go("help", actor=actor_for(Duty.HANDLER, BUREAU))
    assert walk.standing.state == "handling"
    walk.go("help", actor=actor_for(Duty.HANDLER, OTHER))
    assert walk.standing.state == "answered"
    assert held(walk)[0] == (STREET, "lead", "signed")


def test_whoever_goes_last_waits_for_all_others():
    walk = in_hand(BUREAU)
    with pytest.raises(NotNow, match="还有单位没有答复"):
        walk.go("sum_up", actor=actor_for(Duty.HANDLER, STREET))
    walk.go("help", actor=actor_for(Duty.HANDLER, BUREAU))
    walk.go("sum_up", actor=actor_for(Duty.HANDLER, STREET))
    assert walk.standing.state == "verified"


def test_an_action_for_some_kinds_names_them_in_its_refusal():
    walk = Walk(MADE).go("receive", given={"nature": "complaint"})
    with pytest.raises(NotNow, match="“致谢”只用于：表扬、建议"):
        walk.go("praised")
    Walk(MADE).go("receive", given={"nature": "advice"}).go("praised")


def test_an_action_that_asks_for_a_role_must_be_done_on_an_assignment():
    loose = replace(SUM_UP, on=())
    made = replace(MADE, actions=(*PROCEDURE.actions, loose))
    assert "'sum_up' asks for an assignment but acts on the case" in faults(made)


def test_the_sheet_says_who_leads_and_under_which_conditions():
    text = sheet(MADE)
    for remark in ("由本单位主办", "由上级单位主办", "限协办单位", "须待其他单位都已答复",
                   "只用于：表扬、建议"):  # fmt: skip
        assert remark in text
