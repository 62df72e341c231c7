"""The intake with the keyboard alone; what cannot be right is told beside its field at once."""

import re

import pytest
from playwright.sync_api import Page, expect

WHOLE = (
    "13900000001", "139 0000 0001", "＋８６ １３９ ００００ ０００１", "139-0000-0001",
    "027-12345678", "（027）1234 5678", "027-12345678转801", "+86 27 12345678",
    "12345", "110", "400-123-4567",
)  # fmt: skip
NOT_WHOLE = ("12", "1390000000", "139000000012", "1234567", "没有", "27-1234567")

ORDER = (
    "reporter_phone", "reporter_name", "channel", "content", "title", "area", "address", "place",
    "point", "category", "nature", "urgency", "more", "then", "public_reply", "submit",
)  # fmt: skip
_HERE = """() => {
  const e = document.activeElement;
  if (e.matches(".place-map")) return "place";
  if (e.matches("summary")) return "more";
  return e.matches("button.main") ? "submit" : e.name;
}"""


def _begin(desk) -> Page:
    page = desk.go("/desk/new/")
    # The browser moves the focus after it has painted; keys before that go nowhere.
    page.wait_for_function("document.activeElement.id === 'reporter_phone'")
    return page


def test_the_tab_key_leads_through_the_form_as_it_is_read(desk):
    page = _begin(desk("operator"))
    reached = [page.evaluate(_HERE)]
    for _ in ORDER[1:]:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(_HERE))
    assert tuple(reached) == ORDER


def test_an_appeal_with_a_place_is_filed_by_the_keys_alone(desk):
    page = _begin(desk("operator"))
    keys = page.keyboard
    written = {"reporter_phone": "13900000008", "content": "路边井盖松动", "address": "1号楼前"}
    for name in ORDER:
        for _ in range(2):
            # Once a place is chosen, its button to clear it lies on the way.
            if page.evaluate(_HERE) != name:
                keys.press("Tab")
        assert page.evaluate(_HERE) == name
        if name in written:
            keys.type(written[name])
        if name == "place":
            keys.press("ArrowRight")
        if name == "then":
            keys.press("ArrowDown")
            keys.press("ArrowDown")
    keys.press("Enter")
    page.wait_for_url(re.compile(r"/cases/SQ\d+/"))
    expect(page.locator(".head .badge")).to_have_text("待签收")
    expect(page.locator(".small-map .place-point")).to_be_visible()


@pytest.mark.parametrize("path", ["/desk/new/", "/public/"])
def test_a_number_that_cannot_be_whole_is_told_when_one_goes_on(desk, path):
    person = desk("operator" if path == "/desk/new/" else "")
    page = person.go(path)
    field = page.locator("[inputmode='tel']")
    fault = field.locator("xpath=..").locator(".fault")
    for number in NOT_WHOLE:
        field.fill(number)
        field.blur()
        expect(fault, number).to_contain_text("号码像是不完整")
        assert field.get_attribute("aria-describedby") == fault.get_attribute("id")
    assert person.faults() == []
    for number in WHOLE:
        field.fill(number)
        field.blur()
        expect(fault, number).to_have_count(0)
    assert field.get_attribute("aria-invalid") is None


def test_a_refused_form_leads_to_the_first_wrong_field(desk):
    operator = desk("operator")
    page = operator.go("/desk/new/")
    page.fill("#reporter_phone", "12")
    page.fill("#content", "楼道灯坏了")
    page.select_option("#urgency", "urgent")
    page.click("main button.main")
    expect(page.locator("#reporter_phone-fault")).to_have_text("“12”不是有效的电话号码")
    expect(page.locator("#reporter_phone")).to_be_focused()
    assert page.input_value("#content") == "楼道灯坏了" and page.input_value("#urgency") == "urgent"
    assert operator.faults() == []
    page.fill("#reporter_phone", "13900000001")
    expect(page.locator("#reporter_phone-fault")).to_have_count(0)
