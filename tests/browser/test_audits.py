"""A disclosure is dropped; each finding leads to its line and back; it fits and is accessible."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.test_access import LOOKS
from tests.disclosure.test_commands import WRONG


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "青川区大数据中心决算.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def _fits(person) -> list[str]:
    wide, fits = person.page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return person.faults() + ([f"{wide} pixels wide on {fits}"] if wide > fits else [])


def _picture(person, name: str) -> None:
    """For whoever wants to look; nothing is compared."""
    if folder := os.environ.get("YIWANG_PICTURES"):
        person.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize("look", list(LOOKS))
def test_a_dropped_file_stands_beside_its_findings(desk, document, look):
    leader = desk("leader", **LOOKS[look])
    page = leader.go("/audits/")
    assert _fits(leader) == []
    page.set_input_files("#file", document)
    page.get_by_role("button", name="开始审核").click()
    page.wait_for_url("**/audits/*-*/")
    assert _fits(leader) == []
    _picture(leader, f"audit-{look}")
    finding = page.locator(".findings li").first
    place = finding.get_by_role("link").first
    place.press("Enter")
    line = page.locator(f"[id='{place.get_attribute('href')[1:]}']")
    expect(line).to_be_in_viewport()
    expect(line.locator("mark").first).to_be_visible()
    line.get_by_role("link").first.press("Enter")
    expect(finding).to_be_in_viewport()
    leader.go("/audits/")
    expect(page.locator("table")).to_contain_text("青川区大数据中心决算.txt")
    assert _fits(leader) == []
    _picture(leader, f"audits-{look}")


def test_the_rules_are_a_page_that_fits(desk):
    leader = desk("leader", **LOOKS["phone"])
    leader.go("/audits/rules/")
    assert _fits(leader) == []
    _picture(leader, "rules-phone")
