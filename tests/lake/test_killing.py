"""Killed at any point and run again, tables are as if nothing had happened."""

import signal
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.lake import killing
from tests.lake.engines import assert_same
from yiwang.lake.tables import store as tables
from yiwang.lake.tables.store import TableStore

RUN = "feed-1/2026-11-22"
TABLES = ("people", "log", "whole")


def undergo(root, parts, step=0, when="before"):
    arguments = [str(root), str(parts), str(step), when]
    return subprocess.run(
        [sys.executable, "-m", "tests.lake.killing", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def rows(root, name):
    return pq.ParquetDataset(list(TableStore(root).files(name))).read()


def undisturbed(root, parts):
    done = undergo(root, parts)
    assert done.returncode == 0, done.stderr
    return root, parts, int(done.stdout)


@pytest.fixture(scope="module")
def long_run(tmp_path_factory):
    return undisturbed(tmp_path_factory.mktemp("undisturbed"), 6)


@pytest.fixture(autouse=True)
def small(monkeypatch):
    """As the process that is killed has it: files are joined and checkpoints written early."""
    monkeypatch.setattr(tables, "MANY_SMALL", killing.MANY_SMALL)
    monkeypatch.setattr(tables, "CHECKPOINT_EVERY", killing.CHECKPOINT_EVERY)


def assert_stands_as(root, other):
    for name in TABLES:
        assert_same(rows(root, name), rows(other, name))
        assert TableStore(root).last_part(name, RUN) == TableStore(other).last_part(name, RUN)


def killed_and_run_again(root, run, step, when):
    other, parts, _steps = run
    assert undergo(root, parts, step, when).returncode == -signal.SIGKILL
    store = TableStore(root)
    for name in store.names():
        # Whole at every moment: what the log names is there and has the rows that it says.
        assert rows(root, name).num_rows == store.rows(name)
    # Here and not in a process of its own: loading the engine would take longer than the run.
    killing.run(root, parts)
    assert_stands_as(root, other)
    for name in TABLES:
        store.vacuum(name, hours=0)
        assert not (root / name / "_unfinished").exists()
        assert {str(one) for one in Path(root, name).glob("*.parquet")} == set(store.files(name))
    assert_stands_as(root, other)


def test_a_killed_run_goes_on_where_it_stopped(tmp_path):
    run = undisturbed(tmp_path / "undisturbed", 2)
    killed_and_run_again(tmp_path / "lake", run, run[-1] // 3, "after")


@pytest.mark.longer
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("point", range(20))
def test_a_run_may_be_killed_at_any_point(long_run, tmp_path, point, when):
    killed_and_run_again(tmp_path / "lake", long_run, 1 + point * (long_run[-1] - 1) // 20, when)
