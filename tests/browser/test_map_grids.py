"""The layer of grids in a real browser: who looks after each, coverage, plans, its card."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.browser.test_map import MAP, PLACE, drawn, opened, rested

FILLED = f"() => {MAP}.queryRenderedFeatures({{layers: ['grids-fill']}}).length > 30"


def switched_on(person):
    page = opened(person)
    page.check("[data-layer=grids]")
    page.uncheck("[data-layer=cases]")
    page.wait_for_function(FILLED)
    rested(page)
    return page


def test_grids_are_told_apart_by_who_looks_after_them_in_colour_sign_legend_and_table(desk):
    page = switched_on(desk("supervisor"))
    assert {told["care"] for told in drawn(page, "grids-fill")} == {"worker", "unit"}
    legend = page.inner_text(".map-legend")
    assert "当日有人在班" in legend and "已有计划的调整" in legend
    page.wait_for_selector("[data-more-of=grids] table")
    assert page.locator("[data-more-of=grids] tbody tr").count() == 12
    page.uncheck("[data-layer=grids]")
    assert "当日有人在班" not in page.inner_text(".map-legend")
    assert not page.locator("[data-more-of=grids] table").is_visible()


def test_planned_changes_are_dashed_until_their_day_and_then_are_grids(desk):
    page = switched_on(desk("supervisor"))
    assert {told["code"][-3:] for told in drawn(page, "grids-planned")} >= {"011", "012"}
    assert "420199001001001" in {told["code"] for told in drawn(page, "grids-until")}
    later = (timezone.localdate() + timedelta(days=14)).isoformat()
    page.fill("[data-chosen-for=grids][name=on]", later)
    page.keyboard.press("Tab")
    page.wait_for_function(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['grids-fill']}})"
        ".some((f) => f.properties.code === '420199001001011')"
    )
    assert "420199001001001" not in {told["code"] for told in drawn(page, "grids-fill")}


def test_a_click_opens_the_card_of_a_grid_and_shades_follow_coverage(desk):
    page = switched_on(desk("supervisor"))
    page.select_option("[data-chosen-for=grids][name=by]", "coverage")
    page.wait_for_function(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['grids-fill']}})"
        ".some((f) => f.properties.walked > 0)"
    )
    assert "≥ 75%" in page.inner_text(".map-legend")
    found = page.evaluate(PLACE, "grids-fill")
    page.mouse.click(found["x"] + 4, found["y"] + 4)
    page.wait_for_selector("#map-panel dl")
    assert "责任单位" in page.inner_text("#map-panel")
    assert page.locator("#map-panel a").count() == 0


def test_the_adjuster_goes_from_the_card_to_drawing_that_grid(desk):
    page = switched_on(desk("administrator"))
    found = page.evaluate(PLACE, "grids-fill")
    page.mouse.click(found["x"] + 4, found["y"] + 4)
    page.wait_for_selector("#map-panel dl")
    page.click("#map-panel a.button")
    page.wait_for_selector("#map[data-drawn='1']", timeout=60_000)
    assert page.locator("#pieces [data-piece]").count() == 1


@pytest.mark.parametrize(
    "look",
    [
        {"viewport": {"width": 360, "height": 740}},
        {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    ],
)
def test_phone_and_night_have_no_faults_with_the_layer_on(desk, look):
    person = desk("supervisor", **look)
    page = opened(person)
    page.check("[data-layer=grids]")
    page.wait_for_selector("[data-more-of=grids] table")
    assert person.faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"]
