"""Killed at any point and begun again, a run ends exactly as if nothing had happened."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.lake.intake.ground import HEAD, Ground, still
from tests.lake.intake.killed import SECOND
from yiwang.lake.intake.run import run
from yiwang.lake.intake.sources.files import FileSource

SCRIPT = [sys.executable, "-m", "tests.lake.intake.killed"]
KILLED = -9
FEW, MANY = (0.35, 0.6, 0.9), tuple(n / 25 for n in range(1, 25))


def line(number: int, seats: str) -> str:
    return f"{number},门店{number},{seats},2020-01-01\n"


def begin(folder: Path) -> Ground:
    """A table of 200 rows, and the next file: some changed, new, gone, bad and double rows."""
    ground = Ground(folder)
    ground.brought("".join(line(n, "1") for n in range(200)))
    rows = [line(n, "bad" if n % 50 == 0 else str(n % 3)) for n in range(20, 230)]
    (folder / SECOND).write_text(HEAD + "".join(rows) + line(77, "7"), encoding="utf-8")
    return ground


def script(folder: Path, *point: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*SCRIPT, str(folder), *point], capture_output=True, text=True, cwd=ROOT, check=False
    )


def content(ground: Ground) -> tuple:
    return ground.rows(), ground.rejected()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory) -> tuple[Path, int, tuple]:
    """The ground as it was before, how many calls a whole run makes, and what it ends in."""
    before = tmp_path_factory.mktemp("before")
    begin(before)
    done = tmp_path_factory.mktemp("done") / "ground"
    shutil.copytree(before, done)
    told = script(done)
    assert told.returncode == 0, told.stderr
    return before, int(told.stdout), content(Ground(done))


def check(undisturbed, tmp_path: Path, share: float) -> None:
    before, calls, expected = undisturbed
    folder = tmp_path / "ground"
    shutil.copytree(before, folder)
    killed = script(folder, str(max(1, int(calls * share))))
    assert killed.returncode == KILLED, killed.stderr
    ground = Ground(folder)
    run(ground.order(), FileSource(folder / SECOND), ground.place, still, part_rows=40)
    assert content(ground) == expected
    again = run(ground.order(), FileSource(folder / SECOND), ground.place, still)
    assert (again.inserted, again.updated, again.deleted) == (0, 0, 0)
    assert content(ground) == expected


@pytest.mark.parametrize("share", FEW)
def test_killed_and_begun_again_it_ends_the_same(undisturbed, tmp_path, share):
    check(undisturbed, tmp_path, share)


@pytest.mark.longer
@pytest.mark.parametrize("share", MANY)
def test_killed_anywhere_and_begun_again_it_ends_the_same(undisturbed, tmp_path, share):
    check(undisturbed, tmp_path, share)
