"""A draft of a reply fills an empty field, replaces nothing unasked, and can be taken back."""

import re

from playwright.sync_api import expect

from tests.browser.test_drafts import _number_in_hand

BLANK = re.compile("【[^】]+】")
WRITTEN = "您好，正在现场处理，请稍候。"


def _form(desk, number: str):
    page = desk.go(f"/cases/{number}/")
    form = page.locator("form[action$='/act/reply/']")
    if not form.is_visible():
        page.locator("details.act", has=form).locator("summary").first.click()
    return form


def test_a_draft_fills_asks_before_blanks_are_handed_in_and_is_taken_back(desk):
    handler = desk("handler")
    number = _number_in_hand(handler)
    form, reply = _form(handler, number), handler.page.locator("#replyneed-public_reply")
    form.get_by_role("button", name="起草").click()
    expect(reply).to_have_value(BLANK)
    expect(form.locator(".reply-checked")).to_contain_text("空白没有填写")
    # The window of the tests says yes to everything; here somebody says no.
    handler.page.evaluate("window.confirm = (words) => { window.asked = words; return false; }")
    form.locator("[name='handling_record']").fill("已到现场")
    form.locator("[name='solved_claim']").select_option(index=1)
    form.locator("button.main").click()
    expect(reply).to_be_focused()
    assert handler.page.evaluate("window.asked") == "答复里还有【】空白没有填写，确定提交吗？"
    form.get_by_role("button", name="恢复原来的文字").click()
    expect(reply).to_have_value("")
    assert handler.faults() == []


def test_what_was_written_stays_until_it_is_replaced_by_hand(desk):
    handler = desk("handler")
    form = _form(handler, _number_in_hand(handler))
    reply = handler.page.locator("#replyneed-public_reply")
    reply.fill(WRITTEN)
    expect(form.locator(".reply-told")).to_be_visible()
    form.get_by_role("button", name="起草").click()
    replace = form.get_by_role("button", name="用草稿替换")
    expect(replace).to_be_visible()
    expect(reply).to_have_value(WRITTEN)
    replace.click()
    expect(reply).to_have_value(BLANK)
    form.get_by_role("button", name="恢复原来的文字").click()
    expect(reply).to_have_value(WRITTEN)
