"""All topics of the desk, in the order in which it shows them."""

from yiwang.hub.desk import (
    of_bases,
    of_catalogue,
    of_feeds,
    of_pushes,
    of_quality,
    of_receipts,
    of_reminders,
)
from yiwang.hub.desk.topics import ASKED, DECIDE, LATE, UNUSED, WRONG, Topic
from yiwang.kernel.refusals import NotFound

_GROUPS = (LATE, WRONG, DECIDE, ASKED, UNUSED)
_FOUND = (
    *of_feeds.TOPICS,
    *of_pushes.TOPICS,
    *of_reminders.TOPICS,
    *of_receipts.TOPICS,
    *of_bases.TOPICS,
    *of_quality.TOPICS,
    *of_catalogue.TOPICS,
)
TOPICS: tuple[Topic, ...] = tuple(sorted(_FOUND, key=lambda one: _GROUPS.index(one.group)))


def topic(key: str) -> Topic:
    """The topic of this key. Raises `NotFound`."""
    found = next((one for one in TOPICS if one.key == key), None)
    if found is None:
        raise NotFound("没有这个清单")
    return found
