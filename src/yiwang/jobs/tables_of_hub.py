"""Tables of the hub are checked and profiled in a process of their own, as engines take memory."""

import logging
import subprocess
import sys

from yiwang.hub.quality import following

log = logging.getLogger(__name__)

LONGEST = 2 * 3600
_COMMAND = (sys.executable, "-m", "yiwang.startup.command", "quality", "due", "--gently")


def check_quality() -> int:
    """Check and profile the tables that changed; how many there were."""
    waiting = following.waiting()
    if not waiting:
        return 0
    done = subprocess.run(_COMMAND, check=False, timeout=LONGEST)  # noqa: S603 - our own command
    if done.returncode:
        log.error("checking tables ended with %s", done.returncode)
        return 0
    return waiting
