"""A feed of the bureau that is owed each workday until 10:00, and what comes in for it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.hub.feeds.conftest import Hub, hub
from yiwang.hub.feeds.models import Feed, Run
from yiwang.hub.feeds.words import RunState, Trigger
from yiwang.hub.reminders import actions, following
from yiwang.hub.reminders.models import Expectation
from yiwang.hub.reminders.spans import Requirement
from yiwang.hub.reminders.words import Span

__all__ = ["hub"]
ZONE = ZoneInfo("Asia/Shanghai")


def on(day: int, hour: int = 0, minute: int = 0) -> datetime:
    """A moment of June 2026; the 1st is a Monday."""
    return datetime(2026, 6, day, hour, minute, tzinfo=ZONE)


@dataclass
class Owing:
    """The feed, and what happens to it."""

    hub: Hub
    feed: Feed

    def came(self, at: datetime, state: RunState = RunState.SUCCEEDED, rows: int = 10) -> Run:
        """A run that ended so."""
        return Run.objects.create(
            feed=self.feed,
            key=f"{at}",
            state=state,
            trigger=Trigger.CLOCK,
            accepted=rows,
            started_at=at - timedelta(minutes=1),
            ended_at=at,
        )

    def owed(self, day: int) -> Expectation:
        """What is owed on a day of June."""
        return Expectation.objects.get(feed=self.feed, period=f"2026-06-{day:02}")

    def look(self, *moments: datetime) -> int:
        """The clock looks at these moments; how many times somebody was told."""
        return sum(following.follow(moment) for moment in moments)


@pytest.fixture
def owing(hub: Hub) -> Owing:
    feed = hub.feed()
    wanted = Requirement(Span.WORKDAY, time(10, 0), grace=30, soon=120, least_rows=5)
    actions.publish_rule(feed=feed, wanted=wanted, reason="约定", by=hub.officer)
    Feed.objects.update(published_at=on(1, 12))
    feed.refresh_from_db()
    return Owing(hub, feed)
