"""Who may do what with feeds: the centre keeps all, a unit's steward provides that unit's data."""

from yiwang.engine.duties import Duty
from yiwang.hub.feeds.models import Feed
from yiwang.kernel.refusals import NotAllowed
from yiwang.org.actors import Worker


def keeps(by: Worker) -> bool:
    """Whether they may make and change every feed and decide on held runs."""
    return by.duty is Duty.DATA_OFFICER


def provides(by: Worker, feed: Feed) -> bool:
    """Whether they may hand in files of this feed, run it and see its rejected rows."""
    own = by.duty is Duty.DATA_STEWARD and by.unit_id == feed.resource.unit_id
    return keeps(by) or own


def may_keep(by: Worker) -> None:
    """Raises `NotAllowed`."""
    if not keeps(by):
        raise NotAllowed("接入任务由数据管理员维护")


def may_provide(by: Worker, feed: Feed) -> None:
    """Raises `NotAllowed`."""
    if not provides(by, feed):
        raise NotAllowed("这个资源由“{unit}”的数据专员提供", unit=feed.resource.unit.name)
