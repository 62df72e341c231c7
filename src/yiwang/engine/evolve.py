"""Folds one event into the standing of a case; the only place that says what an event means."""

from collections.abc import Callable, Iterable
from typing import Any

from yiwang.engine.clocks import Calendars, Clocks
from yiwang.engine.effects import (
    Ask,
    Assign,
    AssignmentStatus,
    Endorse,
    Extend,
    MoveAssignment,
    PassDown,
    Record,
    Relimit,
    RequestKind,
    SendBack,
    Settle,
    Stage,
)
from yiwang.engine.language import Action, Clock, Part, Procedure, Scope, State
from yiwang.engine.standing import (
    GIVEN_UP,
    GRID,
    AssignmentStanding,
    Event,
    RequestStanding,
    Standing,
)


def evolve(
    procedure: Procedure, standing: Standing, event: Event, calendars: Calendars
) -> Standing:
    """Fold `event` into `standing`, which is changed in place and handed back."""
    action = procedure.action_by_key[event.kind]
    clocks = Clocks(procedure, standing, event, calendars)
    if event.seq == 1:
        standing.opened_at = event.at
    standing.seq = event.seq
    standing.counts[event.kind] = standing.counts.get(event.kind, 0) + 1
    for effect in action.does:
        _FOLDS[type(effect)](standing, event, clocks, effect)
    if event.target != event.source:
        _enter(standing, procedure, event, clocks)
    _take_part(standing, action, event)
    standing.last = [event.kind, event.person, event.unit, event.at]
    return standing


def replay(
    procedure: Procedure, number: str, events: Iterable[Event], calendars: Calendars
) -> Standing:
    """The standing that a whole log adds up to."""
    standing = Standing(procedure=procedure.key, number=number)
    for event in events:
        evolve(procedure, standing, event, calendars)
    return standing


def _enter(standing: Standing, procedure: Procedure, event: Event, clocks: Clocks) -> None:
    before = procedure.state_by_key.get(event.source)
    after = procedure.state_by_key[event.target]
    standing.state, standing.entered_at = after.key, event.at
    standing.closed_at = event.at if after.final else None
    clocks.end(procedure.limits_ending[after.key], Scope.CASE, 0)
    if after.final:
        _wind_up(standing, event, clocks)
    _stand_still(before, after, clocks)
    clocks.start(procedure.limits_entering[after.key], Scope.CASE, 0)


def _stand_still(before: State | None, after: State, clocks: Clocks) -> None:
    if after.clock is Clock.PAUSES:
        clocks.pause()
    elif before is not None and before.clock is Clock.PAUSES:
        clocks.resume()


def _wind_up(standing: Standing, event: Event, clocks: Clocks) -> None:
    """At an end nothing is left open: clocks, assignments and requests lapse."""
    for assignment in standing.assignments:
        if assignment.active:
            assignment.status = AssignmentStatus.RECALLED.value
    for request in standing.requests:
        if request.settled_at is None:
            request.settled_at = event.at
    clocks.drop_all()


def _take_part(standing: Standing, action: Action, event: Event) -> None:
    if event.person is None or action.part is Part.NEITHER:
        return
    side = standing.handled_by if action.part is Part.HANDLES else standing.checked_by
    if event.person not in side:
        side.append(event.person)


def _record(standing: Standing, event: Event, clocks: Clocks, effect: Record) -> None:
    for key in effect.keys:
        if key in event.given:
            standing.facts[key] = event.given[key]
    if GRID in event.resolved:
        standing.facts[GRID] = event.resolved[GRID]


def _assign(standing: Standing, event: Event, clocks: Clocks, effect: Assign) -> None:
    if effect.recalls:
        for held in standing.assignments:
            if held.active:
                _set_status(held, AssignmentStatus.RECALLED, event, clocks)
    for unit, path, role in event.resolved["assign"]:
        what = (unit, path, role, 0, effect.designated)
        _add_assignment(standing, event, clocks, what, effect.begins)


def _add_assignment(
    standing: Standing,
    event: Event,
    clocks: Clocks,
    what: tuple[int, str, str, int, bool],
    status: AssignmentStatus = AssignmentStatus.SENT,
) -> None:
    unit, path, role, parent, designated = what
    assignment = AssignmentStanding(
        no=len(standing.assignments) + 1,
        unit=unit,
        path=path,
        role=role,
        parent=parent,
        status="",
        designated=designated,
        sent_at=event.at,
    )
    standing.assignments.append(assignment)
    _set_status(assignment, status, event, clocks)


