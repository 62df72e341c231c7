"""Every read of feeds: what there is, what runs, how runs ended, what is due."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.feeds.models import Ask, Delivery, Feed, Lease, Run
from yiwang.hub.feeds.schedule import wait_after
from yiwang.hub.feeds.words import GOOD, RunState
from yiwang.kernel.refusals import NotFound
from yiwang.org.actors import Worker

# A worker that did not beat for so long is dead.
LEASE = timedelta(minutes=10)
SIZE = 50


def feeds(worker: Worker | None = None) -> QuerySet[Feed]:
    """All feeds with their resource and unit; a steward sees those of their own unit."""
    rows = Feed.objects.select_related("resource__unit", "lease").order_by("key")
    if worker is not None and worker.duty is Duty.DATA_STEWARD:
        rows = rows.filter(resource__unit_id=worker.unit_id)
    return rows


def feed(key: str, worker: Worker | None = None) -> Feed:
    """The feed of this key. Raises `NotFound`, also for one that is not this person's."""
    found = feeds(worker).filter(key=key).first()
    if found is None:
        raise NotFound("没有接入任务“{key}”", key=key)
    return found


def feeds_of(resource_key: str) -> QuerySet[Feed]:
    """The feeds that bring in a resource."""
    return feeds().filter(resource__key=resource_key)


def runs(feed: Feed, before: int = 0) -> list[Run]:
    """Runs of a feed, the newest first; `before` is the last id of the page before."""
    rows = feed.runs.select_related("delivery", "decides")
    return list((rows.filter(pk__lt=before) if before else rows)[:SIZE])


def run(number: int) -> Run:
    """One run. Raises `NotFound`."""
    found = Run.objects.select_related("feed__resource__unit").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这次运行")
    return found


def runs_after(number: int, states: Iterable[str] = GOOD, most: int = 500) -> list[Run]:
    """Runs of these states after an id, the oldest first: how other rooms follow what came in."""
    rows = Run.objects.select_related("feed__resource__unit").filter(pk__gt=number)
    return list(rows.filter(state__in=list(states)).order_by("pk")[:most])


def last_run(feed: Feed) -> Run | None:
    """How the newest run ended."""
    return feed.runs.order_by("-pk").first()


def last_good(feed: Feed, until: datetime | None = None) -> Run | None:
    """The newest run after which the table is what the source said."""
    rows = feed.runs.filter(state__in=GOOD)
    return (rows.filter(ended_at__lte=until) if until else rows).order_by("-pk").first()


def latest(shown: Iterable[Feed]) -> dict[int, Run]:
    """The newest run of each feed, in one query."""
    newest = Run.objects.filter(feed=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    ids = Feed.objects.filter(pk__in=[one.pk for one in shown]).annotate(newest=Subquery(newest))
    rows = Run.objects.filter(pk__in=[one.newest for one in ids if one.newest])
    return {one.feed_id: one for one in rows}


def running(feed: Feed, now: datetime | None = None) -> Lease | None:
    """The lease of whoever runs it now; None when nobody does, or who did is dead."""
    lease = Lease.objects.filter(feed=feed).exclude(holder="").first()
    return lease if alive(lease, now) else None


def alive(lease: Lease | None, now: datetime | None = None) -> bool:
    """Whether whoever holds a lease still beats."""
    if lease is None or not lease.holder or lease.beat_at is None:
        return False
    return lease.beat_at > (now or timezone.now()) - LEASE


def held(feed: Feed) -> Run | None:
    """The newest run, when it waits for a person's decision."""
    newest = last_run(feed)
    return newest if newest and newest.state == RunState.HELD else None


def open_asks(feed: Feed) -> list[Ask]:
    """What people asked of a feed and no run has answered yet, the oldest first."""
    return list(feed.asks.filter(runs=None).select_related("delivery", "held"))


def asked_of(shown: Iterable[Feed]) -> set[int]:
    """Which of these feeds somebody asked something of that no run has answered yet."""
    rows = Ask.objects.filter(runs=None, feed__in=[one.pk for one in shown])
    return set(rows.values_list("feed_id", flat=True))


def due(now: datetime) -> list[Feed]:
    """Feeds to be run now: something was asked of them, or their time has come."""
    shown = list(feeds())
    last, asked = latest(shown), set(Ask.objects.filter(runs=None).values_list("feed", flat=True))
    return [one for one in shown if one.pk in asked or _is_due(one, last.get(one.pk), now)]


def source_of(feed: Feed) -> str:
    """What two feeds must not read at the same time: one database, one server."""
    address = feed.settings.get("address") or feed.settings.get("url") or ""
    host = urlsplit(str(address)).netloc.rpartition("@")[2]
    return host or feed.key


def _is_due(feed: Feed, last: Run | None, now: datetime) -> bool:
    moment = next_due(feed, last)
    return moment is not None and moment <= now


def failures(feed: Feed) -> int:
    """How many runs in a row failed, the newest first; at most ten are counted."""
    states = list(feed.runs.order_by("-pk").values_list("state", flat=True)[:10])
    bad = [state not in (RunState.FAILED, RunState.FROZEN) for state in states]
    return bad.index(True) if True in bad else len(bad)


def next_due(feed: Feed, last: Run | None) -> datetime | None:
    """When the clock starts it next; None by hand, while held or switched off."""
    if not feed.enabled or (last and last.state == RunState.HELD):
        return None
    began = timezone.localtime(last.started_at if last else feed.published_at)
    due = feed.schedule.next_after(began)
    if due is None or last is None or last.good:
        return due
    many = failures(feed)
    return min(due, last.ended_at + wait_after(many)) if many else due


def newest_delivery(feed: Feed) -> Delivery | None:
    """The newest file that was confirmed."""
    return feed.deliveries.exclude(asks=None).order_by("-pk").first()


def delivery(number: int) -> Delivery:
    """One delivered file. Raises `NotFound`."""
    rows = Delivery.objects.select_related("feed__resource__unit")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这次交付")
    return found
