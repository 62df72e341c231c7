"""Short ways to draw on the page of grids in a real browser."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

DESK = "document.getElementById('map').desk"
RINGS = "/static/js/map/draw/rings.js"
Place = tuple[float, float]


def opened(person, change: str, more: str = "") -> Page:
    """The page of a tool, once its map has been drawn."""
    page = person.go(f"/manage/grids/draw/?change={change}{more}")
    page.wait_for_selector("#map[data-drawn='1']", timeout=60_000)
    return page


def ring(page: Page, code: str) -> list[list[float]]:
    """The outer border of a grid, as the page has it."""
    return page.evaluate(f"(code) => {DESK}.around.grids.get(code).polygons[0][0]", code)


def middle(corners: list[list[float]]) -> Place:
    return tuple(sum(c[axis] for c in corners[:-1]) / (len(corners) - 1) for axis in (0, 1))


def pixel(page: Page, place: Place) -> Place:
    """Where a place on earth lies on the screen, once the map rests."""
    page.wait_for_function("!document.getElementById('map').map.isMoving()")
    found = page.evaluate(
        "(at) => { const { map } = document.getElementById('map');"
        " const box = map.getCanvas().getBoundingClientRect(), { x, y } = map.project(at);"
        " return [x + box.x, y + box.y]; }",
        list(place),
    )
    return tuple(found)


def point(page: Page, place: Place, across: float = 0, along: float = 0) -> None:
    """Point and click at a place, or so many pixels beside it."""
    x, y = pixel(page, place)
    page.mouse.move(x + across - 3, y + along, steps=2)
    page.mouse.click(x + across, y + along)


def drag(page: Page, place: Place, across: float, along: float) -> None:
    x, y = pixel(page, place)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y + along / 2, steps=3)
    page.mouse.move(x + across, y + along, steps=3)
    page.mouse.up()


def verdict(page: Page, words: str) -> None:
    expect(page.locator("#look .verdict")).to_contain_text(words)


def hand_in(page: Page, days: int = 1) -> str:
    """From tomorrow on; the day as it is written."""
    day = (timezone.localdate() + timedelta(days=days)).isoformat()
    page.fill("#on-draw", day)
    page.fill("#basis-draw", "区网格调整方案")
    page.click("#draw button.main")
    page.wait_for_url(re.compile(r"/manage/grids/$"))
    expect(page.locator(".message:not(.refused)")).to_contain_text("已记录")
    return day


def register(person, code: str, day: str) -> str:
    return person.go(f"/manage/grids/?text={code}&on={day}").inner_text("main table")


def codes(page: Page) -> list[str]:
    return page.eval_on_selector_all("#pieces [name=piece_code]", "all => all.map(e => e.value)")
