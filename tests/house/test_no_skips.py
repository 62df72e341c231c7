"""CI's rule that what was not run was not shown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parent.parent / "conftest.py"
SKIPS_ITSELF = """
import pytest

@pytest.mark.skip(reason="no browser here")
def test_one(): ...

@pytest.mark.xfail(reason="known", strict=True)
def test_two(): raise ValueError
"""
SKIPS_THE_MODULE = "import pytest\npytest.importorskip('no_such_module')\ndef test_one(): ...\n"


def run(folder: Path, test: str, *options: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text(CONFTEST.read_text())
    (folder / "test_it.py").write_text(test)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, *options, "--rootdir", str(folder), str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    )


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "1")])
def test_a_skip_fails_under_no_skips_and_tells_the_reason(tmp_path, workers):
    done = run(tmp_path, SKIPS_ITSELF, "--no-skips", *workers)
    assert done.returncode == 1
    assert "no browser here" in done.stdout
    assert "1 xfailed, 1 error" in done.stdout


def test_a_module_that_skips_itself_fails_under_no_skips(tmp_path):
    done = run(tmp_path, SKIPS_THE_MODULE, "--no-skips")
    assert done.returncode != 0
    assert "no_such_module" in done.stdout


def test_without_the_option_a_skip_is_only_a_skip(tmp_path):
    assert run(tmp_path, SKIPS_ITSELF).returncode == 0
