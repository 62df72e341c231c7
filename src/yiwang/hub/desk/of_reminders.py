"""What waits of deliveries: those that are late, and more time that was asked for."""

from django.utils.translation import gettext_noop

from yiwang.hub.desk.topics import DECIDE, LATE, Item, Topic
from yiwang.hub.reminders import queries
from yiwang.hub.reminders.models import Expectation
from yiwang.hub.reminders.words import State
from yiwang.org.actors import Worker


def _late(worker: Worker) -> list[Item]:
    return _owed(worker, State.LATE, State.SEVERE)


def _soon(worker: Worker) -> list[Item]:
    return _owed(worker, State.SOON)


def _owed(worker: Worker, *states: State) -> list[Item]:
    rows = queries.seen_by(worker).filter(settled_at=None, state__in=states)
    return [_item(one) for one in rows.order_by("due_at", "id")[:500]]


def _item(one: Expectation) -> Item:
    resource = one.feed.resource
    state = str(State(one.state).label)
    return Item(
        "owed", one.pk, f"{one.feed.name} {one.period}", resource.unit.name, state, one.due_at
    )


def _asked(worker: Worker) -> list[Item]:
    """What was asked and nobody decided, of deliveries that this worker sees."""
    seen = queries.seen_by(worker)
    return [
        _item(one.expectation)
        for one in queries.waiting_extensions()
        if seen.filter(pk=one.expectation_id).exists()
    ]


TOPICS = (
    Topic(
        "late",
        gettext_noop("逾期未报"),
        LATE,
        gettext_noop("过了截止时间和宽限仍未到的数据"),
        _late,
        alarm=True,
    ),
    Topic(
        "soon",
        gettext_noop("即将到期"),
        LATE,
        gettext_noop("快到截止时间而还没有到的数据"),
        _soon,
    ),
    Topic(
        "extensions",
        gettext_noop("延期申请"),
        DECIDE,
        gettext_noop("等数据管理员决定的延期申请"),
        _asked,
    ),
)
