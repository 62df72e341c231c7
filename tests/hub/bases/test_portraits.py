"""Portraits open for a purpose only, show masked values, and every look is kept in a chain."""

import pytest
from django.db import connection

from tests.hub.bases.registers import LIN
from yiwang.engine.duties import Duty
from yiwang.hub.bases import looks, portraits, queries
from yiwang.hub.bases.looks import Why
from yiwang.hub.bases.models import Look
from yiwang.hub.bases.words import Base
from yiwang.kernel.refusals import Missing, NotAllowed, NotFound

WHY = Why(purpose="relief", words="核对救助对象的情况", reference="A20260001")


def opened(bases, by, text=LIN):
    ((thing, _name),) = portraits.search(base=Base.PERSON, text=text, why=WHY, by=by)
    look = portraits.open_one(base=Base.PERSON, thing=thing, why=WHY, by=by)
    return portraits.portrait(portraits.look_of(look.pk, by), by)


def texts(portrait):
    return {value.field.key: value.text for value in portrait.values}


def test_a_portrait_is_found_by_its_number_and_shows_masked_values_with_their_source(built):
    shown = opened(built, built.leader)
    told = texts(shown)
    assert told["name"] == "林**" and told["phone"] == "139****0009"
    assert told["identity_card"] == "420199" + "*" * 10 + LIN[-2:]
    assert told["born"] == "1990-**-**"
    phone = next(value for value in shown.values if value.field.key == "phone")
    assert (phone.resource.name, phone.row["rule"], phone.conflict) == ("健康档案", "newest", True)
    bound = {(one.why, one.base, one.many) for one in shown.relations}
    assert bound == {("household", "household", 2), ("legal", "enterprise", 0)}


def test_a_revealed_field_is_shown_to_whom_it_was_revealed_and_noted(built):
    shown = opened(built, built.leader)
    portraits.reveal(look=shown.look, fields=["phone"], words="需要电话联系本人", by=built.leader)
    again = portraits.portrait(shown.look, built.leader)
    assert texts(again)["phone"] == "13900000009" and texts(again)["name"] == "林**"
    row = Look.objects.first()
    assert (row.act, row.fields, row.reference) == ("reveal", ["phone"], "A20260001")
    assert texts(opened(built, built.officer))["phone"] == "139****0009"


@pytest.mark.parametrize(
    "why", [Why(purpose="", words="核对救助对象"), Why(purpose="relief", words="看看")]
)
def test_without_a_purpose_nothing_is_found(built, why):
    with pytest.raises(Missing, match="用途"):
        portraits.search(base=Base.PERSON, text=LIN, why=why, by=built.leader)
    assert Look.objects.count() == 0


def test_a_steward_sees_what_their_unit_gave_and_nothing_else(built):
    told = texts(opened(built, built.steward))
    # The identity card and door of the newest row are of their register; relations hide the rest.
    assert set(told) <= {"name", "identity_card", "born", "phone", "address", "community"}
    assert told["phone"] == "139****0009"
    assert portraits.search(base=Base.PERSON, text=LIN, why=WHY, by=built.stranger) == []
    thing = Look.objects.filter(act="open").first().thing
    with pytest.raises(NotFound):
        portraits.open_one(base=Base.PERSON, thing=thing, why=WHY, by=built.stranger)


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.ASSESSOR, Duty.ADMINISTRATOR])
def test_other_duties_see_no_portrait(built, duty):
    with pytest.raises(NotAllowed):
        portraits.search(base=Base.PERSON, text=LIN, why=WHY, by=built.district.worker(duty))


def test_what_one_person_opened_is_not_open_to_another(built):
    shown = opened(built, built.leader)
    with pytest.raises(NotAllowed, match="画像已关闭"):
        portraits.look_of(shown.look.pk, built.officer)


def test_looks_are_seen_by_auditors_and_by_the_units_whose_data_was_shown(built):
    opened(built, built.leader)
    assert len(queries.looks(built.officer)) == 2
    assert [one.act for one in queries.looks(built.steward)] == ["open"]
    assert queries.looks(built.stranger) == []


def test_the_chain_shows_a_look_that_was_changed(built):
    opened(built, built.leader)
    assert looks.verify() == 2
    first = Look.objects.order_by("id").first()
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER hub_bases_look_no_update"
            + (" ON hub_bases_look" if connection.vendor == "postgresql" else "")
        )
    Look.objects.filter(pk=first.pk).update(words="别的理由")
    with pytest.raises(NotAllowed, match=f"第{first.pk}条"):
        looks.verify()


def test_neither_the_number_nor_the_name_is_kept_by_a_search(built):
    portraits.search(base=Base.PERSON, text=LIN, why=WHY, by=built.leader)
    row = Look.objects.get()
    assert LIN not in str(vars(row)) and row.thing == ""
