"""Pushes upward on the desk and in the picture of flows."""

from django.utils import timezone

from tests.hub.feeds.conftest import hub as hub_of_feeds
from yiwang.hub import flows
from yiwang.hub.desk import lists
from yiwang.hub.pushes.models import Push, State

hub = hub_of_feeds


def push(hub, version, state):
    now = timezone.now()
    return Push.objects.create(
        resource=hub.resource.key,
        target="city",
        version=version,
        state=state,
        next_at=now,
        created_at=now,
    )


def test_only_pushes_that_need_a_person_wait_and_only_at_the_centre(hub):
    push(hub, 1, State.DONE)
    push(hub, 2, State.WAITING)
    push(hub, 3, State.DEAD)
    push(hub, 4, State.REFUSED)
    assert len(lists.topic("pushes_stuck").items(hub.officer)) == 2
    assert lists.topic("pushes_stuck").items(hub.steward) == []


def test_what_is_pushed_flows_to_its_receiver_once(hub):
    push(hub, 1, State.DONE)
    push(hub, 2, State.WAITING)
    found = flows.graph(hub.officer)
    assert [(one.source, one.target) for one in found.edges] == [(f"r{hub.resource.pk}", "pcity")]
    assert found.nodes["pcity"].column == flows.Column.CONSUMER
