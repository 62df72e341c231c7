"""Clocks of a case: when they start, pause, resume, move and end."""

from collections.abc import Callable, Iterable
from typing import Any

from yiwang.engine.language import Procedure, TimeLimit
from yiwang.engine.standing import ClockStanding, Event, Standing
from yiwang.kernel.worktime import TimeUnit, WorkingCalendar

# Looking a unit up is a fifth of the time of calling the enumeration; a case asks often.
_UNITS = {unit.value: unit for unit in TimeUnit}
Calendars = Callable[[int], WorkingCalendar]


class Clocks:
    """The clocks of one case while one event is folded in."""

    __slots__ = ("at", "calendars", "event", "procedure", "standing")

    def __init__(
        self, procedure: Procedure, standing: Standing, event: Event, calendars: Calendars
    ) -> None:
        self.procedure = procedure
        self.standing = standing
        self.event = event
        self.calendars = calendars
        self.at = event.at

    def start(self, limits: Iterable[TimeLimit], scope: str, subject: int) -> None:
        """Start each limit that is not running yet and was not met for good."""
        for limit in limits:
            former = self.standing.clock(limit.key, subject)
            if former is not None and (former.open or not limit.again):
                continue
            looked_up = self.event.resolved["limits"].get(limit.key)
            if looked_up is not None:
                again = former.round + 1 if former is not None else 1
                self._begin(limit, (scope, subject, again), looked_up)

    def _begin(self, limit: TimeLimit, of: tuple[str, int, int], looked_up: list[Any]) -> None:
        scope, subject, round_ = of
        amount, unit, notice, due_at = looked_up
        edition = self.event.resolved["edition"]
        calendar = self.calendars(edition)
        if due_at is None:
            budget, due_at = calendar.start_at(self.at, amount, _UNITS[unit])
        else:
            budget = max(0, due_at - self.at)
        self.standing.clocks.append(
            ClockStanding(
                limit=limit.key,
                scope=scope,
                subject=subject,
                round=round_,
                started_at=self.at,
                amount=amount,
                unit=unit,
                edition=edition,
                notice=notice,
                budget=budget,
                running_since=self.at,
                due_at=due_at,
            )
        )

    def end(self, keys: Iterable[str], scope: str, subject: int) -> None:
        """These limits are met now, in time or late."""
        for clock in self.standing.open_clocks(scope, subject):
            if clock.limit in keys:
                self._stop(clock)

    def drop(self, scope: str, subject: int) -> None:
        """What still runs here counts no more."""
        for clock in self.standing.open_clocks(scope, subject):
            self._stop(clock)
            clock.dropped = True

    def drop_all(self) -> None:
        """The case is over: whatever still runs counts no more."""
        for clock in self.standing.clocks:
            if clock.ended_at is None:
                self._stop(clock)
                clock.dropped = True

    def _stop(self, clock: ClockStanding) -> None:
        # A paused clock keeps the deadline it would have if it ran on from now.
        if clock.running_since is None:
            clock.due_at = self._due_from(clock, self.at)
        self._take_in(clock)
        clock.running_since = None
        clock.ended_at = self.at

    def pause(self) -> None:
        """Every clock that a pause may stop stands still."""
        for clock in self.standing.clocks:
            if clock.ended_at is None and clock.running_since is not None and self._may(clock):
                self._remember_late(clock)
                self._take_in(clock)
                clock.running_since = None
                clock.due_at = None

    def resume(self) -> None:
        """Every paused clock runs on with what it had left."""
        for clock in self.standing.clocks:
            if clock.ended_at is None and clock.running_since is None:
                clock.running_since = self.at
                clock.due_at = self._due_from(clock, self.at)

    def _may(self, clock: ClockStanding) -> bool:
        limit = self.procedure.limit_by_key[clock.limit]
        return not (limit.unpausable or limit.window)

    def extend(self, keys: tuple[str, ...], amount: int, assignment: int) -> None:
        """Move the deadlines of the case's and this assignment's clocks by `amount` units."""
        for clock in self.standing.clocks:
            if clock.ended_at is None and clock.limit in keys and clock.subject in (0, assignment):
                self._move(clock, amount)

    def _move(self, clock: ClockStanding, amount: int) -> None:
        calendar, unit = self.calendars(clock.edition), _UNITS[clock.unit]
        before = clock.due_at if clock.due_at is not None else self._due_from(clock, self.at)
        after = calendar.extend_at(before, amount, unit)
        clock.budget += calendar.elapsed_at(before, after, unit)
        if clock.running_since is not None:
            clock.due_at = after

    def relimit(self, keys: tuple[str, ...]) -> None:
        """Measure running clocks anew, from their own start, under the limits found now."""
        for clock in self.standing.clocks:
            looked_up = self.event.resolved["limits"].get(clock.limit)
            if clock.ended_at is None and clock.limit in keys and looked_up is not None:
                self._remeasure(clock, looked_up)

    def _remeasure(self, clock: ClockStanding, looked_up: list[Any]) -> None:
        self._remember_late(clock)
        calendar = self.calendars(clock.edition)
        amount, unit, notice, _ = looked_up
        counted = calendar.elapsed_at(clock.started_at, self.at, _UNITS[clock.unit])
        paused = max(0, counted - self._used(clock))
        clock.amount, clock.unit, clock.notice = amount, unit, notice
        clock.budget = calendar.budget_at(clock.started_at, amount, _UNITS[unit])
        # Time spent so far is counted again in the new unit, less what it stood still.
        counted = calendar.elapsed_at(clock.started_at, self.at, _UNITS[unit])
        clock.used = max(0, counted - paused)
        if clock.running_since is not None:
            clock.running_since = self.at
            clock.due_at = self._due_remeasured(clock)

    def _due_remeasured(self, clock: ClockStanding) -> int:
        """The deadline under the new limit, which may already lie behind us."""
        if clock.used < clock.budget:
            return self._due_from(clock, self.at)
        calendar, unit = self.calendars(clock.edition), _UNITS[clock.unit]
        return min(self.at, calendar.due_at(clock.started_at, clock.budget, unit))

    def _remember_late(self, clock: ClockStanding) -> None:
        if clock.due_at is not None and self.at > clock.due_at and clock.late_since is None:
            clock.late_since = clock.due_at

    def _used(self, clock: ClockStanding) -> int:
        if clock.running_since is None:
            return clock.used
        calendar = self.calendars(clock.edition)
        return clock.used + calendar.elapsed_at(clock.running_since, self.at, _UNITS[clock.unit])

    def _take_in(self, clock: ClockStanding) -> None:
        clock.used = self._used(clock)

    def _due_from(self, clock: ClockStanding, moment: int) -> int:
        left = max(0, clock.budget - clock.used)
        calendar, unit = self.calendars(clock.edition), _UNITS[clock.unit]
        return calendar.due_at(moment, left, unit)


def seconds_left(clock: ClockStanding, now: int, calendar: WorkingCalendar) -> int | None:
    """Running seconds until the deadline, negative when overdue; None while it stands still."""
    if clock.due_at is None or clock.ended_at is not None:
        return None
    unit = _UNITS[clock.unit]
    if now <= clock.due_at:
        return calendar.elapsed_at(now, clock.due_at, unit)
    return -calendar.elapsed_at(clock.due_at, now, unit)
