"""The round on the phone: for whom, what of it the phone may keep, and a visit done once."""

import json
from datetime import datetime, timedelta

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from tests.fieldwork.conftest import code, days, field  # noqa: F401 - fixtures
from tests.fieldwork.patrols.conftest import NOW, Street, clock, street  # noqa: F401 - fixtures
from tests.fieldwork.patrols.test_pages import signed_in
from tests.fieldwork.people.conftest import Homes, card, homes  # noqa: F401 - fixtures
from tests.web.test_phone_sending import jpeg
from yiwang.cases.models import OnceKey
from yiwang.engine.duties import Duty
from yiwang.fieldwork.people import visits
from yiwang.fieldwork.people.models import House, Look, Residence, Resident, Visit, VisitPhoto
from yiwang.org.actors import Worker
from yiwang.web.phone.sending import KINDS

KEY = "visit-key-0000001"
AS_REGISTERED = {"known_use": "living", "known_rented": "no"}
LIVING = {"met": "met", "use": "living", "rented": "no"}


@pytest.fixture
def home(homes: Homes) -> House:  # noqa: F811 - the fixture
    """A house of grid 1 with one resident."""
    house = homes.house(1, "测试路12号3栋501室")
    homes.lives(house, "甲测试", id_number=card(1), phone="13900001234")
    return house


@pytest.fixture
def worker(homes: Homes) -> Worker:  # noqa: F811
    return homes.workers["grid1"]


