"""Faults in a written procedure, in plain words; a procedure with faults does not start."""

import re
from collections.abc import Iterable, Iterator

from yiwang.engine.counts import ANSWERS
from yiwang.engine.effects import Ask, Endorse, RequestKind, Settle, Stage
from yiwang.engine.language import Action, Clock, Part, Procedure, Scope, State, TimeLimit, When
from yiwang.engine.standing import GRID
from yiwang.kernel.worktime import IN_WORKING_TIME

_WORD = re.compile(r"[a-z][a-z0-9_]*$")


def faults(procedure: Procedure) -> list[str]:
    """Every fault as a sentence; an empty list means that the procedure may run."""
    return [
        *_words(procedure),
        *_places(procedure),
        *_paths(procedure),
        *_waiting(procedure),
        *_separation(procedure),
        *_requests(procedure),
        *_limits(procedure),
    ]


def _words(procedure: Procedure) -> Iterator[str]:
    actions = (procedure.opening, *procedure.actions)
    for kind, items in (
        ("state", procedure.states),
        ("limit", procedure.limits),
        ("action", actions),
    ):
        keys = [item.key for item in items]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"the {kind} '{key}' is declared twice"
        for item in items:
            if not _WORD.match(item.key):
                yield f"'{item.key}' is not a lower-case word"
            if not item.label:
                yield f"the {kind} '{item.key}' has no label"
    if not procedure.basis:
        yield "the procedure names no basis"
    yield from _found_out(actions)
    yield from _counted(procedure)


def _found_out(actions: Iterable[Action]) -> Iterator[str]:
    """Nobody is asked for what is found out."""
    for action in actions:
        if GRID in action.need_by_key:
            yield f"'{action.key}' asks for the grid, which is found out by the place"


def _counted(procedure: Procedure) -> Iterator[str]:
    """The measures must not count what can never happen."""
    counts = procedure.counts
    for key in sorted(counts.keys() - set(procedure.action_by_key)):
        yield f"the measures count the unknown action '{key}'"
    for key in sorted(set(counts.reached) - set(counts.called)):
        yield f"'{key}' reaches somebody but is no call-back"
    for need in ANSWERS:
        for answer in sorted(set(getattr(counts, need)) - set(procedure.choices_of(need))):
            yield f"the measures count the unknown answer '{answer}'"
    yield from _unanswered(procedure)
    done = procedure.state_by_key.get(procedure.done)
    if done is None or not done.final:
        yield f"the measures count '{procedure.done}' as closed, which is no end"


def _unanswered(procedure: Procedure) -> Iterator[str]:
    """Whoever is asked how it was must be counted by some answer."""
    for key in sorted({*procedure.counts.reached, *procedure.counts.rated}):
        action = procedure.action_by_key.get(key)
        for need in ANSWERS:
            if action and need in action.need_by_key and not getattr(procedure.counts, need):
                yield f"'{key}' asks for '{need}', but no answer to it counts as yes"


def _places(procedure: Procedure) -> Iterator[str]:
    known = set(procedure.states)
    for action in procedure.actions:
        for state in (*action.at, *((action.to,) if action.to else ())):
            if state not in known:
                yield f"'{action.key}' names the unknown state '{state.key}'"
        yield from _action_faults(action)
    if procedure.opening.to not in known or procedure.opening.at:
        yield "the opening action must lead to a state and start at none"


def _action_faults(action: Action) -> Iterator[str]:
    if not action.at:
        yield f"'{action.key}' can be done at no state"
    if not action.by:
        yield f"'{action.key}' can be done by nobody"
    if (action.held_as or action.last) and not action.on:
        yield f"'{action.key}' asks for an assignment but acts on the case"
    if len(action.need_by_key) != len(action.needs):
        yield f"'{action.key}' asks for the same need twice"


def _steps(procedure: Procedure) -> dict[State, set[State]]:
    steps: dict[State, set[State]] = {state: set() for state in procedure.states}
    for action in procedure.actions:
        for state in action.at:
            if action.to is not None and state in steps:
                steps[state].add(action.to)
    return steps


def _reach(steps: dict[State, set[State]], starts: Iterable[State]) -> set[State]:
    seen, waiting = set(starts), list(starts)
    while waiting:
        for following in steps.get(waiting.pop(), ()):
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def _paths(procedure: Procedure) -> Iterator[str]:
    steps = _steps(procedure)
    if procedure.opening.to is None:
        return
    reached = _reach(steps, [procedure.opening.to])
    for state in procedure.states:
        if state not in reached:
            yield f"no case can ever be in '{state.key}'"
        if not any(following.final for following in _reach(steps, [state])):
            yield f"a case in '{state.key}' can never be closed"


def _waiting(procedure: Procedure) -> Iterator[str]:
    for state in procedure.states:
        if state.final:
            continue
        if state.waits_for is None:
            yield f"'{state.key}' waits for nobody"
        elif not any(state.waits_for in a.by and state in a.at for a in procedure.actions):
            yield f"'{state.waits_for}' can do nothing in '{state.key}'"
        if not any(_covers(procedure, limit, state) for limit in procedure.limits):
            yield f"no time limit covers '{state.key}'"


