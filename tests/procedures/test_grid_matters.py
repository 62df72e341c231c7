"""Grid matters: every declared move, who may do what, whistles, credit, return visits."""

import csv
from importlib.resources import files
from typing import Any

import pytest

from tests.moves import EveryMove
from tests.walks import BUREAU, COMMUNITY, OTHER, STREET, DeclaredRules, Walk, actor_for, calendars
from yiwang.engine.decide import decide
from yiwang.engine.duties import Duty
from yiwang.engine.evolve import evolve
from yiwang.kernel.refusals import Invalid, NotAllowed, NotNow
from yiwang.procedures.grid_matters import PROCEDURE

GRID_WORKER = actor_for(Duty.GRID_WORKER, COMMUNITY)
AT_COMMUNITY, AT_STREET, AT_BUREAU = (
    actor_for(Duty.HANDLER, unit) for unit in (COMMUNITY, STREET, BUREAU)
)
CALLER = actor_for(Duty.CALLER)
DAY = 86_400


class TestGridMatters(EveryMove):
    procedure = PROCEDURE


def reported(kind: str = "dispute", **given: Any) -> Walk:
    return Walk(PROCEDURE).go("report", actor=GRID_WORKER, given={"nature": kind} | given)


def at_street(kind: str = "dispute") -> Walk:
    walk = reported(kind).go("take_up", "escalate", actor=GRID_WORKER)
    return walk.go("sign", actor=AT_STREET)


def whistled(kind: str = "dispute", *units: int, how: str = "advance") -> Walk:
    given = {"joint_units": list(units or (BUREAU,)), "urgency": how}
    return at_street(kind).go("whistle", actor=AT_STREET, given=given)


def confirmed(kind: str = "dispute") -> Walk:
    walk = whistled(kind).go("report_in", "answer", actor=AT_BUREAU)
    return walk.go("confirm", actor=AT_STREET)


def settled(kind: str = "dispute") -> Walk:
    return reported(kind).go("settle_at_once", actor=GRID_WORKER)


def held(walk: Walk) -> list[tuple[int, str, str]]:
    return [(a.unit, a.role, a.status) for a in walk.standing.assignments]


def test_all_stages_are_passed_in_their_order():
    walk = Walk(PROCEDURE)
    seen: list[str] = []
    for key, actor in (("report", GRID_WORKER), ("take_up", GRID_WORKER), ("escalate", GRID_WORKER),
                       ("sign", AT_STREET), ("whistle", AT_STREET), ("report_in", AT_BUREAU),
                       ("answer", AT_BUREAU), ("confirm", AT_STREET), ("visit", CALLER),
                       ("visit_close", CALLER)):  # fmt: skip
        walk.go(key, actor=actor)
        stage = PROCEDURE.state_by_key[walk.standing.state].stage
        seen += [stage] if stage not in seen else []
    assert tuple(seen) == PROCEDURE.stages
    assert walk.standing.closed_at is not None


@pytest.mark.parametrize(
    ("key", "duties"),
    [
        ("report", {"grid_worker", "operator", "citizen", "platform", "system"}),
        ("settle_at_once", {"grid_worker", "handler"}),
        ("escalate", {"grid_worker", "handler"}),
        ("whistle", {"handler"}),
        ("report_in", {"handler"}),
        ("confirm", {"handler"}),
        ("visit", {"caller"}),
        ("visit_close", {"caller"}),
        ("close", {"caller", "verifier"}),
        ("mark_model", {"editor", "supervisor"}),
    ],
)
def test_who_may_do_what(key: str, duties: set[str]):
    assert set(PROCEDURE.action_by_key[key].by) == duties


def test_what_a_grid_worker_settles_at_once_is_counted_and_credited_to_the_community():
    walk = settled("service")
    assert walk.standing.state == "self_settled"
    assert held(walk) == [(COMMUNITY, "lead", "replied")]
    assert walk.standing.counts["settle_at_once"] == 1
    walk.go("close", actor=CALLER)
    assert walk.standing.state == "closed"


def test_a_report_of_the_hotline_goes_to_the_community_first():
    walk = Walk(PROCEDURE).go("report", actor=actor_for(Duty.OPERATOR))
    with pytest.raises(Invalid, match="只能派给社区"):
        walk.go("dispatch_direct", given={"lead_unit": BUREAU})
    walk.go("dispatch_direct", given={"lead_unit": COMMUNITY})
    walk.go("sign", "settle", actor=AT_COMMUNITY)
    assert walk.standing.state == "self_settled"


def test_what_the_community_cannot_settle_goes_to_its_own_street():
    walk = at_street()
    assert held(walk) == [(COMMUNITY, "lead", "recalled"), (STREET, "lead", "signed")]


