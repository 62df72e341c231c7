"""What a desk is made of: topics, each a list of things that wait."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_noop

from yiwang.org.actors import Worker

# More than anybody goes through in a day; beyond it the number is told as "at least".
MOST = 500

LATE = gettext_noop("迟到的数据")
WRONG = gettext_noop("有问题的数据")
UNUSED = gettext_noop("闲置的资源")

ASKED = gettext_noop("收到的申请")
DECIDE = gettext_noop("待决定的事项")


@dataclass(frozen=True)
class Item:
    """One thing that waits: where it is (`room` and `key`), whose, since when, how it stands."""

    room: str
    key: str | int
    title: str
    unit: str
    state: str
    since: datetime | None = None
    number: int | None = None


@dataclass(frozen=True)
class Topic:
    """A list of such things; `alarm` when none of them should be."""

    key: str
    label: str
    group: str
    hint: str
    read: Callable[[Worker], Iterable[Item]]
    alarm: bool = False

    def items(self, worker: Worker) -> list[Item]:
        """What this worker may see of it."""
        return list(self.read(worker))[:MOST]
