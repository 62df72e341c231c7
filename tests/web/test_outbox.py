"""The page of what was told outside: who was told, in words, and what a person decides."""

import pytest
from django.utils import translation

from tests.district import District
from tests.web.test_pages import signed_in
from yiwang.cases import outbox
from yiwang.cases.models import Outbox
from yiwang.connect.webhooks.actions import subscribe, unsubscribe
from yiwang.engine.duties import Duty

PAGE = "/manage/outbox/"
ADDRESS = "https://cockpit.example.com/told"


@pytest.fixture
def administrator(district: District, settings):
    # Nothing is sent: no name is looked up.
    settings.PRIVATE_ADDRESSES = True
    return signed_in(district, Duty.ADMINISTRATOR)


def told(destination: str, **more) -> Outbox:
    row = outbox.put(destination=destination, kind="appeals.reply", payload={"number": "X1"})
    Outbox.objects.filter(pk=row.pk).update(**more)
    return row


def test_a_subscription_is_called_by_its_name_and_the_event_by_its_label(
    administrator, district: District
):
    made, _secret = subscribe(name="驾驶舱", url=ADDRESS, kinds=[])
    told(made.destination)
    told("city_platform")
    page = administrator.get(PAGE).content.decode()
    assert "webhook:" not in page and "appeals.reply" not in page and "city_platform" not in page
    assert f'<a href="/manage/webhooks/{made.pk}/">驾驶舱</a>' in page
    assert "办结答复" in page and "市级平台" in page


def test_a_deleted_subscription_keeps_its_name_without_a_link(administrator, district: District):
    made, _secret = subscribe(name="驾驶舱", url=ADDRESS, kinds=[])
    told(made.destination)
    unsubscribe(subscription=made, by=district.worker(Duty.ADMINISTRATOR))
    page = administrator.get(PAGE).content.decode()
    assert "<td>驾驶舱</td>" in page


def test_a_supervisor_who_may_not_open_the_subscription_is_not_led_there(
    administrator, district: District
):
    made, _secret = subscribe(name="驾驶舱", url=ADDRESS, kinds=[])
    told(made.destination)
    page = signed_in(district, Duty.SUPERVISOR).get(PAGE).content.decode()
    assert "<td>驾驶舱</td>" in page


def test_on_english_pages_the_event_and_the_error_are_english(administrator, district: District):
    told("city_platform", last_error="订阅已停用")
    administrator.cookies["django_language"] = "en"
    page = administrator.get(PAGE).content.decode()
    with translation.override("en"):
        words = [translation.gettext(word) for word in ("办结答复", "订阅已停用", "市级平台")]
    assert all(word in page and word.isascii() for word in words)


def test_what_is_older_is_on_the_next_page_and_asked_in_few_queries(
    administrator, district: District, django_assert_max_num_queries
):
    rows = [told("city_platform") for _ in range(51)]
    with django_assert_max_num_queries(12):
        page = administrator.get(PAGE).content.decode()
    assert f"before={rows[1].pk}" in page
    older = administrator.get(f"{PAGE}?before={rows[1].pk}").content.decode()
    assert older.count("city_platform") == 0 and older.count("市级平台") == 1


def test_a_number_that_cannot_be_is_no_error(administrator):
    assert administrator.get(f"{PAGE}?before=²").status_code == 200
    assert administrator.get(f"{PAGE}?before={'9' * 30}").status_code == 200
