"""The navigation says where one is, on every page and on the page of a case."""

import re

import pytest
from django.utils.translation import gettext, override

from tests.district import District
from tests.web.test_pages import PAGES, signed_in
from yiwang.cases.lists import BOXES
from yiwang.engine.duties import CENTRE, Duty
from yiwang.engine.register import procedure
from yiwang.web.ui.tags import label_among
from yiwang.web.ui.ways import TABS, WAYS


def current(page: str) -> set[tuple[str, str]]:
    """How and under which words the navigation marks the place."""
    return set(re.findall(r'aria-current="(page|true)"[^>]*><svg.*?</svg>([^<]+)<', page))


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER])
def test_every_page_is_marked_in_the_navigation(district: District, duty: Duty):
    client = signed_in(district, duty)
    for path, duties in PAGES.items():
        page = client.get(path).content.decode() if duty in duties else ""
        if "<html" in page and path != "/manage/gallery/":
            assert len(current(page)) == 1, path


def test_a_page_below_an_entry_marks_that_entry(district: District):
    page = signed_in(district, Duty.SUPERVISOR).get("/manage/calendar/").content.decode()
    assert current(page) == {("true", "参数")}


@pytest.mark.parametrize(
    "came, marked, back",
    [
        ("http://testserver/boards/dispatch/?after=5", "派遣台", "/boards/dispatch/?after=5"),
        ("http://testserver/desk/", "我的待办", "/desk/"),
        ("http://testserver/nothing/", "案件查询", "/desk/search/"),
        ("http://elsewhere.example/desk/", "案件查询", "/desk/search/"),
        ("", "案件查询", "/desk/search/"),
    ],
)
def test_a_case_marks_the_list_it_was_opened_from_and_leads_back(
    district: District, came: str, marked: str, back: str
):
    number = district.handled()
    client = signed_in(district, Duty.DISPATCHER)
    page = client.get(f"/cases/{number}/", headers={"Referer": came}).content.decode()
    assert current(page) == {("true", marked)}
    assert f'<a href="{back}"><svg' in page


def test_every_entry_of_the_navigation_and_every_box_has_english_words():
    labels = [way.label for way in (*WAYS, *(tab for tabs in TABS.values() for tab in tabs))]
    labels += [text for box in BOXES.values() for text in (box.label, box.hint)]
    with override("en"):
        assert [label for label in labels if gettext(label) == label] == []


def test_a_limit_is_named_by_its_label_and_by_its_key_once_it_is_gone():
    limits = procedure("appeals").limits
    assert label_among(limits[0].key, limits) == limits[0].label
    assert label_among("long_gone", limits) == "long_gone"
