"""What must hold of every procedure, generated from its declaration.

A procedure's own tests take all of it in one line: `class TestAppeals(EveryMove): procedure = …`.
"""

import random
from collections import deque
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from typing import ClassVar

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.walks import RULES, UNITS, Walk, actor_for, calendars
from yiwang.engine.checks import faults
from yiwang.engine.decide import decide
from yiwang.engine.duties import Duty
from yiwang.engine.effects import Relimit
from yiwang.engine.evolve import evolve, replay
from yiwang.engine.language import Procedure
from yiwang.engine.possible import possible
from yiwang.engine.standing import standing_from
from yiwang.kernel.refusals import NotAllowed, NotNow, Refusal
from yiwang.kernel.worktime import TimeUnit


@cache
def paths(procedure: Procedure) -> dict[str, tuple[str, ...]]:
    """The shortest way to each state, found by trying from one standing to the next."""
    found: dict[str, tuple[str, ...]] = {}
    waiting = deque([((), Walk(procedure))])
    seen = set()
    while waiting and len(found) < len(procedure.states) and len(seen) < 20_000:
        path, walk = waiting.popleft()
        actions = procedure.actions_at(walk.standing.state) if path else (procedure.opening,)
        for action in actions:
            following = Walk(procedure, now=walk.now)
            following.standing = standing_from(asdict(walk.standing))
            try:
                following.go(action.key)
            except Refusal:
                continue
            found.setdefault(following.standing.state, (*path, action.key))
            fingerprint = _fingerprint(following)
            if fingerprint not in seen:
                seen.add(fingerprint)
                waiting.append(((*path, action.key), following))
    return found


def _fingerprint(walk: Walk) -> tuple:
    statuses = tuple(a.status for a in walk.standing.assignments)
    open_requests = [r for r in walk.standing.requests if r.settled_at is None]
    asked = tuple((r.kind, tuple(r.endorsed_by)) for r in open_requests)
    needed = [action.after for action in walk.procedure.actions if action.after]
    done = tuple(min(walk.standing.counts.get(key, 0), times) for key, times in needed)
    return (walk.standing.state, statuses, asked, done)


def _unit(walk: Walk, statuses: tuple[str, ...]) -> int:
    held = [a.unit for a in walk.standing.assignments if a.status in statuses]
    return held[-1] if held else 1


def wander(procedure: Procedure, seed: int, steps: int) -> Walk:
    """A walk of so many steps by whoever may act, over days and holidays; it never ends early."""
    ends = {action.key for action in procedure.actions if action.to and action.to.final}
    chance = random.Random(seed)
    opened = {"outer_due": 1_790_500_000} if "outer_due" in procedure.opening.need_by_key else {}
    walk = Walk(procedure).go(procedure.opening.key, given=opened)
    for _ in range(60 * steps):
        if len(walk.events) >= steps:
            break
        actor = actor_for(chance.choice(list(Duty)), chance.choice(list(UNITS)))
        choices = [
            item
            for item in possible(procedure, walk.standing, actor, walk.now + 60)
            if item.refusal is None and item.action.key not in ends
        ]
        if choices:
            item = chance.choice(choices)
            after = chance.choice((60, 5_000, 90_000))
            with suppress(Refusal):
                walk.go(item.action.key, actor=actor, subject=item.subject, after=after)
    return walk


class EveryMove:
    """The proofs that no procedure goes without."""

    procedure: ClassVar[Procedure]

    def test_the_declaration_has_no_fault(self):
        assert faults(self.procedure) == []

    def test_every_state_can_be_reached(self):
        assert set(paths(self.procedure)) == {state.key for state in self.procedure.states}

    def test_at_each_state_only_the_declared_actions_and_duties_get_through(self):
        """For each (action, duty): the wrong state or duty is refused as such, the right is not."""
        for state, path in paths(self.procedure).items():
            stored = asdict(Walk(self.procedure).go(*path).standing)
            for action in self.procedure.actions:
                for duty in Duty:
                    self._try(stored, state, action.key, duty)

    def _try(self, stored: dict, state: str, key: str, duty: Duty) -> None:
        walk = Walk(self.procedure)
        walk.standing, walk.now = standing_from(stored), walk.now + 900 * 60
        action = self.procedure.action_by_key[key]
        here = self.procedure.state_by_key[state] in action.at
        attempt = walk.attempt(key, actor=actor_for(duty, _unit(walk, action.on)))
        try:
            decide(self.procedure, walk.standing, attempt, RULES)
        except NotNow as refusal:
            assert not here or refusal.template != "案件处于“{state}”，不能“{action}”"
        except NotAllowed as refusal:
            assert here, (state, key, duty)
            assert (duty not in action.by) == ("allowed" in refusal.details)
        except Refusal:
            assert here and duty in action.by, (state, key, duty)
        else:
            assert here and duty in action.by, (state, key, duty)

    def test_random_walks_of_two_hundred_steps_replay_equal(self):
        @settings(max_examples=4, deadline=None)
        @given(st.integers(0, 10_000))
        def holds(seed: int) -> None:
            walk = wander(self.procedure, seed, 200)
            assert len(walk.events) >= 200
            assert replay(self.procedure, "SQ1", walk.events, calendars) == walk.standing
            assert standing_from(asdict(walk.standing)) == walk.standing

        holds()

    def test_elapsed_time_is_the_sum_of_the_running_intervals(self):
        @settings(max_examples=6, deadline=None)
        @given(st.integers(0, 10_000))
        def holds(seed: int) -> None:
            _reckon_again(wander(self.procedure, seed, 60))

        holds()


def _reckon_again(walk: Walk) -> None:
    """A second reckoning of every clock, from the intervals in which it ran."""
    procedure = walk.procedure
    spent: dict[tuple[str, int, int], int] = {}
    standing = Walk(procedure).standing
    before = walk.events[0].at
    for event in walk.events:
        for clock in standing.clocks:
            if clock.ended_at is None and clock.running_since is not None:
                key = (clock.limit, clock.subject, clock.round)
                seconds = calendars(0).elapsed_at(before, event.at, TimeUnit(clock.unit))
                spent[key] = spent.get(key, 0) + seconds
        evolve(procedure, standing, event, calendars)
        before = event.at
    actions = [procedure.action_by_key[event.kind] for event in walk.events]
    if any(isinstance(effect, Relimit) for action in actions for effect in action.does):
        # Measured anew in another unit: the sum of the intervals is no longer one number.
        return
    for clock in standing.clocks:
        if clock.ended_at is not None:
            assert clock.used == spent.get((clock.limit, clock.subject, clock.round), 0)
