"""What runs once a night in a process of its own, so that its memory and work are nobody else's."""

import logging
import subprocess
import sys
from datetime import datetime

from django.utils import timezone

from yiwang.cases import said
from yiwang.insight.topics import actions, queries

log = logging.getLogger(__name__)

# Not before this hour: then the day before is whole and few people work.
HOUR = 1
# So few cases are searched at once; more go to a process of their own.
FEW = 2000
LONGEST = 2 * 3600
_COMMAND = (sys.executable, "-m", "yiwang.startup.command", "topics", "find", "--gently")


def find_topics(now: datetime | None = None) -> int:
    """Look for topics once a day; how many there are, 0 when it is not due."""
    now = timezone.localtime(now)
    last = queries.last_run()
    if now.hour < HOUR or (last is not None and last.until >= now.date()):
        return 0
    cases = sum(said.counts_by_day(*queries.span(now.date())).values())
    if not cases:
        return 0
    if cases <= FEW:
        return actions.search(now=now).topics
    done = subprocess.run(_COMMAND, check=False, timeout=LONGEST)  # noqa: S603 - our own command
    if done.returncode:
        log.error("looking for topics ended with %s", done.returncode)
    return int(done.returncode == 0)
