"""Feeds have editions, runs are appended, and only one worker runs a feed at a time."""

import os
import subprocess
import sys
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from yiwang.hub.feeds import actions, leases, queries, rights
from yiwang.hub.feeds.models import Run
from yiwang.hub.feeds.schedule import Schedule, wait_after
from yiwang.hub.feeds.words import Every, Mode, RunState, Source, Trigger
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed, NotFound

HERE = ZoneInfo("Asia/Shanghai")
SUNDAY = datetime(2026, 11, 22, 10, 30, tzinfo=HERE)


def ended(feed, state=RunState.SUCCEEDED, **more) -> Run:
    """A run that ended so."""
    run = Run(feed=feed, key="k", state=state, trigger=Trigger.CLOCK, started_at=timezone.now())
    for name, value in more.items():
        setattr(run, name, value)
    return actions.append(run)


@pytest.mark.parametrize(
    ("schedule", "due", "words"),
    [
        (Schedule(Every.BY_HAND), None, "手工"),
        (Schedule(Every.HOUR, time(0, 15)), datetime(2026, 11, 22, 11, 15), "每小时第15分"),
        (Schedule(Every.DAY, time(10, 30)), datetime(2026, 11, 23, 10, 30), "每日 10:30"),
        (Schedule(Every.WEEK, time(2), 1), datetime(2026, 11, 23, 2, 0), "每周一 02:00"),
        (Schedule(Every.MONTH, time(2), 31), datetime(2026, 11, 30, 2, 0), "每月31日 02:00"),
    ],
)
def test_a_schedule_tells_its_next_moment_in_the_same_words(schedule, due, words):
    assert schedule.next_after(SUNDAY) == (due and due.replace(tzinfo=HERE))
    assert schedule.words == words


def test_a_day_that_no_week_has_is_refused():
    with pytest.raises(Invalid):
        Schedule(Every.WEEK, time(2), 8)


def test_after_each_failure_the_wait_is_doubled_up_to_hours():
    waits = [wait_after(many).total_seconds() / 60 for many in (0, 1, 2, 3, 9)]
    assert waits == [0, 5, 10, 20, 360]


def test_each_change_is_an_edition_with_who_and_why(hub):
    feed = hub.feed()
    hub.feed(enabled=False)
    assert [one.number for one in feed.editions.all()] == [1, 2]
    assert feed.editions.last().content["enabled"] is False


@pytest.mark.parametrize(
    "wrong",
    [
        {"mode": Mode.APPEND, "lag_minutes": 5},
        {"settings": {"password": "x"}},
        {"settings": {"headers": {}, "API_TOKEN": "x"}},
        {"cursor": "missing"},
        {"most_deleted": 101},
    ],
)
def test_what_could_not_run_is_refused(hub, wrong):
    with pytest.raises(Invalid):
        hub.feed(**wrong)


def test_a_feed_without_a_name_or_a_reason_is_refused(hub):
    with pytest.raises(Missing):
        hub.feed(name=" ")
    told = actions.NewFeed(
        key="a", resource=hub.resource, name="门店", source=Source.FILE, mode=Mode.FULL
    )
    with pytest.raises(Missing):
        actions.publish(told=told, reason=" ", by=hub.officer)


def test_only_the_officer_makes_feeds_and_only_the_units_steward_provides(hub):
    feed = hub.feed()
    told = actions.NewFeed(
        key="b", resource=hub.resource, name="门店", source=Source.FILE, mode=Mode.FULL
    )
    with pytest.raises(NotAllowed):
        actions.publish(told=told, reason="新建", by=hub.steward)
    rights.may_provide(hub.steward, feed)
    with pytest.raises(NotAllowed):
        rights.may_provide(hub.stranger, feed)


def test_a_steward_sees_the_feeds_of_their_unit_only(hub):
    hub.feed()
    assert [one.key for one in queries.feeds(hub.steward)] == ["shops"]
    assert not queries.feeds(hub.stranger)
    with pytest.raises(NotFound):
        queries.feed("shops", hub.stranger)


def test_runs_are_never_changed_and_are_followed_by_id(hub):
    feed = hub.feed()
    first, failed, last = ended(feed), ended(feed, RunState.FAILED), ended(feed)
    assert queries.runs_after(0) == [first, last]
    assert queries.runs_after(first.pk) == [last]
    assert queries.last_run(feed) == last and queries.latest([feed]) == {feed.pk: last}
    with pytest.raises(DatabaseError), transaction.atomic():
        Run.objects.filter(pk=failed.pk).update(accepted=5)


def test_a_failed_feed_rests_longer_each_time_and_a_held_one_until_decided(hub):
    feed = hub.feed(every=Every.MONTH)
    one = ended(feed, RunState.FAILED)
    assert queries.next_due(feed, one) == one.ended_at + timedelta(minutes=5)
    two = ended(feed, RunState.FAILED)
    assert queries.next_due(feed, two) == two.ended_at + timedelta(minutes=10)
    good = ended(feed)
    assert queries.next_due(feed, good) > good.ended_at + timedelta(hours=1)
    assert queries.next_due(feed, ended(feed, RunState.HELD)) is None


def test_two_workers_one_lease_and_a_dead_ones_is_taken_over(hub):
    feed, now = hub.feed(), timezone.now()
    soon, late = now + timedelta(minutes=9), now + timedelta(minutes=20)
    assert leases.take(feed, "one", Trigger.CLOCK, now)
    assert not leases.take(feed, "two", Trigger.CLOCK, soon)
    leases.beat(feed, "one", 500, "读取", soon)
    assert queries.running(feed, soon).rows_in == 500
    assert not leases.take(feed, "two", Trigger.CLOCK, soon + timedelta(minutes=9))
    assert leases.take(feed, "two", Trigger.CLOCK, late)
    with pytest.raises(Conflict):
        leases.beat(feed, "one", 900, "读取")
    leases.give_back(feed, "one")
    assert queries.running(feed, late).holder == "two"
    leases.give_back(feed, "two")
    assert queries.running(feed) is None


def test_the_lease_of_a_process_that_is_gone_is_free_at_once(hub):
    feed = hub.feed()
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    ours = leases.holder()
    assert leases.take(feed, ours.replace(f":{os.getpid()}:", f":{gone.pid}:"), Trigger.CLOCK)
    assert leases.take(feed, ours, Trigger.CLOCK)
    assert not leases.take(feed, leases.holder(), Trigger.CLOCK)


def test_a_second_feed_of_the_whole_of_a_resource_is_refused_and_the_first_is_named(hub):
    first = hub.feed()
    with pytest.raises(Conflict, match="“门店”已按全量接入这个资源"):
        hub.feed(key="second", name="另一份")
    assert hub.feed(key="second", mode=Mode.MERGE).pk
    with pytest.raises(Conflict):
        hub.feed(key="second")
    hub.feed(key="second", enabled=False)
    hub.feed(enabled=False)
    assert hub.feed(key="second").enabled
    with pytest.raises(Conflict):
        hub.feed(key=first.key)
