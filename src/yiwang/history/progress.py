"""Tells on the terminal how far an import has come."""

import time
from typing import Protocol

from yiwang.history.report import Report

# Where nobody watches, as in a log, a line now and then is enough.
SECONDS_BETWEEN = 10.0


class Terminal(Protocol):
    """What Django hands to a command for its errors."""

    def write(self, msg: str = "", style_func: None = None, ending: str | None = None) -> None:
        """Write a line."""

    def isatty(self) -> bool:
        """Whether somebody watches."""


class Progress:
    """Called with the report after every batch."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.started = self.told = time.monotonic()

    def __call__(self, report: Report) -> None:
        """Write a line over the last one, or below it where nobody watches."""
        now = time.monotonic()
        watched = self.terminal.isatty()
        if watched or now - self.told >= SECONDS_BETWEEN:
            self.told = now
            self.terminal.write(
                sentence(report, now - self.started), ending="\r" if watched else "\n"
            )


def sentence(report: Report, seconds: float) -> str:
    """How many rows of how many, what came of them, and how long the rest may take."""
    done, total = report.rows_read, report.rows_total
    left = f"，约还需{seconds * (total - done) / done:.0f}秒" if 0 < done < total else ""
    share = f"（{100 * done // total}%）" if total else ""
    verb = "可新建" if report.dry_run else "已写入"
    return (
        f"… {done}/{total}行{share}，{verb}{report.cases_created}件，"
        f"退回{len(report.rows_refused)}行{left}"
    )
