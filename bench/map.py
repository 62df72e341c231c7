"""How soon the map of 100,000 open cases and 100,000 parts is drawn, moves and is answered.

The pages are looked at by Debian's Chromium
without a graphics card (SwiftShader), as `yiwang serve` serves them.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import django
import httpx

from bench.measure import Figure, latency

django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from bench import map_rows  # noqa: E402
from yiwang.demo import district  # noqa: E402

DRAWN, PANNED_MS = 7, 3000
CHROMIUM = "/usr/bin/chromium"
# WebGL by SwiftShader, the page put together by the processor: a machine without a graphics card.
WITHOUT_A_CARD = ["--no-sandbox", "--enable-unsafe-swiftshader"]
WINDOW = {"width": 1440, "height": 900}
MAP = "document.getElementById('map').map"
# Moves the map along a circle and notes when each frame was shown.
PAN = """([map, ms]) => new Promise((done) => {
  const began = performance.now(), frames = []; let before = began, angle = 0;
  function frame(now) {
    frames.push(now - before); before = now;
    angle += 0.05; map.panBy([9 * Math.cos(angle), 9 * Math.sin(angle)], { animate: false });
    now - began < ms ? requestAnimationFrame(frame) : done(frames.slice(1));
  }
  requestAnimationFrame(frame);
})"""

# Puts the switch of a layer on and waits until the map shows something of it.
SWITCH = """([map, key, layer]) => new Promise((done) => {
  const began = performance.now();
  document.querySelector(`[data-layer=${key}]`).click();
  function look() {
    const there = map.queryRenderedFeatures({ layers: [layer] }).length;
    there ? done(performance.now() - began) : requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})"""


def figures() -> list[Figure]:
    """A district with so many cases and parts; its supervisor and one street look at it."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    made = district.build()
    started = time.perf_counter()
    map_rows.cases(made)
    written = time.perf_counter() - started
    map_rows.parts()
    with _served() as address, sync_playwright() as playwright:
        launch = playwright.chromium.launch
        browser = launch(executable_path=CHROMIUM, args=WITHOUT_A_CARD)
        found = [*_looked_at(browser, address), *_answers(address)]
        browser.close()
    return [*found, Figure(name="cases written by copying", value=round(written, 1), unit="s")]


def _looked_at(browser: Browser, address: str) -> Iterator[Figure]:
    drawn, asked = [], "[data-drawn]"
    for _ in range(DRAWN):
        page = _signed_in(browser, address)
        page.goto(f"{address}/map/")
        page.wait_for_selector(asked, timeout=60_000)
        drawn.append(float(page.get_attribute("#map", "data-drawn") or 0) / 1000)
        page.context.close()
    yield latency("first draw of the map", drawn, target="≤ 2 s")
    for name, layers, zoom in (
        ("cases of the whole district", (), None),
        ("cases and heat of the whole district", ("heat",), None),
        ("cases close by", (), 15),
        ("cases and parts of the whole district", ("parts",), None),
        ("cases and heat by community", ("heat_areas",), None),
        ("cases, parts, hexagons and heat by community", ("parts", "heat", "heat_areas"), None),
        ("cases and parts close by", ("parts",), 15),
    ):
        page = _signed_in(browser, address)
        page.goto(f"{address}/map/")
        page.wait_for_selector(asked, timeout=60_000)
        for layer in layers:
            page.check(f"[data-layer={layer}]")
        if zoom:
            page.evaluate(f"zoom => {MAP}.setZoom(zoom)", zoom)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        frames = page.evaluate(PAN, [page.evaluate_handle(MAP), PANNED_MS])
        yield latency(f"frame while moving: {name}", [f / 1000 for f in frames], target="≤ 50 ms")
        page.context.close()
    for key, layer in (("parts", "parts-many"), ("heat_areas", "heat-areas-fill")):
        taken = [_switched(browser, address, key, layer) for _ in range(DRAWN)]
        yield latency(f"layer {key} drawn after its switch", taken, target="≤ 2 s")


def _switched(browser: Browser, address: str, key: str, layer: str) -> float:
    """Seconds from putting the switch of a layer on until the map shows it."""
    page = _signed_in(browser, address)
    page.goto(f"{address}/map/")
    page.wait_for_selector("[data-drawn]", timeout=60_000)
    taken = page.evaluate(SWITCH, [page.evaluate_handle(MAP), key, layer])
    page.context.close()
    return float(taken) / 1000


def _signed_in(browser: Browser, address: str, login: str = "supervisor") -> Page:
    page = browser.new_context(locale="zh-CN", viewport=WINDOW).new_page()
    page.goto(f"{address}/login/")
    page.fill("#id_username", login)
    page.fill("#id_password", district.PASSWORD)
    page.click("main button.main")
    page.wait_for_url(lambda url: "/login/" not in url)
    return page


def _answers(address: str) -> Iterator[Figure]:
    window = "bbox=114.15,30.5,114.36,30.68"
    asked = {
        "cases of the district": f"/map/cases.json?{window}&zoom=12",
        "heat of the district": f"/map/heat.json?{window}&zoom=12",
        "cases of a street corner": "/map/cases.json?bbox=114.24,30.58,114.26,30.59&zoom=16",
        "table of areas": "/map/table/",
        "parts of the district": f"/map/parts.json?{window}&zoom=12",
        "parts of a street corner": "/map/parts.json?bbox=114.24,30.58,114.26,30.59&zoom=16",
        "table of parts": "/map/parts/",
        "heat by community": "/map/heat-areas.json",
        "heat by grid": "/map/heat-areas.json?of_level=grid",
        "the page itself": "/map/",
    }
    for login in ("supervisor", "us1"):
        client = httpx.Client(base_url=address, timeout=60)
        token = client.get("/login/").cookies["csrftoken"]
        form = {"username": login, "password": district.PASSWORD, "csrfmiddlewaretoken": token}
        client.post("/login/", data=form, headers={"Referer": address})
        who = "a street" if login == "us1" else "the centre"
        for name, path in asked.items():
            yield latency(f"{name}, for {who}", [_taken(client, path) for _ in range(10)])


def _taken(client: httpx.Client, path: str) -> float:
    started = time.perf_counter()
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} was answered with {answer.status_code}")
    return time.perf_counter() - started


@contextmanager
def _served() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "yiwang.startup.command", "serve", "--port", str(port)]
    server = subprocess.Popen(command, env=os.environ | {"YIWANG_JOBS": "none"})
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 60
        while not _answers_at(address):
            if time.monotonic() > until or server.poll() is not None:
                raise RuntimeError("the server did not answer")
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _answers_at(address: str) -> bool:
    try:
        return httpx.get(f"{address}/healthz").status_code == 200
    except httpx.HTTPError:
        return False
