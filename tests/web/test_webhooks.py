"""The screen of webhook subscriptions: subscribe, test, pause, forget, and what was delivered."""

import json
import re

import pytest

from tests.connect.test_city_platform import deliver_all
from tests.district import District
from tests.receiver import receiving
from tests.web.test_pages import signed_in
from yiwang.cases.models import Outbox
from yiwang.connect.webhooks.actions import subscribe
from yiwang.connect.webhooks.models import Subscription
from yiwang.engine.duties import Duty
from yiwang.jobs import outbox
from yiwang.kernel import signing
from yiwang.org.models import Change

PAGE = "/manage/webhooks/"
SECRET = re.compile(r'id="secret" readonly value="([\w-]{20,})"')


@pytest.fixture
def receiver(settings):
    """A receiver on this machine, which the settings allow."""
    settings.PRIVATE_ADDRESSES = True
    with receiving() as made:
        yield made


@pytest.fixture
def administrator(district: District):
    return signed_in(district, Duty.ADMINISTRATOR)


def made(url: str, **given) -> Subscription:
    return subscribe(name="驾驶舱", url=url, **given)[0]


def change(client, subscription: Subscription, what: str):
    return client.post(f"{PAGE}{subscription.pk}/change/", {"change": what}, follow=True)


def test_a_subscriber_is_told_of_the_chosen_events_only_and_its_secret_is_shown_once(
    administrator, district: District, receiver
):
    url, got, _ = receiver
    page = administrator.get(PAGE).content.decode()
    assert 'value="appeals.reply"' in page and "办结答复" in page
    form = {"name": "驾驶舱", "url": url, "kinds": ["appeals.accept"]}
    response = administrator.post(PAGE, form)
    secret = SECRET.search(response.content.decode())[1]
    assert "no-store" in response["Cache-Control"]
    assert secret not in administrator.get(PAGE).content.decode()
    number = district.open().number
    district.act(number, "accept", district.worker(Duty.OPERATOR))
    deliver_all()
    assert [json.loads(body)["type"] for _, body in got] == ["cn.yiwang.appeals.accept"]
    signing.check(secret, got[0][1], got[0][0][signing.HEADER])
    shown = administrator.get(f"{PAGE}{Subscription.objects.get().pk}/").content.decode()
    assert number in shown and "已发送" in shown and "新增订阅" in shown


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"url": "http://127.0.0.1/hook"}, "不能指向本机或内部网络"),
        ({"url": "ftp://localhost/"}, "应为http或https"),
        ({"url": "http://localhost/" + "x" * 300}, "不能超过300个字符"),
        ({"kinds": ["appeals.nothing"]}, "请从列表中选择事件"),
        ({"name": " "}, "请填写订阅的名称"),
    ],
)
def test_a_form_that_does_not_fit_is_refused_in_words(administrator, given, sentence):
    form = {"name": "驾驶舱", "url": "http://127.0.0.1/hook"} | given
    response = administrator.post(PAGE, form)
    assert response.status_code == 422 and sentence in response.content.decode()
    assert not Subscription.objects.exists() and not Change.objects.exists()


@pytest.mark.parametrize("duty", [Duty.SUPERVISOR, Duty.HANDLER])
def test_nobody_but_the_administrator_subscribes_or_changes(district, receiver, duty):
    subscription = made(receiver[0])
    other = signed_in(district, duty)
    form = {"name": "x", "url": receiver[0]}
    assert other.post(PAGE, form).status_code == 403
    assert other.get(f"{PAGE}{subscription.pk}/").status_code == 403
    assert change(other, subscription, "forget").status_code == 403
    assert Subscription.objects.count() == 1


def test_a_test_is_delivered_at_once_and_never_tried_again(administrator, receiver):
    url, got, answers = receiver
    subscription = made(url, kinds=["appeals.reply"])
    assert "测试已送达" in change(administrator, subscription, "test").content.decode()
    assert json.loads(got[0][1])["type"] == "cn.yiwang.test"
    answers.append(500)
    refused = change(administrator, subscription, "test").content.decode()
    assert "测试没有送达：HTTP 500" in refused and 'class="message refused' in refused
    deliver_all()
    states = list(Outbox.objects.order_by("id").values_list("state", "attempts"))
    assert (states, len(got)) == ([("sent", 1), ("dropped", 1)], 2)


def test_a_test_to_an_address_that_moved_inside_the_house_is_not_sent(
    administrator, receiver, settings
):
    subscription = made(receiver[0])
    settings.PRIVATE_ADDRESSES = False
    page = change(administrator, subscription, "test").content.decode()
    assert "不能指向本机或内部网络" in page and receiver[1] == []


def test_a_paused_subscription_is_told_nothing_until_it_goes_on(
    administrator, district: District, receiver
):
    url, got, _ = receiver
    subscription = made(url)
    change(administrator, subscription, "pause")
    district.open()
    deliver_all()
    assert change(administrator, subscription, "test").status_code == 409
    assert got == []
    change(administrator, subscription, "resume")
    district.open()
    deliver_all()
    assert len(got) == 1
    noted = Change.objects.order_by("id").values_list("what", "person_name")
    assert list(noted)[1:] == [("暂停推送", "系统管理员"), ("恢复推送", "系统管理员")]


def test_deleting_gives_up_what_waits_and_leaves_its_trace(
    administrator, district: District, receiver
):
    url, got, answers = receiver
    subscription = made(url)
    answers.append(503)
    district.open()
    outbox.run()
    outbox.run()
    assert Outbox.objects.get(destination=subscription.destination).state == "waiting"
    assert change(administrator, subscription, "forget").status_code == 200
    row = Outbox.objects.get(destination=subscription.destination)
    assert (row.state, row.decided_why) == ("dropped", "订阅已删除")
    assert not Subscription.objects.exists()
    assert Change.objects.latest("id").what == "删除订阅"
    assert len(got) == 1


def test_an_unknown_change_is_refused(administrator, receiver):
    assert change(administrator, made(receiver[0]), "explode").status_code == 422
