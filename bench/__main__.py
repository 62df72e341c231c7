"""`make bench`: runs every measurement, or those named, and writes bench/results/*.json.

A measurement is a module `bench/<subject>.py` with a function `figures() -> list[Figure]`.
"""

import importlib
import os
import pkgutil
import subprocess
import sys
import tempfile
from pathlib import Path

import bench
from bench import machine, measure

NOT_SUBJECTS = {"__main__", "hub_quality_gx", "machine", "made_facts", "map_rows", "measure"}


def subjects() -> list[str]:
    """The measurements there are."""
    found = (module.name for module in pkgutil.iter_modules(bench.__path__))
    return sorted(set(found) - NOT_SUBJECTS)


def main() -> int:
    """Run them one after another; a subject that is not there is an error."""
    wanted = sys.argv[1:] or subjects()
    unknown = set(wanted) - set(subjects())
    if unknown:
        print(f"There is no measurement {', '.join(sorted(unknown))}; there are: {subjects()}")
        return 2
    if len(wanted) > 1:
        # Each in a process and a database of its own: what one has built is in no other's way.
        command = [sys.executable, "-m", "bench"]
        return max(
            subprocess.run([*command, subject], check=False).returncode for subject in wanted
        )
    with tempfile.TemporaryDirectory(prefix="yiwang-bench-") as folder:
        # Every measurement works on data of its own and never on the user's.
        os.environ["YIWANG_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yiwang.settings.embedded")
        _one(wanted[0])
    return 0


def _one(subject: str) -> None:
    print(f"\n{subject}", flush=True)
    facts = machine.facts()
    found = importlib.import_module(f"bench.{subject}").figures()
    for figure in found:
        promised = f"   (promised: {figure.target})" if figure.target else ""
        print(f"  {figure.name:<52} {figure.value:>12,} {figure.unit}{promised}")
    path = measure.write(subject, facts, found)
    print(f"  → {path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path}")


if __name__ == "__main__":
    sys.exit(main())
