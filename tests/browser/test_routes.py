"""A route drawn in the picture: by mouse, by keys, reordered, taken back, kept and shown."""

import re

from playwright.sync_api import expect

PATH = "textarea[name='path']"


def places(page) -> list[str]:
    return [line for line in page.locator(PATH).input_value().split("\n") if line]


def fill_in(page, name: str) -> None:
    page.fill("[name='name']", name)
    page.fill("[name='basis']", "试画")
    page.locator("form.columns button.main").click()
    page.wait_for_url(re.compile(r"/field/routes/\d+/$"))


def test_a_route_is_drawn_by_mouse_put_in_order_and_kept(desk):
    leader = desk("shift_leader", viewport={"width": 1440, "height": 1000})
    page = leader.go("/field/routes/new/")
    picture = page.locator(".path-map svg")
    for x, y in ((200, 120), (320, 120), (320, 220)):
        picture.click(position={"x": x, "y": y})
    first, second, third = places(page)
    expect(page.locator(".path-points li")).to_have_count(3)
    expect(page.locator("#path-said")).to_contain_text("3个点")
    page.locator(".path-points li").nth(2).locator("[data-earlier]").click()
    assert places(page) == [first, third, second]
    page.locator(".path-points li").nth(0).locator("[data-remove]").click()
    assert places(page) == [third, second]
    page.click("[data-path-undo]")
    assert places(page) == [first, third, second]
    # New points go behind the one that was chosen.
    page.locator(".path-points li").nth(0).locator("[data-after]").click()
    picture.click(position={"x": 260, "y": 160})
    assert places(page)[0] == first and places(page)[2:] == [third, second]
    assert leader.faults() == []
    fill_in(page, "鼠标画的")
    expect(page.locator("h1")).to_contain_text("鼠标画的")
    expect(page.locator("polyline.path-line")).to_have_attribute("points", re.compile(r"\d"))


def test_a_route_is_drawn_by_keys_alone(desk):
    page = desk("shift_leader").go("/field/routes/new/")
    page.focus(".path-map")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert len(places(page)) == 3
    page.keyboard.press("Backspace")
    (west, south), (east, other) = ([float(n) for n in line.split(",")] for line in places(page))
    assert east > west and other == south
    fill_in(page, "键盘画的")


def test_without_scripts_the_coordinates_are_typed(desk):
    leader = desk("shift_leader")
    drawn = leader.go("/field/routes/1/change/").locator(PATH).input_value()
    plain = desk("shift_leader", java_script_enabled=False)
    page = plain.go("/field/routes/new/")
    assert page.locator(".path-map").is_hidden()
    page.fill(PATH, drawn)
    fill_in(page, "手填的")
