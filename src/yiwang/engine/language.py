"""The language of procedures: states, actions, needs and time limits, as frozen declarations."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from yiwang.engine.counts import Counts
from yiwang.engine.duties import Duty
from yiwang.engine.effects import (
    Ask,
    AssignmentStatus,
    Effect,
    Relimit,
    Role,
    Stage,
    statuses_after,
)
from yiwang.engine.need import Choice, Need, NeedKind
from yiwang.kernel.version import digest
from yiwang.kernel.worktime import TimeUnit

__all__ = [
    "Action",
    "Choice",
    "Clock",
    "Need",
    "NeedKind",
    "Part",
    "Procedure",
    "Reminder",
    "Scope",
    "State",
    "TimeLimit",
    "When",
]


class Clock(StrEnum):
    """What a state does to running clocks."""

    RUNS = "runs"
    PAUSES = "pauses"
    STOPS = "stops"


@dataclass(frozen=True, kw_only=True)
class State:
    """Where a case stands (环节); `waits_for` is whose turn it is."""

    key: str
    label: str
    clock: Clock = Clock.RUNS
    waits_for: Duty | None = None
    # The milestone of the closed loop that this state belongs to, for the step line on screen.
    stage: str = ""

    @property
    def final(self) -> bool:
        """Whether the case is at an end here."""
        return self.clock is Clock.STOPS


class Part(StrEnum):
    """Which side of the separation of duties an action is on."""

    NEITHER = "neither"
    HANDLES = "handles"
    CHECKS = "checks"


class When(StrEnum):
    """When an action moves the case to its state."""

    ALWAYS = "always"
    ALL_ANSWERED = "all_answered"
    NO_LEAD_LEFT = "no_lead_left"
    # Every joint unit has answered; the lead still holds the case and goes on with it.
    JOINT_ANSWERED = "joint_answered"


@dataclass(frozen=True, kw_only=True)
class Action:
    """What somebody may do at a state (办理动作); `to=None` leaves the case where it is."""

    key: str
    label: str
    by: tuple[Duty, ...]
    at: tuple[State, ...] = ()
    to: State | None = None
    when: When = When.ALWAYS
    needs: tuple[Need, ...] = ()
    part: Part = Part.NEITHER
    # The statuses of the unit's own assignment at which it may be done; empty: acts on the case.
    on: tuple[AssignmentStatus, ...] = ()
    does: tuple[Effect, ...] = ()
    # With `on`: only as the lead, or only as a joint unit.
    held_as: Role | None = None
    # With `on`: refused while another unit still owes an answer.
    last: bool = False
    # (fact, values): only where the case has one of these values.
    only_if: tuple[str, tuple[str, ...]] | None = None
    # Refused to units with this trait, as a unit whose replies are reviewed by a second person.
    not_for_trait: str = ""
    # Key of a window limit that must still be open.
    within: str = ""
    # (action key, times): that action must have been done so often before.
    after: tuple[str, int] | None = None
    # How often it may be done in one case; 0: as often as wished.
    at_most: int = 0
    # Key of a limit whose deadline must not have passed yet.
    before_due: str = ""
    basis: str = ""
    # Asks the person to confirm, since it cannot be taken back.
    grave: bool = False

    @cached_property
    def need_by_key(self) -> dict[str, Need]:
        """The needs by their keys."""
        return {need.key: need for need in self.needs}


class Scope(StrEnum):
    """What a limit is kept for."""

    CASE = "case"
    ASSIGNMENT = "assignment"
    REQUEST = "request"


@dataclass(frozen=True, kw_only=True)
class TimeLimit:
    """A declared span (时限): starts on entering `starts`, ends on entering one of `ends`."""

    key: str
    label: str
    amount: int
    unit: TimeUnit
    may_be: tuple[int, int]
    scope: Scope = Scope.CASE
    starts: State | None = None
    ends: tuple[State, ...] = ()
    starts_status: AssignmentStatus | None = None
    ends_status: tuple[AssignmentStatus, ...] = ()
    # Starts anew each time the case comes back (rework, reopening); otherwise it runs on.
    again: bool = False
    # Taken from this need, a moment, instead of an amount: the city's own deadline.
    given: str = ""
    # The city's limit outside, the district's inside.
    outer: bool = False
    # A window in which something may still be done: nobody is late when it passes.
    window: bool = False
    # Keeps running while the case is suspended.
    unpausable: bool = False
    # Runs only where a notice gives it an amount, as for some categories.
    optional: bool = False
    basis: str = ""


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """Who is told when so many percent of a limit have run."""

    limit: str
    percent: int
    to: Duty


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """How a kind of matter is handled (办理流程)."""

    key: str
    label: str
    prefix: str
    basis: str
    opening: Action
    states: tuple[State, ...]
    actions: tuple[Action, ...]
    limits: tuple[TimeLimit, ...]
    reminders: tuple[Reminder, ...] = ()
    stages: tuple[str, ...] = ()
    # The limit on which the scoring of the whole case rests.
    scored_limit: str = ""
    # The package in which its catalogue.csv and limits.csv lie: dials of the beginning.
    catalogue: str = ""
    # What the measures count, and the state at which a case is closed in order.
    counts: Counts = Counts()
    done: str = "closed"

    @cached_property
    def state_by_key(self) -> dict[str, State]:
        """The states by their keys."""
        return {state.key: state for state in self.states}

    @cached_property
    def action_by_key(self) -> dict[str, Action]:
        """All actions by their keys, the opening one among them."""
        return {action.key: action for action in (self.opening, *self.actions)}

    @cached_property
    def limit_by_key(self) -> dict[str, TimeLimit]:
        """The limits by their keys."""
        return {limit.key: limit for limit in self.limits}

    @cached_property
    def limits_entering(self) -> dict[str, tuple[TimeLimit, ...]]:
        """The case limits that start on entering each state, by its key."""
        return {
            state.key: tuple(
                limit
                for limit in self.limits
                if limit.scope is Scope.CASE and limit.starts == state
            )
            for state in self.states
        }

    @cached_property
    def limits_ending(self) -> dict[str, frozenset[str]]:
        """The keys of the case limits that end on entering each state, by its key."""
        return {
            state.key: frozenset(limit.key for limit in self.limits if state in limit.ends)
            for state in self.states
        }

    @cached_property
    def assignment_limits(
        self,
    ) -> dict[AssignmentStatus, tuple[tuple[TimeLimit, ...], frozenset[str]]]:
        """For each status of an assignment the limits that start, and the keys of those ending."""
        held = self.limits_of(Scope.ASSIGNMENT)
        return {
            status: (
                tuple(limit for limit in held if limit.starts_status is status),
                frozenset(limit.key for limit in held if status in limit.ends_status),
            )
            for status in AssignmentStatus
        }

    @cached_property
    def limits_touched(self) -> dict[str, tuple[TimeLimit, ...]]:
        """The limits that each action's effects may start or measure anew, by its key."""
        return {key: tuple(self._touched(action)) for key, action in self.action_by_key.items()}

    def _touched(self, action: Action) -> Iterator[TimeLimit]:
        statuses = {status for effect in action.does for status in statuses_after(effect)}
        for limit in self.limits_of(Scope.ASSIGNMENT):
            if limit.starts_status in statuses:
                yield limit
        for effect in action.does:
            if isinstance(effect, Relimit):
                yield from (self.limit_by_key[key] for key in effect.limits)
            elif isinstance(effect, Stage):
                yield from (self.limit_by_key[key] for key in effect.begins)
            elif isinstance(effect, Ask):
                yield from self.limits_of(Scope.REQUEST)

    def limits_of(self, scope: Scope) -> tuple[TimeLimit, ...]:
        """The limits kept for assignments, or for requests."""
        return self._limits_by_scope[scope]

    @cached_property
    def _limits_by_scope(self) -> dict[Scope, tuple[TimeLimit, ...]]:
        return {
            scope: tuple(limit for limit in self.limits if limit.scope is scope) for scope in Scope
        }

    def actions_at(self, state: str) -> tuple[Action, ...]:
        """The actions that may be done at a state, in their declared order."""
        return self._actions_at[state]

    @cached_property
    def _actions_at(self) -> dict[str, tuple[Action, ...]]:
        return {
            state.key: tuple(action for action in self.actions if state in action.at)
            for state in self.states
        }

    def choices_of(self, key: str) -> dict[str, str]:
        """The declared answers of every need of this key, by their own keys."""
        actions = self.action_by_key.values()
        needs = (a.need_by_key[key] for a in actions if key in a.need_by_key)
        return {choice.key: choice.label for need in needs for choice in need.choices}

    @cached_property
    def version(self) -> str:
        """Twelve hex digits of the declaration's hash; kept on every event."""
        return digest(self)[:12]
