"""The one door for writing."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tests.district import REPLY, District
from yiwang.cases import audit, queries
from yiwang.cases.actions import Act, perform
from yiwang.cases.models import Assignment, Case, Deadline, Event, Outbox
from yiwang.cases.recusals import recuse
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Conflict, Invalid, NotAllowed, NotFound, NotNow

CLOSING = {"satisfied": "satisfied", "solved": "solved"}


def test_an_appeal_goes_from_receipt_to_a_closed_case_with_its_log(district: District):
    number = district.answered()
    district.act(number, "verify_pass", district.worker(Duty.VERIFIER))
    done = district.act(number, "call_back_close", district.worker(Duty.CALLER), **CLOSING)
    case = Case.objects.get(number=number)
    assert (done.state, case.state, case.solved) == ("closed", "closed", "solved")
    assert case.due_at is None and case.closed_at is not None
    kinds = [event.kind for event in case.events.order_by("seq")]
    assert kinds == [
        "receive", "accept", "establish", "dispatch", "sign", "reply", "verify_pass",
        "call_back_close",
    ]  # fmt: skip
    assert Outbox.objects.filter(case=case).count() == len(kinds)
    assert audit.check().faults == []


def test_the_rows_are_what_the_log_adds_up_to(district: District):
    number = district.answered()
    case = Case.objects.get(number=number)
    replayed, stored = queries.replayed(case), queries.standing_of(case)
    assert replayed == stored
    assert Assignment.objects.get(case=case).status == "replied"
    assert Deadline.objects.get(case=case, limit="handle").ended_at is not None


def test_a_refused_act_writes_nothing(district: District):
    number = district.handled()
    before = (Event.objects.count(), Outbox.objects.count())
    with pytest.raises(NotNow):
        district.act(number, "verify_pass", district.worker(Duty.VERIFIER))
    with pytest.raises(Invalid, match="没有这个单位"):
        district.act(number, "add_joint", district.worker(Duty.DISPATCHER), joint_units=[9999])
    assert (Event.objects.count(), Outbox.objects.count()) == before


def test_a_category_that_does_not_exist_is_refused(district: District):
    done, operator = district.open(), district.worker(Duty.OPERATOR)
    district.act(done.number, "accept", operator)
    with pytest.raises(Invalid, match="没有“999999”这个分类"):
        district.act(done.number, "establish", operator, category="999999")
    assert Case.objects.get(number=done.number).state == "accepted"


def test_a_unit_sees_only_the_cases_of_its_own_subtree(district: District):
    number = district.handled("community")
    assert queries.case(district.worker(Duty.HANDLER, "street"), number)
    for unit in ("other", "bureau"):
        with pytest.raises(NotFound):
            queries.case(district.worker(Duty.HANDLER, unit), number)
        with pytest.raises(NotFound):
            district.act(number, "sign", district.worker(Duty.HANDLER, unit))


def test_the_handling_unit_can_never_verify_its_own_case(district: District):
    number = district.answered()
    with pytest.raises(NotAllowed, match="承办单位不得核查"):
        district.act(number, "verify_pass", district.worker(Duty.VERIFIER, "street"))


def test_of_two_acts_on_the_same_page_the_second_is_told_who_was_faster(district: District):
    number = district.handled()
    seen = Case.objects.get(number=number).seq
    handler = district.worker(Duty.HANDLER)
    perform(Act(number=number, action="sign", worker=handler, seen=seen))
    with pytest.raises(Conflict) as refused:
        perform(Act(number=number, action="sign", worker=handler, seen=seen))
    assert refused.value.details["last"][:2] == ["sign", handler.person_id]


@pytest.mark.parametrize(
    "statement", ["UPDATE cases_event SET kind='x'", "DELETE FROM cases_event"]
)
def test_the_database_itself_refuses_to_change_the_log(district: District, statement: str):
    district.open()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Event.objects.count() == 1


def test_the_audit_names_an_altered_row(district: District):
    number = district.handled()
    Case.objects.filter(number=number).update(state="closed")
    case = Case.objects.get(number=number)
    case.standing["state"] = "closed"
    case.save()
    assert audit.check().faults == [f"{number}：存储的“state”与回放结果不一致"]


def test_one_act_takes_at_most_twelve_queries(district: District, django_assert_max_num_queries):
    number = district.handled()
    handler = district.worker(Duty.HANDLER)
    with django_assert_max_num_queries(12):
        district.act(number, "sign", handler)
    with django_assert_max_num_queries(12):
        district.act(number, "reply", handler, **REPLY)


def test_a_repeat_is_merged_and_noted_in_both_logs(district: District):
    main, repeat = district.handled(), district.open().number
    district.act(repeat, "merge", district.worker(Duty.DISPATCHER), main_case=main)
    assert Case.objects.get(number=repeat).state == "merged"
    joined = Event.objects.get(case__number=main, kind="join")
    assert joined.given["joined_case"] == repeat
    with pytest.raises(NotNow, match="已并入"):
        other = district.open().number
        district.act(other, "merge", district.worker(Duty.DISPATCHER), main_case=repeat)


def test_a_case_cannot_be_merged_into_itself(district: District):
    number = district.handled()
    with pytest.raises(Invalid, match="不能并入自己"):
        district.act(number, "merge", district.worker(Duty.DISPATCHER), main_case=number)
    assert Case.objects.get(number=number).state == "handling"


def test_a_confidential_case_is_hidden_from_the_unit_it_is_about(district: District):
    number = district.open(confidential=True).number
    supervisor = district.worker(Duty.SUPERVISOR)
    case = queries.case(supervisor, number)
    with pytest.raises(NotFound):
        queries.case(district.worker(Duty.ASSESSOR), number)
    recuse(case=case, worker=supervisor, person=supervisor.person_id, reason="本人被举报")
    with pytest.raises(NotFound):
        queries.case(supervisor, number)


def test_a_clock_of_the_machine_that_was_set_back_refuses_nobody(district: District, monkeypatch):
    number = district.handled()
    last = Event.objects.filter(case__number=number).latest("seq")
    earlier = last.at - timedelta(minutes=5)
    monkeypatch.setattr("yiwang.cases.actions.timezone.now", lambda: earlier)
    district.act(number, "urge", district.worker(Duty.SUPERVISOR), reason="核对过")
    noted = Event.objects.filter(case__number=number).latest("seq")
    assert (noted.seq, noted.at) == (last.seq + 1, last.at)
