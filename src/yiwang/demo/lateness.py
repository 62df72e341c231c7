"""What is owed in the demo: in time, late with more time asked for, late for weeks as a case."""

from datetime import datetime, timedelta

from django.utils import timezone

from yiwang.hub.catalogue.models import Resource
from yiwang.hub.feeds import actions as feeds
from yiwang.hub.feeds.models import Feed
from yiwang.hub.feeds.words import Mode, Source
from yiwang.hub.reminders import actions, following
from yiwang.hub.reminders.models import Expectation
from yiwang.hub.reminders.spans import Requirement
from yiwang.hub.reminders.words import Counted, Span, State
from yiwang.org.actors import Worker

# So long ago the monthly delivery was due that nobody has heard of since, and today's.
LONG, SHORT = timedelta(days=15), timedelta(hours=2)


def fill(known: dict[str, Resource], people: dict[str, Worker]) -> list[Expectation]:
    """Publish what is owed and let the clock look once; what is late."""
    officer, now = people["data_officer"], timezone.localtime().replace(second=0, microsecond=0)
    for feed in Feed.objects.filter(key__in=("medical-insurance", "social-assistance")):
        monthly = Requirement(Span.MONTH, day=20, counted=Counted.CALENDAR_DAY, least_rows=100)
        actions.publish_rule(feed=feed, wanted=monthly, reason="数源清单", by=officer)
    _owed(_silent(known["housing"], "房屋变更月报", officer), now - LONG, Span.MONTH, officer)
    late = _silent(known["shop_signs"], "招牌巡查日报", officer)
    _owed(late, now - SHORT, Span.DAY, officer)
    following.follow()
    found = Expectation.objects.filter(state__in=(State.LATE, State.SEVERE)).order_by("due_at")
    _asked_for(late, people["data_steward"])
    return list(found)


def _silent(resource: Resource, name: str, officer: Worker) -> Feed:
    """A feed for which nobody hands anything in."""
    told = feeds.NewFeed(
        key=f"{resource.key}-changes".replace("_", "-"),
        resource=resource,
        name=name,
        source=Source.DELIVERY,
        mode=Mode.MERGE,
    )
    return feeds.publish(told=told, reason="按数源清单接入", by=officer)


def _owed(feed: Feed, due: datetime, span: Span, officer: Worker) -> None:
    wanted = Requirement(
        span, due.time(), day=due.day, counted=Counted.CALENDAR_DAY, grace=0, least_rows=1
    )
    actions.publish_rule(feed=feed, wanted=wanted, reason="数源清单", by=officer)
    # Nothing is owed from before a feed was there; the demo's was there before the demo.
    Feed.objects.filter(pk=feed.pk).update(published_at=due - timedelta(hours=1))


def _asked_for(feed: Feed, steward: Worker) -> None:
    """More time, which the data officer has not decided on."""
    owed = Expectation.objects.get(feed=feed, state=State.LATE)
    until = timezone.now() + timedelta(days=2)
    reason = "巡查终端升级，明日补报（虚构）"
    actions.ask_extension(number=owed.pk, until=until, reason=reason, by=steward)
