"""What counts as what: call-backs, answers, returns, postponements; and what does not count."""

from dataclasses import replace

import pytest

from tests.district import District
from tests.weeks import Week, checked, kept, wander
from yiwang.cases.facts import facts, facts_of_log
from yiwang.cases.log import event_of
from yiwang.cases.models import Case
from yiwang.cases.reckoning import CaseFacts
from yiwang.engine import register
from yiwang.engine.checks import faults
from yiwang.engine.counts import Counts
from yiwang.engine.duties import Duty
from yiwang.engine.meaning import LABELS, Meaning, meanings
from yiwang.org.actors import CITIZEN

ANSWER = {"handling_record": "已更换", "public_reply": "已修好", "solved_claim": "solved"}


def of(number: str) -> CaseFacts:
    return next(facts(Case.objects.filter(number=number)))


@pytest.fixture
def week(district: District) -> Week:
    return Week(district)


def handled(week: Week, unit: str = "street") -> str:
    number = week.open("appeals", week.worker(Duty.OPERATOR))
    week.do(number, "accept", week.worker(Duty.OPERATOR))
    week.do(number, "establish", week.worker(Duty.OPERATOR), category="030401")
    lead = week.district.units[unit].pk
    week.do(number, "dispatch", week.worker(Duty.DISPATCHER), lead_unit=lead)
    return number


def answered(week: Week, number: str = "", hours: float = 1) -> str:
    number = number or handled(week)
    handler = week.worker(Duty.HANDLER, "street")
    week.do(number, "sign", handler)
    week.do(number, "reply", handler, hours=hours, **ANSWER)
    week.do(number, "verify_pass", week.worker(Duty.VERIFIER))
    return number


def called(week: Week, action: str, satisfied: str, solved: str, number: str = "") -> str:
    number = number or answered(week)
    said = {"satisfied": satisfied, "solved": solved}
    more = {"reason": "还是不亮"} if action == "call_back_rework" else {}
    week.do(number, action, week.worker(Duty.CALLER), **said, **more)
    return number


def test_a_call_that_reached_nobody_is_an_attempt_without_an_answer(week: Week):
    number = answered(week)
    for _ in range(2):
        week.do(number, "call_not_reached", week.worker(Duty.CALLER), call_note="无人接听")
    week.do(number, "close_unreached", week.worker(Duty.CALLER), note="三次未通")
    case = of(number)
    assert (case.calls.many, case.calls.reached) == (2, False)
    assert (case.calls.answer.satisfied, case.calls.answer.solved) == (None, None)
    assert case.closed_at is not None


def test_basically_satisfied_counts_as_satisfied_and_is_kept_as_it_was_said(week: Week):
    case = of(called(week, "call_back_close", "basically_satisfied", "unsolved"))
    assert (case.calls.answer.satisfied, case.calls.answer.solved) == (True, False)
    assert case.calls.answer.satisfaction == "basically_satisfied"


def test_of_several_calls_the_last_that_reached_somebody_counts(week: Week):
    number = called(week, "call_back_rework", "unsatisfied", "unsolved")
    answered(week, number)
    called(week, "call_back_close", "satisfied", "solved", number)
    case = of(number)
    assert (case.calls.many, case.calls.reached, case.calls.answer.satisfied) == (2, True, True)
    assert (case.many(Meaning.REWORK), case.shares[0].rework) == (1, 1)


def test_what_a_citizen_rates_unasked_is_no_call_and_does_not_change_its_answer(week: Week):
    number = called(week, "call_back_close", "satisfied", "solved")
    week.do(number, "rate", CITIZEN, satisfied="unsatisfied", solved="solved")
    case = of(number)
    assert (case.calls.many, case.calls.answer.satisfied) == (1, True)
    assert (case.calls.rated, case.calls.rating.satisfied) == (True, False)


