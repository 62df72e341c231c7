"""Visits: who was met, what others changed meanwhile, and the photos that were taken."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone

from tests.cases.pictures import camera_data, picture
from tests.fieldwork.conftest import days, field  # noqa: F401 - fixtures
from tests.fieldwork.people.conftest import Homes, homes  # noqa: F401 - fixtures
from yiwang.engine.duties import Duty
from yiwang.fieldwork.people import freshness, pictures, queries, sight, visits
from yiwang.fieldwork.people.actions import ResidentFacts
from yiwang.fieldwork.people.models import House, Residence, Visit, VisitPhoto
from yiwang.fieldwork.people.visits import Known, Newcomer, Seen
from yiwang.kernel.refusals import Conflict, Invalid, NotFound, TooLarge

AS_REGISTERED = Known(use="living", rented=False, hazards="")


@pytest.fixture
def home(homes: Homes) -> House:  # noqa: F811 - the fixture
    return homes.house(1, "测试路12号3栋501室")


def visit(homes: Homes, home: House, **seen) -> Visit:  # noqa: F811
    given = {"on": days(0)} | seen
    return visits.visit(house_id=home.pk, seen=Seen(**given), worker=homes.workers["grid1"])


def on_disk() -> list[Path]:
    return sorted((Path(settings.MEDIA_ROOT) / pictures.FOLDER).rglob("*.*"))


@pytest.fixture(autouse=True)
def empty_disk(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def test_a_closed_door_is_on_record_and_makes_nothing_fresher(homes: Homes, home):  # noqa: F811
    made = visit(homes, home, met=False, note="敲门无人", hazards="楼道堆物")
    home.refresh_from_db()
    assert not made.met and home.visited_on is None and home.hazards == "楼道堆物"
    assert freshness.of(home, freshness.cycles()).state == freshness.NEVER
    visit(homes, home)
    home.refresh_from_db()
    assert home.visited_on == days(0)


def test_behind_a_closed_door_nobody_moves(homes: Homes, home):  # noqa: F811
    living = homes.lives(home)
    newcomer = Newcomer(ResidentFacts(name="乙测试"))
    for moved in ({"gone": [living.pk]}, {"came": [newcomer]}):
        with pytest.raises(Invalid, match="没有见到住户"):
            visit(homes, home, met=False, **moved)
    assert Residence.objects.get().until is None and not Visit.objects.exists()


def test_what_others_changed_meanwhile_is_not_turned_back(homes: Homes, home):  # noqa: F811
    visit(homes, home, use="mixed", hazards="电动车入户充电")
    made = visit(homes, home, use="living", rented=True, hazards="", known=AS_REGISTERED)
    home.refresh_from_db()
    assert (home.use, home.rented, home.hazards) == ("mixed", True, "电动车入户充电")
    assert made.changes == [["rented", False, True]]


def test_what_both_changed_is_refused_by_name_and_nothing_of_it_kept(homes: Homes, home):  # noqa: F811
    visit(homes, home, use="mixed", hazards="堆物")
    before = Visit.objects.count()
    with pytest.raises(Conflict, match="“房屋用途、隐患”已由他人更新"):
        visit(homes, home, use="empty", rented=True, hazards="漏水", known=AS_REGISTERED)
    home.refresh_from_db()
    assert not home.rented and Visit.objects.count() == before


def test_the_same_change_by_two_is_no_conflict(homes: Homes, home):  # noqa: F811
    visit(homes, home, use="mixed")
    assert visit(homes, home, use="mixed", known=AS_REGISTERED).changes == []


def test_photos_are_kept_without_metadata_for_those_who_see_the_names(homes: Homes, home):  # noqa: F811
    shot = picture(size=(900, 600), exif=camera_data())
    made = visit(homes, home, photos=[shot, picture()])
    first, second = made.photos.order_by("id")
    worker = homes.workers["grid1"]
    found, content = pictures.opened(house_id=home.pk, key=first.key, worker=worker)
    assert b"SECRET" not in content.getvalue() and found.mime == "image/jpeg"
    small = pictures.opened(house_id=home.pk, key=second.key, worker=worker, small=True)[1]
    assert len(small.getvalue()) < len(content.getvalue()) and len(on_disk()) == 4
    others = (homes.workers["grid2"], homes.worker(Duty.HANDLER, "other"),
              homes.worker(Duty.SUPERVISOR))  # fmt: skip
    for other in others:
        with pytest.raises(NotFound):
            pictures.opened(house_id=home.pk, key=first.key, worker=other)


def test_a_photo_is_not_reached_through_another_house(homes: Homes, home):  # noqa: F811
    made = visit(homes, home, photos=[picture()])
    other = homes.house(1, "测试路9号")
    with pytest.raises(NotFound):
        pictures.opened(house_id=other.pk, key=made.photos.get().key, worker=homes.workers["grid1"])


def test_what_is_no_photo_or_too_many_takes_the_visit_back(homes: Homes, home):  # noqa: F811
    with pytest.raises(Invalid):
        visit(homes, home, photos=[b"text"])
    with pytest.raises(TooLarge):
        visit(homes, home, photos=[picture()] * 10)
    assert not Visit.objects.exists() and not VisitPhoto.objects.exists()


def test_what_a_broken_off_visit_left_on_disk_goes_after_a_day(homes: Homes, home, clocked):  # noqa: F811
    made = visit(homes, home, photos=[picture()])
    with pytest.raises(Invalid):
        visit(homes, home, photos=[picture(), b"text"])
    assert len(on_disk()) == 4
    assert pictures.drop_left() == 0 and len(on_disk()) == 4
    clocked(timedelta(days=2))
    assert pictures.drop_left() == 1
    assert {path.stem for path in on_disk()} == {made.photos.get().key.hex}


@pytest.fixture
def clocked(monkeypatch):
    now = timezone.now()
    return lambda later: monkeypatch.setattr(timezone, "now", lambda: now + later)


def test_photos_can_be_neither_changed_nor_deleted(homes: Homes, home):  # noqa: F811
    visit(homes, home, photos=[picture()])
    with pytest.raises(DatabaseError), transaction.atomic():
        VisitPhoto.objects.all().delete()


def test_the_houses_that_are_due_longest_unvisited_first_or_door_by_door(homes: Homes):  # noqa: F811
    seen = {"测试路3号": 100, "测试路1号": 200, "测试路2号": 10, "测试路5号": 31, "测试路4号": None}
    for address, ago in seen.items():
        house = homes.house(1, address, rented=address == "测试路5号")
        House.objects.filter(pk=house.pk).update(visited_on=None if ago is None else days(-ago))
    homes.house(2, "测试路9号")
    seeing, known = sight.sight(homes.workers["grid1"]), freshness.cycles()
    due = queries.due(seeing, known)
    longest = [line.house.address for line in queries.lines(queries.round_of(due), known)]
    assert longest == ["测试路4号", "测试路1号", "测试路3号", "测试路5号"]
    doors = queries.round_of(due, by_address=True)
    assert [row.address[3] for row in doors] == ["1", "3", "4", "5"]
