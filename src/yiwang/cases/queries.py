"""What is read of single cases: the page, the timeline, the clocks and the next steps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from yiwang.cases import numbers
from yiwang.cases.log import event_of
from yiwang.cases.models import Attachment, Case, Draft, Event, Reveal
from yiwang.cases.rules import calendars
from yiwang.cases.statements import moment
from yiwang.cases.suggest import RULE
from yiwang.cases.visibility import visible
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.clocks import seconds_left
from yiwang.engine.duties import Duty
from yiwang.engine.evolve import replay
from yiwang.engine.language import Need, NeedKind, Procedure, TimeLimit
from yiwang.engine.possible import Possible, possible
from yiwang.engine.standing import ClockStanding, Standing, standing_from
from yiwang.kernel.refusals import NotFound
from yiwang.kernel.worktime import TimeUnit
from yiwang.org import queries as org
from yiwang.org.actors import Worker


def case(worker: Worker, number: str) -> Case:
    """One case that this worker may see. Raises `NotFound`."""
    found = visible(worker).select_related("lead_unit", "reporter").filter(number=number).first()
    if found is None:
        raise NotFound("没有这个案件，或您无权查看")
    return found


def procedure_of(case: Case) -> Procedure:
    """The declaration under which a case runs."""
    return register.procedure(case.procedure)


def procedure_by_number(number: str) -> Procedure:
    """The declaration of a case's procedure, by the letters that its number begins with."""
    return register.procedure_of_prefix(numbers.prefix_of(number))


def standing_of(case: Case) -> Standing:
    """Where a case stands, as stored."""
    return standing_from(case.standing)


def replayed(case: Case) -> Standing:
    """Where a case stands by its log alone."""
    events = [event_of(row) for row in case.events.order_by("seq")]
    standing = replay(procedure_of(case), case.number, events, calendars)
    standing.hash = case.standing.get("hash", "")
    return standing


def possible_actions(case: Case, worker: Worker) -> list[Possible]:
    """What this worker may do with the case now."""
    now = int(timezone.now().timestamp())
    return possible(procedure_of(case), standing_of(case), worker.actor, now)


@dataclass(frozen=True)
class GivenItem:
    """One thing that was handed in with an act."""

    need: Need
    value: Any

    @property
    def text(self) -> str:
        """The value in words."""
        if self.need.kind is NeedKind.CHOICE:
            return next((c.label for c in self.need.choices if c.key == self.value), self.value)
        if self.need.kind is NeedKind.YES_NO:
            return "是" if self.value else "否"
        if isinstance(self.value, list):
            return "、".join(str(item) for item in self.value)
        return str(self.value)


@dataclass(frozen=True)
class Entry:
    """One line of the timeline."""

    seq: int
    kind: str
    label: str
    at: datetime
    person: str
    unit: str
    duty: str
    deputises: str
    target: str
    moved: bool
    given: tuple[GivenItem, ...]
    hash: str


_NUMBERS_OF_UNITS = frozenset({NeedKind.UNIT, NeedKind.UNITS})
# Codes that people know by their names.
_NAMED = {
    NeedKind.CATEGORY: dials.category_label,
    NeedKind.CHANNEL: lambda key: dials.channel_labels_kept().get(key, key),
    NeedKind.AREA: org.area_label,
}
# Shown in places of their own, not in the timeline.
_HIDDEN = frozenset({NeedKind.PERSON, NeedKind.FILES, NeedKind.POINT})


@dataclass(frozen=True)
class _Names:
    """What numbers in the events mean."""

    people: dict[int, str]
    units: dict[int, str]
    rules: dict[int, str]


def timeline(case: Case) -> list[Entry]:
    """Everything that happened to a case, the newest first; four queries at most."""
    procedure = procedure_of(case)
    rows = list(case.events.order_by("-seq"))
    names = _Names(
        org.person_names(number for row in rows for number in (row.person, row.deputises)),
        org.unit_names([row.unit for row in rows] + _units_named(procedure, rows)),
        dials.rule_words(row.given[RULE] for row in rows if RULE in row.given),
    )
    return [_entry(procedure, row, names) for row in rows]


def _units_named(procedure: Procedure, rows: list[Event]) -> list[int | None]:
    named: list[int | None] = []
    for row in rows:
        for need in procedure.action_by_key[row.kind].needs:
            if need.kind in _NUMBERS_OF_UNITS and need.key in row.given:
                value = row.given[need.key]
                named += value if isinstance(value, list) else [value]
    return named


