"""A new kind of matter is one folder and one line: shown by the last one that was added."""

import subprocess
import sys

from tests.house.source import PACKAGE, named, with_suffix

KEY = "grid_matters"
FOLDER = PACKAGE / "procedures" / KEY
# The one line that registers it, and the made-up cases of the demo district.
MAY_NAME_IT = {"src/yiwang/startup/apps.py", "src/yiwang/demo/matters.py"}
WITHOUT_IT = """
from yiwang.startup import apps
apps.FOLDERS = tuple(one for one in apps.FOLDERS if not one.__name__.endswith("grid_matters"))
import django
django.setup()
from django.core.management import call_command
from django.urls import get_resolver
from yiwang.engine import register
call_command("check", fail_level="WARNING")
assert get_resolver().url_patterns
print(*sorted(procedure.key for procedure in register.procedures()))
"""


def test_nothing_of_the_house_names_the_folder_but_the_line_that_registers_it():
    outside = [
        p for p in with_suffix(".py", ".html", ".js", ".toml", ".css") if PACKAGE in p.parents
    ]
    naming = {named(p) for p in outside if FOLDER not in p.parents and KEY in p.read_text()}
    assert naming == MAY_NAME_IT
    assert (PACKAGE / "startup" / "apps.py").read_text().count(f"    {KEY},\n") == 1


def test_without_that_line_the_house_stands_with_the_others():
    command = [sys.executable, "-c", WITHOUT_IT]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split()[-3:] == ["appeals", "data_matters", "urban_management"]
