"""Appends events to the log of a case and reads them back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from yiwang.cases import statements
from yiwang.cases.models import Case, Event
from yiwang.cases.standing_rows import EVENT, Linked, event_row
from yiwang.engine import chain
from yiwang.engine.standing import Event as EngineEvent
from yiwang.engine.standing import Standing


def append(case_id: int, linked: Linked, recorded_at: datetime, via: str) -> None:
    """Add an event, with the hashes before and after it, to the log of its case."""
    recorded = (statements.written_time()(recorded_at), via)
    at = statements.written_moments()(linked[0].at)
    statements.put(Event, EVENT, [event_row(case_id, linked, at, recorded)])


def link_on(standing: Standing, event: EngineEvent, recorded_at: int, via: str) -> tuple[str, str]:
    """The hashes before and after an event; moves the hash of `standing` on."""
    previous = standing.hash or chain.GENESIS
    standing.hash = chain.link(previous, chain.written(standing.number, event, recorded_at, via))
    return previous, standing.hash


def microseconds(at: datetime) -> int:
    """A time as whole microseconds of the epoch; exact, unlike a float."""
    return int(at.timestamp()) * 1_000_000 + at.microsecond


def event_of(stored: Any) -> EngineEvent:
    """An event as the engine knows it, from its row."""
    return EngineEvent(
        seq=stored.seq,
        kind=stored.kind,
        at=int(stored.at.timestamp()),
        person=stored.person,
        unit=stored.unit,
        duty=stored.duty,
        deputises=stored.deputises,
        source=stored.source,
        target=stored.target,
        subject=stored.subject,
        given=stored.given,
        resolved=stored.resolved,
        version=stored.version,
    )


def broken_links(case: Case, events: Iterable[Event]) -> list[str]:
    """What does not fit in the stored log of a case, in words; empty when it is whole."""
    faults: list[str] = []
    previous, expected = chain.GENESIS, 1
    for stored in events:
        if stored.seq != expected:
            faults.append(f"{case.number}：缺少第{expected}条记录")
            expected = stored.seq
        content = chain.written(
            case.number, event_of(stored), microseconds(stored.recorded_at), stored.via
        )
        if stored.prev_hash != previous or stored.hash != chain.link(previous, content):
            faults.append(f"{case.number}：第{stored.seq}条记录与其校验值不符")
        previous, expected = stored.hash, expected + 1
    if expected - 1 != case.seq or case.standing.get("hash") != previous:
        faults.append(f"{case.number}：案件与最后一条记录不符")
    return faults