def _entry(procedure: Procedure, row: Event, names: _Names) -> Entry:
    action = procedure.action_by_key[row.kind]
    return Entry(
        seq=row.seq,
        kind=row.kind,
        label=action.label,
        at=row.at,
        person=names.people.get(row.person or 0, ""),
        unit=names.units.get(row.unit or 0, ""),
        duty=Duty(row.duty).label,
        deputises=names.people.get(row.deputises or 0, ""),
        target=procedure.state_by_key[row.target].label,
        moved=row.target != row.source,
        given=tuple(_items(action.needs, row.given, names)),
        hash=row.hash,
    )


def _items(needs: tuple[Need, ...], given: dict[str, Any], names: _Names) -> list[GivenItem]:
    items = []
    for need in needs:
        if need.key not in given or need.kind in _HIDDEN:
            continue
        value = given[need.key]
        if need.kind in _NUMBERS_OF_UNITS:
            numbers = value if isinstance(value, list) else [value]
            value = "、".join(names.units.get(number, "") for number in numbers)
        if need.key == RULE:
            value = names.rules.get(value, value)
        if need.kind in _NAMED:
            value = _NAMED[need.kind](value) or value
        if need.kind is NeedKind.MOMENT:
            value = timezone.localtime(moment(value)).strftime("%Y-%m-%d %H:%M")
        items.append(GivenItem(need, value))
    return items


@dataclass(frozen=True)
class ClockLine:
    """One clock of a case as people look at it."""

    limit: TimeLimit
    clock: ClockStanding
    started_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    left: int | None
    late: bool
    paused: bool
    percent: int
    provisional: bool

    @property
    def unit_label(self) -> str:
        """In what the limit is counted."""
        return TimeUnit(self.clock.unit).label


def clock_lines(case: Case) -> list[ClockLine]:
    """The clocks of a case, running ones first."""
    procedure, standing = procedure_of(case), standing_of(case)
    now = int(timezone.now().timestamp())
    lines = [_line(procedure, clock, now) for clock in standing.clocks]
    return sorted(lines, key=lambda line: (line.ended_at is not None, line.clock.started_at))


def _line(procedure: Procedure, clock: ClockStanding, now: int) -> ClockLine:
    calendar = calendars(clock.edition)
    left = seconds_left(clock, now, calendar)
    spent = clock.used if left is None else clock.budget - left
    return ClockLine(
        limit=procedure.limit_by_key[clock.limit],
        clock=clock,
        started_at=timezone.localtime(moment(clock.started_at)),
        due_at=moment(clock.due_at),
        ended_at=moment(clock.ended_at),
        left=left,
        late=clock.late(now),
        paused=clock.open and clock.running_since is None,
        percent=min(100, max(0, round(100 * spent / clock.budget))) if clock.budget else 100,
        provisional=calendar.provisional(clock.started_at, clock.due_at or now),
    )


def attachments(case: Case, *, public_only: bool = False) -> list[Attachment]:
    """The files of a case."""
    files = Attachment.objects.filter(case=case).order_by("id")
    return list(files.filter(public=True) if public_only else files)


@dataclass(frozen=True)
class Look:
    """Somebody looked at the reporter of a case."""

    at: datetime
    person: str
    unit: str
    duty: str
    purpose: str


def reveals(case: Case, worker: Worker) -> list[Look]:
    """Who looked at the reporter of a case, when and why; only a supervisor reads it."""
    if worker.duty is not Duty.SUPERVISOR:
        return []
    rows = list(Reveal.objects.filter(case=case).order_by("-at"))
    people = org.person_names(row.person for row in rows)
    units = org.unit_names(row.unit for row in rows)
    return [
        Look(
            at=row.at,
            person=people.get(row.person, ""),
            unit=units.get(row.unit or 0, ""),
            duty=Duty(row.duty).label,
            purpose=row.purpose,
        )
        for row in rows
    ]


def drafts(case: Case, worker: Worker) -> dict[str, Draft]:
    """What this person was writing for the actions on a case, by the action."""
    mine = Draft.objects.filter(case=case, person=worker.person_id)
    return {draft.action: draft for draft in mine}


def done_since(case: Case, worker: Worker, action: str, seen: int) -> bool:
    """Whether this person did it after the event that their page showed last."""
    later = case.events.filter(kind=action, person=worker.person_id, seq__gt=seen)
    return later.exists()


def assignments(case: Case) -> list[Any]:
    """The assignments of a case with the names of their units, as they were given."""
    return list(case.assignments.select_related("unit").order_by("no"))


def requests(case: Case) -> list[Any]:
    """What was asked in a case and how it was decided."""
    return list(case.requests.order_by("-no"))
