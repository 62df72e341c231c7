"""Tells at the end of a run which share of the questions gave exactly what they ask."""

import pytest

SHARE = "share of exact plans"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each set of questions."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == SHARE:
                terminalreporter.write_line(f"{SHARE}: {value}")
