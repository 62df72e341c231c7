"""What is paid for: the most specific publication of a month holds, and nothing is altered."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.district import District, build
from tests.fieldwork.terminals.test_bills import GOOD, phone, take
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.fieldwork.terminals import actions, figures, queries, quotas
from yiwang.fieldwork.terminals.figures import Quota, Scoped, Used
from yiwang.fieldwork.terminals.models import Holding, QuotaNotice
from yiwang.fieldwork.terminals.quotas import NewQuota
from yiwang.kernel.refusals import Invalid, Missing, NotFound

SEPTEMBER = date(2026, 9, 1)
amount = st.none() | st.integers(0, 1000)
quota = st.builds(Quota, amount, amount, amount)
scopes = st.sampled_from([(None, None), (1, None), (None, 7)])
published = st.lists(
    st.builds(lambda amounts, scope, retired: Scoped(amounts, *scope, retired),
              quota, scopes, st.booleans()),
    max_size=8,
)  # fmt: skip


@pytest.fixture
def district(db) -> District:
    return build()


@pytest.fixture(autouse=True)
def in_autumn(monkeypatch):
    moment = timezone.make_aware(timezone.datetime(2026, 10, 5))
    monkeypatch.setattr(timezone, "now", lambda: moment)


def publish(amounts: Quota, month: date = SEPTEMBER, **more) -> QuotaNotice:
    new = NewQuota(quota=amounts, month=month, **more)
    return quotas.publish(new=new, name="演示", basis="合同")


def minutes_of(number: str = "10000000001", month: date = SEPTEMBER) -> int | None:
    return next(one.quota.minutes for one in queries.of_month(month) if one.number == number)


@given(published)
def test_the_most_specific_quota_that_is_not_retired_holds_as_a_whole(rows):
    found = figures.in_force(rows, terminal=1, unit=7)
    last = {}
    for one in rows:
        last[one.terminal, one.unit] = one
    wanted = [last.get(scope) for scope in ((1, None), (None, 7), (None, None))]
    living = [one.quota for one in wanted if one and not one.retired]
    assert found == (living[0] if living else Quota())


@given(st.lists(quota, max_size=6))
def test_what_is_paid_for_together_is_a_sum_or_not_limited(rows):
    found = figures.summed(rows)
    for key in ("sms", "minutes", "data"):
        amounts = [getattr(row, key) for row in rows]
        limited = bool(amounts) and None not in amounts
        assert getattr(found, key) == (sum(amounts) if limited else None)


def test_a_rate_just_below_the_least_is_missed_though_it_rounds_up_to_it():
    least = Quota(connected=Decimal(95))
    assert Used(calls=10_000, connected=9_496).percent_connected == 95.0
    assert least.missed(Used(calls=10_000, connected=9_496))
    assert not least.missed(Used(calls=20, connected=19))
    assert not least.missed(Used(calls=0, connected=0)) and not least.missed(Used())


def test_terminal_comes_before_unit_and_unit_before_all_and_the_last_one_holds(district: District):
    terminal = phone(district)
    unit = Holding.objects.get().unit_id
    publish(Quota(minutes=500))
    publish(Quota(minutes=300), unit_id=unit)
    assert minutes_of() == 300
    publish(Quota(minutes=100), terminal_id=terminal.pk)
    publish(Quota(minutes=120), terminal_id=terminal.pk)
    assert minutes_of() == 120
    publish(Quota(), terminal_id=terminal.pk, retired=True)
    assert minutes_of() == 300


def test_a_quota_holds_from_its_month_on_and_not_before(district: District):
    phone(district)
    publish(Quota(minutes=300), date(2026, 8, 1))
    publish(Quota(minutes=500), SEPTEMBER)
    found = [minutes_of(month=date(2026, month, 1)) for month in (7, 8, 9, 10)]
    assert found == [None, 300, 500, 500]


def test_quotas_are_never_altered(district: District):
    made = publish(Quota(minutes=300))
    with pytest.raises(DatabaseError), transaction.atomic():
        QuotaNotice.objects.filter(pk=made.pk).update(minutes=999)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"quota": Quota()}, Missing), ({"quota": Quota(sms=-1)}, Invalid),
        ({"quota": Quota(connected=Decimal(101))}, Invalid), ({"unit_id": 99_999}, NotFound),
        ({"terminal_id": 99_999}, NotFound), ({"terminal_id": 1, "unit_id": 1}, Invalid),
        ({"retired": True}, Invalid), ({"month": date(2024, 1, 1)}, Invalid),
        ({"month": date(2028, 1, 1)}, Invalid),
    ],
)  # fmt: skip
def test_a_quota_that_cannot_be_is_refused(district: District, wrong, refusal):
    given = {"amounts": wrong.pop("quota", Quota(sms=30))} | wrong
    with pytest.raises(refusal):
        publish(**given)
    assert not QuotaNotice.objects.exists()


def test_a_month_belongs_to_who_held_the_phone_last_in_it(district: District):
    terminal = phone(district)
    leader = district.worker(Duty.SHIFT_LEADER)
    actions.give(
        terminal_id=terminal.pk, person_id=leader.person_id, by=leader, since=date(2026, 9, 20)
    )
    holders = {
        month: queries.of_month(date(2026, month, 1))[0].holding.person_id for month in (8, 9, 10)
    }
    collector = district.worker(Duty.COLLECTOR).person_id
    assert holders == {8: collector, 9: leader.person_id, 10: leader.person_id}


@pytest.mark.parametrize("since", [date(2026, 10, 6), date(2025, 12, 31)])
def test_a_phone_is_not_given_out_for_a_day_to_come_or_before_its_last_holder(district, since):
    terminal = phone(district)
    leader = district.worker(Duty.SHIFT_LEADER)
    with pytest.raises(Invalid):
        actions.give(terminal_id=terminal.pk, person_id=leader.person_id, by=leader, since=since)
    assert Holding.objects.count() == 1


def test_units_with_numbers_over_quota_come_first_and_those_on_no_record_last(district: District):
    phone(district)
    other = phone(district, "10000000003")
    worker = district.worker(Duty.GRID_WORKER, "community")
    actions.give(terminal_id=other.pk, person_id=worker.person_id, by=worker)
    publish(Quota(sms=30, minutes=200, connected=Decimal(70)))
    third = "10000000003,2026-10,5,500,1,10,2,9"
    take(GOOD.replace("2026-09", "2026-10"), third, "10000000009,2026-10,0,0,0,0,0,9")
    lines = queries.of_month(date(2026, 10, 1))
    groups = queries.by_unit(date(2026, 10, 1), lines)
    assert [one.over for one in groups] == [1, 1, 0]
    assert [one.missed for one in groups] == [True, False, False]
    assert groups[0].unit_id == worker.unit_id and groups[-1].unit_id is None
    assert (groups[0].quota.sms, groups[0].used.minutes) == (30, 500)


def test_the_page_publishes_and_lists_what_holds(district: District):
    client = signed_in(district, Duty.SHIFT_LEADER)
    form = {"scope": "all", "month": "2026-09", "sms": "30", "minutes": "500", "connected": "95",
            "basis": "资费合同"}  # fmt: skip
    assert client.post("/field/terminals/quotas/", form).status_code == 302
    made = QuotaNotice.objects.get()
    assert (made.sms, made.minutes, made.data, made.connected) == (30, 500, None, 95)
    told = client.get("/field/terminals/quotas/").content.decode()
    assert "资费合同" in told and "≥ 95" in told
    for wrong in ({"basis": ""}, {"month": "soon"}, {"connected": "many"}, {"scope": "unit:x"}):
        assert client.post("/field/terminals/quotas/", form | wrong).status_code == 422, wrong
    assert QuotaNotice.objects.count() == 1
    assert signed_in(district, Duty.ASSESSOR).get("/field/terminals/quotas/").status_code == 403
