"""Walks through a procedure: attempts that fit its declaration, made up from the needs."""

from dataclasses import dataclass, field
from typing import Any

from yiwang.engine.attempt import Attempt
from yiwang.engine.decide import decide
from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.engine.effects import Assign, PassDown
from yiwang.engine.evolve import evolve
from yiwang.engine.language import Action, Need, NeedKind, Procedure
from yiwang.engine.standing import Actor, Event, Standing, UnitFact
from yiwang.kernel.worktime import WorkingCalendar

CALENDAR = WorkingCalendar()
START = 1_790_000_000  # Monday 2026-09-21 in the afternoon
CENTRE, STREET, COMMUNITY, OTHER, BUREAU = 1, 2, 3, 4, 5
UNITS = {
    CENTRE: UnitFact(CENTRE, "/1/", "centre"),
    STREET: UnitFact(STREET, "/2/", "street"),
    COMMUNITY: UnitFact(COMMUNITY, "/2/3/", "community"),
    OTHER: UnitFact(OTHER, "/4/", "community"),
    BUREAU: UnitFact(BUREAU, "/5/", "department"),
}


class DeclaredRules:
    """Every limit as it was declared; five units."""

    edition = 0

    def limit(self, limit: Any, facts: Any, unit: int | None) -> tuple[int, str, int]:
        return limit.amount, limit.unit.value, 0

    def unit(self, unit: int) -> UnitFact | None:
        return UNITS.get(unit)

    def grid(self, point: Any, area: str, at: int) -> str:
        """Grids of a tenth of a degree; those of one day are told from those of another."""
        return f"{point[0]:.1f}.{at // 86_400}" if point else ""


RULES = DeclaredRules()


def calendars(edition: int) -> WorkingCalendar:
    return CALENDAR


def example(need: Need) -> Any:
    """A value that fits a need."""
    return {
        NeedKind.TEXT: "一段文字",
        NeedKind.LONG_TEXT: "一段说明",
        NeedKind.CHOICE: need.choices[0].key if need.choices else "",
        NeedKind.YES_NO: True,
        NeedKind.WHOLE_NUMBER: max(1, need.may_be[0]),
        NeedKind.MOMENT: START + 40 * 86_400,
        NeedKind.UNIT: STREET,
        NeedKind.UNITS: [BUREAU],
        NeedKind.AREA: "420199001",
        NeedKind.CATEGORY: "0101",
        NeedKind.CHANNEL: "phone",
        NeedKind.CASE: "SQ20260921000001",
        NeedKind.FILES: [1],
        NeedKind.POINT: [114.3, 30.6],
        NeedKind.PERSON: 1,
    }[need.kind]


def given_for(action: Action) -> dict[str, Any]:
    """What fits the required needs of an action."""
    given = {need.key: example(need) for need in action.needs if need.required}
    for effect in action.does:
        if isinstance(effect, Assign) and effect.community_only:
            given[effect.lead] = OTHER
        if isinstance(effect, PassDown):
            given[effect.unit] = COMMUNITY
    return given


def actor_for(duty: Duty, unit: int = CENTRE, person: int | None = None) -> Actor:
    """Somebody at work under a duty; each duty is its own person unless told otherwise."""
    if duty in OUTSIDE:
        return Actor(None, None, "", duty)
    number = person if person is not None else 100 * unit + list(Duty).index(duty)
    return Actor(number, unit, UNITS[unit].path, duty)


@dataclass
class Walk:
    """One case on its way."""

    procedure: Procedure
    now: int = START
    standing: Standing = field(init=False)
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.standing = Standing(procedure=self.procedure.key, number="SQ1")

    def attempt(self, key: str, **changes: Any) -> Attempt:
        """An attempt that fits, with what the test changes: actor, given, subject, after."""
        action = self.procedure.action_by_key[key]
        self.now += changes.pop("after", 60)
        actor = changes.pop("actor", None) or self._actor(action)
        given = given_for(action) | changes.pop("given", {})
        return Attempt(action=key, actor=actor, at=self.now, given=given, **changes)

    def _actor(self, action: Action) -> Actor:
        if action.on:
            for held in reversed(self.standing.assignments):
                if held.status in action.on:
                    return actor_for(action.by[0], held.unit)
        # Each step of a chain of approval is taken by another person.
        endorsed = {n for r in self.standing.requests if not r.settled_at for n in r.endorsed_by}
        actors = [actor_for(duty) for duty in action.by]
        return next((a for a in actors if a.person not in endorsed), actors[0])

    def go(self, *keys: str, **changes: Any) -> "Walk":
        """Do these actions one after another; each refusal is raised."""
        for key in keys:
            attempt = self.attempt(key, **dict(changes))
            event = decide(self.procedure, self.standing, attempt, RULES)
            evolve(self.procedure, self.standing, event, calendars)
            self.events.append(event)
        return self
