"""How long it takes to find the same matter among a million texts, and what that costs."""

import time
from itertools import islice
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bench.measure import Figure, latency

django.setup()

from yiwang.insight.alike import indexing, made_up  # noqa: E402 - after the settings
from yiwang.insight.alike.nearest import Wanted, nearest  # noqa: E402
from yiwang.insight.alike.sketch import sketch  # noqa: E402

MANY, CHUNK, QUERIES = 1_000_000, 5000, 400
WARM_UP = 40


def figures() -> list[Figure]:
    """Build the index of made-up texts, all within the days of their class; then ask it."""
    call_command("migrate", verbosity=0)
    before, size = _memory(), _size()
    started = time.perf_counter()
    _build()
    took = time.perf_counter() - started
    built = _memory()
    seconds, found = _asked()
    name = connection.vendor
    return [
        Figure(name=f"texts in the index ({name})", value=MANY, unit="texts"),
        Figure(name="built in", value=round(took, 1), unit="s"),
        Figure(name="size of the index", value=round((_size() - size) / 2**20, 1), unit="MiB"),
        latency("a query, warm, sketch included", seconds, target="50 ms (p95)"),
        Figure(name="queries that found something", value=found, unit="queries", samples=QUERIES),
        Figure(name="memory before", value=round(before, 1), unit="MiB"),
        Figure(name="memory after building", value=round(built, 1), unit="MiB"),
        Figure(name="memory after asking", value=round(_memory(), 1), unit="MiB"),
    ]


def _build() -> None:
    now, done = timezone.now(), 0
    appeals = made_up.stream(5, MANY)
    while some := list(islice(appeals, CHUNK)):
        indexing.put([_row(done + at, one, now) for at, one in enumerate(some, 1)], [])
        done += len(some)
        if done % 100_000 == 0:
            print(f"  {done:,} texts, {_memory():.0f} MiB", flush=True)


def _row(case: int, one: made_up.Appeal, now: Any) -> dict[str, Any]:
    return {
        "id": case,
        "procedure": "appeals",
        "category": one.category,
        "area": one.area,
        "address": "",
        "longitude": one.longitude,
        "latitude": one.latitude,
        "opened_at": now,
        "closed_at": None,
        "main_case": "",
        "title": one.title,
        "content": one.content,
    }


def _asked() -> tuple[list[float], int]:
    """Texts that are not in the index, each asked once; the first ones only warm it up."""
    taken, found = [], 0
    for one in made_up.stream(6, QUERIES + WARM_UP):
        started = time.perf_counter()
        read = sketch(one.title, one.content)
        point = (one.longitude, one.latitude) if one.longitude and one.latitude else None
        hits = nearest(Wanted(sketch=read, category=one.category, area=one.area, point=point))
        taken.append(time.perf_counter() - started)
        found += bool(hits)
    return taken[WARM_UP:], found


def _memory() -> float:
    """What this process holds, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


def _size() -> int:
    """Of the whole database, in bytes."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    return sum(file.stat().st_size for file in Path(settings.DATA_DIR).glob("*.sqlite3*"))
