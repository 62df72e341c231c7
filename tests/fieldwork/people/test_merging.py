"""Doubles are found by number, name and address; merged they keep both histories."""

from datetime import date

import pytest

from tests.fieldwork.conftest import days
from tests.fieldwork.people.conftest import Homes, card
from yiwang.engine.duties import Duty
from yiwang.fieldwork.people import actions, looks, merging, queries, sight, visits
from yiwang.fieldwork.people.models import Resident
from yiwang.fieldwork.people.visits import Seen
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound


def reasons(homes: Homes, worker=None) -> dict[str, tuple[int, ...]]:
    found = merging.doubles(sight.sight(worker or homes.worker(Duty.HANDLER, "community")))
    return {item.reason: item.ids for item in found}


def test_doubles_are_found_by_number_by_name_and_by_address(homes: Homes):
    one, same = homes.house(1, "测试路1号3栋501室"), homes.house(2, "测试路一号3-501")
    first = homes.lives(one, born=date(1990, 3, 7)).resident
    second = Resident.objects.create(
        name="甲测试", born=date(1990, 3, 7), registered_at=first.registered_at
    )
    second.residences.create(house=one, since=date(2020, 1, 1))
    assert reasons(homes) == {
        merging.BY_NAME: (first.pk, second.pk),
        merging.BY_ADDRESS: (one.pk, same.pk),
    }
    Resident.objects.filter(pk__in=[first.pk, second.pk]).update(id_number=card(1))
    assert reasons(homes)[merging.BY_NUMBER] == (first.pk, second.pk)
    assert reasons(homes, homes.workers["grid2"]) == {}


def test_two_numbers_are_two_people_whatever_they_are_called(homes: Homes):
    house = homes.house()
    one = homes.lives(house, id_number=card(1)).resident
    other = homes.lives(house, id_number=card(2)).resident
    assert one != other and reasons(homes) == {}
    with pytest.raises(Invalid, match="不能合并"):
        merging.merge(
            kind="resident", kept=one.pk, gone=other.pk, reason="同名",
            worker=homes.worker(Duty.HANDLER, "community"),
        )  # fmt: skip


def test_merged_houses_keep_both_histories_and_the_old_address_leads_on(homes: Homes):
    worker = homes.workers["grid1"]
    kept, gone = homes.house(1, "测试路1号"), homes.house(1, "测试路一号")
    stays, moves = homes.lives(kept), homes.lives(gone, "乙测试")
    for house, day in ((kept, days(-5)), (gone, days(-2))):
        visits.visit(house_id=house.pk, seen=Seen(on=day), worker=worker)
    merging.merge(kind="house", kept=kept.pk, gone=gone.pk, reason="门牌同一", worker=worker)
    found, _seeing = sight.house(worker, gone.pk)
    assert found == kept and found.visited_on == days(-2)
    assert [visit.on for visit in queries.visits(found)] == [days(-2), days(-5)]
    rows = queries.residences(found)
    assert {r.resident_id for r in rows if r.until is None} == {
        stays.resident_id,
        moves.resident_id,
    }
    assert [r.pk for r in rows if r.until is not None] == [moves.pk]
    assert queries.houses(sight.sight(worker)).count() == 1
    assert reasons(homes) == {}


def test_merged_people_keep_what_either_knew_and_live_there_once(homes: Homes):
    house, worker = homes.house(), homes.workers["grid1"]
    kept = homes.lives(house, born=date(1990, 3, 7)).resident
    gone = Resident.objects.create(
        name="甲测试", id_number=card(1), born=date(1990, 3, 7), registered_at=kept.registered_at
    )
    gone.residences.create(house=house, since=date(2021, 1, 1))
    actions.note_sensitive(resident=gone, kind="special", content="独居", worker=worker)
    merging.merge(kind="resident", kept=kept.pk, gone=gone.pk, reason="同一人", worker=worker)
    kept.refresh_from_db()
    assert kept.id_number == card(1)
    rows = queries.residences(house)
    assert [r.resident_id for r in rows if r.until is None] == [kept.pk] and len(rows) == 2
    told = looks.sensitive(
        house_id=house.pk, resident_id=kept.pk, purpose="走访核对", worker=worker
    )
    assert [item.content for item in told] == ["独居"]


def test_merging_is_for_those_on_the_spot_and_needs_a_reason(homes: Homes):
    one, other = homes.house(1, "测试路1号"), homes.house(2, "测试路2号")
    pair = {"kind": "house", "kept": one.pk, "gone": other.pk}
    with pytest.raises(NotAllowed):
        merging.merge(reason="同一", worker=homes.worker(Duty.SUPERVISOR), **pair)
    with pytest.raises(NotFound):
        merging.merge(reason="同一", worker=homes.workers["grid1"], **pair)
    with pytest.raises(Missing):
        merging.merge(reason="", worker=homes.worker(Duty.HANDLER, "community"), **pair)
