"""What the frame of every page does in the browser, beside the content of the page."""

import pytest


def leaving_asks(page) -> bool:
    """Whether the browser would hold back somebody who leaves this page now."""
    asked = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    return not page.evaluate(asked)


def test_handing_in_another_form_does_not_forget_what_was_written(desk):
    page = desk("operator").go("/desk/new/")
    assert not leaving_asks(page)
    page.fill("#content", "楼道灯坏了")
    assert leaving_asks(page)
    page.evaluate("addEventListener('submit', (event) => event.preventDefault())")
    page.evaluate("document.querySelector('.find').requestSubmit()")
    assert leaving_asks(page)
    page.evaluate("document.getElementById('intake').requestSubmit()")
    assert not leaving_asks(page)


PHONE = {"viewport": {"width": 390, "height": 800}}


def test_on_a_phone_the_head_is_one_row_and_the_menu_holds_the_rest(desk):
    page = desk("supervisor", **PHONE).go("/boards/supervision/")
    assert page.locator(".bar").bounding_box()["height"] <= 72
    assert not page.locator("nav.ways.side").is_visible()
    page.get_by_text("菜单", exact=True).click()
    current = page.locator(".menu-panel [aria-current='page']")
    assert current.inner_text() == "督办台" and page.locator("#post-menu").is_visible()
    page.keyboard.press("Escape")
    assert not current.is_visible()
    page.get_by_text("菜单", exact=True).click()
    page.locator(".menu-panel").get_by_text("案件查询").click()
    assert page.locator("h1").inner_text() == "案件查询"


def test_keys_of_one_letter_can_be_switched_off_and_stay_off(desk):
    page = desk("supervisor").go("/desk/search/")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.uncheck("[data-keys-switch]")
    page.keyboard.press("Escape")
    for path in ("/desk/search/", "/desk/"):
        page.goto(page.url.split("/desk/")[0] + path)
        for key in ("/", "j", "?"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement === document.body")
        assert not page.locator("#keys").is_visible()
    page.locator("footer [data-opens='keys']").click()
    page.check("[data-keys-switch]")
    page.locator("#keys button").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def ask_for_hints(page) -> None:
    page.fill("#content", "路灯坏了")
    page.dispatch_event("#content", "change")


def test_a_cut_line_is_told_and_the_sentence_goes_when_the_line_is_back(desk):
    operator = desk("operator")
    page = operator.go("/desk/new/")
    page.route("**/hints/**", lambda route: route.abort("connectionfailed"))
    ask_for_hints(page)
    page.wait_for_selector("#messages .refused >> text=网络中断，内容未提交，请重试")
    page.unroute("**/hints/**")
    ask_for_hints(page)
    page.wait_for_selector("#messages .refused", state="detached")
    operator.complaints.clear()


def test_a_fault_of_something_before_the_server_is_told(desk):
    operator = desk("operator")
    page = operator.go("/desk/new/")
    page.route("**/hints/**", lambda route: route.fulfill(status=502, body="<h1>Bad</h1>"))
    ask_for_hints(page)
    page.wait_for_selector("#messages .refused >> text=服务器没有正常答复")
    assert "Bad" not in page.inner_text("body")
    operator.complaints.clear()


def test_a_slow_answer_is_shown_as_busy_until_it_comes(desk):
    page = desk("operator").go("/desk/new/")
    held, slow = [], [True]
    page.route("**/hints/**", lambda route: held.append(route) if slow else route.continue_())
    ask_for_hints(page)
    page.wait_for_selector("#busy", state="visible")
    slow.clear()
    while held:
        held.pop().continue_()
    page.wait_for_selector("#busy", state="hidden")


def test_the_second_click_of_a_double_click_hands_in_nothing(desk):
    page = desk("operator").go("/desk/new/")
    page.fill("#content", "路灯坏了")
    sent = page.evaluate(
        """() => {
          let sent = 0;
          addEventListener("submit", (event) => {
            sent += event.defaultPrevented ? 0 : 1;
            event.preventDefault();
          });
          const form = document.getElementById("intake");
          form.requestSubmit();
          form.requestSubmit();
          return sent;
        }"""
    )
    assert sent == 1


@pytest.mark.parametrize("width", [1440, 1100, 768, 360])
def test_tiles_fill_every_row_to_its_end(desk, width: int):
    page = desk("supervisor", viewport={"width": width, "height": 800}).go("/boards/supervision/")
    for tiles in page.locator(".tiles").all():
        whole = tiles.bounding_box()
        ends: dict[float, float] = {}
        for tile in tiles.locator(".tile").all():
            box = tile.bounding_box()
            ends[box["y"]] = max(ends.get(box["y"], 0), box["x"] + box["width"])
        assert all(abs(end - whole["x"] - whole["width"]) < 1.5 for end in ends.values()), ends


def contrast_of(page, selector: str) -> float:
    """How far the letters of an element stand out from what is painted behind them."""
    return page.evaluate(
        """(selector) => {
          const light = (colour) => {
            const [r, g, b] = colour.match(/[\\d.]+/g).map((n) => n / 255)
              .map((p) => (p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const style = getComputedStyle(document.querySelector(selector));
          const [dark, bright] = [style.color, style.backgroundColor].map(light)
            .sort((a, b) => a - b);
          return (bright + 0.05) / (dark + 0.05);
        }""",
        selector,
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_badge_of_a_closed_case_is_easy_to_read(desk, scheme: str):
    page = desk("supervisor", color_scheme=scheme).go("/desk/search/?state=closed")
    assert contrast_of(page, ".badge-done") >= 4.5
