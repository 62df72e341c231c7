"""The page of masks: everybody of the hub sees recipes, the data officer publishes them."""

import pytest

from tests.hub.masking.conftest import masks  # noqa: F401
from tests.web.test_pages import signed_in
from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.masking import actions, queries


@pytest.fixture
def officer(masks):  # noqa: F811
    return signed_in(masks.district, Duty.DATA_OFFICER)


def test_examples_are_made_up_and_show_what_stays(officer):
    page = officer.get("/hub/masking/helped/").content.decode()
    assert "欧*明" in page and "138****1234" in page and "默认方案" in page
    assert 'value="as_it_is"' in page.split("mask.street")[1].split("</select>")[0]
    # A personal column cannot be chosen to stay.
    assert 'value="as_it_is"' not in page.split("mask.name")[1].split("</select>")[0]


def test_a_recipe_is_chosen_published_and_named_with_who_and_why(officer, masks):  # noqa: F811
    given = {"mask.name": "stars", "mask.amount": "band_10", "basis": "个保法", "reason": "收紧"}
    assert officer.post("/hub/masking/helped/publish/", given).status_code == 302
    recipe, number = queries.recipe(catalogue.resource("helped"))
    assert number == 1
    assert recipe.chain(recipe.schema.field("amount")).on(23) == "20-29"
    # What the form left alone stays masked as it was.
    assert recipe.chain(recipe.schema.field("phone")).on("12345") == "****"
    page = officer.get("/hub/masking/helped/").content.decode()
    assert "收紧" in page and "个保法" in page and "第1版" in page


@pytest.mark.parametrize("choice", ["as_it_is", "none", "month"])
def test_a_choice_that_would_show_a_person_or_does_not_fit_is_refused(officer, choice):
    given = {"mask.name": choice, "basis": "甲", "reason": "乙"}
    assert officer.post("/hub/masking/helped/publish/", given).status_code == 422
    assert queries.editions(catalogue.resource("helped")) == []


def test_others_of_the_hub_read_and_cannot_publish(masks):  # noqa: F811
    supervisor = signed_in(masks.district, Duty.SUPERVISOR)
    page = supervisor.get("/hub/masking/helped/")
    assert page.status_code == 200 and b"<select name=" not in page.content
    assert supervisor.post("/hub/masking/helped/publish/", {}).status_code == 403
    assert signed_in(masks.district, Duty.COLLECTOR).get("/hub/masking/").status_code == 403


def test_the_list_says_which_copies_there_are(officer, masks):  # noqa: F811
    assert "还没有生成" in officer.get("/hub/masking/").content.decode()
    masks.load("one")
    actions.make("helped")
    assert "还没有生成" not in officer.get("/hub/masking/").content.decode()


def test_the_page_of_the_resource_says_of_which_version_the_copy_is(officer, masks):  # noqa: F811
    page = "/hub/resources/helped/"
    assert "还没有生成" in officer.get(page).content.decode()
    masks.load("one")
    actions.make("helped")
    assert "生成，3行" in officer.get(page).content.decode()
    masks.load("two", many=5)
    assert "稍后自动重新生成" in officer.get(page).content.decode()
