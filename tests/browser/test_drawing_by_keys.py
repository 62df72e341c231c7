"""Grids drawn with the keyboard or written as text; phones, nights and what the page measures."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser.drawing import (
    DESK,
    RINGS,
    codes,
    hand_in,
    middle,
    opened,
    point,
    register,
    ring,
    verdict,
)
from yiwang.fieldwork.grids import outlines


def test_a_grid_is_split_on_the_map_with_the_keyboard_alone(desk):
    person = desk("administrator")
    east, north = middle(ring(opened(person, "split"), "420199001002003"))
    page = opened(person, "split", f"&at={east},{north},15")
    page.focus(".maplibregl-canvas")
    east, north = f"{DESK}.map.getCenter().lng", f"{DESK}.map.getCenter().lat"
    page.keyboard.press("Space")
    expect(page.locator("#codes")).to_have_value("420199001002003")
    corners = ring(page, "420199001002003")
    top, bottom = (pick(c[1] for c in corners) for pick in (max, min))
    for key, beyond in (("ArrowUp", f"{north} > {top}"), ("ArrowDown", f"{north} < {bottom}")):
        for _ in range(40):
            if page.evaluate(beyond):
                break
            before = page.evaluate(f"[{east}, {north}]")
            page.keyboard.press(key)
            page.wait_for_function(
                f"() => {north} !== {before[1]} && !{DESK}.map.isMoving()", timeout=15_000
            )
        page.keyboard.press("Space")
    expect(page.locator("#draw-status")).to_contain_text("已落2点")
    page.keyboard.press("Enter")
    verdict(page, "可以提交")
    assert len(codes(page)) == 2
    page.keyboard.press("Escape")
    expect(page.locator("#pieces [data-piece]")).to_have_count(0)


def test_whoever_cannot_use_a_mouse_writes_the_line_as_text(desk):
    person = desk("administrator")
    page = opened(person, "split")
    corners = ring(page, "420199003003001")
    east, north = middle(corners)
    page.focus("#codes")
    page.keyboard.type("420199003003001")
    page.keyboard.press("Tab")
    page.keyboard.type(f"LINESTRING({east} {north + 0.05}, {east} {north - 0.05})")
    page.keyboard.press("Tab")
    verdict(page, "可以提交")
    west, other = codes(page)
    day = hand_in(page)
    assert west in register(person, west, day) and other in register(person, other, day)


def test_outlines_are_fetched_by_their_codes_and_changed_as_text(desk):
    page = opened(desk("administrator"), "redraw")
    page.fill("#codes", "420199003001003")
    page.click("[name=fetch]")
    expect(page.locator("#pieces [data-piece]")).to_have_count(1)
    page.click("#pieces summary")
    text = page.locator("#pieces textarea").input_value()
    first, rest = text.removeprefix("POLYGON ((").split(",", 1)
    east, north = map(float, first.split())
    changed = f"POLYGON (({east + 0.001} {north},{rest.rsplit(',', 1)[0]}, {east + 0.001} {north}))"
    page.locator("#pieces textarea").fill(changed)
    page.keyboard.press("Tab")
    verdict(page, "还不能提交")
    assert page.evaluate(f"{DESK}.state.pieces[0].polygons[0][0][0][0]") == pytest.approx(
        east + 0.001
    )


def test_leaving_with_an_unsaved_drawing_asks_first(desk):
    person = desk("administrator")
    asked = []
    page = opened(person, "merge")
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.click("text=网格列表")
    page.wait_for_url(re.compile("/manage/grids/$"))
    assert asked == []
    page = opened(person, "merge")
    point(page, middle(ring(page, "420199004002001")))
    expect(page.locator("#codes")).to_have_value("420199004002001")
    page.click("text=网格列表")
    page.wait_for_url(re.compile("/manage/grids/$"))
    assert asked == ["beforeunload"]


@pytest.mark.parametrize(
    "look",
    [
        {"viewport": {"width": 360, "height": 740}},
        {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    ],
)
def test_a_drawing_with_findings_has_no_faults_on_a_phone_and_by_night(desk, look):
    person = desk("administrator", **look)
    page = opened(person, "add")
    page.locator("#pieces textarea").fill(
        "POLYGON((114.25 30.58, 114.29 30.58, 114.29 30.60, 114.25 30.58))"
    )
    page.keyboard.press("Tab")
    verdict(page, "还不能提交")
    assert person.faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"]


def test_a_browser_that_cannot_draw_has_the_text(desk):
    person = desk("administrator")
    person.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = person.go("/manage/grids/draw/?change=split")
    page.wait_for_selector("#map[data-drawn='0']")
    assert "请用边界文字" in page.inner_text("#map")
    page.fill("#codes", "420199003001004")
    page.fill("#line", "LINESTRING(0 0, 1 1)")
    page.keyboard.press("Tab")
    verdict(page, "没有把网格分开")
    person.complaints.clear()


def test_the_page_measures_and_writes_outlines_as_the_server_does(desk):
    page = opened(desk("administrator"), "redraw")
    grids = page.evaluate(
        f"async () => {{ const {{ fromText, squareMetres, toText }} = await import('{RINGS}');"
        f" return {DESK}.around.standing.map(({{ polygons }}) => ({{ polygons,"
        " metres: squareMetres(polygons), again: fromText(toText(polygons)) })); }"
    )
    holed = [[[[114.3, 30.6], [114.4, 30.6], [114.4, 30.7], [114.3, 30.6]],
              [[114.35, 30.61], [114.36, 30.61], [114.36, 30.62], [114.35, 30.61]]]]  # fmt: skip
    found = page.evaluate(
        f"async (polygons) => {{ const {{ squareMetres }} = await import('{RINGS}');"
        " return squareMetres(polygons); }",
        holed,
    )
    for polygons, metres in [(g["polygons"], g["metres"]) for g in grids] + [(holed, found)]:
        drawn = outlines.read({"type": "MultiPolygon", "coordinates": polygons})
        assert metres == pytest.approx(outlines.square_metres(drawn), rel=1e-6)
    assert len(grids) >= 60 and all(
        json.dumps(g["again"]) == json.dumps(g["polygons"]) for g in grids
    )
