"""Late deliveries on the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.hub.feeds.conftest import hub as hub_of_feeds
from yiwang.hub.desk import lists
from yiwang.hub.reminders.models import Expectation
from yiwang.hub.reminders.words import State

hub = hub_of_feeds


@pytest.mark.parametrize(
    ("state", "topic"), [(State.LATE, "late"), (State.SEVERE, "late"), (State.SOON, "soon")]
)
def test_what_is_owed_waits_until_it_comes(hub, state, topic):
    now = timezone.now()
    owed = Expectation.objects.create(
        feed=hub.feed(),
        period="2026-11-20",
        opens_at=now - timedelta(days=1),
        due_at=now,
        grace=0,
        soon=0,
        state=state,
        written_at=now,
        changed_at=now,
    )
    assert [one.key for one in lists.topic(topic).items(hub.officer)] == [owed.pk]
    assert [one.key for one in lists.topic(topic).items(hub.steward)] == [owed.pk]
    assert lists.topic(topic).items(hub.stranger) == []
    Expectation.objects.filter(pk=owed.pk).update(settled_at=now, state=State.RECOVERED)
    assert lists.topic(topic).items(hub.officer) == []
