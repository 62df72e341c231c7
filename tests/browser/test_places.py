"""Choosing a place in the picture with the mouse, with the keys, by the address, and without it."""

import re

import pytest
from playwright.sync_api import Page, expect

PHONE = {"viewport": {"width": 360, "height": 740}}


def _point(page: Page) -> list[float]:
    return [float(part) for part in page.input_value("[name='point']").split(",")]


def _chosen(page: Page) -> str:
    """The whole name of the area that the picture shows as chosen."""
    return page.locator(".place-map path.chosen title").text_content()


def test_the_arrow_keys_choose_a_point_and_its_area(desk):
    operator = desk("operator")
    page = operator.go("/desk/new/")
    page.select_option("#area", label="荷园社区")
    page.locator(".place-map").focus()
    page.keyboard.press("ArrowRight")
    first = _point(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    second = _point(page)
    assert second[0] > first[0] and second[1] > first[1]
    assert page.input_value("#area") != "" and "荷园社区" in _chosen(page)
    expect(page.locator("#place-said")).to_contain_text(f"{second[0]:.6f}")
    for _ in range(60):
        page.keyboard.press("Shift+ArrowLeft")
    west = _point(page)
    page.keyboard.press("Shift+ArrowLeft")
    assert _point(page) == west, "the mark does not leave the district"
    assert operator.faults() == []
    page.get_by_role("button", name="清除位置").click()
    assert page.input_value("[name='point']") == ""


def test_another_area_chosen_by_hand_drops_the_point_that_contradicts_it(desk):
    page = desk("operator").go("/desk/new/")
    page.locator(".place-map svg").click()
    assert _point(page)
    page.select_option("#area", label="荷园社区")
    page.locator(".place-map").press("ArrowDown")
    inside = page.input_value("[name='point']")
    page.select_option("#area", label="湖畔街道")
    assert page.input_value("[name='point']") == inside, "the street holds its community's point"
    page.select_option("#area", label="机车社区")
    assert page.input_value("[name='point']") == ""


def test_an_address_suggests_the_community_that_it_names(desk):
    page = desk("operator").go("/desk/new/")
    guess = page.locator(".where")
    page.locator("#address").press_sequentially("湖畔街道荷园小区3栋")
    expect(guess).to_contain_text("荷园社区")
    guess.get_by_role("button").click()
    assert _chosen(page) == "湖畔街道·荷园社区"
    expect(guess).not_to_contain_text("地址像是在")


def test_the_place_is_filed_with_the_case_and_shown_on_its_page(desk):
    operator = desk("operator")
    page = operator.go("/desk/new/")
    page.fill("#content", "路边井盖松动")
    page.locator(".place-map svg").click()
    longitude, latitude = _point(page)
    page.check("input[name='then'][value='receive']")
    page.click("main button.main")
    page.wait_for_url(re.compile(r"/cases/SQ\d+/"))
    expect(page.locator("dl.facts").first).to_contain_text(f"{longitude}, {latitude}")
    dot = page.locator(".small-map .place-point")
    expect(dot).to_be_visible()
    assert operator.faults() == []


@pytest.mark.parametrize("window", [PHONE, PHONE | {"java_script_enabled": False}])
def test_a_citizen_files_with_the_picture_and_without_it(desk, window):
    citizen = desk(**window)
    page = citizen.go("/public/")
    page.fill("#content", "临江社区门口路灯不亮")
    if "java_script_enabled" in window:
        expect(page.locator(".place-map")).to_be_hidden()
        page.select_option("#area", label="临江社区")
    else:
        page.locator(".place-map svg").click()
        assert _point(page) and page.input_value("#area")
        assert citizen.faults() == []
    page.click("main button.main")
    expect(page.locator("#number")).to_contain_text("SQ")
