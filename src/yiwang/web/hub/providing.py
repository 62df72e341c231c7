"""What a steward sees of the unit's feeds: what is due, what came, the one next step of each."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_noop

from yiwang.hub.feeds import queries as feeds
from yiwang.hub.feeds.words import RunState, Source
from yiwang.hub.reminders import queries as reminders
from yiwang.hub.reminders.words import State
from yiwang.org.actors import Worker

# The most urgent first; a feed that owes nothing now comes last.
_ORDER = (State.SEVERE, State.LATE, State.SOON, State.NORMAL)
_BAD = (RunState.FAILED, RunState.FROZEN)


class Step:
    """What is to be done next with a feed."""

    RUNNING = gettext_noop("正在运行，请稍候")
    DECIDED = gettext_noop("等待数据管理员决定")
    HAND_IN = gettext_noop("交付文件")
    RUN = gettext_noop("立即运行")
    MEND = gettext_noop("改正隔离的行，重新交付")
    NOTHING = gettext_noop("目前没有要做的")


@dataclass(frozen=True)
class Provided:
    """One feed of the unit: the delivery that is owed first, how the last run ended, what next."""

    feed: Any
    owed: Any
    last: Any
    asked: Any
    step: str

    @property
    def hands_in(self) -> bool:
        """Whether a file can be handed in right here."""
        waits = self.step in (Step.RUNNING, Step.DECIDED) or not self.feed.enabled
        return bool(self.feed.source == Source.DELIVERY) and not waits

    @property
    def urgent(self) -> bool:
        """Whether something is to be done now."""
        return self.step in (Step.HAND_IN, Step.RUN, Step.MEND)


def provided(worker: Worker) -> list[Provided]:
    """The feeds of the worker's unit, the most urgent first."""
    shown = list(feeds.feeds(worker))
    last, owed = feeds.latest(shown), _owed(worker)
    busy = feeds.asked_of(shown)
    rows = [_one(feed, owed.get(feed.pk), last.get(feed.pk), busy) for feed in shown]
    return sorted(rows, key=_urgency)


def _owed(worker: Worker) -> dict[int, Any]:
    """Of each feed the delivery that has been owed longest."""
    found: dict[int, Any] = {}
    for one in reminders.owed_now(worker):
        found.setdefault(one.feed_id, one)
    return found


def _one(feed: Any, owed: Any, last: Any, busy: set[int]) -> Provided:
    asked = None
    if owed is not None:
        waiting = (one for one in owed.extensions.all() if not hasattr(one, "decision"))
        asked = next(waiting, None)
    running = feeds.alive(getattr(feed, "lease", None)) or feed.pk in busy
    return Provided(feed, owed, last, asked, _step(feed, owed, last, running))


def _step(feed: Any, owed: Any, last: Any, running: bool) -> str:
    if not feed.enabled:
        return Step.NOTHING
    if running:
        return Step.RUNNING
    if last is not None and last.state == RunState.HELD:
        return Step.DECIDED
    pressing = owed is not None and owed.state in (State.SEVERE, State.LATE, State.SOON)
    if pressing or last is None or last.state in _BAD:
        return Step.HAND_IN if feed.source == Source.DELIVERY else Step.RUN
    return Step.MEND if last.rejected else Step.NOTHING


def _urgency(one: Provided) -> tuple[bool, int, float, str]:
    place = _ORDER.index(State(one.owed.state)) if one.owed else len(_ORDER)
    due = one.owed.limit.timestamp() if one.owed else 0.0
    return (not one.feed.enabled, place, due, one.feed.key)
