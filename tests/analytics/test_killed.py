"""A refresh that is killed at any moment leaves whole facts, and the next one works."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.district import REPLY, District, build
from yiwang.analytics import actions, store
from yiwang.analytics.rows import VIEWS
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.org import queries as people
from yiwang.org.models import Person

SCRIPT = """
import os, pathlib, signal, sys, django
django.setup()
from tests.analytics import test_killed
from yiwang.analytics import drafts, store
drafts.MOST_TOUCHED = {most}

def kill(*given, **more):
    os.kill(os.getpid(), signal.SIGKILL)

def then_kill(act, times=1):
    def both(*given, **more):
        calls.append(act(*given, **more))
        if len(calls) == times:
            kill()
    calls = []
    return both

{point}
test_killed.{step}()
"""
POINTS = {
    "while rows are put in": "drafts.load = then_kill(drafts.load, times=3)",
    "before anything is named": "store.publish = kill",
    "while it is named": "pathlib.Path.rename = kill",
    "before the former files are removed": "store._sweep = kill",
    "after the former files were removed": "store._sweep = then_kill(store._sweep)",
}
# Over the base of before, and into a new one.
MOST = (20_000, 0)


def begin() -> None:
    """A small district, some cases, and facts of them."""
    call_command("migrate", verbosity=0)
    district = build()
    for _ in range(3):
        district.answered()
        district.handled()
    actions.refresh()


def go_on() -> None:
    """One case is new, one goes on; then the facts follow."""
    workers = {}
    for person in Person.objects.all():
        for worker in people.workers_of(person.pk):
            workers[person.login.rpartition("_")[0], worker.duty] = worker
    district = District({}, workers)
    district.open()
    waiting = Case.objects.filter(lead_unit__isnull=False).order_by("-id").first()
    assert waiting is not None
    handler = district.worker(Duty.HANDLER)
    district.act(waiting.number, "sign", handler)
    district.act(waiting.number, "reply", handler, **REPLY)
    actions.refresh()


def tell() -> None:
    """What anybody reads, before and after the next refresh, and built at once."""
    before = rows()
    actions.refresh()
    after = rows()
    actions.refresh(anew=True)
    sys.stdout.write(json.dumps([before, after, rows()]))


def rows() -> dict[str, list[str]]:
    """All rows of cases, as text."""
    found = store.reading()
    return {
        view.key: sorted(map(str, found.execute(f"SELECT * FROM {view.key}").fetchall()))
        for view in VIEWS
    }


def run(step: str, folder: Path, *, point: str = "", most: int = MOST[0]) -> Any:
    """A step in a process of its own, which has a database of its own."""
    settings = {"DJANGO_SETTINGS_MODULE": "yiwang.settings.embedded", "YIWANG_DATA": str(folder)}
    left_out = {"YIWANG_DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(step=step, point=point, most=most)],
        env=kept | settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    """Data with facts that are up to date, and all their rows."""
    folder = tmp_path_factory.mktemp("killed")
    done = run("begin", folder)
    assert done.returncode == 0, done.stderr
    return folder, told(folder)[0]


def told(folder: Path) -> Any:
    done = run("tell", folder)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.longer
@pytest.mark.parametrize("most", MOST)
@pytest.mark.parametrize("point", POINTS)
def test_whoever_reads_after_a_kill_reads_whole_facts(
    begun: tuple[Path, Any], tmp_path: Path, point: str, most: int
):
    folder, of_before = tmp_path / "data", begun[1]
    shutil.copytree(begun[0], folder)
    killed = run("go_on", folder, point=POINTS[point], most=most)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    before, after, anew = told(folder)
    assert after == anew != of_before
    assert before == (anew if "former" in point else of_before)
