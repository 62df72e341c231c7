"""The patrol on the phone: logging in and out and tracks, each once; what is kept and what not."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.fieldwork.conftest import code, field  # noqa: F401 - fixtures
from tests.fieldwork.patrols.conftest import NOW, Street, clock, street, walk  # noqa: F401
from tests.fieldwork.patrols.test_pages import signed_in
from tests.fieldwork.patrols.test_tracks import IN_ONE, IN_TWO, line
from yiwang.engine.duties import Duty
from yiwang.fieldwork.patrols import counting, log_ins
from yiwang.fieldwork.patrols.models import LogIn, Track
from yiwang.fieldwork.patrols.points import Point
from yiwang.org.actors import Worker

MINUTE = timedelta(minutes=1)
HERE = ",".join(map(str, IN_ONE))


def send(client: Client, worker: Worker, kind: str, number: int = 1, **more):
    """Hand in an item of a kind; `done` and `sent` are moments, the rest fields of the form."""
    done, sent = more.pop("done", timezone.now()), more.pop("sent", timezone.now())
    told = {
        "key": f"{kind}-key-{number:09}", "kind": kind, "person": worker.person_id,
        "post": worker.post_id, "action": kind, "done_at": done.isoformat(),
    }  # fmt: skip
    form = {"item": json.dumps(told), "sent_at": sent.isoformat()} | more
    return client.post("/phone/send/", form)


def rows(points: list[Point]) -> str:
    told = [[p.at.timestamp() * 1000, p.longitude, p.latitude, p.accuracy] for p in points]
    return json.dumps(told)


@pytest.fixture
def phone(street: Street) -> Client:  # noqa: F811 - the fixture
    return signed_in(street.collector)


def test_logging_in_and_out_happens_once_and_says_where(street, phone):  # noqa: F811
    street.on_duty()
    first = send(phone, street.collector, "log_in", point=HERE)
    again = send(phone, street.collector, "log_in", point=HERE)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["sentence"] == again.json()["sentence"] == "已签到，在网格内"
    other = ",".join(map(str, IN_TWO))
    told = send(phone, street.collector, "log_out", point=other).json()["sentence"]
    assert told == "已签退，不在网格内"
    entry = LogIn.objects.get()
    assert (entry.grid_code, entry.out_grid_code, entry.out_at) == (code(1), code(2), NOW)


def test_without_a_place_or_a_shift_it_is_kept_and_told(street, phone):  # noqa: F811
    told = send(phone, street.collector, "log_in").json()["sentence"]
    assert told == "已签到。这个时间没有您的班次，不计入签到率"
    assert LogIn.objects.get().longitude is None


def test_what_was_done_without_network_keeps_its_time_for_a_day(street, phone):  # noqa: F811
    street.on_duty()
    done = NOW - timedelta(hours=2)
    assert send(phone, street.collector, "log_in", done=done).json()["by_phone"]
    assert LogIn.objects.get().at == done
    late = NOW - timedelta(hours=25)
    answer = send(phone, street.collector, "log_in", 2, done=late)
    assert answer.status_code == 422 and "没有记上" in answer.json()["sentence"]


def test_a_wrong_clock_logs_in_at_the_servers_time_only_when_it_is_done_now(street, phone):  # noqa: F811
    street.on_duty()
    wrong = NOW + timedelta(hours=3)
    answer = send(phone, street.collector, "log_in", done=wrong, sent=wrong + MINUTE).json()
    assert not answer["by_phone"] and "按服务器时间" in answer["sentence"]
    assert LogIn.objects.get().at == NOW
    waited = send(phone, street.collector, "log_out", done=wrong, sent=wrong + 30 * MINUTE)
    assert waited.status_code == 422 and LogIn.objects.get().out_at is None


def test_logging_in_twice_is_refused_in_words_and_keeps_the_first(street, phone):  # noqa: F811
    street.on_duty()
    log_ins.log_in(worker=street.collector, position=None, at=NOW - MINUTE)
    answer = send(phone, street.collector, "log_in")
    assert answer.status_code == 409 and answer.json()["sentence"]
    assert send(phone, street.collector, "log_in", 2, point="here").status_code == 422
    assert LogIn.objects.count() == 1


def test_a_batch_is_kept_once_and_what_lies_outside_of_the_duty_never(street, phone):  # noqa: F811
    street.on_duty()
    send(phone, street.collector, "log_in", done=NOW - 10 * MINUTE)
    send(phone, street.collector, "log_out", done=NOW - 5 * MINUTE)
    points = walk(*[IN_ONE] * 5, starts=NOW - 7 * MINUTE, every=60)
    first = send(phone, street.collector, "track", points=rows(points))
    again = send(phone, street.collector, "track", points=rows(points))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["sentence"] == "轨迹已保存3个点，签到以外的2个点没有保存"
    assert Track.objects.get().last_at == NOW - 5 * MINUTE
    after = walk(IN_ONE, starts=NOW - 2 * MINUTE)
    answer = send(phone, street.collector, "track", 2, points=rows(after))
    assert (answer.status_code, answer.json()["code"]) == (409, "not_now")
    assert Track.objects.count() == 1


def test_points_after_the_shift_are_dropped_though_nobody_logged_out(street, phone):  # noqa: F811
    street.on_duty(ends=9)
    log_ins.log_in(worker=street.collector, position=None, at=NOW - 100 * MINUTE)
    points = walk(*[IN_ONE] * 4, starts=NOW - 61.5 * MINUTE, every=60)
    answer = send(phone, street.collector, "track", points=rows(points)).json()
    assert answer["more"] == {"kept": 2, "after_hours": 2}


def test_a_track_by_a_wrong_clock_is_not_kept(street, phone):  # noqa: F811
    street.on_duty()
    log_ins.log_in(worker=street.collector, position=None, at=NOW - 100 * MINUTE)
    points = walk(IN_ONE, starts=NOW - 60 * MINUTE)
    sent = NOW - 6 * MINUTE
    answer = send(phone, street.collector, "track", points=rows(points), sent=sent)
    assert answer.status_code == 422 and "校准" in answer.json()["sentence"]
    assert not Track.objects.exists()


@pytest.mark.parametrize(
    "points",
    ["", "x", "{}", "7", "[7]", "[[1,2,3]]", "[[NaN,114,30,5]]", '[["a",114,30,5]]', "[]",
     "[" * 5000, json.dumps([[0, 114, 30, 5]] * 1001), '[[1e300,114,30,5]]'],
)  # fmt: skip
def test_a_batch_that_is_none_is_refused(street, phone, points):  # noqa: F811
    street.on_duty()
    log_ins.log_in(worker=street.collector, position=None)
    answer = send(phone, street.collector, "track", points=points)
    assert answer.status_code in (413, 422) and answer.json()["sentence"]
    assert not Track.objects.exists()


def test_nobody_hands_in_what_another_recorded(street, phone):  # noqa: F811
    street.on_duty()
    log_ins.log_in(worker=street.grid_worker, position=None, at=NOW - 5 * MINUTE)
    points = rows(walk(IN_ONE, starts=NOW - MINUTE))
    answer = send(phone, street.grid_worker, "track", points=points)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_yours")
    handler = street.field.district.worker(Duty.HANDLER)
    for kind in ("log_in", "log_out", "track"):
        assert send(signed_in(handler), handler, kind, points=points).status_code == 403
    assert not Track.objects.exists() and LogIn.objects.count() == 1


def page(worker: Worker) -> str:
    answer = signed_in(worker).get("/phone/patrol/")
    assert answer.status_code == 200 and "X-Phone-Owner" in answer
    return answer.content.decode()


def test_the_page_says_what_is_recorded_how_long_and_how_to_stop(street, settings):  # noqa: F811
    settings.TRACK_DAYS = 17
    told = page(street.grid_worker)
    for words in ("轨迹保存17天后删除", "签退后、下班后的点不保存", "随时可以停止", "停止记录"):
        assert words in told


def test_the_page_shows_the_shift_its_routes_and_what_was_reached(street):  # noqa: F811
    line(street)
    street.on_duty()
    log_ins.log_in(worker=street.collector, position=None, at=NOW - 30 * MINUTE)
    points = rows(walk(IN_ONE, starts=NOW - 20 * MINUTE))
    send(signed_in(street.collector), street.collector, "track", points=points)
    counting.count_coverage()
    told = page(street.collector)
    assert "当前班次 08:00–17:00" in told and "临江社区·第1网格" in told
    assert "中街" in told and 'class="path-dot path-reached"' in told
    assert f'data-running="{(NOW - 30 * MINUTE).astimezone(UTC).isoformat()}"' in told
    assert f'data-ends="{NOW.replace(hour=17).astimezone(UTC).isoformat()}"' in told


def test_a_grid_worker_sees_the_routes_of_their_shift_only_and_without_one_of_their_unit(street):  # noqa: F811
    line(street)
    assert "中街" in page(street.grid_worker) and "本单位的全部网格" in page(street.grid_worker)
    street.on_duty(worker=street.grid_worker, grids=[code(2)])
    told = page(street.grid_worker)
    assert "中街" not in told and "第2网格" in told and "第1网格" not in told


def test_a_route_of_somebody_else_is_not_shown(street):  # noqa: F811
    line(street, people=[street.grid_worker.person_id])
    street.on_duty()
    assert "中街" not in page(street.collector)
    assert "中街" in page(street.grid_worker)


def test_the_page_is_for_the_street(street):  # noqa: F811
    for duty in (Duty.HANDLER, Duty.SUPERVISOR):
        client = signed_in(street.field.district.worker(duty))
        assert client.get("/phone/patrol/").status_code == 403
    assert Client().get("/phone/patrol/").url.startswith("/phone/login/")


def test_the_page_takes_at_most_twenty_queries(street, django_assert_max_num_queries):  # noqa: F811
    for number in range(8):
        line(street, name=f"路线{number}")
    street.on_duty()
    log_ins.log_in(worker=street.collector, position=None)
    client = signed_in(street.collector)
    client.get("/phone/patrol/")
    with django_assert_max_num_queries(20):
        assert client.get("/phone/patrol/").status_code == 200


def test_a_page_kept_for_the_shift_knows_when_recording_ends_without_one(street):  # noqa: F811
    log_ins.log_in(worker=street.collector, position=None, at=NOW - MINUTE)
    ends = page(street.collector).partition('data-ends="')[2].partition('"')[0]
    assert datetime.fromisoformat(ends) == NOW - MINUTE + timedelta(hours=12)
