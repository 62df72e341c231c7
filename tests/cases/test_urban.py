"""Urban management through the one door: its own classes, limits and chains of approval."""

import pytest

from tests.district import District
from yiwang.cases import asked, lists, sweep
from yiwang.cases.actions import Done, Opening, open_case
from yiwang.cases.models import Case, Deadline
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid

COVER, STALL = "510201", "610101"  # 污水井盖缺失; 私搭乱建，正在搭建


def reported(district: District, category: str = COVER) -> Done:
    given = {"content": "人行道上污水井盖缺失", "channel": "collector", "category": category}
    worker = district.worker(Duty.COLLECTOR)
    return open_case(Opening(procedure="urban_management", worker=worker, given=given))


def in_hand(district: District, category: str = COVER) -> str:
    number = reported(district, category).number
    district.act(number, "submit", district.worker(Duty.OPERATOR), category=category)
    district.act(number, "establish", district.worker(Duty.SHIFT_LEADER), category=category)
    street = district.units["street"].pk
    district.act(number, "dispatch", district.worker(Duty.DISPATCHER), lead_unit=street)
    district.act(number, "sign", district.worker(Duty.HANDLER))
    return number


def test_a_case_has_its_own_number_and_a_title_from_what_was_seen(district: District):
    done = reported(district)
    assert done.number.startswith("CG") and done.state == "reported"
    assert Case.objects.get(number=done.number).title == "人行道上污水井盖缺失"


def test_the_limit_of_the_class_holds_in_its_own_unit_of_time(district: District):
    clock = Deadline.objects.get(case__number=in_hand(district), limit="handle")
    assert (clock.amount, clock.unit) == (2, "urgent_hour")
    assert (clock.due_at - clock.started_at).total_seconds() == 2 * 3600
    limits = Deadline.objects.filter(case__number=in_hand(district)).values_list("limit", flat=True)
    assert "first_stage" not in limits


def test_only_a_class_with_stages_has_their_clocks(district: District):
    number = in_hand(district, STALL)
    first = Deadline.objects.get(case__number=number, limit="first_stage")
    assert (first.amount, first.unit) == (4, "work_hour")


def test_a_class_of_another_procedure_is_refused(district: District):
    with pytest.raises(Invalid, match="没有“030401”这个分类"):
        reported(district, "030401")
    with pytest.raises(Invalid, match="没有“510201”这个分类"):
        district.open(category=COVER)


def test_a_request_waits_for_the_next_step_of_its_chain_only(district: District):
    number = in_hand(district)
    handler = district.worker(Duty.HANDLER)
    district.act(number, "ask_extension", handler, amount=1, reason="须夜间封道")
    leader, supervisor = (district.worker(d) for d in (Duty.SHIFT_LEADER, Duty.SUPERVISOR))
    assert asked.waiting(leader).count() == 1 and not asked.waiting(supervisor).exists()
    district.act(number, "endorse_extension", leader)
    assert asked.waiting(supervisor).count() == 1 and not asked.waiting(leader).exists()
    district.act(number, "grant_extension", supervisor, amount=1)
    assert not asked.waiting(supervisor).exists()


def test_an_appeals_request_does_not_wait_for_the_shift_leader(district: District):
    number, handler = district.handled(), district.worker(Duty.HANDLER)
    district.act(number, "sign", handler)
    district.act(number, "ask_extension", handler, amount=1, reason="须协调")
    assert not asked.waiting(district.worker(Duty.SHIFT_LEADER)).exists()
    assert asked.waiting(district.worker(Duty.SUPERVISOR)).count() == 1


def test_each_duty_finds_what_waits_for_it_in_its_own_procedure(district: District):
    number = reported(district).number
    assert lists.waiting_for(district.worker(Duty.OPERATOR)).get().number == number
    assert not lists.waiting_for(district.worker(Duty.COLLECTOR)).exists()
    district.act(number, "ask_check", district.worker(Duty.OPERATOR))
    assert lists.waiting_for(district.worker(Duty.COLLECTOR)).get().number == number
    counted = lists.counts_by_state(district.worker(Duty.SUPERVISOR))
    assert counted == {("urban_management", "to_check"): 1}


def test_a_postponed_case_is_taken_up_by_the_clock_when_its_time_has_come(district: District):
    number = in_hand(district)
    handler, leader = district.worker(Duty.HANDLER), district.worker(Duty.SHIFT_LEADER)
    until = {"until": 1_900_000_000}
    district.act(number, "ask_postponement", handler, reason="须待雨季过后", **until)
    district.act(number, "endorse_postponement", leader)
    district.act(number, "grant_postponement", district.worker(Duty.SUPERVISOR), **until)
    assert sweep.resume_lapsed() == 0
    past = Case.objects.get(number=number).entered_at
    Deadline.objects.filter(case__number=number, limit="postponement").update(due_at=past)
    assert sweep.resume_lapsed() == 1
    assert Case.objects.get(number=number).state == "handling"
