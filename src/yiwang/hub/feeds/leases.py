"""One worker a feed: a lease with a heartbeat, taken over from whoever stopped beating."""

import os
import socket
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yiwang.hub.feeds.models import Feed, Lease
from yiwang.hub.feeds.queries import LEASE
from yiwang.kernel.refusals import Conflict


def holder() -> str:
    """A name that no other worker has."""
    return f"{socket.gethostname()[:40]}:{os.getpid()}:{uuid4().hex[:8]}"


def _dead(name: str) -> bool:
    """Whether a holder is surely gone: its process was on this machine and is no more."""
    host, _colon, rest = name.partition(":")
    number = rest.partition(":")[0]
    if host != socket.gethostname()[:40] or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@transaction.atomic
def take(feed: Feed, name: str, trigger: str, now: datetime | None = None) -> bool:
    """Whether the lease is ours now: it was free, or its holder is dead."""
    now = now or timezone.now()
    lease, _new = Lease.objects.select_for_update().get_or_create(feed=feed)
    free = Q(holder="") | Q(beat_at=None) | Q(beat_at__lte=now - LEASE)
    if lease.holder and _dead(lease.holder):
        free |= Q(holder=lease.holder)
    ours = Lease.objects.filter(free, feed=feed).update(
        holder=name, trigger=trigger, taken_at=now, beat_at=now, rows_in=0, step=""
    )
    return bool(ours)


def beat(feed: Feed, name: str, rows_in: int, step: str, now: datetime | None = None) -> None:
    """Say that we are alive and how far we are. Raises `Conflict` when the lease is another's."""
    kept = Lease.objects.filter(feed=feed, holder=name).update(
        beat_at=now or timezone.now(), rows_in=rows_in, step=step[:20]
    )
    if not kept:
        raise Conflict("这个接入任务已由另一个进程接手")


def give_back(feed: Feed, name: str) -> None:
    """Nobody runs it any more; nothing where the lease is another's."""
    Lease.objects.filter(feed=feed, holder=name).update(holder="", beat_at=None)
