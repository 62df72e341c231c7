"""The patrol with the phone: on and off duty, the track without network, once, and one's own."""

import pytest
from playwright.sync_api import expect

from tests.browser.street import enter, ready, waits

PATROL = "/phone/patrol/"
LONGITUDE, LATITUDE, STEP = 114.31, 30.59, 0.0006


def go_to(one, east: float, north: float = LATITUDE) -> None:
    one.context.set_geolocation({"longitude": east, "latitude": north, "accuracy": 8})


def stored(page) -> int:
    """How many points of a track lie on this phone, handed in or not, of whomever."""
    return page.evaluate(
        """() => new Promise((done) => {
          indexedDB.open("yiwang-phone").onsuccess = ({ target }) => {
            const work = target.result.transaction(["points", "items"]);
            const points = work.objectStore("points").getAll();
            const items = work.objectStore("items").getAll();
            work.oncomplete = () => {
              target.result.close();
              const tracks = items.result.filter(({ kind }) => kind === "track");
              const all = tracks.map(({ fields }) => JSON.parse(fields[0][1]).length);
              done(all.reduce((sum, one) => sum + one, points.result.length));
            };
          };
        })"""
    )


def expect_points(page, count: int) -> None:
    for _ in range(300):
        if (found := stored(page)) == count:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{found} points on the phone, not {count}")


def walk(one, steps: int, already: int = 0) -> None:
    """So many points, each 57 metres on, every one of them kept by the phone."""
    for step in range(steps):
        go_to(one, LONGITUDE + STEP * (already + step + 1))
        expect_points(one.page, already + step + 1)


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(one):
    """On the page of the patrol and off duty, whatever a test that failed has left."""
    page = one.go(PATROL)
    if page.locator("[data-log-out]").is_visible():
        off_duty(one)
        waits(page, 0)
    return page


def on_duty(one):
    """On the page of the patrol, logged in and recording, the first point taken."""
    page = one.page if one.page.url.endswith(PATROL) else begin(one)
    press(page, "签到")
    expect(page.locator("[data-log-out]")).to_be_visible()
    press(page, "开始记录轨迹")
    expect(page.locator("#recording")).to_be_visible()
    # A position from before the duty is none of the track.
    assert stored(page) == 0
    go_to(one, LONGITUDE + STEP / 2)
    expect_points(page, 1)
    return page


def off_duty(one) -> None:
    page = one.page if PATROL in one.page.url else one.go(PATROL)
    press(page, "签退")
    expect(page.locator("[data-log-in]")).to_be_visible()


def arrived(one) -> list[str]:
    """What the phone says of what arrived last, the newest first."""
    one.go("/phone/queue/")
    waits(one.page, 0)
    return one.page.locator("#sent li").all_inner_texts()


def test_a_whole_patrol_without_network_arrives_in_its_order_and_once(phone):
    one = phone()
    ready(one.page)
    begin(one)
    one.context.set_offline(True)
    page = on_duty(one)
    expect(page.locator("[data-duty]")).to_contain_text("等待发送")
    walk(one, 3, already=1)
    off_duty(one)
    waits(page, 3)
    page.reload()
    expect(page.locator("[data-duty]")).to_contain_text("已签退（等待发送）")
    one.context.set_offline(False)
    waits(page, 0)
    out, track, came = arrived(one)[:3]
    assert "已签退" in out and "轨迹已保存4个点" in track and "已签到" in came
    expect(one.go(PATROL).locator("[data-duty]")).to_contain_text("还没有签到")


def test_when_the_answer_was_lost_the_track_is_there_once(phone):
    one, answers = phone(), []
    page = on_duty(one)
    walk(one, 2, already=1)

    def lose(route) -> None:
        answers.append(route.fetch().status)
        route.abort("connectionreset")

    page.route("**/phone/send/", lose)
    press(page, "停止记录")
    expect(page.locator("#said")).to_contain_text("网络中断")
    assert answers[0] == 201
    page.unroute("**/phone/send/")
    with page.expect_response("**/phone/send/") as again:
        one.go("/phone/queue/")
    assert again.value.status == 200 and "保存3个点" in again.value.json()["sentence"]
    waits(page, 0)
    off_duty(one)


def test_recording_goes_on_from_page_to_page_and_stops_when_told(phone):
    one = phone()
    page = on_duty(one)
    one.go("/phone/")
    expect(page.locator("#recording")).to_be_visible()
    walk(one, 2, already=1)
    page.locator("#recording").click()
    page.wait_for_url(f"**{PATROL}")
    expect(page.locator("p[data-recorded]")).to_contain_text("正在记录")
    press(page, "停止记录")
    expect(page.locator("#recording")).to_be_hidden()
    # Once all that was recorded has gone, whatever lies here was recorded after the stop.
    expect_points(page, 0)
    for step in range(5, 8):
        go_to(one, LONGITUDE + STEP * step)
        one.go("/phone/")
    assert stored(page) == 0
    off_duty(one)


def test_nothing_is_recorded_before_and_after_the_duty(phone):
    one = phone()
    page = begin(one)
    expect(page.locator("[data-record]")).to_be_hidden()
    on_duty(one)
    off_duty(one)
    waits(page, 0)
    expect(page.locator("[data-record]")).to_be_hidden()
    expect(page.locator("#recording")).to_be_hidden()
    go_to(one, LONGITUDE + 9 * STEP)
    page.reload()
    expect(page.locator("[data-duty]")).to_contain_text("还没有签到")
    assert stored(page) == 0


def test_another_person_on_the_phone_records_nothing_and_sends_nothing_of_the_first(phone):
    one = phone()
    on_duty(one)
    walk(one, 1, already=1)
    one.context.clear_cookies(name="sessionid")
    enter(one, "grid_worker")
    page = one.page
    expect(page.locator("#recording")).to_be_hidden()
    waits(page, 0)
    one.go(PATROL)
    expect(page.locator("[data-duty]")).to_contain_text("还没有签到")
    go_to(one, LONGITUDE + 9 * STEP)
    page.reload()
    assert stored(page) == 2
    one.context.clear_cookies(name="sessionid")
    enter(one, "collector")
    waits(page, 0)
    assert "轨迹已保存2个点" in arrived(one)[0]
    expect(page.locator("#recording")).to_be_hidden()
    off_duty(one)


def test_what_is_walked_turns_green_at_once(phone):
    one = phone()
    page = on_duty(one)
    dots = page.locator("[data-planned]")
    page.evaluate(
        """for (const dot of document.querySelectorAll("[data-planned]"))
          dot.classList.remove("path-reached")"""
    )
    east, north = (float(part) for part in dots.first.get_attribute("data-at").split(","))
    go_to(one, east, north)
    expect(dots.first).to_have_class("path-dot path-reached")
    expect(page.locator("[data-me]")).to_have_attribute("cx", dots.first.get_attribute("cx"))
    off_duty(one)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_patrol_is_accessible_and_everything_is_large_enough(phone, scheme):
    one = phone(color_scheme=scheme)
    page = on_duty(one)
    faults = one.faults()
    wide = page.evaluate("document.documentElement.scrollWidth")
    low = page.evaluate(
        """() => [...document.querySelectorAll("button, .button, summary, .bottom a")]
          .filter((e) => e.offsetParent && e.getBoundingClientRect().height < 48)
          .map((e) => e.outerHTML.slice(0, 80))"""
    )
    off_duty(one)
    assert (faults, low, wide) == ([], [], 360)
