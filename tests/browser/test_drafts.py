"""What is typed on the case page is on the server a moment later, and back on the next computer."""

from playwright.sync_api import expect

ADVICE = "已约施工队明早到场"


def _number_in_hand(community) -> str:
    """The number of an appeal that the unit has signed for."""
    community.go("/desk/")
    for link in community.page.locator("tbody .title").all():
        number = link.get_attribute("href").split("/")[2]
        page = community.go(f"/cases/{number}/")
        if page.locator("form[action$='/act/sign/']").count():
            community.act(number, "sign")
        if page.locator("form[action$='/act/reply/']").count():
            return number
        community.go("/desk/")
    raise AssertionError("the demo gives this unit nothing to do")


def _record(desk, number: str):
    page = desk.go(f"/cases/{number}/")
    form = page.locator("form[action$='/act/reply/']")
    if not form.is_visible():
        page.locator("details.act", has=form).locator("summary").click()
    return form.locator("[name='handling_record']")


def test_a_draft_is_saved_while_typing_and_offered_on_another_computer(desk):
    first = desk("handler")
    number = _number_in_hand(first)
    _record(first, number).press_sequentially(ADVICE)
    expect(first.page.locator("[data-draft]", has_text="草稿已存")).to_be_visible()
    second = desk("handler")
    record = _record(second, number)
    expect(record).to_have_value(ADVICE)
    assert second.faults() == []
    second.page.get_by_role("button", name="放弃草稿").click()
    expect(second.page.locator(".message")).to_contain_text("已放弃草稿")
    expect(_record(second, number)).to_have_value("")


def test_a_draft_that_could_not_be_saved_says_so(desk):
    handler = desk("handler")
    record = _record(handler, _number_in_hand(handler))
    handler.page.route("**/draft/**", lambda route: route.abort())
    record.press_sequentially("a")
    expect(handler.page.locator("[data-draft]", has_text="没有存上")).to_be_visible()
    handler.complaints.clear()  # the browser itself reports the broken connection


def _kept(page) -> bool:
    """Whether the browser still holds anything that was written."""
    held = page.evaluate("JSON.stringify([sessionStorage, localStorage])")
    return "13900000007" in held or "楼道灯" in held


def _begin(operator):
    page = operator.go("/desk/new/")
    page.fill("#reporter_phone", "13900000007")
    page.fill("#content", "楼道灯坏了，老人夜里看不清")
    page.check("input[name='then'][value='receive']")
    assert _kept(page)
    return page


def test_a_half_written_intake_comes_back_in_this_tab_and_goes_when_it_is_filed(desk):
    operator = desk("operator")
    _begin(operator)
    page = operator.go("/desk/")
    page = operator.go("/desk/new/")
    assert page.input_value("#reporter_phone") == "13900000007"
    assert page.is_checked("input[name='then'][value='receive']")
    assert page.locator("[data-restored]").is_visible() and operator.faults() == []
    page.click("main button.main")
    page.wait_for_url("**/cases/**")
    assert not _kept(page)
    assert operator.go("/desk/new/").input_value("#content") == ""


def test_a_half_written_intake_is_given_up_by_its_button(desk):
    operator = desk("operator")
    _begin(operator)
    page = operator.go("/desk/new/")
    page.get_by_role("button", name="清空重填").click()
    assert page.input_value("#content") == "" and not _kept(page)


def test_a_half_written_intake_is_forgotten_when_its_writer_signs_out(desk):
    page = _begin(desk("operator"))
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/login/")
    assert not _kept(page)


def test_what_one_person_began_is_never_shown_to_the_next_at_the_same_screen(desk):
    first = desk("operator")
    page = _begin(first)
    page.evaluate("document.querySelector('form[data-tab]').dataset.tab = '999999'")
    page.press("#content", "End")
    page.type("#content", "。")
    page = first.go("/desk/new/")
    assert page.input_value("#content") == "" and not _kept(page)
