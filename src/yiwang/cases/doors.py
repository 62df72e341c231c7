"""Two doors for whole histories: one decides every step, one trusts them; both write one log."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.cases import bulk_rows, numbers
from yiwang.cases.ahead import ahead
from yiwang.cases.log import link_on, microseconds
from yiwang.cases.models import Case
from yiwang.cases.rules import DialledRules, calendars
from yiwang.cases.standing_rows import Linked
from yiwang.cases.statements import moment
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.attempt import Attempt, Rules
from yiwang.engine.decide import decide, trusted
from yiwang.engine.evolve import evolve
from yiwang.engine.language import Procedure, TimeLimit
from yiwang.engine.standing import Event as EngineEvent
from yiwang.engine.standing import Standing, UnitFact
from yiwang.fieldwork.grids import queries as grids
from yiwang.kernel.refusals import Refusal
from yiwang.kernel.worktime import WorkingCalendar
from yiwang.org import queries as org
from yiwang.org.actors import Worker

VIA = "import"
# Cases that are worked out and written at a time; their rows fit into a pipe.
PARCEL = 100
WORTH_A_PROCESS = 2 * PARCEL
Decide = Callable[[Procedure, Standing, Attempt, Rules], EngineEvent]


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a history, at its own time (epoch seconds)."""

    action: str
    at: int
    given: dict[str, Any]
    worker: Worker
    subject: int = 0


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """A whole case of another system; the first step opens it."""

    procedure: str
    source_key: str
    line: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A case that was written, with where it stands."""

    line: int
    number: str
    standing: Standing


@dataclass
class DoorResult:
    """What came of the histories; `refused` and `repeated` name their lines."""

    cases: int = 0
    events: int = 0
    refused: list[tuple[int, Refusal]] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)


def tell_nobody(case: Written) -> None:
    """Nobody wants to know of each case."""


@dataclass(frozen=True)
class Door:
    """How histories are taken in."""

    recorded_at: datetime
    decide: Decide
    # Told of every case that was written, as for comparing it with the file.
    written: Callable[[Written], None] = tell_nobody


class _RulesOnce(DialledRules):
    """Everything of the day read beforehand, so that no decision asks the database."""

    def __init__(self, procedure: str) -> None:
        super().__init__(procedure)
        self._units = org.unit_facts()
        self._calendar = calendars(self.edition)
        self._notices = dials.published_limits()
        self._limits: dict[tuple[Any, ...], tuple[int, str, int] | None] = {}
        self._grids = grids.days()

    def limit(
        self, limit: TimeLimit, facts: Mapping[str, Any], unit: int | None
    ) -> tuple[int, str, int] | None:
        """As the dials say; they do not change in the middle of an import."""
        category, urgency = facts.get("category", ""), facts.get("urgency", "")
        key = (limit.key, category, urgency, unit)
        if key not in self._limits:
            self._limits[key] = dials.limit_for(
                self.procedure, limit, category, urgency, unit, self._notices
            )
        return self._limits[key]

    def calendar(self, edition: int) -> WorkingCalendar:
        """The working calendar of the day: new events name no other."""
        return self._calendar

    def unit(self, unit: int) -> UnitFact | None:
        """A unit in use."""
        return self._units.get(unit)

    def grid(self, point: Sequence[float] | None, area: str, at: int) -> str:
        """The grid of a place on the day of a moment."""
        if point is None and not grids.may_be_grid(area):
            return ""
        return self._grids.code(point, area, _day(at))


@lru_cache(maxsize=1 << 12)
def _day(at: int) -> date:
    return timezone.localdate(moment(at))


def replay_histories(
    histories: Iterable[CaseHistory],
    *,
    recorded_at: datetime,
    batch: int = 2000,
    written: Callable[[Written], None] = tell_nobody,
) -> DoorResult:
    """Take histories in as if people acted: each step is decided by the engine."""
    return _take_in(histories, Door(recorded_at, decide, written), batch)


def load_histories(
    histories: Iterable[CaseHistory],
    *,
    recorded_at: datetime,
    batch: int = 4000,
    written: Callable[[Written], None] = tell_nobody,
) -> DoorResult:
    """Take histories in as they are: another system has decided them already."""
    return _take_in(histories, Door(recorded_at, trusted, written), batch)


def _take_in(histories: Iterable[CaseHistory], door: Door, batch: int) -> DoorResult:
    result = DoorResult()
    waiting = iter(histories)
    while some := list(islice(waiting, batch)):
        with transaction.atomic():
            _take_batch(list(_unknown(some, result)), door, result)
    return result


def known_keys(procedure: str, keys: Iterable[str]) -> set[str]:
    """Those source keys under which a case was taken in already."""
    wanted = list(keys)
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        rows = Case.objects.filter(procedure=procedure, source_key__in=part)
        found.update(key for key in rows.values_list("source_key", flat=True) if key)
    return found


def _unknown(histories: list[CaseHistory], result: DoorResult) -> Iterator[CaseHistory]:
    known: set[tuple[str, str]] = set()
    for procedure in {history.procedure for history in histories}:
        keys = [h.source_key for h in histories if h.procedure == procedure]
        known |= {(procedure, key) for key in known_keys(procedure, keys)}
    for history in histories:
        if (history.procedure, history.source_key) in known:
            result.repeated.append(history.line)
            continue
        known.add((history.procedure, history.source_key))
        yield history


def _take_batch(histories: list[CaseHistory], door: Door, result: DoorResult) -> None:
    # Anew for each batch: reading the file may add units.
    rules = {key: _RulesOnce(key) for key in {history.procedure for history in histories}}
    series = [_series(history) for history in histories]
    folding = _Folding(door, rules, numbers.last_taken(series))
    cases = list(zip(bulk_rows.free_keys(len(histories)), series, histories, strict=True))
    worth = len(cases) >= WORTH_A_PROCESS
    with closing(ahead(lambda: folding.parcels(cases), worth=worth)) as parcels:
        for parcel in parcels:
            folding.last |= parcel.last
            _take_parcel(parcel, door, result)
    numbers.move_on(folding.last)


def _take_parcel(parcel: "_Parcel", door: Door, result: DoorResult) -> None:
    bulk_rows.write(parcel.rows)
    result.cases += len(parcel.rows.cases)
    result.events += len(parcel.rows.events)
    result.refused += parcel.refused
    for case in parcel.written:
        door.written(case)


def _series(history: CaseHistory) -> str:
    """The series of numbers of the day on which a case was opened."""
    prefix = register.procedure(history.procedure).prefix
    return numbers.series(prefix, moment(history.steps[0].at))


@dataclass(slots=True)
class _Parcel:
    """Some cases, ready to be written."""

    rows: bulk_rows.RowsOfCases
    # The last number of each series after them.
    last: dict[str, int]
    refused: list[tuple[int, Refusal]]
    # Only where somebody wants to be told of them.
    written: list[Written]


@dataclass(slots=True)
class _Folding:
    """Decides, folds, numbers and chains histories without asking the database."""

    door: Door
    rules: dict[str, _RulesOnce]
    last: dict[str, int]

    def parcels(self, cases: list[tuple[int, str, CaseHistory]]) -> Generator[_Parcel, None, None]:
        """Parcel after parcel, in the order of the file."""
        for start in range(0, len(cases), PARCEL):
            yield self._parcel(cases[start : start + PARCEL])

    def _parcel(self, cases: list[tuple[int, str, CaseHistory]]) -> _Parcel:
        folded: list[bulk_rows.CaseToWrite] = []
        refused: list[tuple[int, Refusal]] = []
        told: list[Written] = []
        for key, series, history in cases:
            try:
                standing, events = self._fold(history)
            except Refusal as refusal:
                refused.append((history.line, refusal))
                continue
            linked = self._chain(standing, series, events)
            folded.append(bulk_rows.CaseToWrite(key, history.source_key, standing, linked))
            if self.door.written is not tell_nobody:
                told.append(Written(history.line, standing.number, standing))
        rows = bulk_rows.rows_of(folded, self.door.recorded_at, VIA)
        return _Parcel(rows, self.last, refused, told)

    def _fold(self, history: CaseHistory) -> tuple[Standing, list[EngineEvent]]:
        procedure = register.procedure(history.procedure)
        rules = self.rules[history.procedure]
        standing = Standing(procedure.key, "")
        events = []
        for step in history.steps:
            attempt = Attempt(step.action, step.worker.actor, step.at, step.given, step.subject)
            event = self.door.decide(procedure, standing, attempt, rules)
            evolve(procedure, standing, event, rules.calendar)
            events.append(event)
        return standing, events

    def _chain(self, standing: Standing, series: str, events: list[EngineEvent]) -> list[Linked]:
        """Give the case the next number of its day, and chain its events."""
        self.last[series] += 1
        standing.number = numbers.written(series, self.last[series])
        at = microseconds(self.door.recorded_at)
        return [(event, *link_on(standing, event, at, VIA)) for event in events]


__all__ = [
    "CaseHistory",
    "DoorResult",
    "Step",
    "Written",
    "known_keys",
    "load_histories",
    "replay_histories",
    "tell_nobody",
]
