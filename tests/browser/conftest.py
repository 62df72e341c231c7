"""The demo district served for real, and Debian's Chromium to look at it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.street import PHONE, enter

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
PASSWORD = "demo-2026"
# Two cores carry server, database and browser: what is slow is not wrong.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the demo is served, from a fresh database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = tmp_path_factory.mktemp("demo")
    environment = os.environ | {
        "YIWANG_DATA": str(data),
        "YIWANG_DEMO": "1",
        "DJANGO_SETTINGS_MODULE": "yiwang.settings.embedded",
    }
    environment.pop("YIWANG_DATABASE_URL", None)
    command = [sys.executable, "-m", "yiwang.startup.command", "demo", "--port", str(port)]
    server = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended before it served"
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.3)
    raise AssertionError("the server did not answer within three minutes")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Desk:
    """A browser window of one person; remembers what the console complained of."""

    def __init__(self, browser: Browser, address: str, login: str = "", **window) -> None:
        self.address = address
        self.context = browser.new_context(locale="zh-CN", **window)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._listen)
        self.page.on("dialog", lambda dialog: dialog.accept())
        if login:
            self.sign_in(login)

    def _listen(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def sign_in(self, login: str) -> None:
        self.go("/login/")
        self.page.fill("#id_username", login)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button.main")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def go(self, path: str) -> Page:
        self.page.goto(self.address + path, wait_until="load")
        return self.page

    def act(self, number: str, action: str, **fields: str) -> None:
        """Fill the form of an action on the case page and hand it in."""
        self.go(f"/cases/{number}/")
        form = self.page.locator(f"form[action$='/act/{action}/']")
        details = self.page.locator("details.act", has=form)
        if details.get_attribute("open") is None:
            details.locator("summary").click()
        for key, value in fields.items():
            field = form.locator(f"[name='{key}']")
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        form.locator("button.main").click()
        self.page.wait_for_selector(".message:not(.refused)")

    def faults(self) -> list[str]:
        """What axe finds on the page, as `rule: element`."""
        self.page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
        found = self.page.evaluate(
            "async () => (await axe.run(document, {runOnly:"
            " ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})).violations"
        )
        return [f"{v['id']}: {n['target']} {n['html'][:120]}" for v in found for n in v["nodes"]]


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator:
    """Opens windows; whoever complained in its console fails the test."""
    opened: list[Desk] = []

    def open_one(login: str = "", **window) -> Desk:
        opened.append(Desk(browser, address, login, **window))
        return opened[-1]

    yield open_one
    complaints = [text for one in opened for text in one.complaints]
    for one in opened:
        one.context.close()
    assert complaints == []


@pytest.fixture
def phone(desk):
    """Opens a phone of a collector, with the app ready to work without network."""
    opened = []

    def open_one(login: str = "collector", **window):
        opened.append(desk("", **(PHONE | window)))
        enter(opened[-1], login)
        return opened[-1]

    yield open_one
    for one in opened:
        # The browser itself tells of every request that found no network.
        one.complaints[:] = [c for c in one.complaints if "Failed to load resource" not in c]
