"""CI's last line tells the truth about what passed, failed, was skipped or did not run."""

import sys
from pathlib import Path

import pytest
from tests.house.scripts import script

PASSED = '<testcase name="a"/>'
FAILED = '<testcase name="b"><failure/></testcase>'
ERROR = '<testcase name="c"><error/></testcase>'
SKIPPED = '<testcase name="d"><skipped type="pytest.skip"/></testcase>'
EXPECTED = '<testcase name="e"><skipped type="pytest.xfail"/></testcase>'


def summed(folder: Path, monkeypatch, *steps: tuple[str, str, str | None]) -> int:
    """The summary's result for steps of (name, how it ended, its test cases)."""
    lines = []
    for name, held, cases in steps:
        lines.append(f"{name}\t{held}\t1")
        if cases is not None:
            report = f"<testsuites><testsuite>{cases}</testsuite></testsuites>"
            (folder / f"{name}.xml").write_text(report)
    (folder / "steps.tsv").write_text("\n".join(lines) + "\n")
    monkeypatch.setattr(sys, "argv", ["summary.py", str(folder)])
    return script("summary").main()


@pytest.mark.parametrize(
    ("cases", "held", "line", "result"),
    [
        (PASSED + EXPECTED, "passed", "2 passed, 0 failed", 0),
        (PASSED + FAILED + ERROR, "failed", "1 passed, 2 failed", 1),
        (PASSED + SKIPPED, "passed", "1 passed, 1 failed", 1),
        (PASSED, "failed", "1 passed, 1 failed", 1),
        (None, "failed", "0 passed, 1 failed", 1),
    ],
)
def test_each_outcome_is_counted(tmp_path, monkeypatch, capsys, cases, held, line, result):
    assert summed(tmp_path, monkeypatch, ("tests", held, cases)) == result
    assert capsys.readouterr().out.splitlines()[-1] == line


def test_a_run_in_which_no_test_ran_does_not_pass(tmp_path, monkeypatch, capsys):
    assert summed(tmp_path, monkeypatch, ("lint", "passed", None)) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "1 passed, 0 failed"


def test_steps_without_tests_count_as_one_check_each(tmp_path, monkeypatch, capsys):
    steps = [("lint", "passed", None), ("types", "failed", None), ("tests", "passed", PASSED)]
    assert summed(tmp_path, monkeypatch, *steps) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "2 passed, 1 failed"
