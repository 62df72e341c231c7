"""All that is counted of one case."""

from collections.abc import Sequence
from dataclasses import dataclass

from yiwang.cases.reckoning.acts import Act, acts, lead_at
from yiwang.cases.reckoning.calls import Calls, calls
from yiwang.cases.reckoning.log import Log, Met, due, late, met, spent
from yiwang.cases.reckoning.shares import UnitShare, shares
from yiwang.cases.reckoning.steps import Step, of_the_case, steps
from yiwang.engine.duties import FIELD, Duty
from yiwang.engine.language import Clock, Procedure
from yiwang.engine.meaning import Meaning
from yiwang.engine.standing import GRID, ClockStanding

_PUT_OFF = (Meaning.SUSPENDED, Meaning.POSTPONED)
_CREDITED = (Meaning.WHISTLED, Meaning.REPORTED_IN)


@dataclass(frozen=True, slots=True)
class Spans:
    """How long it took, in seconds of the calendar; None where it did not come to that."""

    # From the receipt until the citizen was first spoken with; until that, or else a unit signed.
    contact: int | None
    response: int | None
    # From the receipt until it was first sent to a unit.
    dispatch: int | None
    # All rounds of the scored limit; from the receipt to the end in order.
    handle: int | None
    close: int | None


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the measures may count of one case."""

    number: str
    procedure: str
    state: str
    # The grid that it lay in when it was opened; empty outside of all, or where no place was told.
    grid: str
    reported: Act
    established_at: int | None
    dispatched_at: int | None
    # Closed in order; a case that was merged, declined, withdrawn or voided is at an end only.
    closed_at: int | None
    ended_at: int | None
    # 挂账 or 缓办 was granted before it was late; whether it stands still now.
    postponed: bool
    paused: bool
    # The scored limit, round by round, and the city's.
    scored: tuple[ClockStanding, ...]
    outer: Met
    # Who held the lead each time it was sent back.
    reworked_by: tuple[int, ...]
    missed: bool
    # The last word of whoever went there; None where nobody did.
    found_true: bool | None
    calls: Calls
    spans: Spans
    acts: tuple[Act, ...]
    steps: tuple[Step, ...]
    shares: tuple[UnitShare, ...]

    def of(self, *meanings: Meaning) -> tuple[Act, ...]:
        """The acts that count as one of these."""
        return tuple(act for act in self.acts if act.what in meanings)

    def many(self, what: Meaning) -> int:
        """How many acts count as this."""
        return sum(act.what is what for act in self.acts)

    @property
    def ended(self) -> bool:
        """Whether it is at an end, in order or otherwise."""
        return self.ended_at is not None

    @property
    def clock_from(self) -> int | None:
        """When the last round of the scored limit began."""
        return self.scored[-1].started_at if self.scored else None

    @property
    def due_at(self) -> int | None:
        """When it should be handled: the deadline of the last round."""
        return due(self.scored[-1]) if self.scored else None

    @property
    def handled_at(self) -> int | None:
        """When the last round was met."""
        met = self.scored and not self.scored[-1].dropped
        return self.scored[-1].ended_at if met else None

    @property
    def on_time(self) -> bool | None:
        """Whether every round of the scored limit was met in time; None while it is not known."""
        lates = [late(clock) for clock in self.scored]
        if True in lates:
            return False
        return None if not lates or None in lates else True

    @property
    def lates(self) -> int:
        """How many rounds of the scored limit were met late."""
        return sum(late(clock) is True for clock in self.scored)

    @property
    def rework(self) -> tuple[Act, ...]:
        """返工: each time the checking side sent it back."""
        return self.of(Meaning.REWORK)

    @property
    def fixed(self) -> tuple[Act, ...]:
        """自行处置, 自办."""
        return self.of(Meaning.FIXED)

    @property
    def credits(self) -> tuple[Act, ...]:
        """吹哨 and 报到: the unit that whistled, and each that came, in time or late."""
        return self.of(*_CREDITED)


def reckon(procedure: Procedure, log: Log) -> CaseFacts:
    """The facts of one case."""
    standing = log.standing
    done = tuple(acts(procedure, log))
    scored = tuple(of_the_case(log, procedure.scored_limit))
    leads = [lead_at(log, act.at) for act in done if act.what is Meaning.REWORK]
    closed = standing.closed_at if standing.state == procedure.done else None
    true = _found_true(done)
    return CaseFacts(
        number=standing.number,
        procedure=procedure.key,
        state=standing.state,
        grid=standing.facts.get(GRID, ""),
        reported=done[0],
        established_at=_first(done, Meaning.ESTABLISHED),
        dispatched_at=_dispatched(log),
        closed_at=closed,
        ended_at=standing.closed_at,
        postponed=_postponed(done, scored),
        paused=procedure.state_by_key[standing.state].clock is Clock.PAUSES,
        scored=scored,
        outer=_outer(procedure, log),
        reworked_by=tuple(lead.unit for lead in leads if lead is not None),
        missed=_missed(done[0], true) and (closed is not None or standing.closed_at is None),
        found_true=true,
        calls=calls(procedure, log),
        spans=_spans(log, done, scored, closed),
        acts=done,
        steps=tuple(steps(procedure, log)),
        shares=tuple(shares(procedure, log, done)),
    )


def _first(done: Sequence[Act], what: Meaning) -> int | None:
    return next((act.at for act in done if act.what is what), None)


def _dispatched(log: Log) -> int | None:
    return min((held.sent_at for held in log.standing.assignments), default=None)


def _found_true(done: Sequence[Act]) -> bool | None:
    seen = [a.what for a in done if a.what in (Meaning.FOUND_TRUE, Meaning.FOUND_FALSE)]
    return seen[-1] is Meaning.FOUND_TRUE if seen else None


def _missed(reported: Act, true: bool | None) -> bool:
    """Found true on the street, but first seen by somebody who is not there for it."""
    return bool(true) and Duty(reported.duty) not in FIELD


def _postponed(done: Sequence[Act], scored: Sequence[ClockStanding]) -> bool:
    """Whoever was late already is not excused by what was granted afterwards."""
    granted = next((act.at for act in done if act.what in _PUT_OFF), None)
    if granted is None:
        return False
    overrun = [at for clock in scored if late(clock) and (at := due(clock)) is not None]
    return not any(at < granted for at in overrun)


def _outer(procedure: Procedure, log: Log) -> Met:
    outer = [limit.key for limit in procedure.limits if limit.outer]
    return met([clock for key in outer for clock in of_the_case(log, key)])


def _spans(
    log: Log, done: Sequence[Act], scored: Sequence[ClockStanding], closed: int | None
) -> Spans:
    opened, sent = log.standing.opened_at, _dispatched(log)
    signed = [held.signed_at for held in log.standing.assignments if held.signed_at is not None]
    spoken = _first(done, Meaning.CONTACTED)
    return Spans(
        contact=_since(opened, spoken),
        response=_since(opened, min(signed, default=None) if spoken is None else spoken),
        dispatch=_since(opened, sent),
        handle=spent(scored),
        close=_since(opened, closed),
    )


def _since(start: int, end: int | None) -> int | None:
    return None if end is None else end - start
