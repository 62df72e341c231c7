"""What one case is reckoned from, and what its clocks say."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from yiwang.engine.language import Scope
from yiwang.engine.standing import ClockStanding, Standing


@dataclass(frozen=True, slots=True)
class Happened:
    """What the reckoning needs of an event."""

    seq: int
    kind: str
    at: int
    person: int | None
    unit: int | None
    duty: str
    source: str
    target: str
    subject: int
    # Only of acts by which somebody says how it was: whether satisfied, whether solved.
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Log:
    """Everything that one case is reckoned from."""

    standing: Standing
    events: Sequence[Happened]

    def clocks_of(self, scope: Scope, subject: int) -> list[ClockStanding]:
        """The clocks of the case (0), of an assignment or of a request that count for somebody."""
        return [
            clock
            for clock in self.standing.clocks
            if clock.subject == subject and clock.scope == scope and counts(clock)
        ]


@dataclass(frozen=True, slots=True)
class Met:
    """How a limit was met over all its rounds; None where it does not apply or still runs."""

    due_at: int | None
    late: bool | None


def counts(clock: ClockStanding) -> bool:
    """A dropped clock counts for nobody, unless it was overrun before."""
    return not clock.dropped or clock.late_since is not None


def late(clock: ClockStanding) -> bool | None:
    """Whether it was met late; None for one that still runs in time, or counts for nobody."""
    if clock.late_since is not None:
        return True
    if clock.dropped or clock.ended_at is None or clock.due_at is None:
        return None
    return clock.ended_at > clock.due_at


def due(clock: ClockStanding) -> int | None:
    """The deadline that counts: more time after it was overrun does not move it."""
    return clock.due_at if clock.late_since is None else clock.late_since


def met(clocks: Sequence[ClockStanding]) -> Met:
    """All rounds together: due with the last one, late when one of them was."""
    lates = [told for clock in clocks if (told := late(clock)) is not None]
    dues = [moment for clock in clocks if (moment := due(clock)) is not None]
    return Met(dues[-1] if dues else None, any(lates) if lates else None)


def spent(clocks: Iterable[ClockStanding]) -> int | None:
    """Seconds between beginning and end of all rounds; None while one runs, or without any."""
    spans = [None if c.ended_at is None else c.ended_at - c.started_at for c in clocks]
    known = [span for span in spans if span is not None]
    return sum(known) if known and len(known) == len(spans) else None
