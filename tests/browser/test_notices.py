"""The bell on every page says how much is new, and falls silent when it was seen."""

import re

from playwright.sync_api import expect


def test_the_bell_counts_and_is_silent_after_it_was_seen(desk):
    community = desk("community")
    page = community.go("/desk/")
    bell = page.locator("a.bell")
    expect(bell).to_have_text(re.compile(r"提醒\s*\d+\s*条新提醒"))
    bell.click()
    page.wait_for_url("**/desk/notices/")
    page.get_by_role("button", name="全部标为已看").click()
    expect(page.locator("a.bell")).to_have_text("提醒")
    page.wait_for_load_state("networkidle")
    expect(page.locator("a.bell .count")).to_have_count(0)
    assert page.locator(".notices a").count() > 0


def test_a_bell_that_gets_no_answer_disturbs_nobody(desk):
    community = desk("community")
    community.page.route("**/notices/bell/", lambda route: route.abort())
    with community.page.expect_event("requestfailed"):
        page = community.go("/knowledge/")
    expect(page.locator("a.bell")).to_have_text("提醒")
    expect(page.locator("#messages")).to_be_empty()
    community.complaints.clear()  # the browser itself reports the broken connection
