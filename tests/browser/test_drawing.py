"""Grids drawn with the mouse in a real browser, and found in the register."""

from playwright.sync_api import expect

from tests.browser.drawing import (
    DESK,
    RINGS,
    codes,
    drag,
    hand_in,
    middle,
    opened,
    pixel,
    point,
    register,
    ring,
    verdict,
)


def test_a_grid_is_drawn_beside_the_others_with_the_mouse_and_found_in_the_register(desk):
    person = desk("administrator")
    page = opened(person, "add")
    corners = sorted(ring(page, "420199004003004")[:-1])[-2:]
    high, low = sorted(corners, key=lambda corner: -corner[1])
    # Two pixels off: drawn roughly, the ends snap to the corners of the neighbour.
    point(page, low, 2, 2)
    point(page, low, 45, 0)
    point(page, high, 45, 0)
    point(page, high, 2, -2)
    expect(page.locator("#draw-status")).to_contain_text("已落4点")
    page.click("[data-act=finish]")
    verdict(page, "可以提交")
    expect(page.locator("#look")).to_contain_text("没有重叠，没有空隙")
    assert "平方米" in page.inner_text("[data-piece-area]")
    text = page.input_value("#pieces textarea")
    for corner in (low, high):
        assert f"{corner[0]} {corner[1]}" in text
    (code,) = codes(page)
    page.fill("[name=piece_name]", "东侧新格")
    day = hand_in(page)
    assert "东侧新格" in register(person, code, day)


def test_a_grid_is_split_with_a_drawn_line_and_both_halves_are_in_the_register(desk):
    person = desk("administrator")
    page = opened(person, "split")
    at = middle(ring(page, "420199002003004"))
    point(page, at)
    expect(page.locator("#codes")).to_have_value("420199002003004")
    point(page, at, -5, -60)
    point(page, at, 10)
    x, y = pixel(page, at)
    page.mouse.dblclick(x - 4, y + 50)
    verdict(page, "可以提交")
    west, east = codes(page)
    areas = page.locator("[data-piece-area]")
    expect(areas).to_have_count(2)
    expect(areas.first).to_contain_text("平方米")
    day = hand_in(page)
    for code in (west, east):
        assert code in register(person, code, day)
    assert person.go(f"/manage/grids/?text={west}").locator("main table").count() == 0
    page = opened(person, "split")
    point(page, at)
    expect(page.locator("#draw-status")).to_contain_text("请先在网格列表撤回")


def test_a_shared_corner_moves_with_all_its_grids_and_steps_go_back_and_forth(desk):
    person = desk("administrator")
    page = opened(person, "redraw")
    point(page, middle(ring(page, "420199003002002")))
    expect(page.locator("#draw-status")).to_contain_text("已选")
    inner = page.evaluate(
        f"() => {DESK}.handled()[0][0].find(([x, y]) => [-1, 1].every((a) => [-1, 1].every("
        f"(b) => {DESK}.around.at([x + a * 1e-5, y + b * 1e-5]))))"
    )
    drag(page, inner, 14, 9)
    verdict(page, "可以提交")
    expect(page.locator("#look")).to_contain_text("没有重叠，没有空隙")
    moved = codes(page)
    assert "420199003002002" in moved and len(moved) >= 2
    after = page.locator("#pieces textarea").first.input_value()
    page.keyboard.press("Control+z")
    expect(page.locator("#pieces [data-piece]")).to_have_count(0)
    page.click("[data-act=redo]")
    expect(page.locator("#pieces textarea").first).to_have_value(after)
    verdict(page, "可以提交")
    day = hand_in(page, days=2)
    assert day in register(person, "420199003002002", day)


def test_a_corner_set_into_a_border_is_removed_again_and_a_junction_is_not(desk):
    page = opened(desk("administrator"), "redraw")
    corners = ring(page, "420199001003003")
    point(page, middle(corners))
    handled = f"{DESK}.handled()[0][0]"
    before = page.evaluate(handled)
    start, end = before[0], before[1]
    between = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    drag(page, between, 8, 12)
    page.wait_for_function(f"() => {handled}.length === {len(before) + 1}")
    page.keyboard.press("Delete")
    page.wait_for_function(f"() => {handled}.length === {len(before)}")
    junction = page.evaluate(
        f"async () => {{ const {{ directionsAt }} = await import('{RINGS}');"
        f" const all = {DESK}.around.standing.map((grid) => grid.polygons);"
        f" return {handled}.find((corner) => directionsAt(all, corner) > 2); }}"
    )
    x, y = pixel(page, junction)
    page.mouse.click(x, y, button="right")
    expect(page.locator("#draw-status")).to_contain_text("几个网格的交点")


def test_neighbours_are_chosen_and_merged(desk):
    person = desk("administrator")
    page = opened(person, "merge")
    chosen = ["420199004001001", "420199004001002"]
    for code in chosen:
        point(page, middle(ring(page, code)))
    expect(page.locator("#codes")).to_have_value(" ".join(chosen))
    verdict(page, "可以提交")
    expect(page.locator("[data-piece-area]")).to_contain_text("平方米")
    (code,) = codes(page)
    day = hand_in(page)
    assert code in register(person, code, day)


def test_an_overlap_is_told_before_handing_in_shown_on_the_map_and_fitted_away(desk):
    person = desk("administrator")
    page = opened(person, "add")
    low, high = sorted(ring(page, "420199004003005")[:-1])[-2:]
    page.keyboard.down("Alt")
    for place, across in ((low, -20), (low, 40), (high, 40), (high, -20)):
        point(page, place, across)
    page.keyboard.up("Alt")
    page.focus(".maplibregl-canvas")
    page.keyboard.press("Enter")
    verdict(page, "还不能提交")
    assert page.evaluate("document.querySelectorAll('#look [data-kind=overlap]').length") > 0
    page.locator("[data-see]").first.click()
    page.fill("#basis-draw", "区网格调整方案")
    page.click("#draw button.main")
    expect(page.locator("#messages .refused")).to_contain_text("重叠")
    page.click("[name=fit]")
    verdict(page, "可以提交")
    assert page.locator("#look [data-kind=overlap]").count() == 0
    # The browser's own note of the answer that refused.
    person.complaints.clear()
