"""How far the log goes: which event is the last one, and behind which none can come any more.

Numbers of events are given before their transaction is committed, so that on PostgreSQL 100 may
appear after 101. Whoever keeps a mark, in order to read on from there, must not pass such a gap.
"""

import time

from django.db import connection

from yiwang.cases.models import Case, Event

# Seconds.
PATIENCE = 5.0
_PAUSE = 0.01
# Inserting locks the table so, from before the number is given until the transaction ends.
_APPENDING = """
    SELECT virtualtransaction FROM pg_locks
    WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND relation = %s::regclass AND pid IS DISTINCT FROM pg_backend_pid()
"""


def newest_event() -> int:
    """The number of the event appended last; 0 before the first."""
    return Event.objects.order_by("-id").values_list("id", flat=True).first() or 0


def cases_since(mark: int) -> list[int]:
    """The cases with an event after the one of this number."""
    if not mark:
        # Every case has an event, and there are far fewer of them.
        return list(Case.objects.order_by("id").values_list("id", flat=True))
    # Told apart here: asked for it, SQLite goes through all cases there are.
    rows = Event.objects.filter(id__gt=mark).order_by("id")
    return sorted(set(rows.values_list("case_id", flat=True).iterator(chunk_size=5000)))


def settled_event() -> int | None:
    """The last event of which it is sure that none with a lower number will still appear.

    None where somebody was in the middle of appending for longer than `PATIENCE`. SQLite has one
    writer at a time, so that its numbers appear in their order.
    """
    newest = newest_event()
    if connection.vendor != "postgresql":
        return newest
    # Asked after `newest` was read: whoever holds a lower number is among them.
    others = _appending()
    until = time.monotonic() + PATIENCE
    while others:
        if time.monotonic() > until:
            return None
        time.sleep(_PAUSE)
        others &= _appending()
    return newest


def _appending() -> set[str]:
    """The transactions of others that append events and have not ended yet."""
    with connection.cursor() as cursor:
        cursor.execute(_APPENDING, [Event._meta.db_table])
        return {transaction for (transaction,) in cursor.fetchall()}
