"""Which acts are counted, as what, and whether they were in time and right."""

from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.cases.reckoning.log import Happened, Log, late
from yiwang.engine.effects import Assign, AssignmentStatus, Role, Settle
from yiwang.engine.language import Procedure, Scope
from yiwang.engine.meaning import Meaning, meanings
from yiwang.engine.standing import AssignmentStanding


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody did something that is counted; an act of two meanings is two of these."""

    what: Meaning
    action: str
    seq: int
    at: int
    person: int | None
    unit: int | None
    duty: str
    # Whether it met its limit late: arrivals and decisions on requests have one.
    late: bool | None = None
    # Of sending it to a unit: nobody had to send it elsewhere. Of establishing: it was not void.
    accurate: bool | None = None


def acts(procedure: Procedure, log: Log) -> Iterator[Act]:
    """Every counted act in its order."""
    means = meanings(procedure)
    for event in log.events:
        for what in means[event.kind]:
            yield Act(
                what,
                event.kind,
                event.seq,
                event.at,
                event.person,
                event.unit,
                event.duty,
                _late(procedure, log, event, what),
                _accurate(procedure, log, event, what),
            )


def _late(procedure: Procedure, log: Log, event: Happened, what: Meaning) -> bool | None:
    """Whether a clock that this act ended was met late."""
    if what is Meaning.REPORTED_IN:
        scope = Scope.ASSIGNMENT
    elif any(isinstance(e, Settle) for e in procedure.action_by_key[event.kind].does):
        scope = Scope.REQUEST
    else:
        return None
    clocks = log.clocks_of(scope, event.subject)
    met = [late(clock) for clock in clocks if clock.ended_at == event.at]
    known = [told for told in met if told is not None]
    return any(known) if known else None


def _accurate(procedure: Procedure, log: Log, event: Happened, what: Meaning) -> bool | None:
    if what is Meaning.ESTABLISHED:
        return not _has(procedure, log, Meaning.VOIDED)
    if what is not Meaning.DISPATCHED:
        return None
    statuses = {a.status for a in _leads(log) if a.sent_at == event.at}
    if AssignmentStatus.RETURNED in statuses:
        return False
    # At the end of a case whatever was still held is recalled too; that is nobody's mistake.
    return AssignmentStatus.RECALLED not in statuses or not _sent_anew(procedure, log, event)


def _has(procedure: Procedure, log: Log, what: Meaning) -> bool:
    means = meanings(procedure)
    return any(what in means[event.kind] for event in log.events)


def _leads(log: Log) -> Iterator[AssignmentStanding]:
    for held in log.standing.assignments:
        if held.role == Role.LEAD and not held.parent:
            yield held


def lead_at(log: Log, at: int) -> AssignmentStanding | None:
    """The assignment that held the lead at a moment, if any."""
    leads = [held for held in _leads(log) if held.sent_at <= at]
    return leads[-1] if leads else None


def _sent_anew(procedure: Procedure, log: Log, event: Happened) -> bool:
    """Whether a later act sent it to another unit."""
    for other in log.events:
        action = procedure.action_by_key[other.kind]
        sends = [e for e in action.does if isinstance(e, Assign) and e.lead and e.recalls]
        if sends and other.seq > event.seq:
            return True
    return False
