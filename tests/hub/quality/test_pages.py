"""The pages of quality: who sees what, rules accepted and switched off, rows sent back."""

import pytest
from django.test import Client

from tests.hub.quality.conftest import shop
from tests.web.test_pages import signed_in
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.hub.quality import following, queries
from yiwang.org.models import Person

HOME = "/hub/quality/"
SHOP = "/hub/quality/of/shops/"
ROWS = f"{SHOP}rows/identifier.phone/"


def at(worker) -> Client:
    client = Client()
    person = Person.objects.get(pk=worker.person_id)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(answer, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


@pytest.fixture
def officer(quality) -> Client:
    return signed_in(quality.district, Duty.DATA_OFFICER)


@pytest.mark.parametrize(
    ("duty", "status"),
    [(Duty.DATA_OFFICER, 200), (Duty.LEADER, 200), (Duty.ASSESSOR, 200), (Duty.OPERATOR, 403)],
)
def test_the_overview_is_for_the_hub_s_duties(quality, duty, status):
    client = signed_in(quality.district, duty)
    for page in (HOME, SHOP):
        shown(client.get(page), status)


def test_before_and_after_the_first_check(quality, officer):
    assert "还没有检查" in shown(officer.get(HOME))
    assert "还没有检查过" in shown(officer.get(SHOP))
    for _again in range(2):
        following.check(quality.resource)
    assert quality.resource.unit.name in shown(officer.get(HOME))
    page = shown(officer.get(SHOP))
    assert "polyline" in page
    assert "联系电话正确" in page


def test_bad_rows_are_shown_to_the_centre_and_their_own_unit(quality, officer):
    following.check(quality.resource)
    assert "S2" in shown(officer.get(ROWS))
    assert "S4" in shown(at(quality.steward).get(ROWS))
    shown(at(quality.stranger).get(ROWS), 403)
    assert "rows/identifier.phone" not in shown(at(quality.stranger).get(SHOP))
    assert "没有问题行" in shown(officer.get(f"{ROWS}?from=50"))


def test_bad_rows_are_downloaded_by_those_who_see_them(quality, officer):
    following.check(quality.resource)
    everything = shown(officer.get(f"{SHOP}bad/"))
    assert "联系电话正确,S2" in everything
    assert "门店名称不为空,S3" in everything
    one = shown(at(quality.steward).get(f"{SHOP}bad/", {"rule": "identifier.phone"}))
    assert "S4" in one
    assert "S3" not in one
    shown(at(quality.stranger).get(f"{SHOP}bad/"), 403)
    assert "/bad/" not in shown(at(quality.stranger).get(SHOP))


def test_keys_that_tell_of_persons_are_masked(quality, officer):
    quality.resource.fields = [
        one | {"meaning": "identity_card"} if one["key"] == "number" else one
        for one in quality.resource.fields
    ]
    quality.resource.save()
    quality.put(shop(1), shop(20000001, phone="12"))
    following.check(quality.resource)
    page = shown(officer.get(ROWS))
    assert "S20000001" not in page
    assert "S*******1" in page
    assert "S20000001" not in shown(officer.get(f"{SHOP}bad/"))


def test_rows_are_sent_back_after_a_look_at_what_the_case_says(quality, officer):
    run = following.check(quality.resource)
    chosen = {"rule": ["identifier.phone"]}
    preview = shown(officer.post(f"/hub/quality/runs/{run.pk}/preview/", chosen))
    assert "问题2行" in preview
    assert not Case.objects.exists()
    officer.post(f"/hub/quality/runs/{run.pk}/send/", chosen)
    case = Case.objects.get()
    assert case.number in shown(officer.get(SHOP))
    shown(at(quality.steward).post(f"/hub/quality/runs/{run.pk}/send/", chosen), 403)


def test_a_rule_found_in_the_data_is_accepted_and_switched_off_again(quality, officer):
    quality.put(*(shop(number, name=f"{number % 3}号店") for number in range(90)))
    assert "found.one_of.name" in shown(officer.get(SHOP))
    officer.post(f"{SHOP}accept/", {"rule": "found.one_of.name"})
    assert "found.one_of.name" in {one.key for one in queries.rules(quality.resource)}
    officer.post(f"{SHOP}off/", {"rule": "found.one_of.name", "reason": "店名会增加"})
    assert "found.one_of.name" not in {one.key for one in queries.rules(quality.resource)}
    shown(officer.post(f"{SHOP}accept/", {"rule": "found.nothing"}), 404)
