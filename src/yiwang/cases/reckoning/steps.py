"""Every waiting of a case: until when, who ended it, in time or late."""

from collections.abc import Iterator
from dataclasses import dataclass

from yiwang.cases.reckoning.log import Happened, Log, due, late
from yiwang.engine.effects import Stage
from yiwang.engine.language import Procedure, Scope, TimeLimit
from yiwang.engine.standing import ClockStanding


@dataclass(frozen=True, slots=True)
class Step:
    """One round of a limit of the case that begins where it waits for a duty."""

    what: str
    round: int
    due_at: int | None
    # None while it runs, and where it was dropped after it had been overrun.
    at: int | None
    # Nobody is named where it spans more than one waiting, or still runs.
    person: int | None
    unit: int | None
    # Of whoever ended it, or of whom it waits for.
    duty: str
    late: bool | None


def steps(procedure: Procedure, log: Log) -> Iterator[Step]:
    """核实, 核查, 立案, 派遣, 回访 …; windows are rights, and the city's limit is not ours."""
    for limit in procedure.limits:
        state = limit.starts
        if state is None or state.waits_for is None or limit.window or limit.outer:
            continue
        for clock in of_the_case(log, limit.key):
            event = _ending(procedure, log, limit, clock)
            yield Step(
                what=limit.key,
                round=clock.round,
                due_at=due(clock),
                at=None if clock.dropped else clock.ended_at,
                person=event.person if event else None,
                unit=event.unit if event else None,
                duty=event.duty if event else state.waits_for.value,
                late=late(clock),
            )


def of_the_case(log: Log, limit: str) -> list[ClockStanding]:
    """The rounds of a limit of the case that count, in their order."""
    found = (clock for clock in log.clocks_of(Scope.CASE, 0) if clock.limit == limit)
    return sorted(found, key=lambda clock: clock.round)


def _ending(
    procedure: Procedure, log: Log, limit: TimeLimit, clock: ClockStanding
) -> Happened | None:
    """The act that met a clock: it left the state of waiting, or ended this stage of it."""
    if clock.ended_at is None or limit.starts is None:
        return None
    ends = {state.key for state in limit.ends}
    for event in log.events:
        here = event.at == clock.ended_at and limit.starts.key == event.source
        if here and (event.target in ends or limit.key in _staged(procedure, event)):
            return event
    return None


def _staged(procedure: Procedure, event: Happened) -> set[str]:
    effects = procedure.action_by_key[event.kind].does
    return {key for effect in effects if isinstance(effect, Stage) for key in effect.ends}
