"""What waits of feeds: those that did not run, failed, put rows aside, or wait for a word."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.desk.topics import DECIDE, LATE, UNUSED, WRONG, Item, Topic
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.feeds.models import Feed, Run
from yiwang.hub.feeds.words import RunState
from yiwang.org.actors import Worker


def _newest(worker: Worker) -> list[tuple[Feed, Run | None]]:
    shown = list(feeds.feeds(worker).filter(resource__retired_at=None))
    last = feeds.latest(shown)
    return [(one, last.get(one.pk)) for one in shown]


def _of_feed(feed: Feed, run: Run | None, number: int | None = None) -> Item:
    unit = feed.resource.unit.name
    if run is None:
        return Item("feed", feed.key, feed.name, unit, gettext_noop("尚未运行"), feed.published_at)
    state = str(RunState(run.state).label)
    return Item("feed", feed.key, feed.name, unit, state, run.ended_at, number)


def _ended(*states: RunState) -> Callable[[Worker], list[Item]]:
    def read(worker: Worker) -> list[Item]:
        pairs = _newest(worker)
        return [_of_feed(feed, run) for feed, run in pairs if run and run.state in states]

    return read


def _overdue(worker: Worker) -> list[Item]:
    """Feeds whose clock should have started them, and did not."""
    now = timezone.now() - feeds.LEASE
    found = []
    for feed, run in _newest(worker):
        due = feeds.next_due(feed, run)
        if due is not None and due < now and feeds.running(feed) is None:
            found.append(_of_feed(feed, run))
    return found


def _rejected(worker: Worker) -> list[Item]:
    """Feeds whose newest run put rows aside."""
    pairs = _newest(worker)
    return [_of_feed(feed, run, run.rejected) for feed, run in pairs if run and run.rejected]


def _without_feed(worker: Worker) -> list[Item]:
    """Resources into which nothing flows."""
    fed = set(feeds.feeds().filter(enabled=True).values_list("resource_id", flat=True))
    state = gettext_noop("没有接入任务")
    return [
        Item("resource", one.key, one.name, one.unit.name, state, one.published_at)
        for one in catalogue.resources()
        if one.pk not in fed
    ]


def _stopped(worker: Worker) -> list[Item]:
    state = gettext_noop("已停用")
    return [
        Item("feed", one.key, one.name, one.resource.unit.name, state, one.published_at)
        for one in feeds.feeds(worker).filter(enabled=False, resource__retired_at=None)
    ]


TOPICS = (
    Topic(
        "overdue",
        gettext_noop("到点未运行"),
        LATE,
        gettext_noop("按周期应当运行而没有运行的接入任务"),
        _overdue,
        alarm=True,
    ),
    Topic(
        "failed",
        gettext_noop("接入失败"),
        WRONG,
        gettext_noop("最近一次运行失败或因字段变化被冻结"),
        _ended(RunState.FAILED, RunState.FROZEN),
        alarm=True,
    ),
    Topic(
        "rejected",
        gettext_noop("有隔离行"),
        WRONG,
        gettext_noop("最近一次运行有不合规的行被隔离"),
        _rejected,
    ),
    Topic(
        "held",
        gettext_noop("待放行"),
        DECIDE,
        gettext_noop("变动过大，等人工决定放行或放弃"),
        _ended(RunState.HELD),
        alarm=True,
    ),
    Topic(
        "without_feed",
        gettext_noop("无接入"),
        UNUSED,
        gettext_noop("目录里有、却没有数据进来的资源"),
        _without_feed,
    ),
    Topic(
        "stopped",
        gettext_noop("已停用任务"),
        UNUSED,
        gettext_noop("停用的接入任务"),
        _stopped,
    ),
)
