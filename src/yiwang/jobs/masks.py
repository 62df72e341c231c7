"""Makes masked copies after each new version of a table, in a process of its own."""

import logging
import subprocess
import sys

from yiwang.hub.masking import queries

log = logging.getLogger(__name__)
_COMMAND = (sys.executable, "-m", "yiwang.startup.command", "mask")
MOST_SECONDS = 3600


def make_due() -> int:
    """Make what is due, one after another; how many there were."""
    due = queries.due()
    for key in due:
        try:
            subprocess.run(  # noqa: S603 - our own command
                [*_COMMAND, key], capture_output=True, timeout=MOST_SECONDS, check=True
            )
        except subprocess.CalledProcessError as failed:
            log.warning("mask %s: %s", key, failed.stderr.decode("utf-8", "replace")[-300:])
        except subprocess.TimeoutExpired:
            log.warning("mask %s: not done within %s s", key, MOST_SECONDS)
    return len(due)
