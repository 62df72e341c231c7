"""Starts the feeds that are due, each in a process of its own, and watches over them."""

import logging
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from yiwang.hub.feeds import ending, queries

log = logging.getLogger(__name__)
# So many at once; from one source only one.
AT_ONCE = 2
_COMMAND = (sys.executable, "-m", "yiwang.startup.command", "feed", "run")


def start_due() -> int:
    """Run what is due; how many were started. Returns when they have ended."""
    chosen = {}
    for feed in queries.due(timezone.now()):
        if not queries.running(feed):
            chosen.setdefault(queries.source_of(feed), feed.key)
    if chosen:
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(_run, chosen.values()))
    return len(chosen)


def _run(key: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [*_COMMAND, key, "--clock"],
            capture_output=True,
            timeout=settings.FEED_SECONDS,
            check=False,
        )
        if done.returncode:
            log.warning("feed %s: %s", key, done.stderr.decode("utf-8", "replace")[-300:])
        if done.returncode < 0:
            ending.broken_off(key)
    except subprocess.TimeoutExpired:
        ending.broken_off(key, late=True)
    finally:
        close_old_connections()
