"""The map in a real browser: drawn, clicked, moved by keys, narrowed, by day and by night."""

import re

import pytest
from playwright.sync_api import Page

MAP = "document.getElementById('map').map"
# Where on the page the first feature of a layer lies that the mouse can reach.
PLACE = f"""(layer) => {{
  const map = {MAP}, box = map.getCanvas().getBoundingClientRect();
  for (const {{ geometry, properties }} of map.queryRenderedFeatures({{ layers: [layer] }})) {{
    const at = geometry.type === "Point" ? geometry.coordinates : geometry.coordinates[0][0];
    const {{ x, y }} = map.project(at);
    if (x > 40 && y > 40 && x < box.width - 120 && y < box.height - 40)
      return {{ x: x + box.x, y: y + box.y, told: properties }};
  }}
}}"""


def opened(person, path: str = "/map/") -> Page:
    """The map, once it has been drawn."""
    page = person.go(path)
    page.wait_for_selector("[data-drawn]", timeout=60_000)
    return page


def rested(page: Page) -> None:
    """Wait until nothing moves and everything that was asked for is drawn."""
    page.evaluate(f"new Promise((done) => {{ {MAP}.once('idle', done); {MAP}.triggerRepaint(); }})")


def drawn(page: Page, layer: str) -> list[dict]:
    """What the map shows of a layer now."""
    asked = "({properties}) => properties"
    return page.evaluate(f"l => {MAP}.queryRenderedFeatures({{layers: [l]}}).map({asked})", layer)


def listed(page: Page) -> list[str]:
    page.wait_for_selector("#map-panel section")
    return page.locator("#map-panel .title").all_inner_texts()


def test_the_map_shows_every_open_case_that_has_a_place(desk):
    page = opened(desk("supervisor"))
    page.wait_for_selector("main table")
    total = page.locator("main tbody tr").last.locator("td").all_inner_texts()
    shown = drawn(page, "cases-many") + drawn(page, "cases-one")
    there = {told["cell"]: told["n"] for told in shown}
    assert sum(there.values()) == int(total[-1]) > 10
    assert {told["level"] for told in drawn(page, "areas-line")} >= {"street", "community"}


def test_a_click_on_a_case_shows_its_card_and_leads_to_it(desk):
    page = opened(desk("supervisor"))
    page.evaluate(f"{MAP}.setZoom(14)")
    page.wait_for_function(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['cases-one']}}).length > 0"
    )
    rested(page)
    found = page.evaluate(PLACE, "cases-one")
    page.mouse.click(found["x"], found["y"])
    page.wait_for_selector("#map-panel section")
    assert found["told"]["number"] in page.inner_text("#map-panel")
    page.locator("#map-panel .title").first.click()
    page.wait_for_url(re.compile(r"/cases/SQ\d+/"))


def test_a_ring_opens_into_what_lies_in_it(desk):
    page = opened(desk("supervisor"))
    before = page.evaluate(f"{MAP}.getZoom()")
    found = page.evaluate(PLACE, "cases-many")
    page.mouse.click(found["x"], found["y"])
    page.wait_for_function(f"() => {MAP}.getZoom() > {before} + 1.9")
    page.wait_for_url(re.compile(r"at=[\d.]+%2C[\d.]+%2C[\d.]+"))


def test_a_hexagon_lists_its_cases_and_the_legend_names_the_shades(desk):
    page = opened(desk("supervisor"))
    page.check("[data-layer=heat]")
    page.uncheck("[data-layer=cases]")
    page.wait_for_function(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['heat-fill']}}).length > 0"
    )
    rested(page)
    assert page.locator(".map-legend [data-of=heat]").count() >= 2
    hexagon = max(drawn(page, "heat-fill"), key=lambda told: told["n"])
    middle = (
        f"c => {{ const f = {MAP}.queryRenderedFeatures({{layers: ['heat-fill']}})"
        ".find(f => f.properties.cell === c); const r = f.geometry.coordinates.flat(9);"
        " const xs = r.filter((_, i) => i % 2 === 0), ys = r.filter((_, i) => i % 2);"
        f" const p = {MAP}.project([(Math.min(...xs) + Math.max(...xs)) / 2,"
        " (Math.min(...ys) + Math.max(...ys)) / 2]);"
        f" const b = {MAP}.getCanvas().getBoundingClientRect(); return [p.x + b.x, p.y + b.y]; }}"
    )
    page.mouse.click(*page.evaluate(middle, hexagon["cell"]))
    assert len(listed(page)) == hexagon["n"]
    page.uncheck("[data-layer=heat]")
    assert page.locator(".map-legend [data-of=heat]").count() == 0


def test_the_map_is_moved_and_read_with_the_keyboard_alone(desk):
    page = opened(desk("supervisor"))
    page.focus(".maplibregl-canvas")
    here = f"{MAP}.getCenter().lng"
    before = page.evaluate(here)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"() => {here} > {before} + 0.001")
    page.keyboard.press("Enter")
    assert listed(page)
    assert page.evaluate("document.activeElement.id") == "map-panel"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "title"


def test_filters_narrow_map_and_table_and_keep_the_place(desk):
    page = opened(desk("supervisor"))
    page.click("[data-map=nearer]")
    page.wait_for_function("() => location.search.includes('at=')")
    rested(page)
    page.click(".map-filters summary")
    page.select_option("#map-filters [name=late]", "1")
    page.click("#map-filters button.main")
    page.wait_for_selector("[data-drawn]", timeout=60_000)
    assert "late=1" in page.url and "at=" in page.url
    shown = drawn(page, "cases-many") + drawn(page, "cases-one")
    assert shown and all(told["late"] == told["n"] for told in shown)
    page.wait_for_selector("main table")
    last = page.locator("main tbody tr").last.locator("td").all_inner_texts()
    assert last[1] == last[2]


