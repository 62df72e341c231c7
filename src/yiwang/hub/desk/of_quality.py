"""What waits of quality: data that breaks its rules, bad rows sent back and not yet right."""

from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty
from yiwang.hub.desk.topics import WRONG, Item, Topic
from yiwang.hub.quality import queries
from yiwang.org.actors import Worker


def _broken(worker: Worker) -> list[Item]:
    """Resources whose last check found rows that break a rule, the worst first."""
    state = gettext_noop("质量分")
    return [
        Item(
            "quality",
            one.resource.key,
            one.resource.name,
            one.resource.unit.name,
            state,
            one.run.ended_at,
            round(one.run.total or 0),
        )
        for one in queries.overview()
        if one.run and any(count.broken for count in one.run.counts) and _sees(worker, one.resource)
    ]


def _sees(worker: Worker, resource: object) -> bool:
    own = getattr(resource, "unit_id", None) == worker.unit_id
    return worker.duty is not Duty.DATA_STEWARD or own


def _returned(worker: Worker) -> list[Item]:
    state = gettext_noop("已回流，待改正")
    return [
        Item("case", one.case_number, one.case_number, one.unit_name, state, one.at, one.rows)
        for one in queries.open_matters()
        if worker.duty is not Duty.DATA_STEWARD or one.unit_id == worker.unit_id
    ]


TOPICS = (
    Topic(
        "broken",
        gettext_noop("质量问题"),
        WRONG,
        gettext_noop("最近一次检查有行不合规则的资源"),
        _broken,
    ),
    Topic(
        "returned",
        gettext_noop("回流未改正"),
        WRONG,
        gettext_noop("问题行已退回单位、还没有改正"),
        _returned,
        alarm=True,
    ),
)
