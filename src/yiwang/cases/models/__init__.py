"""The tables of a case: its log, its projection and what belongs to it."""

from yiwang.cases.models.belongings import (
    Attachment,
    Draft,
    NoticesSeen,
    Recusal,
    RecusalEnd,
    Reporter,
    Reveal,
    SavedView,
)
from yiwang.cases.models.log import Assignment, Case, CaseRequest, Deadline, Event
from yiwang.cases.models.outbox import NumberSeries, OnceKey, Outbox

__all__ = [
    "Assignment",
    "Attachment",
    "Case",
    "CaseRequest",
    "Deadline",
    "Draft",
    "Event",
    "NoticesSeen",
    "NumberSeries",
    "OnceKey",
    "Outbox",
    "Recusal",
    "RecusalEnd",
    "Reporter",
    "Reveal",
    "SavedView",
]
