"""How soon the map of 100,000 open cases is drawn, how smoothly it moves, how fast it is answered.

The cases are written by raw statements, in this measurement only: one that came through the doors
is copied, with other places, areas and deadlines. The pages are looked at by Debian's Chromium
without a graphics card (SwiftShader), as `yiwang serve` serves them.
"""

import itertools
import os
import random
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
from django.db import connection  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from yiwang.cases.actions import Act, Opening, open_case, perform  # noqa: E402
from yiwang.cases.models import Assignment, Case  # noqa: E402
from yiwang.demo import district  # noqa: E402
from yiwang.demo.geometry import somewhere_in  # noqa: E402
from yiwang.org.models import Area  # noqa: E402

CASES, DRAWN, PANNED_MS = 100_000, 7, 3000
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


def figures() -> list[Figure]:
    """A district with 100,000 open cases; its supervisor and one street look at it."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    made = district.build()
    started = time.perf_counter()
    _fill(made)
    written = time.perf_counter() - started
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


def _fill(made: district.Made) -> None:
    """One case through the door, then copies of its row and of its assignment."""
    operator, dispatcher = made.workers["operator"], made.workers["dispatcher"]
    given = {"title": "路灯不亮", "content": "小区门口路灯坏了三天，请尽快修好", "channel": "phone"}
    opening = Opening(procedure="appeals", worker=operator, given=given | {"point": [114.2, 30.5]})
    number = open_case(opening).number
    lead = made.communities[0][1].pk
    for action, worker, more in (
        ("accept", operator, {}),
        ("establish", operator, {"category": "030401"}),
        ("dispatch", dispatcher, {"lead_unit": lead}),
    ):
        perform(Act(number=number, action=action, worker=worker, given=more))
    areas = list(Area.objects.filter(level="community").values_list("code", "outline"))
    units = {unit.area.code: unit for _, unit in made.communities}
    rows, chance = [], random.Random(11)
    for n, (code, outline) in zip(range(1, CASES), itertools.cycle(areas)):
        place = somewhere_in(outline, chance)
        hours, unit = (n * 7919) % 240 - 60, units[code]
        rows.append((f"SQ9{n:012d}", *place, code, f"{hours} hours", unit.pk, unit.path))
    _copy(rows)


def _copy(rows: list[tuple]) -> None:
    """The same row again with another number, place, area, deadline and unit; SQLite only."""
    case, assignment = Case._meta.db_table, Assignment._meta.db_table
    changed = ("number", "longitude", "latitude", "area", "due_at", "lead_unit_id")
    same = [f.column for f in Case._meta.fields if f.column not in (*changed, "id", "source_key")]
    same_of_assignment = [
        f.column
        for f in Assignment._meta.fields
        if f.column not in ("id", "case_id", "unit_id", "path")
    ]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE n (number, x, y, area, due, unit, path)")
        cursor.executemany("INSERT INTO n VALUES (%s, %s, %s, %s, %s, %s, %s)", rows)
        cursor.execute(
            f"INSERT INTO {case} ({', '.join((*changed, *same))})"
            " SELECT n.number, n.x, n.y, n.area, datetime('now', n.due), n.unit,"
            f" {', '.join(same)} FROM n, {case}"
        )
        columns = ", ".join(same_of_assignment)
        copied = ", ".join(f"a.{column}" for column in same_of_assignment)
        cursor.execute(
            f"INSERT INTO {assignment} (case_id, unit_id, path, {columns})"
            f" SELECT c.id, n.unit, n.path, {copied} FROM n JOIN {case} c USING (number),"
            f" {assignment} a WHERE a.case_id = (SELECT min(id) FROM {case})"
        )
        cursor.execute("DROP TABLE n")


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