def _set_status(
    assignment: AssignmentStanding, status: AssignmentStatus, event: Event, clocks: Clocks
) -> None:
    assignment.status = status.value
    if status is AssignmentStatus.SIGNED and assignment.signed_at is None:
        assignment.signed_at = event.at
    if status is AssignmentStatus.REPLIED:
        assignment.replied_at = event.at
    if status in GIVEN_UP:
        clocks.drop(Scope.ASSIGNMENT, assignment.no)
        return
    starting, ending = clocks.procedure.assignment_limits[status]
    clocks.end(ending, Scope.ASSIGNMENT, assignment.no)
    clocks.start(starting, Scope.ASSIGNMENT, assignment.no)


def _pass_down(standing: Standing, event: Event, clocks: Clocks, effect: PassDown) -> None:
    own = standing.assignments[event.subject - 1]
    _set_status(own, AssignmentStatus.PASSED, event, clocks)
    unit, path, _ = event.resolved["assign"][0]
    _add_assignment(standing, event, clocks, (unit, path, own.role, own.no, own.designated))


def _move(standing: Standing, event: Event, clocks: Clocks, effect: MoveAssignment) -> None:
    own = standing.assignments[event.subject - 1]
    _set_status(own, effect.to, event, clocks)
    if effect.to is AssignmentStatus.REPLIED and own.parent:
        _hand_up(standing, own, event, clocks)


def _hand_up(standing: Standing, own: AssignmentStanding, event: Event, clocks: Clocks) -> None:
    """The unit above has the case in its hands again once nothing is left below it."""
    parent = standing.assignments[own.parent - 1]
    below = [a for a in standing.assignments if a.parent == parent.no and a.active]
    if not below and parent.active:
        _set_status(parent, AssignmentStatus.SIGNED, event, clocks)


def _send_back(standing: Standing, event: Event, clocks: Clocks, effect: SendBack) -> None:
    for assignment in standing.assignments:
        if assignment.status == AssignmentStatus.REPLIED and not assignment.parent:
            _set_status(assignment, effect.to, event, clocks)


def _ask(standing: Standing, event: Event, clocks: Clocks, effect: Ask) -> None:
    request = RequestStanding(
        no=len(standing.requests) + 1,
        kind=effect.kind.value,
        assignment=event.subject,
        asked_by=event.person,
        asked_unit=event.unit,
        asked_at=event.at,
        event=event.seq,
    )
    standing.requests.append(request)
    clocks.start(clocks.procedure.limits_of(Scope.REQUEST), Scope.REQUEST, request.no)


def _endorse(standing: Standing, event: Event, clocks: Clocks, effect: Endorse) -> None:
    # A person without a number (a token) counts as one step, and is nobody to be kept apart.
    request = standing.requests[event.subject - 1]
    request.endorsed_by = [*request.endorsed_by, event.person or 0]


def _settle(standing: Standing, event: Event, clocks: Clocks, effect: Settle) -> None:
    request = standing.requests[event.subject - 1]
    request.settled_at, request.granted = event.at, effect.granted
    request.settled_by = event.person
    keys = [limit.key for limit in clocks.procedure.limits_of(Scope.REQUEST)]
    clocks.end(keys, Scope.REQUEST, request.no)
    if effect.granted and request.kind == RequestKind.RETURN:
        own = standing.assignments[request.assignment - 1]
        _set_status(own, AssignmentStatus.RETURNED, event, clocks)
        if own.parent:
            _hand_up(standing, own, event, clocks)


def _extend(standing: Standing, event: Event, clocks: Clocks, effect: Extend) -> None:
    request = standing.request(event.subject)
    assignment = request.assignment if request else 0
    clocks.extend(effect.limits, event.given[effect.amount], assignment)


def _stage(standing: Standing, event: Event, clocks: Clocks, effect: Stage) -> None:
    clocks.end(effect.ends, Scope.CASE, 0)
    clocks.start([clocks.procedure.limit_by_key[key] for key in effect.begins], Scope.CASE, 0)


def _relimit(standing: Standing, event: Event, clocks: Clocks, effect: Relimit) -> None:
    clocks.relimit(effect.limits)


_FOLDS: dict[type, Callable[[Standing, Event, Clocks, Any], None]] = {
    Record: _record,
    Assign: _assign,
    PassDown: _pass_down,
    MoveAssignment: _move,
    SendBack: _send_back,
    Ask: _ask,
    Settle: _settle,
    Extend: _extend,
    Endorse: _endorse,
    Stage: _stage,
    Relimit: _relimit,
}
