"""What every test shares: the rule of CI that nothing may be skipped."""

from collections.abc import Generator
from pathlib import Path

import pytest
from hypothesis.internal.conjecture import providers

pytest.register_assert_rewrite("tests.moves")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
"""The real data beside the checkout; never part of the repository."""

# Made-up values would also come from the constants of whatever modules a worker happens to have
# loaded. Reading these takes seconds, and what CI asks would differ from run to run.
providers._get_local_constants = lambda: providers._local_constants


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips",
        action="store_true",
        help="count a skipped test as failed, as CI does: what was not run was not shown",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure under --no-skips; an expected failure stays what it is."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("no_skips"):
        fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module that skips itself while it is collected."""
    report = yield
    if report.skipped and collector.config.getoption("no_skips"):
        fail(report)
    return report


def fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Mark one report as failed, and keep the reason of the skip in its text."""
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was not run, and under --no-skips that fails: {reason}"
