"""A killed process leaves whole cases, and a report that says that it was killed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.history.conftest import HEADER
from tests.history.test_stops import ROWS, rows

KILLED = """
import os, signal, django
django.setup()
from django.core.management import call_command
from yiwang.cases import doors
from yiwang.history import taking

def door(histories, **options):
    result = doors.replay_histories(histories, **options)
    if batches.pop() == "the second":
        os.kill(os.getpid(), signal.SIGKILL)
    return result

batches = ["the second", "the first"]
taking.BATCH, taking.DOORS["replay"] = 3, door
call_command("migrate", verbosity=0)
call_command("import", {file!r}, "--mapping", {mapping!r}, "--report", {report!r})
"""
AGAIN = """
import django
django.setup()
from django.core.management import call_command
from yiwang.cases import audit
from yiwang.cases.models import Case
call_command("import", {file!r}, "--mapping", {mapping!r}, "--report", {report!r})
print(Case.objects.count(), len(audit.check().faults))
"""


def run(script: str, folder: Path, **paths: str) -> subprocess.CompletedProcess[str]:
    """A process with a database of its own."""
    settings = {"DJANGO_SETTINGS_MODULE": "yiwang.settings.embedded", "YIWANG_DATA": str(folder)}
    left_out = {"YIWANG_DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    kept = {key: value for key, value in os.environ.items() if key not in left_out}
    return subprocess.run(
        [sys.executable, "-c", script.format(**paths)],
        env=kept | settings,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.longer
def test_the_next_run_after_a_kill_writes_the_rest_and_nothing_twice(
    tmp_path: Path, mapping: Path
) -> None:
    file, report = tmp_path / "file.csv", tmp_path / "report.json"
    file.write_text("\n".join([HEADER, *rows(), ""]), encoding="utf-8")
    paths = {"file": str(file), "mapping": str(mapping), "report": str(report)}
    killed = run(KILLED, tmp_path / "data", **paths)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    left: dict[str, Any] = json.loads(report.read_text("utf-8"))
    assert (left["outcome"], left["stopped"]["code"]) == ("unfinished", "killed")
    again = run(AGAIN, tmp_path / "data", **paths)
    assert again.returncode == 0, again.stderr
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    # The first batch was committed, the second was not.
    assert (found["rows_repeated"], found["cases_created"]) == (3, ROWS - 3)
    assert again.stdout.split()[-2:] == [str(ROWS), "0"]
