"""When it was done: by the phone where its clock can be believed, else by the server.

The phone says when the person acted and, on sending, what its clock shows. Where that clock is
within `CLOCK_MAY_DIFFER` of ours and the act no older than `MAY_WAIT`, the time of the act is kept
as given. Otherwise it is the moment at which it arrived, and the person is told.
"""

from datetime import datetime, timedelta

CLOCK_MAY_DIFFER = timedelta(minutes=5)
MAY_WAIT = timedelta(hours=24)


def believed(
    done_at: datetime,
    *,
    sent_at: datetime,
    now: datetime,
    last: datetime | None = None,
    may_wait: timedelta = MAY_WAIT,
) -> datetime | None:
    """The time of the act as given, never ahead of now; None when it is not believed.

    `last` is when something last happened to the case: nothing is put in before it.
    """
    if abs(sent_at - now) > CLOCK_MAY_DIFFER or done_at - now > CLOCK_MAY_DIFFER:
        return None
    if now - done_at > may_wait or (last is not None and done_at < last):
        return None
    return min(done_at, now)
