"""Tables and the catalogue pushed to a real server that misbehaves: nothing lost, nothing twice."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.hub.receipts.conftest import Hub
from yiwang.connect.city_data.client import CityData
from yiwang.connect.city_data.standin import CityDataStandIn
from yiwang.engine.duties import Duty
from yiwang.hub.pushes import actions, parts, queries
from yiwang.hub.pushes.models import Push, State
from yiwang.hub.receipts import actions as receipts
from yiwang.hub.receipts import own_keys
from yiwang.hub.receipts.models import Following, Receipt
from yiwang.jobs import pushing
from yiwang.kernel.refusals import NotAllowed, NotNow
from yiwang.lake.receipts import keys

pytestmark = pytest.mark.django_db
SECRET = "made-up-secret"


@pytest.fixture
def city(tmp_path: Path) -> Iterator[CityDataStandIn]:
    folder = tmp_path / "city"
    folder.mkdir()
    standing = CityDataStandIn(SECRET, keys.made(folder / "city.pem", "city"), folder)
    yield standing
    standing.stop()


@pytest.fixture
def client(city: CityDataStandIn, hub: Hub) -> Iterator[CityData]:
    own_keys.register(city.key.public)
    made = CityData(city.url, SECRET)
    yield made
    made.close()


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten rows a part, so that a few rows make several parts."""
    monkeypatch.setattr(parts, "ROWS", 10)


def _queued(hub: Hub, rows: int = 35) -> Push:
    push = actions.enqueue("shops", "city", hub.write(rows))
    assert push is not None
    return push


def _work(client: CityData, times: int = 1) -> Push:
    """The clock, so many times, each time as if the wait were over."""
    for _time in range(times):
        Push.objects.update(next_at=timezone.now())
        actions.work("city", client)
    return Push.objects.latest("pk")


def test_a_table_arrives_in_parts_with_a_receipt_of_both_sides(hub, city, client, small) -> None:
    _queued(hub)
    push = _work(client)
    assert (push.state, push.parts, push.sent, push.attempts) == (State.DONE, 4, 4, 1)
    assert push.receipt.answer.agreed and push.receipt.rows == 35
    assert city.calls[0] == "POST /deliveries" and len(city.calls) == 6
    assert receipts.verified()[0].faults == []
    assert not (parts._folder(push)).exists()


def test_the_catalogue_is_pushed_as_a_table(hub, city, client) -> None:
    actions.enqueue(parts.CATALOGUE, "city", parts.catalogue_version())
    push = _work(client)
    assert push.state == State.DONE
    assert push.receipt.rows == 1


def test_an_empty_table_arrives_too(hub, city, client) -> None:
    _queued(hub, 0)
    push = _work(client)
    assert (push.state, push.receipt.rows) == (State.DONE, 0)


@pytest.mark.parametrize(
    "moods",
    [
        pytest.param(["429"], id="busy at the beginning"),
        pytest.param(["", "500", "", "cut"], id="faults among the parts"),
        pytest.param(["", "forget", "", "forget"], id="takes it and breaks off"),
        pytest.param(["twice"] * 6, id="takes everything twice"),
        pytest.param(["", "", "", "", "", "forget"], id="breaks off after the receipt"),
        pytest.param(["", "", "", "", "", "strange"], id="answers with a page"),
        pytest.param(["long"], id="answers without end"),
    ],
)
def test_what_is_broken_off_goes_on_where_it_was(hub, city, client, small, moods) -> None:
    _queued(hub)
    city.misbehave.extend(moods)
    push = _work(client, times=4)
    assert push.state == State.DONE
    assert city.written == 4
    assert Receipt.objects.count() == 1
    assert push.receipt.answer.agreed


def test_parts_that_are_there_are_not_sent_again(hub, city, client, small) -> None:
    _queued(hub)
    city.misbehave.extend(["", "", "", "cut"])
    _work(client, times=2)
    sent = [call for call in city.calls if call.startswith("PUT")]
    assert [call.rpartition("/")[2] for call in sent] == ["1", "2", "3", "3", "4"]


def test_a_busy_receiver_says_how_long_to_wait(hub, city, client) -> None:
    push = _queued(hub)
    city.misbehave.append("429")
    before = timezone.now()
    actions.work("city", client)
    push.refresh_from_db()
    assert push.state == State.WAITING and push.told["code"] == "later"
    assert push.next_at >= before + timedelta(seconds=120)
    assert actions.work("city", client) == 0


