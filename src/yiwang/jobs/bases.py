"""Base databases are built at night, in a process of its own: linking takes memory and time."""

import logging
import subprocess
import sys
from datetime import datetime

from django.utils import timezone

from yiwang.hub.bases import following, queries
from yiwang.hub.bases.words import Base
from yiwang.jobs.nightly import HOUR

log = logging.getLogger(__name__)

# By six people are at work again; what is not done by then waits for the next night.
UNTIL = 6
MOST_SECONDS = 2 * 3600
_COMMAND = (sys.executable, "-m", "yiwang.startup.command", "bases", "build", "--gently")


def build_due(now: datetime | None = None) -> int:
    """Build at night what changed since it was built; how many bases were due."""
    now = timezone.localtime(now)
    if not HOUR <= now.hour < UNTIL:
        return 0
    due = [base for base in following.due() if not _built_on(base, now)]
    for base in due:
        _build(base)
    return len(due)


def _built_on(base: Base, now: datetime) -> bool:
    """Whether this night's build is done already: data that comes meanwhile waits a day."""
    last = queries.last_build(base)
    started = timezone.localtime(last.started_at) if last else None
    return started is not None and started.date() == now.date() and started.hour >= HOUR


def _build(base: Base) -> None:
    try:
        subprocess.run(  # noqa: S603 - our own command
            [*_COMMAND, "--base", base.value],
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as failed:
        log.error("base %s: %s", base, failed.stderr.decode("utf-8", "replace")[-300:])
    except subprocess.TimeoutExpired:
        log.error("base %s: not done within %s s", base, MOST_SECONDS)
