"""Adds up what every step of `.ci/run` found, and ends with one line: N passed, N failed."""

import sys
import xml.etree.ElementTree as Xml
from pathlib import Path


def main() -> int:
    """Print a line for each step and the sum; 1 when anything failed or no test ran."""
    folder = Path(sys.argv[1])
    passed = failed = tests = 0
    print("\nstep             seconds  passed  failed")
    for line in (folder / "steps.tsv").read_text().splitlines():
        name, held, seconds = line.split("\t")
        counts = _counts(folder / f"{name}.xml")
        tests += sum(counts)
        good, bad = _judge(counts, held == "passed")
        print(f"{name:<16} {seconds:>7}  {good:>6}  {bad:>6}")
        passed, failed = passed + good, failed + bad
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed or not tests else 0


def _judge(counts: tuple[int, int], held: bool) -> tuple[int, int]:
    """A step without tests is one check; a step of tests that broke off counts one failure more."""
    if counts == (0, 0):
        return (1, 0) if held else (0, 1)
    good, bad = counts
    return good, bad if held or bad else 1


def _counts(report: Path) -> tuple[int, int]:
    """(passed, failed) of one JUnit report; a skip counts as failed, but an expected failure not.

    The report writes both as "skipped"; they differ in the type that it notes.
    """
    if not report.exists():
        return 0, 0
    good = bad = 0
    for case in Xml.parse(report).getroot().iter("testcase"):
        skip = case.find("skipped")
        broken = case.find("failure") is not None or case.find("error") is not None
        if broken or (skip is not None and skip.get("type") != "pytest.xfail"):
            bad += 1
        else:
            good += 1
    return good, bad


if __name__ == "__main__":
    sys.exit(main())