def test_a_community_without_a_street_is_told_to_ask_for_a_designation():
    lonely = actor_for(Duty.GRID_WORKER, OTHER)
    walk = reported().go("take_up", actor=lonely)
    with pytest.raises(Invalid, match="没有上级单位"):
        walk.go("escalate", actor=lonely)
    assert walk.go("designate", given={"lead_unit": STREET}).standing.state == "at_street"


def test_a_whistle_leaves_the_street_in_the_lead_and_credits_both_sides():
    walk = confirmed()
    leads = [(a.unit, a.role) for a in walk.standing.assignments if a.status == "replied"]
    assert leads == [(STREET, "lead"), (BUREAU, "joint")]
    assert walk.standing.lead.unit == STREET
    assert (walk.standing.counts["whistle"], walk.standing.counts["report_in"]) == (1, 1)


def test_only_the_street_whistles_and_confirms_and_only_whistled_units_report_in():
    walk = whistled().go("report_in", actor=AT_BUREAU)
    for key, actor in (("whistle", AT_BUREAU), ("confirm", AT_BUREAU), ("answer", AT_STREET)):
        with pytest.raises(NotAllowed, match="单位办理"):
            walk.go(key, actor=actor)
    with pytest.raises(NotAllowed, match="没有承办"):
        walk.go("report_in", actor=actor_for(Duty.HANDLER, OTHER))


def test_the_street_confirms_when_the_last_department_has_answered():
    walk = whistled("danger", BUREAU, OTHER)
    for unit in (BUREAU, OTHER):
        walk.go("report_in", actor=actor_for(Duty.HANDLER, unit))
    walk.go("answer", actor=AT_BUREAU)
    assert walk.standing.state == "whistled"
    with pytest.raises(NotNow, match="还有单位没有答复"):
        walk.go("confirm", actor=AT_STREET)
    walk.go("answer", actor=actor_for(Duty.HANDLER, OTHER))
    assert walk.standing.state == "to_confirm"
    assert walk.go("confirm", actor=AT_STREET).standing.state == "confirmed"


def test_when_the_only_department_is_let_off_the_street_goes_on_by_itself():
    walk = whistled().go("ask_return", actor=AT_BUREAU).go("grant_return")
    assert walk.standing.state == "whistled"
    assert walk.go("confirm", actor=AT_STREET).standing.state == "confirmed"


def test_the_street_may_send_an_answer_back_to_the_departments():
    walk = whistled().go("report_in", "answer", actor=AT_BUREAU).go("send_back", actor=AT_STREET)
    assert held(walk)[1:] == [(STREET, "lead", "signed"), (BUREAU, "joint", "signed")]
    assert walk.standing.state == "whistled"


class Published(DeclaredRules):
    """The amounts that are shipped beside the declaration."""

    def __init__(self) -> None:
        text = (files("yiwang.procedures.grid_matters") / "limits.csv").read_text("utf-8")
        self.rows = [row for row in csv.DictReader(text.splitlines()) if not row["code"]]

    def limit(self, limit: Any, facts: Any, unit: int | None) -> tuple[int, str, int]:
        for row in self.rows:
            if row["limit"] == limit.key and row["urgency"] == facts.get("urgency"):
                return int(row["amount"]), row["unit"], 1
        return super().limit(limit, facts, unit)


@pytest.mark.parametrize(
    ("how", "report_in", "handle"),
    [
        ("advance", (3, "workday"), (5, "workday")),
        ("hard", (5, "workday"), (10, "workday")),
        ("emergency", (2, "urgent_hour"), (24, "urgent_hour")),
    ],
)
def test_each_kind_of_whistle_has_its_own_clocks_for_every_department(how, report_in, handle):
    walk, rules = at_street(), Published()
    given = {"joint_units": [BUREAU, OTHER], "urgency": how}
    event = decide(
        PROCEDURE, walk.standing, walk.attempt("whistle", actor=AT_STREET, given=given), rules
    )
    evolve(PROCEDURE, walk.standing, event, calendars)
    for unit in (BUREAU, OTHER):
        own = walk.standing.assignments_of(unit)[0]
        for key, wanted in (("report_in", report_in), ("unit_handle", handle)):
            clock = walk.standing.clock(key, own.no)
            assert (clock.amount, clock.unit) == wanted
    joint = walk.standing.clock("joint")
    assert (joint.amount, joint.unit) == handle


