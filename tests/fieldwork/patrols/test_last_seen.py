"""Where those on duty were last: told for the right people, of the right people, while on duty."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.fieldwork.conftest import SIZE, SOUTH, WEST, code
from tests.fieldwork.patrols.conftest import NOW, Street, walk
from tests.web.test_pages import signed_in
from yiwang.engine.duties import CENTRE, UNIT, Duty
from yiwang.fieldwork.patrols import last_seen, log_ins, shifts, tracks
from yiwang.fieldwork.patrols.models import LogIn, Shift
from yiwang.kernel.coordinates import Position
from yiwang.kernel.refusals import NotFound
from yiwang.org.models import Person, Post
from yiwang.web.map.workers import WATCHING

DATA, TABLE, CARD = "/map/workers.json", "/map/workers/", "/map/worker/"
BOX = {"bbox": f"{WEST},{SOUTH},{WEST + 2 * SIZE},{SOUTH + 2 * SIZE}", "zoom": "14"}
IN_ONE = (WEST + SIZE / 2, SOUTH + SIZE / 2)
IN_TWO = (WEST + SIZE * 1.5, SOUTH + SIZE / 2)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def logged_in(street: Street, at=NOW - HOUR, place=IN_ONE) -> LogIn:
    position = Position(*place) if place else None
    return log_ins.log_in(worker=street.collector, position=position, at=at)


def walked(street: Street, *places: tuple[float, float], ago: timedelta, **more: float) -> None:
    batch = walk(*places, starts=NOW - ago, **more)
    tracks.take(worker=street.collector, batch=batch)


def told(client: Client, **more: str) -> list[dict]:
    answer = client.get(DATA, BOX | more)
    assert answer.status_code == 200, answer.content
    return answer.json()["features"]


def watching(street: Street, duty: Duty = Duty.SUPERVISOR) -> Client:
    return signed_in(street.field.district, duty)


def test_the_last_point_of_the_track_is_told_and_before_it_the_place_of_logging_in(street: Street):
    street.on_duty()
    logged_in(street)
    (one,) = last_seen.on_duty()
    assert one.place == last_seen.Place(NOW - HOUR, *IN_ONE) and one.stale
    walked(street, IN_ONE, IN_TWO, ago=10 * MINUTE, every=60)
    (one,) = last_seen.on_duty()
    assert one.place == last_seen.Place(NOW - 9 * MINUTE, *(round(x, 6) for x in IN_TWO), 8.0)
    assert (one.minutes, one.stale) == (9, False)
    assert last_seen.grids_of([one]) == [code(2)]


def test_a_point_that_was_too_fast_to_be_true_is_not_told(street: Street):
    street.on_duty()
    logged_in(street)
    walked(street, IN_ONE, (IN_ONE[0] + 0.5, IN_ONE[1]), ago=5 * MINUTE)
    (one,) = last_seen.on_duty()
    assert one.place and one.place.longitude == round(IN_ONE[0], 6)


@pytest.mark.parametrize(("minutes", "stale"), [(15, False), (16, True)])
def test_a_place_is_stale_after_a_quarter_of_an_hour_and_says_how_old_it_is(
    street: Street, minutes: int, stale: bool
):
    street.on_duty()
    logged_in(street, at=NOW - minutes * MINUTE)
    (feature,) = told(watching(street))
    assert feature["properties"]["stale"] is stale
    assert feature["properties"]["age"] == f"{minutes}分钟前"


def test_nobody_is_shown_after_logging_out(street: Street):
    street.on_duty()
    logged_in(street)
    assert len(told(watching(street))) == 1
    log_ins.log_out(worker=street.collector, position=Position(*IN_ONE))
    assert told(watching(street)) == [] and last_seen.on_duty() == []


def test_nobody_is_shown_after_the_shift_though_they_forgot_to_log_out(street: Street):
    street.on_duty(ends=11)
    entry = logged_in(street)
    street.clock.now = NOW + HOUR - MINUTE
    assert len(last_seen.on_duty()) == 1
    street.clock.now = NOW + HOUR
    assert last_seen.on_duty() == []
    with pytest.raises(NotFound, match="已不在岗"):
        last_seen.one(entry.pk)
    answer = watching(street).get(CARD, {"id": entry.pk})
    assert answer.status_code == 404 and "已不在岗" in answer.content.decode()


def test_without_a_shift_nobody_is_shown_longer_than_a_track_is_taken(street: Street):
    logged_in(street, at=NOW - 11 * HOUR)
    assert len(last_seen.on_duty()) == 1
    street.clock.now = NOW + HOUR
    assert last_seen.on_duty() == []


def test_whoever_was_excused_gave_the_shift_away_or_left_is_not_shown(street: Street):
    shift = street.on_duty()
    logged_in(street)
    person = Person.objects.filter(pk=street.collector.person_id)
    posts = Post.objects.filter(person=street.collector.person_id)
    own = Shift.objects.filter(pk=shift.pk)
    for rows, gone, back in (
        (person, {"is_active": False}, {"is_active": True}),
        (posts, {"until": NOW - MINUTE}, {"until": None}),
        (posts, {"duty": Duty.CALLER}, {"duty": Duty.COLLECTOR}),
        (own, {"person": street.grid_worker.person_id}, {"person": street.collector.person_id}),
    ):
        assert len(last_seen.on_duty()) == 1, back
        rows.update(**gone)
        assert last_seen.on_duty() == [], gone
        rows.update(**back)
    shifts.excuse(shift_id=shift.pk, kind="sick", reason="病假", by=street.leader)
    assert last_seen.on_duty() == []


def test_a_track_of_an_earlier_duty_is_not_told_again(street: Street):
    street.on_duty()
    logged_in(street, at=NOW - 2 * HOUR)
    walked(street, IN_TWO, ago=100 * MINUTE)
    log_ins.log_out(worker=street.collector, position=None, at=NOW - HOUR)
    logged_in(street, at=NOW - 30 * MINUTE, place=None)
    (one,) = last_seen.on_duty()
    assert one.place is None and told(watching(street)) == []
    assert "未定位" in watching(street).get(TABLE).content.decode()


@pytest.mark.parametrize("address", [DATA, TABLE, CARD])
@pytest.mark.parametrize("duty", sorted(CENTRE | UNIT))
def test_positions_are_for_those_who_direct_the_street_and_for_nobody_else(
    street: Street, duty: Duty, address: str
):
    street.on_duty()
    entry = logged_in(street)
    client = signed_in(
        street.field.district,
        duty,
        "community" if duty in UNIT - {Duty.REVIEWER} else "",
    )
    answer = client.get(address, BOX | {"id": entry.pk})
    assert (answer.status_code == 200) == (duty in WATCHING), answer.content
    if duty not in WATCHING:
        assert answer.status_code == 403
        assert f"{IN_ONE[0]:.3f}" not in answer.content.decode()
    assert ('data-layer="workers"' in client.get("/map/").content.decode()) == (duty in WATCHING)


def test_answers_hold_no_more_than_is_drawn_and_no_browser_keeps_them(street: Street):
    street.on_duty()
    entry = logged_in(street)
    client = watching(street, Duty.SHIFT_LEADER)
    (feature,) = told(client)
    assert feature["properties"] == {
        "id": entry.pk, "name": street.collector.person_name, "stale": True, "age": "1小时前",
    }  # fmt: skip
    for address in (DATA, TABLE, CARD):
        answer = client.get(address, BOX | {"id": entry.pk})
        assert "no-store" in answer["Cache-Control"], address
    away = {"bbox": "113,30,113.1,30.1"}
    assert told(client, **away) == []
    assert Client().get(DATA, BOX).status_code == 302


def test_table_and_card_say_in_words_what_the_map_shows(street: Street):
    street.on_duty()
    entry = logged_in(street, at=NOW - 20 * MINUTE)
    client = watching(street)
    for page in (client.get(TABLE), client.get(CARD, {"id": entry.pk})):
        text = page.content.decode()
        assert street.collector.person_name in text and "位置已过时" in text
        assert "20分钟前" in text and "临江社区·第1网格" in text


def test_answers_take_few_queries_however_many_are_on_duty(
    street: Street, django_assert_max_num_queries
):
    street.on_duty()
    logged_in(street)
    log_ins.log_in(worker=street.grid_worker, position=Position(*IN_TWO))
    client = watching(street)
    client.get(TABLE)
    for address in (DATA, TABLE):
        with django_assert_max_num_queries(10):
            assert client.get(address, BOX).status_code == 200
    assert len(last_seen.on_duty()) == 2