def _covers(procedure: Procedure, limit: TimeLimit, state: State) -> bool:
    """Whether a limit of its own starts here, so that this waiting is timed by itself."""
    if limit.scope is not Scope.CASE or limit.window or limit.outer:
        return False
    if state.clock is Clock.PAUSES and not limit.unpausable:
        return False
    return limit.starts == state and state not in limit.ends


def _separation(procedure: Procedure) -> Iterator[str]:
    handled = _after_handling(procedure)
    for action in procedure.actions:
        closes = action.to is not None and action.to.final
        late = [state.key for state in action.at if state in handled]
        if closes and late and action.part is not Part.CHECKS and not _settles(action):
            yield f"'{action.key}' closes a handled case but is not on the checking side"
        if closes and action.part is Part.HANDLES:
            yield f"'{action.key}' both handles and closes"
    for one in procedure.actions:
        for duty in one.by:
            if one.part is Part.HANDLES and _checks_too(procedure, duty):
                yield f"the duty '{duty}' both handles ('{one.key}') and checks"


def _settles(action: Action) -> bool:
    """A decision on a request is taken by another than who asked: separated by itself."""
    return any(isinstance(effect, Settle) for effect in action.does)


def _checks_too(procedure: Procedure, duty: str) -> bool:
    return any(duty in action.by and action.part is Part.CHECKS for action in procedure.actions)


def _after_handling(procedure: Procedure) -> set[State]:
    """The states in which somebody may have handled the case already."""
    starts = {
        state
        for action in procedure.actions
        if action.part is Part.HANDLES
        for state in (*action.at, *((action.to,) if action.to else ()))
    }
    # What comes back to before the handling (a granted return) starts the handling anew.
    steps = _steps(procedure)
    for action in procedure.actions:
        if action.when is When.NO_LEAD_LEFT and action.to is not None:
            for state in action.at:
                steps[state].discard(action.to)
    return _reach(steps, starts)


def _requests(procedure: Procedure) -> Iterator[str]:
    for kind in RequestKind:
        askers = [a for a in procedure.actions if Ask(kind) in a.does]
        if not askers:
            continue
        for granted in (True, False):
            if not any(_settles_so(a, kind, granted) for a in procedure.actions):
                yield f"nobody can {'grant' if granted else 'refuse'} a '{kind}'"
        yield from _chain(procedure, kind)
        deciders = {d for a in procedure.actions for d in a.by if _decides(a, kind)}
        for action in askers:
            if deciders and deciders <= set(action.by):
                yield f"'{action.key}' is asked and decided by the same duty"


def _chain(procedure: Procedure, kind: RequestKind) -> Iterator[str]:
    """A chain of approval needs somebody who endorses, under another duty than who decides."""
    endorsers = {d for a in procedure.actions for d in a.by if Endorse(kind) in a.does}
    for action in procedure.actions:
        for effect in action.does:
            chained = isinstance(effect, Settle) and effect.kind is kind and effect.endorsed
            if chained and not endorsers - set(action.by):
                yield f"'{action.key}' waits for an endorsement that nobody else can give"


def _settles_so(action: Action, kind: RequestKind, granted: bool) -> bool:
    return any(
        isinstance(e, Settle) and e.kind is kind and e.granted is granted for e in action.does
    )


def _decides(action: Action, kind: RequestKind) -> bool:
    return any(isinstance(e, Settle) and e.kind is kind for e in action.does)


def _limits(procedure: Procedure) -> Iterator[str]:
    known = set(procedure.states)
    begun = {key for effect in _stages(procedure) for key in effect.begins}
    for limit in procedure.limits:
        yield from _limit_faults(limit, known, limit.key in begun)
    for key, named_by in _limits_named(procedure):
        if key not in procedure.limit_by_key:
            yield f"{named_by} names the unknown limit '{key}'"


def _stages(procedure: Procedure) -> Iterator[Stage]:
    for action in procedure.actions:
        yield from (effect for effect in action.does if isinstance(effect, Stage))


def _limit_faults(limit: TimeLimit, known: set[State], begun: bool) -> Iterator[str]:
    lowest, highest = limit.may_be
    if not lowest <= limit.amount <= highest:
        yield f"the limit '{limit.key}' is outside its own range"
    for state in (*limit.ends, *((limit.starts,) if limit.starts else ())):
        if state not in known:
            yield f"the limit '{limit.key}' names the unknown state '{state.key}'"
    begins = begun or limit.starts is not None
    if limit.scope is Scope.CASE and not (begins and limit.ends):
        yield f"the limit '{limit.key}' has no beginning or no end"
    if limit.given and limit.unit in IN_WORKING_TIME:
        yield f"the limit '{limit.key}' is given as a moment but counted in working time"


def _limits_named(procedure: Procedure) -> Iterator[tuple[str, str]]:
    yield procedure.scored_limit, "scoring"
    for reminder in procedure.reminders:
        yield reminder.limit, "a reminder"
    for action in procedure.actions:
        staged = [key for e in action.does if isinstance(e, Stage) for key in (*e.ends, *e.begins)]
        for key in (action.within, action.before_due, *staged):
            if key:
                yield key, f"'{action.key}'"