def test_a_unit_that_was_sent_a_case_in_vain_owes_nothing_and_the_dispatch_was_wrong(week: Week):
    number = handled(week)
    week.do(number, "ask_return", week.worker(Duty.HANDLER, "street"), reason="不归我们管")
    week.do(number, "grant_return", week.worker(Duty.DISPATCHER))
    bureau = week.district.units["bureau"].pk
    week.do(number, "dispatch", week.worker(Duty.DISPATCHER), lead_unit=bureau)
    case = of(number)
    assert [act.accurate for act in case.of(Meaning.DISPATCHED)] == [False, True]
    assert [(s.returned, s.given_up, s.returns_asked) for s in case.shares] == [
        (True, True, 1),
        (False, False, 0),
    ]
    assert (case.shares[0].handle.late, case.shares[0].handle.due_at) == (None, None)
    assert (case.many(Meaning.RETURN_ASKED), case.many(Meaning.RETURNED)) == (1, 1)


def test_a_return_that_was_refused_is_asked_and_not_returned(week: Week):
    number = handled(week)
    week.do(number, "ask_return", week.worker(Duty.HANDLER, "street"), reason="不归我们管")
    dispatcher = week.worker(Duty.DISPATCHER)
    week.do(number, "refuse_return", dispatcher, hours=24 * 5, reason="属地管理")
    case = of(number)
    assert (case.many(Meaning.RETURN_ASKED), case.many(Meaning.RETURNED)) == (1, 0)
    assert [act.accurate for act in case.of(Meaning.DISPATCHED)] == [True]
    assert [act.late for act in case.of(Meaning.RETURN_REFUSED)] == [True]


def test_a_case_that_was_sent_elsewhere_was_sent_wrongly_before(week: Week):
    number = handled(week)
    bureau = week.district.units["bureau"].pk
    week.do(number, "redispatch", week.worker(Duty.DISPATCHER), lead_unit=bureau, reason="派错单位")
    assert [act.accurate for act in of(number).of(Meaning.DISPATCHED)] == [False, True]


def test_the_end_of_a_case_in_the_units_hands_is_no_mistake_of_the_dispatcher(week: Week):
    number = handled(week)
    week.do(number, "ask_withdrawal", week.worker(Duty.OPERATOR), reason="已自行解决")
    week.do(number, "grant_withdrawal", week.worker(Duty.SUPERVISOR))
    case = of(number)
    assert [act.accurate for act in case.of(Meaning.DISPATCHED)] == [True]
    assert (case.ended, case.closed_at, case.many(Meaning.WITHDRAWN)) == (True, None, 1)


def test_a_voided_case_was_not_established_rightly(week: Week):
    number = week.open("appeals", week.worker(Duty.OPERATOR))
    week.do(number, "accept", week.worker(Duty.OPERATOR))
    week.do(number, "establish", week.worker(Duty.OPERATOR), category="030401")
    week.do(number, "void", week.worker(Duty.SUPERVISOR), reason="重复登记")
    assert [act.accurate for act in of(number).of(Meaning.ESTABLISHED)] == [False]


def suspended(week: Week, number: str, hours: float) -> None:
    handler = week.worker(Duty.HANDLER, "street")
    until = int(week.at.timestamp()) + 30 * 86_400
    week.do(number, "sign", handler)
    week.do(number, "ask_suspension", handler, hours=hours, until=until, reason="需立项")
    week.do(number, "grant_suspension", week.worker(Duty.SUPERVISOR), until=until)


def test_what_stands_still_by_consent_is_postponed_also_after_it_goes_on(week: Week):
    number = handled(week)
    suspended(week, number, 1)
    assert (of(number).postponed, of(number).paused, of(number).due_at) == (True, True, None)
    week.do(number, "resume", week.worker(Duty.SUPERVISOR))
    assert (of(number).postponed, of(number).paused) == (True, False)


def test_whoever_was_late_before_is_not_excused_by_a_suspension(week: Week):
    number = handled(week)
    before = of(number).due_at
    suspended(week, number, 24 * 20)
    case = of(number)
    assert (case.postponed, case.on_time, case.due_at) == (False, False, before)


