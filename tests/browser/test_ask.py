"""A question is asked, corrected and remembered with the keyboard alone."""

from playwright.sync_api import expect


def test_a_question_is_typed_answered_and_its_plan_corrected(desk):
    page = desk("leader").go("/figures/ask/")
    expect(page.locator("#ask")).to_be_focused()
    page.keyboard.type("今年各街道受理量排名")
    page.keyboard.press("Enter")
    expect(page.locator(".ask-read")).to_contain_text("按街道划分")
    expect(page.locator("[data-chart] canvas")).to_be_visible()
    page.get_by_role("link", name="在数据查询中修改").press("Enter")
    page.wait_for_url("**/figures/?*")
    expect(page.locator("#by-1")).to_have_value("street")


def test_a_choice_is_remembered_for_everybody_and_can_be_withdrawn(desk):
    page = desk("leader").go("/figures/ask/?q=今年噪音多少件")
    page.locator(".ask-options a").first.press("Enter")
    expect(page.locator(".ask-read")).to_be_visible()
    page.get_by_role("button", name="记住这个说法").press("Enter")
    expect(page.locator(".message")).to_contain_text("已约定")
    other = desk("supervisor").go("/figures/ask/?q=今年噪音多少件")
    expect(other.locator(".ask-read")).to_be_visible()
    page.goto(page.url.split("?")[0] + "words/")
    page.get_by_role("button", name="撤回").press("Enter")
    expect(page.locator("tbody")).to_contain_text("已撤回")


def test_a_question_is_asked_from_the_cockpit(desk):
    page = desk("leader").go("/cockpit/")
    page.fill("#ask", "目前在办多少件")
    page.press("#ask", "Enter")
    expect(page.locator(".ask-read")).to_contain_text("在办数")
    expect(page.locator(".figure-tile .value")).to_be_visible()