@pytest.mark.parametrize(
    "look",
    [
        {"viewport": {"width": 360, "height": 740}},
        {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    ],
)
def test_phone_and_night_have_no_faults_with_a_list_and_heat_open(desk, look):
    person = desk("supervisor", **look)
    page = opened(person)
    page.check("[data-layer=heat]")
    page.click("[data-map=list]")
    assert listed(page)
    assert person.faults() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= look["viewport"]["width"]


def test_the_map_follows_the_switch_of_day_and_night(desk):
    page = opened(desk("supervisor"))
    ground = f"{MAP}.getPaintProperty('background', 'background-color')"
    before = page.evaluate(ground)
    cases = len(drawn(page, "cases-many"))
    page.locator("[data-theme-switch]:visible").first.click()
    page.wait_for_function(f"() => {MAP}.getLayer('cases-many') && {ground} !== '{before}'")
    rested(page)
    assert len(drawn(page, "cases-many")) == cases > 0


def test_a_browser_that_cannot_draw_is_told_so_and_has_the_table(desk):
    person = desk("supervisor")
    person.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = person.go("/map/")
    page.wait_for_selector("main table")
    assert "请看下方的表格" in page.inner_text("#map")
    person.complaints.clear()


def test_parts_are_counted_named_close_by_and_said_in_a_table(desk):
    person = desk("dispatcher")
    page = opened(person)
    page.check("[data-layer=parts]")
    page.wait_for_selector("[data-more-of=parts] tbody tr")
    total = page.locator("[data-more-of=parts] tbody tr").last.locator("td").all_inner_texts()
    page.wait_for_function(f"() => {MAP}.queryRenderedFeatures({{layers: ['parts-many']}}).length")
    rested(page)
    shown = {
        told["cell"]: told["n"] for told in drawn(page, "parts-many") + drawn(page, "parts-one")
    }
    assert sum(shown.values()) == int(total[1]) > 10
    page.uncheck("[data-layer=cases]")
    page.evaluate(
        f"{MAP}.jumpTo({{ zoom: 18, center: {MAP}.querySourceFeatures('parts')"
        ".find(({ properties }) => properties.code).geometry.coordinates })"
    )
    page.wait_for_function(f"() => {MAP}.queryRenderedFeatures({{layers: ['parts-one']}}).length")
    rested(page)
    found = page.evaluate(PLACE, "parts-one")
    page.mouse.click(found["x"], found["y"])
    page.wait_for_selector("#map-panel .list")
    assert found["told"]["code"] in page.inner_text("#map-panel")
    assert person.faults() == []


def test_heat_by_area_shows_the_counts_of_its_table_and_lists_the_cases_of_a_click(desk):
    person = desk("supervisor")
    page = opened(person)
    page.uncheck("[data-layer=cases]")
    page.check("[data-layer=heat_areas]")
    page.wait_for_selector("[data-more-of=heat_areas] tbody tr")
    page.wait_for_function(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['heat-areas-fill']}}).length > 2"
    )
    rested(page)
    shown = {told["name"]: told["n"] for told in drawn(page, "heat-areas-fill")}
    rows = page.locator("[data-more-of=heat_areas] tbody tr")
    cells = [row.locator("td").all_inner_texts() for row in rows.all()]
    assert {name.split("·")[-1]: int(count) for name, count, *_ in cells}.items() >= shown.items()
    assert page.locator(".map-legend [data-of=heat_areas]").count() >= 3
    found = page.evaluate(PLACE, "heat-areas-number")
    page.mouse.click(found["x"], found["y"])
    page.wait_for_selector("#map-panel section")
    assert f"{found['told']['n']} 件" in page.inner_text("#map-panel h2")
    page.select_option("[name=of_level]", "street")
    page.wait_for_function(
        f"() => {MAP}.queryRenderedFeatures({{layers: ['heat-areas-fill']}})"
        ".every(({ properties }) => properties.level === 'street')"
    )
    assert person.faults() == []


def test_people_on_duty_are_a_layer_for_those_who_direct_the_street_only(desk):
    person = desk("shift_leader")
    page = opened(person)
    page.check("[data-layer=workers]")
    page.wait_for_selector("[data-more-of=workers] :text('在岗')")
    page.wait_for_selector(".map-legend [data-of=workers]")
    assert person.faults() == []
    other = opened(desk("dispatcher"))
    assert other.locator("[data-layer=workers]").count() == 0
    assert other.locator("[data-layer=parts]").count() == 1


def test_routes_of_the_day_are_drawn_and_a_click_opens_one(desk):
    person = desk("shift_leader")
    page = opened(person)
    for layer in ("cases", "areas"):
        page.uncheck(f"[data-layer={layer}]")
    page.check("[data-layer=patrols]")
    page.wait_for_selector("[data-more-of=patrols] tbody tr")
    lines = "{layers: ['patrols-open', 'patrols-walked']}"
    page.wait_for_function(f"() => {MAP}.queryRenderedFeatures({lines}).length > 3")
    page.evaluate(
        f"() => {{ let at = {MAP}.querySourceFeatures('patrols')[0].geometry.coordinates;"
        " while (Array.isArray(at[0])) [at] = at;"
        f" {MAP}.jumpTo({{ zoom: 16, center: at }}); }}"
    )
    rested(page)
    assert page.locator(".map-legend [data-of=patrols]").count() >= 5
    assert person.faults() == []
    box = page.locator(".maplibregl-canvas").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url(re.compile(r"/field/routes/\d+/"))
