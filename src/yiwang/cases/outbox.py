"""The outbox: what is told outside, tried again with growing pauses, at last shown to a person."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from yiwang.cases import statements
from yiwang.cases.models import Outbox
from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.org.actors import Worker

LEASE = timedelta(minutes=2)
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
MOST_ATTEMPTS = 8


def put(
    *, destination: str, kind: str, payload: dict[str, Any], case_id: int | None = None
) -> Outbox:
    """Something for one destination."""
    now = timezone.now()
    return Outbox.objects.create(
        destination=destination,
        kind=kind,
        payload=payload,
        case_id=case_id,
        created_at=now,
        next_at=now,
    )


def tell(kind: str, case_id: int, payload: dict[str, Any], at: datetime) -> None:
    """What happened to a case, for whoever wants to know; shared out later."""
    told = {"kind": kind, "case_id": case_id, "payload": payload, "created_at": at, "next_at": at}
    rows = statements.plain_rows(Outbox, [told])
    statements.put(Outbox, statements.column_names(Outbox), rows)


def put_in_hand(*, destination: str, kind: str, payload: dict[str, Any]) -> Outbox:
    """Something that is delivered at once by whoever asks, not by the clock."""
    now = timezone.now()
    return Outbox.objects.create(
        destination=destination,
        kind=kind,
        payload=payload,
        created_at=now,
        next_at=now,
        leased_until=now + LEASE,
    )


def claim(*, limit: int = 50, now: datetime | None = None) -> list[Outbox]:
    """Take what is due; a worker that dies gives it back when its lease ends."""
    now = now or timezone.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    due = Outbox.objects.filter(free, state=Outbox.State.WAITING, next_at__lte=now)
    if not due.exists():
        # Looking takes no lock; most of the time there is nothing to do.
        return []
    with transaction.atomic():
        rows = list(due.select_for_update(skip_locked=True).order_by("next_at", "id")[:limit])
        Outbox.objects.filter(pk__in=[row.pk for row in rows]).update(leased_until=now + LEASE)
    return rows


@transaction.atomic
def share_out(row: Outbox, destinations: Iterable[str]) -> None:
    """Turn what happened into one row for each that wants to know."""
    for destination in destinations:
        put(destination=destination, kind=row.kind, payload=row.payload, case_id=row.case_id)
    sent(row)


def sent(row: Outbox) -> None:
    """It was taken; nothing more to do."""
    Outbox.objects.filter(pk=row.pk).update(
        state=Outbox.State.SENT,
        sent_at=timezone.now(),
        attempts=F("attempts") + 1,
        leased_until=None,
        last_error="",
    )


def nobody_wants(row_ids: list[int]) -> None:
    """What no destination asked for is done with, in one statement."""
    if row_ids:
        Outbox.objects.filter(pk__in=row_ids).update(
            state=Outbox.State.SENT, sent_at=timezone.now(), leased_until=None
        )


def failed(row: Outbox, error: str, *, final: bool = False) -> None:
    """It was not taken: try again later, or leave it to a person."""
    attempts = row.attempts + 1
    pause = min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE)
    dead = final or attempts >= MOST_ATTEMPTS
    Outbox.objects.filter(pk=row.pk).update(
        state=Outbox.State.DEAD if dead else Outbox.State.WAITING,
        attempts=attempts,
        next_at=timezone.now() + pause,
        leased_until=None,
        last_error=error[:500],
    )


def not_taken(row: Outbox, error: str) -> None:
    """It was not taken and nobody needs it to be: it is given up with its error."""
    Outbox.objects.filter(pk=row.pk).update(
        state=Outbox.State.DROPPED,
        attempts=F("attempts") + 1,
        leased_until=None,
        last_error=error[:500],
    )


def drop_waiting(*, destination: str, worker: Worker, why: str) -> int:
    """Give up whatever still waits for a destination that is no more; how many rows."""
    waiting = Outbox.objects.filter(destination=destination).exclude(
        state__in=[Outbox.State.SENT, Outbox.State.DROPPED]
    )
    return waiting.update(
        state=Outbox.State.DROPPED, decided_by=worker.person_id, decided_why=why, leased_until=None
    )


def try_again(*, row_id: int, worker: Worker) -> None:
    """A person sends it once more."""
    _decide(row_id, worker, Outbox.State.WAITING, "重新发送", next_at=timezone.now(), attempts=0)


def give_up(*, row_id: int, worker: Worker, why: str) -> None:
    """A person decides that it need not be sent."""
    if not why.strip():
        raise Invalid("请写明放弃的理由")
    _decide(row_id, worker, Outbox.State.DROPPED, why.strip()[:200])


def _decide(row_id: int, worker: Worker, state: str, why: str, **changes: Any) -> None:
    stuck = Outbox.objects.filter(pk=row_id).exclude(
        state__in=[Outbox.State.SENT, Outbox.State.DROPPED]
    )
    if not stuck.update(
        state=state, decided_by=worker.person_id, decided_why=why, leased_until=None, **changes
    ):
        raise NotFound("这条推送已发送或已放弃")


def listed(*, state: str = "", before: int | None = None, size: int = 50) -> list[Outbox]:
    """The outbox for the screen, the newest first."""
    rows = Outbox.objects.exclude(destination="").select_related("case")
    if state:
        rows = rows.filter(state=state)
    if before:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("-id")[:size])


def deliveries(destination: str, *, size: int = 20) -> list[Outbox]:
    """What one destination was or will be told, the newest first."""
    rows = Outbox.objects.filter(destination=destination).select_related("case")
    return list(rows.order_by("-id")[:size])


def latest(destinations: Iterable[str]) -> dict[str, Outbox]:
    """The last thing that each destination was told, in one query."""
    newest = (
        Outbox.objects.filter(destination__in=list(destinations))
        .order_by()
        .values("destination")
        .annotate(newest=Max("id"))
        .values("newest")
    )
    return {row.destination: row for row in Outbox.objects.filter(pk__in=newest)}


def dead_count() -> int:
    """How many wait for a person."""
    return Outbox.objects.filter(state=Outbox.State.DEAD).count()


STATES = Outbox.State.choices
