"""A household shows its members masked, to whom its members may be seen, and every look is kept."""

import pytest

from tests.hub.bases.registers import DOOR, LIN
from yiwang.hub.bases import portraits, reading
from yiwang.hub.bases.looks import Why
from yiwang.hub.bases.models import Look
from yiwang.hub.bases.words import Base
from yiwang.hub.bases.words import field as field_of
from yiwang.kernel.refusals import Invalid, NotFound

WHY = Why(purpose="relief", words="核对救助对象的情况")


def opened(by, base, text, purpose="relief"):
    why = Why(purpose=purpose, words="核对救助对象的情况")
    ((thing, _name),) = portraits.search(base=base, text=text, why=why, by=by)
    return portraits.portrait(portraits.open_one(base=base, thing=thing, why=why, by=by), by)


def test_a_household_is_found_by_its_address_and_shows_its_members_masked(built):
    shown = opened(built.leader, Base.HOUSEHOLD, DOOR)
    assert {(one.name, one.year) for one in shown.household.members} == {("林**", "1990")}
    assert len(shown.household.members) == 2 and not shown.household.numbered
    assert [one.text for one in shown.values if one.field.key == "address"] == ["临江街道柳园路***"]
    # The third person of the registers has no address and belongs to no household.
    assert "周" not in str(shown)
    acts = [(one.act, one.base, one.thing) for one in Look.objects.order_by("id")]
    assert acts == [("search", "household", ""), ("open", "household", shown.thing)]
    assert {"name", "address"} <= set(Look.objects.first().fields)


def test_the_id_of_a_household_tells_nothing_of_its_address(built):
    shown = opened(built.leader, Base.PERSON, LIN)
    (home,) = [one for one in shown.relations if one.base == Base.HOUSEHOLD]
    assert len(home.thing) == 64 and DOOR not in str(home)


def test_the_place_of_a_person_is_masked_like_their_address():
    for base in (Base.PERSON, Base.HOUSEHOLD, Base.PLACE):
        address = field_of(base, "address")
        assert reading.masked(address, DOOR) == "临江街道柳园路***"


def test_a_steward_counts_only_the_members_that_their_unit_registered(built):
    told = opened(built.steward, Base.HOUSEHOLD, DOOR).household
    assert len(told.members) <= 1
    assert portraits.search(base=Base.HOUSEHOLD, text=DOOR, why=WHY, by=built.stranger) == []
    thing = Look.objects.filter(act="open").first().thing
    with pytest.raises(NotFound):
        portraits.open_one(base=Base.HOUSEHOLD, thing=thing, why=WHY, by=built.stranger)


def test_a_hash_of_something_else_opens_no_household(built):
    for thing in ("0" * 64, ""):
        with pytest.raises(NotFound):
            portraits.open_one(base=Base.HOUSEHOLD, thing=thing, why=WHY, by=built.leader)


def test_what_the_purpose_does_not_need_is_neither_shown_nor_revealed(built):
    of_enterprise = opened(built.leader, Base.ENTERPRISE, "望湖科技有限公司", "case")
    assert [one.key for one in of_enterprise.withheld] == ["legal_card"]
    assert "legal_card" not in {one.field.key for one in of_enterprise.values}
    assert LIN not in str(of_enterprise.values)
    with pytest.raises(Invalid, match="用途不需要"):
        portraits.reveal(
            look=of_enterprise.look, fields=["legal_card"], words="需要核对", by=built.leader
        )
    audited = opened(built.leader, Base.ENTERPRISE, "望湖科技有限公司", "audit")
    assert "legal_card" in {one.field.key for one in audited.values}
