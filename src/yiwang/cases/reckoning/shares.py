"""What each unit had to do in a case, assignment by assignment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiwang.cases.reckoning.acts import Act, lead_at
from yiwang.cases.reckoning.log import Log, Met, late, met
from yiwang.engine.effects import AssignmentStatus, RequestKind, Role
from yiwang.engine.language import Procedure, Scope
from yiwang.engine.meaning import Meaning
from yiwang.engine.standing import GIVEN_UP, AssignmentStanding, ClockStanding


@dataclass(frozen=True, slots=True)
class UnitShare:
    """What one unit did in one assignment, and which of its clocks it met late."""

    no: int
    unit: int
    lead: bool
    # Handed down to it by the unit that holds the assignment of this number; 0: by the centre.
    parent: int
    # Given back with consent, or taken away: it owes nothing more and has no share in the case.
    given_up: bool
    returned: bool
    designated: bool
    sent_at: int
    signed_at: int | None
    # Of the last answer; None while it is to be done anew.
    replied_at: int | None
    sign: Met
    handle: Met
    rework: int
    returns_asked: int
    # Key of a limit and whether it was met late, for each round that counts.
    met: tuple[tuple[str, bool], ...]


def shares(procedure: Procedure, log: Log, acts: Sequence[Act]) -> Iterator[UnitShare]:
    """Every assignment, also those given up."""
    signing, handling = _limits(procedure)
    reworked = [lead_at(log, act.at) for act in acts if act.what is Meaning.REWORK]
    for held in log.standing.assignments:
        own = log.clocks_of(Scope.ASSIGNMENT, held.no)
        yield UnitShare(
            no=held.no,
            unit=held.unit,
            lead=held.role == Role.LEAD,
            parent=held.parent,
            given_up=held.status in GIVEN_UP,
            returned=held.status == AssignmentStatus.RETURNED,
            designated=held.designated,
            sent_at=held.sent_at,
            signed_at=held.signed_at,
            replied_at=held.replied_at if held.status == AssignmentStatus.REPLIED else None,
            sign=met([clock for clock in own if clock.limit in signing]),
            handle=met([clock for clock in own if clock.limit in handling]),
            rework=sum(lead is not None and lead.no == held.no for lead in reworked),
            returns_asked=_asked(log, held),
            met=_met(own),
        )


def _limits(procedure: Procedure) -> tuple[set[str], set[str]]:
    """The keys of the limits for taking an assignment in hand, and for answering it."""
    signing, handling = set(), set()
    for limit in procedure.limits_of(Scope.ASSIGNMENT):
        if AssignmentStatus.SIGNED in limit.ends_status:
            signing.add(limit.key)
        elif AssignmentStatus.REPLIED in limit.ends_status:
            handling.add(limit.key)
    return signing, handling


def _asked(log: Log, held: AssignmentStanding) -> int:
    kind = RequestKind.RETURN.value
    return sum(r.kind == kind and r.assignment == held.no for r in log.standing.requests)


def _met(own: Sequence[ClockStanding]) -> tuple[tuple[str, bool], ...]:
    rounds = sorted((clock.limit, clock.round, late(clock)) for clock in own if _is_met(clock))
    return tuple((limit, bool(told)) for limit, _round, told in rounds)


def _is_met(clock: ClockStanding) -> bool:
    return late(clock) is not None