def test_a_department_that_reports_in_late_is_late_and_its_neighbour_is_not():
    walk = whistled("danger", BUREAU, OTHER).go("report_in", actor=AT_BUREAU)
    walk.go("report_in", actor=actor_for(Duty.HANDLER, OTHER), after=20 * DAY)
    late = {
        walk.standing.assignment(c.subject).unit: c.late(walk.now)
        for c in walk.standing.clocks
        if c.limit == "report_in" and walk.standing.assignment(c.subject).role == "joint"
    }
    assert late == {BUREAU: False, OTHER: True}


def test_a_dispute_is_visited_twice_before_it_is_closed():
    walk = confirmed()
    with pytest.raises(NotNow, match="只用于：安全隐患、民生服务"):
        walk.go("close", actor=CALLER)
    with pytest.raises(NotNow, match="须先“首次回访”满1次"):
        walk.go("visit_close", actor=CALLER)
    walk.go("visit", actor=CALLER)
    first, second = (walk.standing.clock(key) for key in ("first_visit", "second_visit"))
    assert not first.open and second.open
    assert (second.amount, second.unit) == (30, "calendar_day")
    assert walk.go("visit_close", actor=CALLER).standing.state == "closed"


def test_a_danger_is_closed_on_one_check_and_needs_no_visit():
    walk = confirmed("danger")
    with pytest.raises(NotNow, match="只用于：矛盾纠纷"):
        walk.go("visit", actor=CALLER)
    assert walk.go("close", actor=actor_for(Duty.VERIFIER)).standing.state == "closed"


@pytest.mark.parametrize("unit", [COMMUNITY, STREET, BUREAU])
def test_no_unit_that_handled_it_visits_or_closes_it(unit: int):
    walk = confirmed()
    for key in ("visit", "rework", "call_not_reached"):
        with pytest.raises(NotAllowed, match="承办单位不得"):
            walk.go(key, actor=actor_for(Duty.CALLER, unit))


def test_who_settled_it_cannot_visit_it_under_another_duty():
    walk = settled()
    with pytest.raises(NotAllowed, match="您经办过本案"):
        walk.go("visit", actor=actor_for(Duty.CALLER, person=GRID_WORKER.person))


def test_what_was_not_solved_goes_back_to_whoever_said_so_and_the_clock_starts_anew():
    walk = settled().go("rework_community", actor=CALLER)
    assert (walk.standing.state, held(walk)) == ("in_community", [(COMMUNITY, "lead", "signed")])
    walk = confirmed().go("rework", actor=CALLER)
    assert walk.standing.state == "at_street"
    assert held(walk)[1:] == [(STREET, "lead", "signed"), (BUREAU, "joint", "signed")]
    assert [c.round for c in walk.standing.clocks if c.limit == "handle"] == [1, 2]


def test_a_unit_that_asks_does_not_decide():
    walk = at_street().go("ask_extension", actor=AT_STREET)
    due = walk.standing.clock("handle").due_at
    with pytest.raises(NotAllowed, match="由督办员办理"):
        walk.go("grant_extension", actor=AT_STREET)
    walk.go("grant_extension")
    assert walk.standing.clock("handle").due_at > due


def test_a_granted_return_goes_back_to_the_centre_and_a_designated_one_is_refused():
    walk = at_street().go("ask_return", actor=AT_STREET).go("grant_return")
    assert walk.standing.state == "reported"
    walk.go("designate", given={"lead_unit": STREET})
    with pytest.raises(NotNow, match="不得再次退单"):
        walk.go("ask_return", actor=AT_STREET)


def test_a_withdrawal_is_granted_by_the_supervisor_only():
    walk = at_street().go("ask_withdrawal", actor=GRID_WORKER)
    with pytest.raises(NotAllowed):
        walk.go("grant_withdrawal", actor=GRID_WORKER)
    assert walk.go("grant_withdrawal").standing.state == "withdrawn"


def test_a_case_is_reopened_within_its_window_only():
    walk = settled("service").go("close", actor=CALLER)
    assert walk.go("reopen", after=30 * DAY).standing.state == "reported"
    walk = settled("service").go("close", actor=CALLER)
    with pytest.raises(NotNow, match="已超过"):
        walk.go("reopen", after=91 * DAY)


def test_a_model_case_is_chosen_after_closing_and_can_be_taken_back():
    walk = settled("service")
    editor = actor_for(Duty.EDITOR)
    with pytest.raises(NotNow):
        walk.go("mark_model", actor=editor)
    walk.go("close", actor=CALLER).go("mark_model", actor=editor)
    assert walk.standing.facts["model_case"] == "yes"
    walk.go("mark_model", actor=actor_for(Duty.SUPERVISOR), given={"model_case": "no"})
    assert (walk.standing.facts["model_case"], walk.standing.state) == ("no", "closed")


def test_a_confidential_dispute_says_so_from_the_first_moment():
    assert reported(confidential=True).standing.facts["confidential"] is True
