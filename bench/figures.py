"""Figures of a million cases: asked for, one by one, refreshed after new events, on the cockpit.

The log and the facts are made by `made_facts`; how they are is told there. Nothing is remembered
from one question to the next unless it says so.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import django

from bench.measure import Figure, latency, rate, times

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench import made_facts  # noqa: E402
from bench.act import _served  # noqa: E402
from yiwang.analytics import actions, drafts, queries, store  # noqa: E402
from yiwang.cases.actions import Act, perform  # noqa: E402
from yiwang.cases.models import Case, Event  # noqa: E402
from yiwang.demo import district  # noqa: E402
from yiwang.measure import register  # noqa: E402
from yiwang.measure.dimensions import Dimension  # noqa: E402
from yiwang.measure.period import Grain, Period, around  # noqa: E402
from yiwang.measure.plan import MOST_INDICATORS, Plan  # noqa: E402

NEW, ROUNDS, RECKONED = 1000, 5, 10_000
SINGLE = ("received", "closed", "on_time_rate", "backlog", "satisfied_rate", "close_median")
PAGE = "/cockpit/"


def figures() -> list[Figure]:
    """A district with a year behind it; one person at a time asks."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    made = made_facts.build()
    took = Figure(name="log and facts made", value=round(time.perf_counter() - started), unit="s")
    parts = (_size, _asked, lambda: _refreshed(made), lambda: _cockpit(made), _files, _idle)
    return [*(figure for part in parts for figure in part()), took]


def _size() -> Iterator[Figure]:
    cursor = store.reading()
    counted = {
        name: cursor.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
        for name in ("cases", "shares", "steps", "acts")
    }
    yield Figure(name="cases in the facts", value=counted.pop("cases"), unit="rows", more=counted)
    yield Figure(name="events in the log", value=Event.objects.count(), unit="rows")
    size = (store.folder() / store.published().base).stat().st_size
    yield Figure(name="size of the base", value=round(size / 2**20, 1), unit="MiB")


def _year() -> Period:
    """This month as far as it goes, and the eleven before."""
    today = timezone.localdate()
    first = around(Grain.MONTH, today)
    for _ in range(11):
        first = first.before()
    return Period(Grain.RANGE, first.first, today)


def _asked(when: str = "") -> Iterator[Figure]:
    keys = [one.key for one in register.indicators()]
    parts = [keys[at : at + MOST_INDICATORS] for at in range(0, len(keys), MOST_INDICATORS)]
    by = (Dimension.UNIT, Dimension.MONTH)
    plans = [Plan(tuple(part), _year(), by) for part in parts]

    def every() -> None:
        for plan in plans:
            queries.table_of(plan, store.reading())

    name = f"all {len(keys)} indicators by unit and month{when}"
    yield _with_processor(name, every, rounds=ROUNDS, target="≤ 2 s")
    month = around(Grain.MONTH, _year().first + timedelta(days=200))

    def one() -> None:
        queries.table_of(Plan((SINGLE[next(turn) % len(SINGLE)],), month), store.reading())

    turn = iter(range(10**6))
    yield _with_processor(f"one reading of a month{when}", one, rounds=60, target="≤ 150 ms")


def _with_processor(name: str, act: Callable[[], None], *, rounds: int, target: str) -> Figure:
    """The time that passed, and beside it the time that processors worked for it."""
    began: list[float] = []

    def counted() -> None:
        act()
        began.append(time.process_time())

    taken = times(counted, rounds=rounds, warm_up=1)
    figure = latency(name, taken, target=target)
    worked = (began[-1] - began[0]) / rounds
    figure.more["processor"] = round(worked * 1000, 3)
    return figure


def _refreshed(made: district.Made) -> Iterator[Figure]:
    _sign(made)
    # The first one loads the library.
    actions.refresh()
    taken = []
    for _ in range(ROUNDS):
        _sign(made)
        started = time.perf_counter()
        done = actions.refresh()
        taken.append(time.perf_counter() - started)
        if done.cases != NEW:
            raise RuntimeError(f"{done.cases} cases were looked at again")
    yield latency(f"refresh after {NEW:,} new events", taken, target="≤ 1 s")
    yield from _asked(f", {(ROUNDS + 1) * NEW:,} cases touched")


def _sign(made: district.Made) -> None:
    """A thousand cases that wait for their unit are signed."""
    waiting = Case.objects.filter(state="handling", seq=4).order_by("source_key")
    for number, unit in list(waiting.values_list("number", "lead_unit_id")[:NEW]):
        perform(Act(number=number, action="sign", worker=made.handlers[unit]))


def _cockpit(made: district.Made) -> Iterator[Figure]:
    client = Client(HTTP_HOST="127.0.0.1")
    client.post("/login/", {"username": "supervisor", "password": district.PASSWORD})
    first, again = [], []
    for _ in range(ROUNDS):
        _sign(made)
        actions.refresh()
        first.append(_taken(client))
        again += [_taken(client) for _ in range(4)]
    yield latency("cockpit page, first after a refresh", first[1:], target="≤ 300 ms")
    yield latency("cockpit page, asked for again", again, target="≤ 300 ms")


def _taken(client: Client) -> float:
    started = time.perf_counter()
    answer = client.get(PAGE)
    if answer.status_code != 200:
        raise RuntimeError(f"{PAGE} was answered with {answer.status_code}")
    return time.perf_counter() - started


def _files() -> Iterator[Figure]:
    """What is done seldom: a new base, and reckoning cases anew."""
    most, drafts.MOST_TOUCHED = drafts.MOST_TOUCHED, 0
    started = time.perf_counter()
    actions.refresh()
    taken = time.perf_counter() - started
    drafts.MOST_TOUCHED = most
    yield Figure(name="the layer merged into a new base", value=round(taken, 2), unit="s")
    cases = list(Case.objects.order_by("id").values_list("id", flat=True)[:RECKONED])
    with drafts.drafting(None) as draft:
        draft.begin(cases)
        started = time.perf_counter()
        actions.take_in(draft, cases)
        taken = time.perf_counter() - started
    yield rate("cases reckoned anew, as for a rebuild", RECKONED, taken, unit="cases/s")


def _idle() -> Iterator[Figure]:
    """`yiwang serve` with the clock in it, after a page without figures."""
    with _served() as port:
        subprocess.run(
            [sys.executable, "-c", _ASK.format(port=port)], check=True, capture_output=True
        )
        # One round of the clock, which looks whether the facts are fresh.
        time.sleep(25)
        used = sum(_resident(pid) for pid in _children(os.getpid()))
    yield Figure(name="memory of an idle server", value=used, unit="MiB", target="≤ 300 MiB")


_ASK = "import httpx; httpx.get('http://127.0.0.1:{port}/login/').raise_for_status()"


def _children(parent: int) -> set[int]:
    """All processes below one."""
    told = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True)
    above = [tuple(map(int, line.split())) for line in told.stdout.splitlines()]
    found, grown = set(), {parent}
    while grown:
        grown = {pid for pid, by in above if by in grown} - found
        found |= grown
    return found


def _resident(pid: int) -> float:
    """Memory of a process that is its own or its share of what it shares, in MiB."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    (line,) = (line for line in told.splitlines() if line.startswith("Pss:"))
    return round(int(line.split()[1]) / 1024, 1)