@pytest.fixture(autouse=True)
def empty_disk(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def send(client: Client, worker: Worker, house: House, given: dict | None = None, *photos, **more):
    told = {
        "key": KEY, "kind": "visit", "person": worker.person_id, "post": worker.post_id,
        "action": "visit", "house": house.pk, "done_at": timezone.now().isoformat(),
    } | more  # fmt: skip
    form = AS_REGISTERED | LIVING | (given or {})
    form |= {"item": json.dumps(told), "sent_at": timezone.now().isoformat()}
    return client.post("/phone/send/", form | ({"photos": list(photos)} if photos else {}))


def test_the_list_holds_what_is_due_in_the_own_grids_masked(homes: Homes, home, worker):  # noqa: F811
    fresh, other = homes.house(1, "测试路8号"), homes.house(2, "测试路9号")
    House.objects.filter(pk=fresh.pk).update(visited_on=days(0))
    page = signed_in(worker).get("/phone/houses/").content.decode()
    assert home.address in page and "应走访 1 处" in page
    assert fresh.address not in page and other.address not in page
    assert "测试甲" not in page and "甲测试" not in page and card(1) not in page


def test_an_address_is_found_though_it_is_not_due(homes: Homes, home, worker):  # noqa: F811
    House.objects.update(visited_on=days(0))
    homes.house(2, "测试路12号9栋")
    page = signed_in(worker).get("/phone/houses/?text=12号").content.decode()
    assert home.address in page and "9栋" not in page


def test_a_house_is_shown_masked_and_unmasked_with_a_purpose_only(home, worker):
    client, path = signed_in(worker), f"/phone/houses/{home.pk}/"
    page = client.get(path).content.decode()
    assert "甲**" in page and "甲测试" not in page
    assert card(1) not in page and "13900001234" not in page
    assert client.post(f"{path}reveal/", {"purpose": " "}).status_code == 422
    answer = client.post(f"{path}reveal/", {"purpose": "走访核对"})
    assert "甲测试" in answer.content.decode() and "13900001234" in answer.content.decode()
    assert "X-Phone-Owner" not in answer and "no-store" in answer["Cache-Control"]
    assert client.get(f"{path}reveal/").status_code == 405
    assert Look.objects.get().purpose == "走访核对"


def test_pages_that_name_people_are_kept_until_the_shift_or_the_day_ends(street, home, homes):  # noqa: F811
    client, path = signed_in(street.grid_worker), f"/phone/houses/{home.pk}/"
    for page in ("/phone/houses/", path):
        until = datetime.fromisoformat(client.get(page)["X-Phone-Until"])
        assert until == min(NOW.replace(hour=23, minute=59, second=59), NOW + timedelta(hours=12))
    street.on_duty(worker=street.grid_worker)
    for page in ("/phone/houses/", path):
        answer = client.get(page)
        assert datetime.fromisoformat(answer["X-Phone-Until"]) == NOW.replace(hour=17)
        assert "X-Phone-Owner" in answer
    for page in ("/phone/houses/?text=测试", "/phone/houses/?page=2"):
        assert "X-Phone-Owner" not in client.get(page)


@pytest.mark.parametrize("who", ["collector", "handler", "supervisor", "grid2"])
def test_others_open_no_house_reveal_nothing_and_record_nothing(homes: Homes, home, who):  # noqa: F811
    others = {
        "collector": homes.worker(Duty.COLLECTOR),
        "handler": homes.worker(Duty.HANDLER, "community"),
        "supervisor": homes.worker(Duty.SUPERVISOR),
        "grid2": homes.workers["grid2"],
    }
    client, path = signed_in(others[who]), f"/phone/houses/{home.pk}/"
    refused = 404 if who == "grid2" else 403
    assert client.get(path).status_code == refused
    assert client.post(f"{path}reveal/", {"purpose": "走访核对"}).status_code == refused
    assert client.get("/phone/houses/").status_code == (200 if who == "grid2" else 403)
    assert send(client, others[who], home).status_code == refused
    assert not Look.objects.exists() and not Visit.objects.exists() and not OnceKey.objects.exists()


def test_a_house_outside_of_the_shift_is_neither_shown_nor_visited(street, homes, home):  # noqa: F811
    other = homes.house(2, "测试路9号")
    street.on_duty(worker=street.grid_worker, grids=[code(1)])
    client = signed_in(street.grid_worker)
    page = client.get("/phone/houses/").content.decode()
    assert home.address in page and other.address not in page
    assert client.get(f"/phone/houses/{other.pk}/").status_code == 404
    assert send(client, street.grid_worker, other).status_code == 404
    assert not Visit.objects.exists()


def test_what_was_done_on_the_shift_arrives_after_it(street, homes, home):  # noqa: F811
    street.on_duty(worker=street.grid_worker, grids=[code(1)], starts=8, ends=9)
    late = homes.house(2, "测试路9号")
    done = (NOW - timedelta(hours=1, minutes=30)).isoformat()
    client = signed_in(street.grid_worker)
    assert send(client, street.grid_worker, home, done_at=done).status_code == 201
    answer = send(client, street.grid_worker, late, done_at=done, key="visit-key-0000002")
    assert answer.status_code == 404


def test_the_same_visit_sent_again_is_one_and_gets_the_same_answer(home, worker):
    client = signed_in(worker)
    first = send(client, worker, home, {"note": "一切正常"}, jpeg(), done_at=days(0).isoformat()
                 + "T00:00:00+08:00")  # fmt: skip
    again = send(client, worker, home, {"note": "一切正常"}, jpeg(), done_at=days(0).isoformat()
                 + "T00:00:00+08:00")  # fmt: skip
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json() and home.number in first.json()["sentence"]
    assert first.json()["page"] == f"/phone/houses/{home.pk}/"
    assert Visit.objects.get().note == "一切正常" and VisitPhoto.objects.count() == 1
    other = send(client, worker, home, {"note": "另一份"})
    assert other.status_code == 409 and "此前已经送达" in other.json()["sentence"]


def test_everything_that_was_found_is_put_on_record(home, worker):
    gone = Residence.objects.get()
    given = {
        "use": "mixed", "rented": "yes", "hazards": "楼道堆物", "note": "新租客", "gone": [gone.pk],
        "name-0": "乙测试", "id_number-0": card(2), "relation-0": "租客",
        "name-2": "丙测试", "born-2": "2015-06-01", "sex-2": "female", "name-9": "太多",
    }  # fmt: skip
    assert send(signed_in(worker), worker, home, given).status_code == 201
    home.refresh_from_db()
    assert (home.use, home.rented, home.hazards, home.visited_on) == (
        "mixed", True, "楼道堆物", days(0),
    )  # fmt: skip
    living = Residence.objects.filter(until=None).order_by("id")
    assert [row.resident.name for row in living] == ["乙测试", "丙测试"]
    assert Resident.objects.get(name="丙测试").sex == "female"


def test_what_was_emptied_is_empty_and_what_was_left_is_left(home, worker):
    House.objects.update(hazards="堆物", rented=True)
    known = {"known_rented": "yes", "known_hazards": "堆物", "rented": "yes"}
    assert send(signed_in(worker), worker, home, known).status_code == 201
    home.refresh_from_db()
    assert (home.hazards, home.rented) == ("", True)


def test_a_conflict_is_told_in_words_and_leaves_nothing_behind(homes: Homes, home, worker):  # noqa: F811
    handler = homes.worker(Duty.HANDLER, "community")
    seen = visits.Seen(on=days(0), use="business")
    visits.visit(house_id=home.pk, seen=seen, worker=handler)
    answer = send(signed_in(worker), worker, home, {"use": "empty"}, jpeg())
    assert answer.status_code == 409
    assert "“房屋用途”已由他人更新" in answer.json()["sentence"]
    assert Visit.objects.count() == 1 and not OnceKey.objects.exists()
    assert send(signed_in(worker), worker, home, {"known_use": "business"}).status_code == 201


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"name-0": "乙测试", "id_number-0": "123"}, "18位"),
        ({"id_number-0": card(2)}, "请填写姓名"),
        ({"name-0": "乙测试", "born-0": "去年"}, "不是有效的日期"),
        ({"gone": ["99999"]}, "已不在这处房屋"),
        ({"gone": ["9" * 40, "x"], "met": "nobody", "name-0": "乙"}, "没有见到住户"),
        ({"use": "castle"}, "没有这种房屋用途"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_the_key_is_free(home, worker, given, why):
    client = signed_in(worker)
    answer = send(client, worker, home, given)
    assert answer.status_code == 422 and why in answer.json()["sentence"]
    assert not Visit.objects.exists()
    assert send(client, worker, home).status_code == 201


def test_a_visit_may_wait_for_a_week_and_then_has_the_day_of_the_server(home, worker):
    client = signed_in(worker)
    for number, ago in enumerate((6, 8)):
        done = (timezone.now() - timedelta(days=ago)).isoformat()
        answer = send(client, worker, home, done_at=done, key=f"visit-key-000001{number}")
        told = answer.json()
        assert told["by_phone"] is (ago == 6)
        assert ("按服务器时间" in told["sentence"]) is (ago == 8)
    assert {visit.on for visit in Visit.objects.all()} == {days(-6), days(0)}


def test_a_kind_that_is_none_is_refused(home, worker):
    answer = send(signed_in(worker), worker, home, kind="teleport")
    assert answer.status_code == 422 and "无法读取" in answer.json()["sentence"]
    assert "teleport" not in KINDS


@pytest.mark.parametrize("page", ["/phone/", "/phone/houses/", "HOUSE"])
def test_a_page_takes_at_most_fourteen_queries(
    street: Street,  # noqa: F811
    homes: Homes,  # noqa: F811
    home,
    page,
    django_assert_max_num_queries,
):
    street.on_duty(worker=street.grid_worker)
    for number in range(40):
        homes.lives(homes.house(1, f"测试路{number}号"), f"乙{number}")
    client = signed_in(street.grid_worker)
    page = f"/phone/houses/{home.pk}/" if page == "HOUSE" else page
    client.get(page)
    with django_assert_max_num_queries(14):
        assert client.get(page).status_code == 200


def test_photos_of_a_visit_are_served_to_its_community_only(homes: Homes, home, worker):  # noqa: F811
    send(signed_in(worker), worker, home, None, jpeg())
    path = f"/registers/houses/{home.pk}/photos/{VisitPhoto.objects.get().key}/"
    answer = signed_in(homes.worker(Duty.HANDLER, "community")).get(path)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]
    others = (homes.worker(Duty.HANDLER, "other"), homes.worker(Duty.SUPERVISOR))
    assert [signed_in(other).get(path).status_code for other in others] == [404, 404]
    assert str(django_settings.MEDIA_ROOT) not in str(answer.headers)