def test_a_receiver_that_counts_otherwise_refuses_with_its_signature(hub, city, client, small):
    _queued(hub)
    city.misbehave.extend(["", "", "", "", "", "lose"])
    push = _work(client)
    assert push.state == State.REFUSED
    assert "rows" in push.receipt.answer.taken["statement"]["differences"]
    assert receipts.verified()[0].faults == []


def test_what_fails_too_often_waits_for_a_person(hub, city, client) -> None:
    _queued(hub)
    city.misbehave.extend(["500"] * actions.MOST_ATTEMPTS)
    push = _work(client, times=actions.MOST_ATTEMPTS)
    assert push.state == State.DEAD
    assert _work(client).attempts == actions.MOST_ATTEMPTS
    with pytest.raises(NotAllowed):
        actions.again(push.pk, hub.district.worker(Duty.LEADER))
    actions.again(push.pk, hub.officer)
    assert _work(client).state == State.DONE
    with pytest.raises(NotNow):
        actions.again(push.pk, hub.officer)


def test_what_the_receiver_does_not_want_is_not_tried_again(hub, city, client) -> None:
    _queued(hub)
    city.misbehave.append("403")
    push = _work(client)
    assert (push.state, push.attempts) == (State.DEAD, 1)


def test_an_answer_of_an_unknown_key_is_not_taken(hub, city, tmp_path) -> None:
    """The city's key was never given to us."""
    _queued(hub)
    client = CityData(city.url, SECRET)
    push = _work(client)
    client.close()
    assert push.state == State.WAITING
    assert "没有公钥" in push.told["reason"]
    assert not hasattr(Receipt.objects.get(), "answer")


def test_nobody_listens(hub) -> None:
    _queued(hub)
    client = CityData("http://127.0.0.1:9", SECRET)
    push = _work(client)
    client.close()
    assert push.state == State.WAITING and "连不上对方" in push.told["reason"]


def test_a_version_is_queued_once_and_a_slow_receiver_is_not_given_more(hub) -> None:
    first = _queued(hub, 1)
    assert actions.enqueue("shops", "city", first.version) == first
    for rows in range(2, 1 + actions.MOST_WAITING):
        _queued(hub, rows)
    assert actions.enqueue("shops", "city", hub.write(99)) is None
    assert queries.behind("city") == {"shops": actions.MOST_WAITING}


def test_versions_of_a_table_go_one_after_another(hub, city, client) -> None:
    first, second = _queued(hub, 1), _queued(hub, 2)
    assert queries.due("city") == [first.pk]
    Push.objects.filter(pk=first.pk).update(
        state=State.SENDING, held_until=timezone.now() + timedelta(minutes=1)
    )
    assert actions.work("city", client) == 0
    Push.objects.filter(pk=first.pk).update(held_until=timezone.now())
    _work(client, times=2)
    second.refresh_from_db()
    assert second.state == State.DONE
    assert [one.version for one in Receipt.objects.order_by("number")] == [
        first.version,
        second.version,
    ]


def test_nothing_leaves_without_evidence(hub, city, client) -> None:
    _queued(hub)
    long_ago = timezone.now() - timedelta(days=1)
    Following.objects.create(pk=1, failing_since=long_ago, told={"reason": "密钥读不出来"})
    with pytest.raises(NotNow, match="密钥读不出来"):
        actions.work("city", client)
    assert city.calls == []


def test_the_clock_queues_and_carries(hub, city, settings, tmp_path) -> None:
    assert pushing.run() == 0
    public = tmp_path / "city-keys.json"
    public.write_bytes(keys.written([city.key.public]))
    settings.CITY_DATA_URL, settings.CITY_DATA_SECRET = city.url, SECRET
    settings.CITY_DATA_KEYS, settings.CITY_DATA_RESOURCES = str(public), "shops, nothing"
    hub.write(12)
    assert pushing.run() == 2
    assert set(Push.objects.values_list("state", flat=True)) == {State.DONE}
    assert pushing.run() == 0


def test_receipts_are_verified_once_a_night(hub) -> None:
    own_keys.own()
    night = timezone.localtime().replace(hour=3)
    assert pushing.verify_receipts(night.replace(hour=1)) == 0
    assert pushing.verify_receipts(night) == 0
    assert pushing.issue_receipts() == 0