def test_only_a_granted_extension_is_one(week: Week):
    number = handled(week)
    handler = week.worker(Duty.HANDLER, "street")
    week.do(number, "sign", handler)
    for settle, more in (("refuse_extension", {"reason": "理由不足"}), ("grant_extension", {})):
        week.do(number, "ask_extension", handler, amount=2, reason="缺配件")
        amount = {"amount": 2} if settle == "grant_extension" else {}
        week.do(number, settle, week.worker(Duty.SUPERVISOR), **amount, **more)
    case = of(number)
    assert (case.many(Meaning.EXTENSION_ASKED), case.many(Meaning.EXTENDED)) == (2, 1)


def test_a_waiting_that_nobody_has_ended_is_there_with_its_deadline(week: Week):
    number = week.open("appeals", week.worker(Duty.OPERATOR))
    (sign,) = [step for step in of(number).steps if step.what == "sign"]
    assert (sign.at, sign.person, sign.late, sign.duty) == (None, None, None, "operator")
    assert sign.due_at is not None


def test_a_limit_over_several_waitings_falls_on_no_single_person(week: Week):
    case = of(called(week, "call_back_close", "satisfied", "solved"))
    (whole,) = [step for step in case.steps if step.what == "close"]
    assert (whole.person, whole.at, whole.late) == (None, case.closed_at, False)


def test_the_last_word_of_whoever_went_there_holds(week: Week):
    number = checked(week, CITIZEN)
    assert (of(number).found_true, of(number).missed) == (True, True)
    week.do(number, "check_again", week.worker(Duty.SHIFT_LEADER), reason="照片不清")
    collector = week.worker(Duty.COLLECTOR)
    week.do(number, "check_false", collector, found="没有此事", files=[kept(collector)])
    assert (of(number).found_true, of(number).missed) == (False, False)


def test_a_reopened_case_is_open_again_and_its_spans_are_those_of_all_rounds(week: Week):
    number = called(week, "call_back_close", "satisfied", "solved")
    first = of(number)
    assert first.spans.handle == 2 * 3600
    week.do(number, "reopen", week.worker(Duty.SUPERVISOR), reason="又坏了")
    again = of(number)
    assert (again.many(Meaning.REOPENED), again.closed_at, again.ended) == (1, None, False)
    assert again.spans.handle is None
    answered(week, number)
    called(week, "call_back_close", "satisfied", "solved", number)
    assert of(number).spans.handle == 4 * 3600
    assert of(number).many(Meaning.REWORK) == 0


@pytest.mark.parametrize(
    "procedure", ["appeals", "data_matters", "grid_matters", "urban_management"]
)
def test_cases_that_come_to_an_end_on_random_ways_give_the_same_facts_from_the_log(
    week: Week, procedure: str
):
    for seed in range(40, 46):
        wander(week, procedure, seed, 35, ending=True)
    declared, told = register.procedure(procedure), set()
    for case in Case.objects.all():
        events = [event_of(row) for row in case.events.order_by("seq")]
        found = facts_of_log(declared, case.number, events)
        assert found == of(case.number)
        told |= {act.what for act in found.acts}
    assert len(told) > 8 and Case.objects.exclude(closed_at=None).exists()


def test_every_meaning_has_a_word_and_some_procedure_knows_it():
    known = {
        meaning
        for procedure in register.procedures()
        for found in meanings(procedure).values()
        for meaning in found
    }
    assert set(Meaning) == set(LABELS) == known


def test_counts_that_contradict_the_declaration_are_faults():
    declared = register.procedure("appeals")
    wrong = Counts(reached=("call_back_close",), satisfied=("happy",))
    assert faults(replace(declared, counts=wrong)) == [
        "'call_back_close' reaches somebody but is no call-back",
        "the measures count the unknown answer 'happy'",
        "'call_back_close' asks for 'solved', but no answer to it counts as yes",
    ]
