"""A form that is half filled on the phone is offered again, to its writer only and not for ever."""

import pytest
from playwright.sync_api import expect

from tests.browser.street import (
    cases_with,
    drafted,
    enter,
    photo,
    ready,
    sign_out,
    task_to_verify,
    waits,
)

REPORT = "/phone/report/urban_management/"


def begin(one, words: str, *, shot: bool = True):
    """Write half of a report, and see that the phone has it."""
    page = one.go(REPORT)
    expect(page.locator("[data-point-said]")).to_contain_text("误差约12米")
    if shot:
        page.locator("input[type='file']").set_input_files(photo(800))
        page.wait_for_selector(".taken img")
    page.fill("input[type='search']", "污水井 缺失")
    page.locator(".buckets button").first.click()
    page.fill("[name='content']", words)
    drafted(page, words)
    return page


def test_a_half_filled_report_survives_the_page_and_is_handed_in_once(phone, desk):
    one, words = phone(), "写了一半的井盖甲"
    page = begin(one, words)
    one.context.set_offline(True)
    page.reload()
    offer = page.locator(".offer")
    expect(offer).to_contain_text("上次没有写完")
    expect(offer).to_contain_text("1张照片")
    expect(page.locator("form[data-item]")).to_be_hidden()
    offer.get_by_role("button", name="接着写").click()
    expect(page.locator("[name='content']")).to_have_value(words)
    expect(page.locator(".chosen")).to_contain_text("污水井盖")
    assert page.locator(".taken img").count() == 1
    expect(page.locator("[data-point-said]")).to_contain_text("沿用填写时的位置")
    page.locator("form[data-item] button.main").click()
    page.wait_for_url("**/phone/queue/")
    waits(page, 1)
    drafted(page)
    one.context.set_offline(False)
    waits(page, 0)
    assert len(cases_with(desk, words)) == 1
    one.go(REPORT)
    expect(page.locator("form[data-item]")).to_be_visible()
    assert page.locator(".offer").count() == 0


def test_what_is_half_written_is_listed_and_leads_back_or_is_thrown_away(phone):
    one = phone()
    begin(one, "列在待发里的乙", shot=False)
    page = one.go("/phone/queue/")
    card = page.locator("#begun .card")
    expect(card).to_have_count(1)
    card.get_by_text("接着写").click()
    page.locator(".offer").get_by_role("button", name="接着写").click()
    expect(page.locator("[name='content']")).to_have_value("列在待发里的乙")
    one.go("/phone/queue/")
    card.get_by_role("button", name="丢弃").click()
    expect(page.locator("#begun-part")).to_be_hidden()
    one.go(REPORT)
    expect(page.locator("form[data-item]")).to_be_visible()
    expect(page.locator("[name='content']")).to_have_value("")


def test_an_offer_that_is_thrown_away_leaves_an_empty_form(phone):
    one = phone()
    page = begin(one, "不要了的丙")
    page.reload()
    page.locator(".offer").get_by_role("button", name="丢弃").click()
    expect(page.locator("[name='content']")).to_have_value("")
    assert page.locator(".taken img").count() == 0
    drafted(page)


def test_a_form_that_was_only_looked_at_is_not_remembered(phone):
    one = phone()
    page = one.go(REPORT)
    expect(page.locator("[data-point-said]")).to_contain_text("误差约12米")
    page.fill("[name='content']", "写了又删")
    drafted(page, "写了又删")
    page.fill("[name='content']", "")
    drafted(page)
    page.reload()
    assert page.locator(".offer").count() == 0


def test_an_act_on_a_task_is_remembered_in_its_place(phone):
    one = phone()
    number = task_to_verify(one)
    ready(one.page)
    page = one.go(f"/phone/tasks/{number}/")
    page.locator("details[data-action='rework'] > summary").click()
    form = page.locator("form[data-action='rework']")
    form.locator("textarea").first.fill("盖板仍然松动")
    drafted(page, "盖板仍然松动")
    page.reload()
    offer = page.locator("details[data-action='rework'] .offer")
    offer.get_by_role("button", name="接着写").click()
    expect(form.locator("textarea").first).to_have_value("盖板仍然松动")
    assert page.locator(".offer").count() == 0


@pytest.mark.parametrize("version", ["phone", "desktop"])
def test_signing_out_says_so_and_leaves_nothing_half_written(phone, version):
    one = phone()
    begin(one, "退出前写的丁")
    asked = []
    one.page.on("dialog", lambda dialog: asked.append(dialog.message))
    if version == "phone":
        sign_out(one)
        assert "没有写完的1份" in asked[0]
    else:
        page = one.go("/desk/")
        page.locator("summary", has_text="菜单").click()
        page.locator("form[data-leave] button:visible").click()
        one.page.wait_for_url("**/login/**")
    one.go("/phone/login/")
    drafted(one.page)
    enter(one, "collector")
    one.go(REPORT)
    expect(one.page.locator("form[data-item]")).to_be_visible()
    assert one.page.locator(".offer").count() == 0
