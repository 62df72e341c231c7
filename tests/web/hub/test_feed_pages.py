"""The pages of feeds: who gets in, a file handed in and run, held runs decided, feeds made."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.hub.feeds.conftest import Hub, hub
from tests.hub.feeds.test_running import HEAD, ROWS, hand_in
from yiwang.engine.duties import CENTRE, Duty
from yiwang.hub import places
from yiwang.hub.feeds import looking, queries, running
from yiwang.org.actors import Worker
from yiwang.org.models import Person
from yiwang.web.ui.ways import HUB

__all__ = ["hub"]


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch):
    monkeypatch.setattr(looking, "looked_apart", looking.looked)
    monkeypatch.setattr(looking, "looked_told", lambda told: looking.looked(looking.unsaved(told)))


def client_of(worker: Worker) -> Client:
    client = Client()
    person = Person.objects.get(pk=worker.person_id)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def shown(answer, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer.content.decode()


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER, Duty.REVIEWER])
def test_each_page_opens_for_its_duties_and_for_nobody_else(hub: Hub, duty):
    hub.feed()
    unit = "" if duty in CENTRE else "street"
    client = client_of(hub.district.worker(duty, unit))
    reads, keeps = duty in HUB, duty is Duty.DATA_OFFICER
    for page in ("", "shops/", "shops/progress/"):
        assert client.get(f"/hub/feeds/{page}").status_code == (200 if reads else 403), page
    for page in ("new/", "shops/edit/"):
        assert client.get(f"/hub/feeds/{page}").status_code == (200 if keeps else 403), page
    for page in ("shops/run/", "shops/deliver/"):
        status = client.post(f"/hub/feeds/{page}").status_code
        assert (status == 403) is (not keeps), page


def test_a_steward_of_another_unit_sees_and_does_nothing(hub: Hub):
    feed = hub.feed()
    delivered = hand_in(hub, feed, HEAD + ROWS + "7,,,,\n")
    run = running.run_feed(feed)[-1]
    stranger = client_of(hub.stranger)
    assert "门店" not in shown(stranger.get("/hub/feeds/"))
    assert stranger.get("/hub/feeds/shops/").status_code == 404
    assert stranger.post("/hub/feeds/shops/run/").status_code == 404
    assert stranger.get(f"/hub/deliveries/{delivered.pk}/").status_code == 403
    assert stranger.get(f"/hub/runs/{run.pk}/rejected/").status_code == 403
    assert client_of(hub.steward).get(f"/hub/runs/{run.pk}/rejected/").status_code == 200
    assert client_of(hub.steward).post(f"/hub/runs/{run.pk}/decide/").status_code == 403


def test_without_feeds_the_page_says_what_comes_next(hub: Hub):
    assert "/hub/feeds/new/" in shown(client_of(hub.officer).get("/hub/feeds/"))
    assert "由数据管理员新建" in shown(client_of(hub.steward).get("/hub/feeds/"))


def test_a_steward_hands_in_a_file_sees_it_and_confirms(hub: Hub):
    feed, client = hub.feed(), client_of(hub.steward)
    text = HEAD + ROWS + "7,,13800000001,many,\n"
    file = SimpleUploadedFile("门店.csv", text.encode("gb18030"))
    page = shown(client.post("/hub/feeds/shops/deliver/", {"file": file}, follow=True))
    assert "确认交付" in page and "“门店名称”为空" in page and "13800000001" not in page
    assert not queries.open_asks(feed)
    address = f"/hub/deliveries/{feed.deliveries.get().pk}/"
    assert "已交付" in shown(client.post(address, follow=True))
    assert "hx-get" in shown(client.get("/hub/feeds/shops/"))
    running.run_feed(feed)
    page = shown(client.get("/hub/feeds/shops/"))
    assert "上次隔离的1行" in page and "13800000001" not in page and "不是整数" in page
    told = b"".join(client.get(f"/hub/runs/{queries.last_run(feed).pk}/rejected/"))
    assert "“门店名称”为空" in told.decode() and b"13800000001" not in told


def test_a_file_that_is_not_confirmed_is_never_run(hub: Hub):
    feed, client = hub.feed(), client_of(hub.steward)
    client.post("/hub/feeds/shops/deliver/", {"file": SimpleUploadedFile("a.csv", b"a,b\n1,2\n")})
    assert running.run_feed(feed)[-1].told["code"] == "missing"


def test_a_file_with_other_columns_is_shown_with_what_differs_and_cannot_be_confirmed(hub: Hub):
    hub.feed()
    file = SimpleUploadedFile("a.csv", "门店编号,门店名称,法人\n1,甲,张\n".encode())
    page = shown(
        client_of(hub.steward).post("/hub/feeds/shops/deliver/", {"file": file}, follow=True)
    )
    assert "与约定不同的字段" in page and "seats" in page and "确认交付" not in page


def test_no_file_or_an_unknown_kind_is_refused_in_words(hub: Hub):
    hub.feed()
    client = client_of(hub.steward)
    assert client.post("/hub/feeds/shops/deliver/").status_code == 422
    wrong = {"file": SimpleUploadedFile("a.exe", b"MZ")}
    assert client.post("/hub/feeds/shops/deliver/", wrong).status_code == 422


def test_a_held_run_is_decided_by_the_officer_on_the_page(hub: Hub):
    feed = hub.feed()
    hand_in(hub, feed, HEAD + ROWS)
    running.run_feed(feed)
    hand_in(hub, feed, HEAD + ROWS[: ROWS.index("4,")])
    held = running.run_feed(feed)[-1]
    assert "由数据管理员决定" in shown(client_of(hub.steward).get("/hub/feeds/shops/"))
    officer, address = client_of(hub.officer), f"/hub/runs/{held.pk}/decide/"
    assert "将删除3行" in shown(officer.get("/hub/feeds/shops/"))
    assert officer.post(address, {"decision": "release", "reason": ""}).status_code == 422
    told = {"decision": "release", "reason": "已核实"}
    assert "已放行" in shown(officer.post(address, told, follow=True))
    running.run_feed(feed)
    assert places.store().rows("shops") == 3
    assert "已核实" in shown(officer.get("/hub/feeds/shops/"))


def test_a_feed_is_looked_at_before_it_is_saved_and_changed_with_a_reason(hub: Hub, tmp_path):
    given = {"key": "books", "resource": "shops", "name": "图书馆", "source": "database"}
    given |= {"mode": "merge", "every": "day", "at": "03:30", "cursor": "changed_at"}
    given |= {"address": f"sqlite:///{tmp_path}/none.sqlite3", "table": "shop", "enabled": "1"}
    client = client_of(hub.officer)
    page = shown(client.post("/hub/feeds/new/", given | {"then": "check"}))
    assert "数据库查询失败" in page and not queries.feeds().exists()
    assert "图书馆" in shown(client.post("/hub/feeds/new/", given, follow=True))
    made = queries.feed("books")
    assert made.schedule.words == "每日 03:30" and made.settings["table"] == "shop"
    assert client.post("/hub/feeds/books/edit/", given | {"reason": ""}).status_code == 422
    changed = given | {"reason": "改到凌晨", "at": "01:00", "aliases": "no=number\n坏行"}
    client.post("/hub/feeds/books/edit/", changed)
    made.refresh_from_db()
    assert made.edition == 2 and made.settings["aliases"] == {"no": "number"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "../x"},
        {"source": "none"},
        {"at": "夜里"},
        {"lag_minutes": "很多"},
        {"name": ""},
        {"resource": "none"},
    ],
)
def test_what_is_typed_wrong_is_refused_and_stays_as_it_was_typed(hub: Hub, wrong):
    given = {"key": "books", "resource": "shops", "name": "图书馆", "source": "delivery"}
    given |= {"mode": "full", "every": "by_hand", "at": "02:00", "table": "kept-word"}
    answer = client_of(hub.officer).post("/hub/feeds/new/", given | wrong)
    assert answer.status_code in (404, 422)
    assert "kept-word" in answer.content.decode()
