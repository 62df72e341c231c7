"""What waits of pushes upward: refused by the receiver, or tried as often as is allowed."""

from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty
from yiwang.hub.desk.topics import WRONG, Item, Topic
from yiwang.hub.pushes import queries
from yiwang.hub.pushes.models import State
from yiwang.org.actors import Worker

STUCK = (State.REFUSED, State.DEAD)


def _stuck(worker: Worker) -> list[Item]:
    # What goes upward is the centre's work, not a unit's.
    if worker.duty is Duty.DATA_STEWARD:
        return []
    return [
        Item("pushes", "", one.resource, one.target, str(State(one.state).label), one.created_at)
        for one in queries.page(states=STUCK)[: queries.SIZE]
    ]


TOPICS = (
    Topic(
        "pushes_stuck",
        gettext_noop("上报受阻"),
        WRONG,
        gettext_noop("对方拒收或多次失败、等人处理的上报"),
        _stuck,
        alarm=True,
    ),
)
