"""What became of a run whose process did not live to say it."""

from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.hub.feeds import actions, queries
from yiwang.hub.feeds.models import Run
from yiwang.hub.feeds.words import RunState, Trigger
from yiwang.kernel.refusals import NotNow

LATE = gettext_noop("运行超过时限，已停止；下次从中断处继续")
GONE = gettext_noop("运行的进程意外结束；下次从中断处继续")


def broken_off(key: str, *, late: bool = False) -> Run:
    """Append that the process ended before its run did; the next one goes on where it stopped."""
    feed = queries.feed(key)
    words = (
        "运行超过时限，已停止；下次从中断处继续" if late else "运行的进程意外结束；下次从中断处继续"
    )
    lease = getattr(feed, "lease", None)
    started = lease.taken_at if lease and lease.taken_at else timezone.now()
    run = Run(feed=feed, trigger=Trigger.CLOCK, state=RunState.FAILED, started_at=started)
    run.told = NotNow(words).plain()
    return actions.append(run)
