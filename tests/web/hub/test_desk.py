"""The desk of the data officer and the picture of flows."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from tests.hub.feeds.conftest import hub as hub_of_feeds
from yiwang.engine.duties import Duty
from yiwang.hub import flows
from yiwang.hub.catalogue import asking
from yiwang.hub.desk import lists as desk
from yiwang.hub.feeds.models import Run
from yiwang.hub.feeds.words import Every, Mode, RunState, Trigger
from yiwang.web.hub.flow_picture import drawn

hub = hub_of_feeds


def ended(feed, state, **more):
    now = timezone.now()
    times = {"started_at": now, "ended_at": now}
    given = {"key": "k", "trigger": Trigger.CLOCK, "by_name": "系统", **times, **more}
    return Run.objects.create(feed=feed, state=state, **given)


def enter(worker):
    client = Client()
    client.force_login(get_user_model().objects.get(pk=worker.person_id))
    return client


def counts(worker):
    return {one.key: len(one.items(worker)) for one in desk.TOPICS}


def test_a_resource_without_feed_is_told_until_one_brings_it_in(hub):
    assert counts(hub.officer)["without_feed"] == 1
    hub.feed()
    assert counts(hub.officer)["without_feed"] == 0


@pytest.mark.parametrize(
    ("state", "topic"),
    [(RunState.FAILED, "failed"), (RunState.FROZEN, "failed"), (RunState.HELD, "held")],
)
def test_the_newest_run_decides_where_a_feed_is_listed(hub, state, topic):
    feed = hub.feed()
    ended(feed, state)
    assert counts(hub.officer)[topic] == 1
    (item,) = desk.topic(topic).items(hub.officer)
    assert (item.key, item.unit) == (feed.key, feed.resource.unit.name)
    ended(feed, RunState.SUCCEEDED)
    assert counts(hub.officer)[topic] == 0


def test_rows_put_aside_are_counted_with_their_number(hub):
    ended(hub.feed(), RunState.SUCCEEDED, rejected=7)
    (item,) = desk.topic("rejected").items(hub.officer)
    assert item.number == 7


def test_a_feed_that_should_have_run_is_late_and_one_by_hand_is_not(hub):
    ended(hub.feed(), RunState.SUCCEEDED)
    assert counts(hub.officer)["overdue"] == 0
    feed = hub.feed(key="hourly", every=Every.HOUR, mode=Mode.MERGE)
    long_ago = timezone.now() - timedelta(days=2)
    ended(feed, RunState.SUCCEEDED, started_at=long_ago, ended_at=long_ago)
    assert [one.key for one in desk.topic("overdue").items(hub.officer)] == ["hourly"]


def test_a_steward_sees_what_waits_of_their_own_unit_only(hub):
    ended(hub.feed(), RunState.FAILED)
    assert counts(hub.steward)["failed"] == 1
    assert counts(hub.stranger)["failed"] == 0


def test_flows_go_from_unit_to_feed_to_resource(hub):
    ended(hub.feed(), RunState.FAILED, accepted=12)
    found = flows.graph(hub.officer)
    columns = [found.nodes[edge.source].column for edge in found.edges]
    assert columns == [flows.Column.SOURCE, flows.Column.FEED]
    assert [edge.rows for edge in found.edges] == [None, 12]
    assert [one.state for one in found.nodes.values() if one.column == flows.Column.FEED] == ["bad"]


def test_how_a_run_went_is_not_told_to_a_stranger(hub):
    ended(hub.feed(), RunState.FAILED, accepted=12)
    found = flows.graph(hub.stranger)
    assert {one.state for one in found.nodes.values()} == {""}
    assert {edge.rows for edge in found.edges} == {None}


def test_the_picture_has_every_node_once_and_a_line_for_each_edge(hub):
    hub.feed()
    hub.feed(key="second", mode=Mode.MERGE)
    found = flows.graph(hub.officer)
    picture = drawn(found)
    assert len({(box.x, box.y) for box in picture.boxes}) == len(found.nodes) == 4
    assert len(picture.lines) == len(found.edges) == 4
    assert all(box.x + picture.box[0] <= picture.width for box in picture.boxes)
    assert all(box.y + picture.box[1] <= picture.height for box in picture.boxes)


def asked(hub):
    """The stranger asks for the shops."""
    told = asking.Asked(
        resource=hub.resource,
        purpose="核对门店",
        basis="食品安全法",
        fields=("number", "name"),
        until=timezone.localdate() + timedelta(days=30),
    )
    return asking.ask(asked=told, by=hub.stranger)


def test_a_request_waits_until_it_is_decided_and_then_data_flows(hub):
    request = asked(hub)
    assert counts(hub.officer)["asked"] == counts(hub.steward)["asked"] == 1
    assert counts(hub.stranger)["asked"] == 0
    assert counts(hub.officer)["asked_too_long"] == 0
    asking.approve(number=request.pk, approval=asking.Approval(), by=hub.steward)
    assert counts(hub.officer)["asked"] == 0
    found = flows.graph(hub.officer)
    (consumer,) = [one for one in found.nodes.values() if one.column == flows.Column.CONSUMER]
    assert consumer.label == request.unit.name
    # Nobody else's grants are told to a unit that neither gives nor watches.
    others = flows.graph(hub.stranger).nodes.values()
    assert not [one for one in others if one.column == flows.Column.CONSUMER]


def test_a_request_that_waits_too_long_is_told_of(hub):
    request = asked(hub)
    request.due_at = timezone.now() - timedelta(hours=1)
    request.save()
    assert counts(hub.officer)["asked_too_long"] == 1


def test_no_more_is_drawn_than_can_be_told_apart(hub, monkeypatch):
    monkeypatch.setattr(flows, "MOST_RESOURCES", 0)
    found = flows.graph(hub.officer)
    assert (found.nodes, found.left_out) == ({}, 1)


def test_each_figure_of_the_desk_leads_to_exactly_its_list(hub):
    ended(hub.feed(), RunState.FAILED)
    client = enter(hub.officer)
    page = client.get("/hub/desk/").content.decode()
    tiles = re.findall(r'class="tile[^"]*" href="([^"]+)"[^>]*><b>(\d+)</b>', page)
    assert len(tiles) == len(desk.TOPICS)
    for to, number in tiles:
        listed = client.get(to).content.decode()
        assert listed.count("<tr><td>") == int(number)


def test_the_page_of_flows_has_the_picture_and_the_table(hub):
    hub.feed()
    page = enter(hub.officer).get("/hub/flows/").content.decode()
    assert page.count('class="flow-line"') == 2
    assert page.count("<tr><td>") == 2


def test_pages_say_the_next_step_where_nothing_is(hub):
    hub.resource.retired_at = timezone.now()
    hub.resource.save()
    client = enter(hub.officer)
    assert "还没有资源" in client.get("/hub/desk/").content.decode()
    assert "还没有数据流向" in client.get("/hub/flows/").content.decode()
    assert client.get("/hub/desk/nothing/").status_code == 404


def test_who_has_nothing_to_do_with_data_is_refused(hub):
    client = enter(hub.district.worker(Duty.OPERATOR))
    assert client.get("/hub/desk/").status_code == 403


def test_the_picture_leads_to_feeds_only_who_may_open_them(hub):
    feed = hub.feed()
    link = f"/hub/feeds/{feed.key}/"
    assert link in enter(hub.steward).get("/hub/flows/").content.decode()
    assert link not in enter(hub.stranger).get("/hub/flows/").content.decode()
