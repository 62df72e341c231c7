"""Pages of the base databases: who may open them, what they show, what is handed in."""

import pytest
from django.urls import reverse

from tests.hub.bases.registers import DOOR, LIN, TWIN, bases
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.hub.bases import building, households, queries
from yiwang.hub.bases.models import Authority, Decision, Doubt, Look
from yiwang.hub.bases.words import Base
from yiwang.org.models import Person

__all__ = ["bases"]

PAGES = ("hub:bases", "hub:themes", "hub:portrait", "hub:looks")


def enter(client, worker):
    """Sign in under the post of this worker."""
    client.logout()
    client.force_login(Person.objects.get(pk=worker.person_id))
    session = client.session
    session["post"] = worker.post_id
    session.save()
    return client


@pytest.mark.parametrize("duty", [Duty.DATA_OFFICER, Duty.LEADER, Duty.SUPERVISOR])
def test_readers_open_every_page_before_anything_is_built(bases, client, duty):
    enter(client, bases.district.worker(duty))
    for page in PAGES:
        assert client.get(reverse(page)).status_code == 200
    for page in ("hub:authority", "hub:conflicts"):
        assert client.get(reverse(page, args=["person"])).status_code == 200
    told = client.get(reverse("hub:doubts", args=["person"])).status_code
    assert told == (200 if duty is Duty.DATA_OFFICER else 403)


@pytest.mark.parametrize("duty", [Duty.OPERATOR, Duty.ASSESSOR, Duty.ADMINISTRATOR])
def test_others_open_none(bases, client, duty):
    enter(client, bases.district.worker(duty))
    for page in PAGES:
        assert client.get(reverse(page)).status_code == 403


def test_an_order_of_sources_is_published_after_its_effect_was_seen(bases, client):
    building.build(Base.PERSON)
    given = {
        "field": "phone",
        "resource": ["police", "", "health"],
        "valid_from": "2026-01-01",
        "basis": "数源目录",
    }
    address = reverse("hub:authority", args=["person"])
    assert enter(client, bases.leader).post(address, given).status_code == 403
    seen = enter(client, bases.officer).post(address, given).content.decode()
    # Of three persons one has a telephone of which the police say something else.
    assert "3 个值中有 <strong>1</strong> 个会改变" in seen and not Authority.objects.exists()
    assert client.post(address, given | {"step": "publish"}).status_code == 302
    assert [one.resource.key for one in Authority.objects.order_by("id")] == ["police", "health"]
    page = client.get(address).content.decode()
    assert "数源目录" in page and "现行" in page and "发布前核对" not in page


def test_without_a_build_the_effect_is_not_guessed(bases, client):
    enter(client, bases.officer)
    given = {"field": "phone", "resource": "police", "valid_from": "2026-01-01", "basis": "目录"}
    seen = client.post(reverse("hub:authority", args=["person"]), given).content.decode()
    assert "还没有建库，算不出影响" in seen


def test_from_the_search_to_a_revealed_field(bases, client):
    building.build(Base.PERSON)
    enter(client, bases.leader)
    why = {"base": "person", "purpose": "relief", "words": "核对救助对象的情况"}
    refused = client.post(reverse("hub:portrait"), why | {"purpose": "", "text": LIN})
    assert refused.status_code == 422 and Look.objects.count() == 0
    found = client.post(reverse("hub:portrait"), why | {"text": LIN}).content.decode()
    assert "林**" in found and LIN not in found
    thing = queries.record("person", "police:1")["golden"]
    opened = client.post(reverse("hub:portrait"), why | {"thing": thing})
    page = client.get(opened.url).content.decode()
    assert "139****0009" in page and "健康档案" in page and "13900000009" not in page
    client.post(opened.url, {"field": ["phone"], "words": "需要联系本人"})
    assert "13900000009" in client.get(opened.url).content.decode()
    assert [one.act for one in Look.objects.order_by("id")] == ["search", "open", "reveal"]
    given = why | {"base": "household", "thing": households.at(DOOR)[0]}
    household = client.get(client.post(reverse("hub:portrait"), given).url).content.decode()
    assert household.count("林**") == 2 and "林晓" not in household and "501" not in household
    assert "按相同住址归为一户" in household and "没有匹配到您可以查看的案件" in household
    looks = enter(client, bases.officer).get(reverse("hub:looks")).content.decode()
    assert "核对救助对象的情况" in looks and "林晓云" not in looks


def test_a_disputed_value_goes_back_to_its_unit_as_a_case_without_the_value(bases, client):
    building.build(Base.PERSON)
    enter(client, bases.officer)
    address = reverse("hub:conflicts", args=["person"])
    page = client.get(address).content.decode()
    assert "健康档案" in page and "13900000009" not in page
    golden = queries.record("person", "police:1")["golden"]
    client.post(address, {"golden": golden, "field": "phone", "resource": "health"})
    case = Case.objects.get()
    assert case.procedure == "data_matters" and "13900000" not in str(vars(case))


def test_a_pair_is_shown_side_by_side_and_decided(bases, client):
    building.build(Base.PERSON)
    Doubt.objects.all().delete()
    build = queries.last_build("person")
    told = {
        "left": "health:a",
        "right": "police:2",
        "probability": 0.6,
        "grounds": [["姓名", "相差一字", 2.1]],
    }
    Doubt.objects.create(build=build, base="person", why="sure", **told)
    enter(client, bases.officer)
    address = reverse("hub:doubts", args=["person"])
    page = client.get(address).content.decode()
    assert "林*<mark>云</mark>" in page and "林*<mark>雨</mark>" in page
    assert "姓名相差一字" in page and "健康档案 a" in page and "户籍人口 2" in page
    # Neither the number nor the door nor the key of the pair stands anywhere in the page.
    assert not any(one in page for one in (LIN, TWIN, DOOR, "13900000", "police:2"))
    look = Look.objects.get()
    assert (look.act, look.purpose) == ("compare", "correction") and "name" in look.fields
    given = {"pair": Doubt.objects.get().pk, "said": "not_same"}
    assert client.post(address, given).status_code == 302
    assert "没有待判定的记录" in client.get(address).content.decode()
    undone = client.post(address, {"said": "undo"})
    assert "林*<mark>云</mark>" in client.get(undone.url).content.decode()
    assert [one.said for one in Decision.objects.order_by("id")] == ["not_same", "later"]
    assert client.post(address, {"said": "undo"}).status_code == 422


def test_a_pair_that_a_build_took_away_is_told(bases, client):
    enter(client, bases.officer)
    gone = client.post(reverse("hub:doubts", args=["person"]), {"pair": "99", "said": "same"})
    assert gone.status_code == 404 and "请看下一对" in gone.content.decode()
