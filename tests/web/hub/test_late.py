"""The page of reminders: who sees what, more time asked and decided, the month and the league."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.hub.reminders.conftest import Owing, hub, owing
from tests.web.test_pages import signed_in
from yiwang.analytics import actions as figures
from yiwang.engine.duties import CENTRE, Duty
from yiwang.hub.feeds.models import Feed
from yiwang.hub.reminders import following
from yiwang.hub.reminders.models import Expectation
from yiwang.org.models import Person
from yiwang.web.ui.ways import LATE

__all__ = ["hub", "owing"]
FORM = {"until": "", "reason": "上游系统检修"}


def soon(days: int = 2) -> str:
    return f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}"


@pytest.fixture
def late(owing: Owing, settings, tmp_path) -> Expectation:
    settings.FACTS_ROOT = tmp_path / "facts"
    now = timezone.now()
    Feed.objects.update(published_at=now - timedelta(days=12))
    following.follow(now)
    figures.refresh()
    return Expectation.objects.exclude(level=0).earliest("due_at")


@pytest.fixture
def clients(owing: Owing):
    def client(duty: Duty, login: str = "") -> Client:
        if not login:
            return signed_in(owing.hub.district, duty)
        found = Client()
        found.force_login(Person.objects.get(login=login))
        return found

    return client


def steward(clients) -> Client:
    return clients(Duty.DATA_STEWARD, "bureau_steward")


def test_before_anything_is_owed_the_page_says_what_comes(clients, owing: Owing):
    page = clients(Duty.DATA_OFFICER).get("/hub/late/").content.decode()
    assert "没有待报和逾期的数据" in page
    assert "这个月没有应报的数据" in page


@pytest.mark.parametrize("duty", sorted(CENTRE))
def test_whoever_may_be_told_reads_it_and_nobody_else_of_the_centre(clients, late, duty: Duty):
    for address in ("/hub/late/", f"/hub/late/{late.pk}/"):
        assert clients(duty).get(address).status_code == (200 if duty in LATE else 403)


def test_the_centre_sees_whats_late_with_its_case_and_the_league(clients, late: Expectation):
    page = clients(Duty.SUPERVISOR).get("/hub/late/").content.decode()
    late.refresh_from_db()
    for words in ("严重逾期", late.case_number, "单位报送排名", "城管局", "owed-severe", "0.00%"):
        assert words in page
    assert "申请延期" not in page


def test_the_steward_sees_what_the_own_unit_owes_and_another_unit_nothing(clients, late):
    assert late.period in steward(clients).get("/hub/late/").content.decode()
    stranger = clients(Duty.DATA_STEWARD, "street_steward")
    assert late.period not in stranger.get("/hub/late/").content.decode()
    assert stranger.get(f"/hub/late/{late.pk}/").status_code == 404


def test_more_time_is_asked_and_decided_on_the_page(clients, late: Expectation):
    asking, officer = steward(clients), clients(Duty.DATA_OFFICER)
    address = f"/hub/late/{late.pk}/"
    refused = asking.post(f"{address}extend/", FORM | {"until": soon(-1)})
    assert refused.status_code == 422
    assert "上游系统检修" in refused.content.decode()
    assert asking.post(f"{address}extend/", FORM | {"until": "明天"}).status_code == 422
    asking.post(f"{address}extend/", FORM | {"until": soon()})
    asked = late.extensions.get()
    assert "待审定的延期" in officer.get("/hub/late/").content.decode()
    decide = f"/hub/late/extensions/{asked.pk}/"
    assert asking.post(decide, {"hand": "grant"}).status_code == 403
    assert officer.post(decide, {"hand": "refuse"}).status_code == 422
    page = officer.post(decide, {"hand": "grant", "note": "属实"}, follow=True).content.decode()
    assert "已同意延期" in page
    late.refresh_from_db()
    assert late.extended_to == asked.until


def test_the_bell_tells_what_is_late_and_leads_to_it(clients, late: Expectation):
    page = clients(Duty.DATA_OFFICER).get("/desk/notices/").content.decode()
    assert "数据催报" in page
    assert f"/hub/late/{late.pk}/" in page


@pytest.mark.parametrize("month", ["2020-01", "abc", "2026-13", "", "9999-12"])
def test_any_month_may_be_asked_for(clients, late: Expectation, month: str):
    assert clients(Duty.LEADER).get("/hub/late/", {"month": month}).status_code == 200
