"""A resource is published by who keeps it, found by words, changed by editions, retired."""

import pytest
from django.db import DatabaseError, transaction

from tests.hub.catalogue.ground import SCHEMA, steward
from yiwang.hub.catalogue import actions, codes, queries
from yiwang.hub.catalogue.models import Edition, Resource
from yiwang.hub.catalogue.queries import Wanted
from yiwang.hub.catalogue.words import Grade, Group, Sharing
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound


def keys(**wanted) -> list[str]:
    return [one.key for one in queries.found(Wanted(**wanted))]


def test_each_edition_stays_and_none_can_be_changed(hub):
    hub.publish(name="困难补贴", grades={"card": Grade.GENERAL_4}, notes={"day": "到账日"})
    assert [one.content["name"] for one in hub.resource.editions.all()] == [
        "困难群众补贴发放",
        "困难补贴",
    ]
    grades = {one["key"]: one["grade"] for one in queries.resource("aid").fields}
    assert grades["card"] == Grade.GENERAL_4 and grades["id"] == Grade.GENERAL_2
    for change in (
        lambda: Edition.objects.update(reason="别的"),
        lambda: Edition.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize("text", ["补贴", "身份证", "城管局", "301001/0", "社会救助", "aid"])
def test_it_is_found_by_name_abstract_field_unit_and_code(hub, text):
    assert keys(text=text) == ["aid"]


def test_what_does_not_fit_is_not_found_and_filters_narrow(hub):
    hub.publish(key="shop", code="301001/00002", name="商户", abstract="", theme="")
    assert keys(text="路灯") == []
    assert keys(text="商户") == ["shop"]
    assert keys(sharing="unconditional") == []
    assert keys(period="monthly", unit=hub.resource.unit_id) == ["aid", "shop"]
    assert keys(after="301001/00001") == ["shop"]


def test_a_retired_resource_is_found_no_more_and_its_grants_end(hub):
    grant = hub.grant()
    actions.retire(key="aid", reason="系统下线", by=hub.owner)
    grant.refresh_from_db()
    assert keys(text="补贴") == [] and grant.ended_at is not None
    with pytest.raises(NotFound):
        actions.retire(key="aid", reason="再来", by=hub.owner)


def test_only_who_keeps_it_publishes_and_retires(hub):
    other = steward(hub.district, "community")
    for by in (other, hub.asker):
        with pytest.raises(NotAllowed):
            actions.publish(told=hub.described(), reason="改", by=by)
        with pytest.raises(NotAllowed):
            actions.retire(key="aid", reason="停", by=by)
    told = hub.described(unit=hub.district.units["street"])
    with pytest.raises(NotAllowed):
        # It would be taken away from its unit by the one that it goes to.
        actions.publish(told=told, reason="改", by=hub.asker)
    assert actions.publish(told=hub.described(), reason="改", by=hub.owner).edition == 2


def test_what_is_not_shared_names_the_law_and_ends_grants(hub):
    with pytest.raises(Missing):
        hub.publish(sharing=Sharing.NONE)
    grant = hub.grant()
    hub.publish(sharing=Sharing.NONE, basis="国家安全法")
    grant.refresh_from_db()
    assert not grant.in_force() and grant.request.steps.last().kind == "revoked"


def test_codes_follow_the_guide(hub):
    bureau, street = hub.district.units["bureau"], hub.district.units["street"]
    assert codes.suggested("3", "社会救助", bureau) == "301001/00002"
    assert codes.suggested("3", "养老", bureau) == "301002/00001"
    assert codes.suggested("3", "网格", street) == "302001/00001"
    assert codes.suggested("1", "法人", bureau) == "102001/00001"
    assert codes.suggested("2", "民生", bureau) == "201001/00001"
    assert codes.suggested_key("301001/00002") == "r301001_00002"
    with pytest.raises(Invalid):
        codes.check("401001/1")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"code": "3001/000001"}, "不符合编制指南"),
        ({"code": "101001/00001"}, "首位应是类"),
        ({"code": "102001/00001", "group": Group.BASE, "theme": "人口"}, "的项是01"),
        ({"code": "177001/00001", "group": Group.BASE, "theme": ""}, "不在基础类的项中"),
        ({"code": "301001/00001"}, "已用于“困难群众补贴发放”"),
        ({"code": "301001/00009", "unit": "street"}, "的项01是“城管局”的"),
    ],
)
def test_a_code_of_another_class_item_or_unit_is_refused_with_what_is_wrong(hub, told, words):
    if "unit" in told:
        told = told | {"unit": hub.district.units[told["unit"]]}
    with pytest.raises((Invalid, Conflict), match=words):
        hub.publish(**{"key": "other", "name": "另一份"} | told)
    assert not Resource.objects.filter(key="other").exists()


def test_a_code_is_kept_as_the_guide_writes_it_and_an_old_one_stays(hub):
    assert hub.publish(key="other", code=" 301001abc/00002", name="另一份").code == (
        "301001ABC/00002"
    )
    Resource.objects.filter(key="aid").update(code="旧-1")
    assert hub.publish(code="旧-1", name="改名").name == "改名"
    with pytest.raises(Invalid):
        hub.publish(code="旧-1", group=Group.THEME)


def test_a_unit_that_is_out_of_use_provides_nothing_new(hub):
    bureau = hub.district.units["bureau"]
    bureau.active = False
    with pytest.raises(Invalid, match="已停用"):
        hub.publish(key="other", code="301001/00002", unit=bureau)
    assert hub.publish(unit=bureau, name="改名").name == "改名"


def test_lineage_is_told_by_field_once_and_ended(hub):
    hub.publish(key="person", code="101001/00001", name="人口", group=Group.BASE)
    told = actions.Told("aid", "card", "person", "card", "清洗")
    flow = actions.add_flow(told=told, by=hub.officer)
    assert queries.flows(hub.resource) == [flow] and flow.source_edition == 1
    with pytest.raises(Invalid):
        actions.add_flow(told=actions.Told("aid", "nothing", "person", "card", "x"), by=hub.officer)
    with pytest.raises(NotAllowed):
        actions.end_flow(number=flow.pk, by=hub.asker)
    actions.end_flow(number=flow.pk, by=hub.officer)
    assert queries.flows(hub.resource) == []
    assert SCHEMA.names[0] == "id"
