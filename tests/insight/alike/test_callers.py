"""Who calls again: what is told of it to whom, and what is not."""

from datetime import timedelta

from django.utils import timezone

from tests.insight.alike.conftest import LAMP, PARKING, PARKING_AGAIN, Tell
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.insight.alike import actions, callers, queries
from yiwang.insight.alike.models import Caller

PHONE, OTHER = "13900001001", "13900001002"


def test_a_caller_is_told_with_how_often_and_what_is_the_same_matter(district, tell: Tell):
    parking = tell(PARKING, phone=PHONE)
    tell(LAMP, phone=PHONE)
    tell(PARKING, phone=OTHER)
    actions.follow()
    again = queries.again(
        district.worker(Duty.OPERATOR), "139-0000-1001", queries.Told(content=PARKING_AGAIN)
    )
    assert again is not None and again.many == 2
    assert [one.case.number for one in again.same] == [parking]
    assert again.same[0].solved is None


def test_what_lies_longer_back_or_is_hidden_from_the_worker_does_not_count(district, tell: Tell):
    tell(PARKING, phone=PHONE)
    tell(PARKING, phone=OTHER, confidential=True)
    old = timezone.now() - timedelta(days=callers.DAYS + 1)
    Case.objects.filter(reporter__phone=PHONE).update(opened_at=old)
    actions.follow()
    told = queries.Told(content=PARKING)
    assert queries.again(district.worker(Duty.OPERATOR), PHONE, told) is None
    # Registered by this operator, so that they may see it; another one may not.
    assert queries.again(district.worker(Duty.SHIFT_LEADER), OTHER, told) is None
    assert queries.again(district.worker(Duty.OPERATOR), "没有号码", told) is None


def test_the_list_holds_who_called_three_times_and_no_number_in_the_clear(district, tell: Tell):
    numbers = [tell(PARKING, phone=PHONE), tell(LAMP, phone=PHONE), tell(PARKING, phone=PHONE)]
    tell(PARKING, phone=OTHER)
    tell(LAMP, phone=OTHER)
    actions.follow()
    lines, following = callers.page(district.worker(Duty.SUPERVISOR), "")
    assert following == "" and len(lines) == 1
    (line,) = lines
    assert (line.caller.cases, line.caller.same, line.last.number) == (3, 2, numbers[2])
    kept = Caller.objects.values().get()
    assert not any(PHONE in str(value) for value in kept.values())


def test_a_confidential_case_makes_nobody_a_caller_of_the_list(district, tell: Tell):
    for confidential in (False, False, True):
        tell(PARKING, phone=PHONE, confidential=confidential)
    actions.follow()
    assert callers.page(district.worker(Duty.SUPERVISOR), "") == ([], "")


def test_the_list_goes_on_where_the_page_before_ended(district, tell: Tell):
    for last in range(5):
        for _ in range(3):
            tell(PARKING, phone=f"1390000200{last}")
    actions.follow()
    worker = district.worker(Duty.SUPERVISOR)
    seen, after = [], ""
    for _ in range(3):
        lines, after = callers.page(worker, after, 2)
        seen += [line.phone for line in lines]
    assert sorted(seen) == [f"1390000200{last}" for last in range(5)] and after == ""
