"""Events and clocks as plain rows: they are the many, and no model is made of each."""

from typing import Any

from yiwang.cases.statements import json_text
from yiwang.engine.standing import ClockStanding
from yiwang.engine.standing import Event as EngineEvent

Linked = tuple[EngineEvent, str, str]

EVENT = [
    "case_id",
    "at",
    "recorded_at",
    "via",
    "seq",
    "kind",
    "person",
    "unit",
    "duty",
    "deputises",
    "source",
    "target",
    "subject",
    "given",
    "resolved",
    "version",
    "prev_hash",
    "hash",
]
DEADLINE = [
    "case_id",
    "limit",
    "scope",
    "subject",
    "round",
    "started_at",
    "due_at",
    "ended_at",
    "dropped",
    "late_since",
    "amount",
    "unit",
    "edition",
    "notice",
    "reminded",
]


def event_row(case: int, linked: Linked, at: Any, recorded: tuple[Any, str]) -> tuple[Any, ...]:
    """An event with the hashes before and after it; `recorded` is when and how it came in."""
    event, previous, own = linked
    return (
        case,
        at,
        *recorded,
        event.seq,
        event.kind,
        event.person,
        event.unit,
        event.duty,
        event.deputises,
        event.source,
        event.target,
        event.subject,
        json_text(event.given),
        json_text(event.resolved),
        event.version,
        previous,
        own,
    )


def deadline_row(case: int, clock: ClockStanding, moments: Any) -> tuple[Any, ...]:
    """A clock; `moments` writes epoch seconds as the database wants them."""
    return (
        case,
        clock.limit,
        clock.scope,
        clock.subject,
        clock.round,
        moments(clock.started_at),
        moments(clock.due_at),
        moments(clock.ended_at),
        clock.dropped,
        moments(clock.late_since),
        clock.amount,
        clock.unit,
        clock.edition,
        clock.notice,
        0,
    )
