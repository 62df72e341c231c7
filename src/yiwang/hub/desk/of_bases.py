"""What waits of base databases: pairs of which people have to say whether they are one."""

from django.utils.translation import gettext_noop

from yiwang.hub.bases import queries, rights
from yiwang.hub.bases.words import Base
from yiwang.hub.desk.topics import DECIDE, Item, Topic
from yiwang.org.actors import Worker


def _doubtful(worker: Worker) -> list[Item]:
    state = gettext_noop("待人工判定")
    # All see how many wait; the page of pairs is for who decides.
    room = "doubts" if worker.duty in rights.KEEPERS else ""
    return [
        Item(
            room,
            str(one["base"]),
            str(Base(one["base"]).label),
            "",
            state,
            one["build"].at if one["build"] else None,
            one["waiting"],
        )
        for one in queries.overview()
        if one["waiting"]
    ]


TOPICS = (
    Topic(
        "doubts",
        gettext_noop("疑似同一待判定"),
        DECIDE,
        gettext_noop("有疑似同一对象等人判定的基础库"),
        _doubtful,
    ),
)
