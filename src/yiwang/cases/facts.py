"""Facts for the measures: per case, per unit and per person; read only.

What must not count, and why, is told in docs/facts.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Any

from django.db.models import Case as Choice
from django.db.models import F, JSONField, QuerySet, When

from yiwang.cases.log import event_of
from yiwang.cases.models import Case, Event
from yiwang.cases.reckoning import Act, CaseFacts, Happened, Log, Step, UnitShare, reckon
from yiwang.cases.rules import calendars
from yiwang.engine import register
from yiwang.engine.counts import ANSWERS
from yiwang.engine.evolve import replay
from yiwang.engine.language import Procedure
from yiwang.engine.standing import Event as EngineEvent
from yiwang.engine.standing import Standing, standing_from

CHUNK = 500
_HAPPENED = ("seq", "kind", "at", "person", "unit", "duty", "source", "target", "subject")


@dataclass(frozen=True, slots=True)
class Measured:
    """A case by its number in the table, where it stands, and everything that is counted of it."""

    id: int
    standing: Standing
    facts: CaseFacts


def facts(cases: QuerySet[Case], *, chunk: int = CHUNK) -> Iterator[CaseFacts]:
    """The facts of these cases, from their rows: one query for each `chunk` of them."""
    for found in _measured(cases, chunk):
        yield found.facts


def measured(ids: Iterable[int], *, chunk: int = CHUNK) -> Iterator[Measured]:
    """These cases by their numbers in the table, with everything that is counted of them."""
    left = iter(ids)
    while some := list(islice(left, chunk)):
        yield from _measured(Case.objects.filter(pk__in=some), chunk)


def measured_at(ids: Iterable[int], cut: int) -> Iterator[Measured]:
    """These cases as they stood after the event of the number `cut`, from their events alone.

    A case that was opened later is not there.
    """
    wanted = list(ids)
    cases = {
        case.pk: case for case in Case.objects.filter(pk__in=wanted).only("number", "procedure")
    }
    rows = Event.objects.filter(case_id__in=wanted, id__lte=cut).order_by("case_id", "seq")
    for key, some in groupby(rows.iterator(chunk_size=2000), key=lambda row: row.case_id):
        case, events = cases[key], [event_of(row) for row in some]
        yield replayed(register.procedure(case.procedure), case.number, events, key)


def _measured(cases: QuerySet[Case], chunk: int) -> Iterator[Measured]:
    wanted = cases.order_by("id").values_list("id", "standing").iterator(chunk_size=chunk)
    while some := list(islice(wanted, chunk)):
        keys = [key for key, _standing in some]
        events = _events(keys)
        for key, stored in some:
            standing = standing_from(stored)
            log = Log(standing, events[key])
            yield Measured(key, standing, reckon(register.procedure(standing.procedure), log))


def _events(keys: list[int]) -> dict[int, list[Happened]]:
    """The events of each case; what was given is read of those only that tell how it was.

    One statement: a second one for the acts that tell would be answered by their index, through
    all such acts there ever were.
    """
    told = When(kind__in=_telling(), then=F("given"))
    rows = Event.objects.filter(case_id__in=keys).order_by("case_id", "seq")
    found = rows.annotate(told=Choice(told, default=None, output_field=JSONField()))
    grouped: dict[int, list[Happened]] = defaultdict(list)
    for key, seq, kind, at, *more, given in found.values_list("case_id", *_HAPPENED, "told"):
        answers = _answers(given) if given else {}
        grouped[key].append(Happened(seq, kind, int(at.timestamp()), *more, answers))
    return grouped


def _telling() -> set[str]:
    """The acts of all procedures by which somebody says how it was."""
    every = register.procedures()
    return {key for p in every for key in (*p.counts.reached, *p.counts.rated)}


def _answers(given: dict[str, Any]) -> dict[str, str]:
    return {need: given[need] for need in ANSWERS if given.get(need)}


def facts_of_log(procedure: Procedure, number: str, events: Sequence[EngineEvent]) -> CaseFacts:
    """The same from the events alone: nothing else is needed to tell what must be counted."""
    return replayed(procedure, number, events).facts


def replayed(
    procedure: Procedure, number: str, events: Sequence[EngineEvent], key: int = 0
) -> Measured:
    """The case as it stood after these events; `key` is its number in the table."""
    standing = replay(procedure, number, events, calendars)
    return Measured(key, standing, reckon(procedure, Log(standing, [_happened(e) for e in events])))


def _happened(event: EngineEvent) -> Happened:
    plain = {name: getattr(event, name) for name in _HAPPENED}
    answers = _answers(event.given) if event.kind in _telling() else {}
    return Happened(**plain, answers=answers)


@dataclass
class Tally:
    """What one unit or person did, and which limits they met and how many of them late."""

    done: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    met: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    late: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add_met(self, limit: str, late: bool | None) -> None:
        """One round of a limit that came to its end."""
        self.met[limit] += 1
        if late:
            self.late[limit] += 1


@dataclass
class Tallies:
    """Tallies by unit and by person, both by their numbers."""

    units: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))
    people: dict[int, Tally] = field(default_factory=lambda: defaultdict(Tally))


def tally(facts: Iterable[CaseFacts]) -> Tallies:
    """Add the facts of cases up by who did it; who is not named (citizen, clock) is left out."""
    found = Tallies()
    for case in facts:
        _add_people(found, case)
        for share in case.shares:
            if not share.given_up:
                _add_share(found.units[share.unit], share)
        for unit in case.reworked_by:
            found.units[unit].done["rework"] += 1
    return found


def _add_people(found: Tallies, case: CaseFacts) -> None:
    """What was done by somebody, and the waitings that they ended."""
    for done in (case.reported, *case.fixed, *case.credits):
        for one in _tallies_of(found, done):
            one.done[done.what] += 1
    for step in case.steps:
        for one in _tallies_of(found, step):
            one.add_met(step.what, step.late)


def _tallies_of(found: Tallies, done: Act | Step) -> Iterator[Tally]:
    if done.person is not None:
        yield found.people[done.person]
    if done.unit is not None:
        yield found.units[done.unit]


def _add_share(unit: Tally, share: UnitShare) -> None:
    """A unit's share in a case, with each of its own clocks."""
    unit.done["lead" if share.lead else "joint"] += 1
    for limit, late in share.met:
        unit.add_met(limit, late)
