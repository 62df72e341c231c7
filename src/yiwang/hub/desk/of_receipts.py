"""What waits of receipts: refused by the other side, or not answered."""

from django.utils.translation import gettext_noop

from yiwang.hub.desk.topics import DECIDE, MOST, WRONG, Item, Topic
from yiwang.hub.receipts import queries
from yiwang.org.actors import Worker


def _refused(worker: Worker) -> list[Item]:
    return _told(worker, gettext_noop("对方核对不符"), answer__agreed=False)


def _waiting(worker: Worker) -> list[Item]:
    return _told(worker, gettext_noop("尚未回签"), answer__isnull=True)


def _told(worker: Worker, told: str, **which: bool) -> list[Item]:
    rows = queries.receipts(worker).filter(**which).defer("sums", "content", "marks")[:MOST]
    return [
        Item("receipt", one.pk, one.resource, f"{one.sender} → {one.receiver}", told, one.at)
        for one in rows
    ]


TOPICS = (
    Topic(
        "receipts_refused",
        gettext_noop("回执不符"),
        WRONG,
        gettext_noop("接收方核对不符的传输"),
        _refused,
        alarm=True,
    ),
    Topic(
        "receipts_waiting",
        gettext_noop("待回签回执"),
        DECIDE,
        gettext_noop("对方还没有回签的传输"),
        _waiting,
    ),
)
