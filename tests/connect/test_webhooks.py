"""Signed notices to other systems."""

import json
from ipaddress import ip_address

import pytest

from tests.connect.test_city_platform import deliver_all
from tests.district import District
from tests.receiver import receiving
from yiwang.cases.models import Outbox
from yiwang.connect.webhooks.actions import subscribe
from yiwang.kernel import signing
from yiwang.kernel.refusals import Invalid


@pytest.fixture
def receiver():
    """Where it is, what it got, and a list of answers that it gives first."""
    with receiving() as (url, got, answers):
        yield url, got, answers


def test_every_event_is_told_as_a_signed_cloud_event_without_personal_data(
    district: District, receiver, settings
):
    settings.PRIVATE_ADDRESSES = True
    url, got, answers = receiver
    _, secret = subscribe(name="驾驶舱", url=url, kinds=["appeals.receive"])
    answers.append(500)
    number = district.open().number
    deliver_all()
    assert len(got) == 2
    headers, body = got[-1]
    signing.check(secret, body, headers[signing.HEADER])
    told = json.loads(body)
    assert (told["specversion"], told["type"]) == ("1.0", "cn.yiwang.appeals.receive")
    assert told["data"]["number"] == number
    assert "13800000000" not in body.decode() and "张小明" not in body.decode()


def test_a_subscriber_that_says_no_is_left_to_a_person(district, receiver, settings):
    settings.PRIVATE_ADDRESSES = True
    url, got, answers = receiver
    subscribe(name="驾驶舱", url=url)
    answers.append(410)
    district.open()
    deliver_all()
    assert len(got) == 1
    assert Outbox.objects.get(destination__startswith="webhook").state == "dead"


INSIDE = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    f"{ip_address(0x0A000008)}",
    f"{ip_address(0xA9FEA9FE)}",
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", [*(f"http://{host}/x" for host in INSIDE), "file:///etc/passwd", "http://me@localhost/"]
)
def test_addresses_inside_the_house_are_refused(url):
    with pytest.raises(Invalid):
        subscribe(name="x", url=url)
