"""Lists of cases: filters, what waits for whom, boxes, keyset pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.cases import asked
from yiwang.cases.belonging import SEARCH
from yiwang.cases.marks import MARKS
from yiwang.cases.models import Assignment, Case, CaseRequest, Event, SavedView
from yiwang.cases.visibility import reported, reports, visible
from yiwang.engine import register
from yiwang.engine.duties import UNIT, Duty
from yiwang.engine.effects import AssignmentStatus, RequestKind
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.search import queries as search

PAGE_SIZE = 50
COLUMNS = (
    "id",
    "number",
    "procedure",
    "title",
    "state",
    "channel",
    "category",
    "area",
    "grid",
    "address",
    "part_code",
    "urgency",
    "nature",
    "confidential",
    "people",
    "opened_at",
    "closed_at",
    "due_at",
    "outer_due_at",
    "satisfied",
    "solved",
    "seq",
)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list is narrowed to; empty means all."""

    text: str = ""
    procedure: str = ""
    state: str = ""
    category: str = ""
    area: str = ""
    # The code of a grid, or what its codes begin with.
    grid: str = ""
    channel: str = ""
    part_code: str = ""
    urgency: str = ""
    unit: int | None = None
    box: str = ""
    mark: str = ""
    late: bool = False
    due_within_hours: int = 0
    open_only: bool = False
    opened_from: datetime | None = None
    opened_to: datetime | None = None


@dataclass(frozen=True)
class Page:
    """One page of a list and where the next one begins; empty at the end."""

    rows: list[dict[str, Any]]
    following: str


def final_states() -> list[str]:
    """The keys of all states at which a case is at an end."""
    return [s.key for p in register.procedures() for s in p.states if s.final]


def listed(worker: Worker, filters: Filters) -> QuerySet[Case]:
    """The cases that this worker may see, narrowed by the filters."""
    cases = visible(worker)
    same = {
        "procedure": filters.procedure,
        "state": filters.state,
        "channel": filters.channel,
        "part_code": filters.part_code,
        "urgency": filters.urgency,
        "lead_unit_id": filters.unit,
        "category__startswith": filters.category,
        "area__startswith": filters.area,
        "grid__startswith": filters.grid,
        "opened_at__gte": filters.opened_from,
        "opened_at__lt": filters.opened_to,
    }
    cases = cases.filter(**{key: value for key, value in same.items() if value})
    if filters.box:
        cases = cases.filter(BOXES[filters.box].condition())
    if filters.mark:
        cases = cases.filter(MARKS[filters.mark].condition())
    if filters.open_only or filters.late or filters.due_within_hours:
        cases = cases.exclude(state__in=final_states())
    if filters.late:
        cases = cases.filter(due_at__lt=timezone.now())
    if filters.due_within_hours:
        until = timezone.now() + timedelta(hours=filters.due_within_hours)
        cases = cases.filter(due_at__gte=timezone.now(), due_at__lt=until)
    if filters.text.strip():
        cases = cases.filter(Q(number=filters.text.strip()) | Q(pk__in=_found(filters.text)))
    return cases


def _found(text: str) -> Any:
    return search.matching("case", text)


def waiting_for(worker: Worker) -> QuerySet[Case]:
    """The cases in which it is this worker's turn."""
    cases = visible(worker)
    if worker.duty in UNIT:
        held = Q(_held(worker), procedure__in=_handled_by(worker.duty))
        return cases.filter(held | _to_take_on(worker) if reports(worker) else held)
    return cases.filter(_their_turn(worker.duty) | Q(_to_settle(worker)))


def _to_take_on(worker: Worker) -> Q:
    """What somebody of a unit reported and may take on at once, since nobody holds it yet."""
    turn = Q(pk__in=[])
    for procedure in register.procedures():
        ways = [a for a in procedure.actions if worker.duty in a.by and a.to and not a.on]
        states = {state.key for action in ways for state in action.at if not state.final}
        turn |= Q(procedure=procedure.key, state__in=states)
    return turn & reported(worker)


def _their_turn(duty: Duty) -> Q:
    """The states of each procedure that wait for this duty; none matches nothing."""
    turn = Q(pk__in=[])
    for procedure in register.procedures():
        states = [state.key for state in procedure.states if state.waits_for == duty]
        if states:
            turn |= Q(procedure=procedure.key, state__in=states)
    return turn


def _handled_by(duty: Duty) -> list[str]:
    """The procedures in which this duty acts on what its unit holds."""
    return [
        procedure.key
        for procedure in register.procedures()
        if any(action.on and duty in action.by for action in procedure.actions)
    ]


def on_ground(cases: QuerySet[Case], worker: Worker, codes: Iterable[str]) -> QuerySet[Case]:
    """Narrowed to some grids; what lies in no grid and what somebody reported themselves stays."""
    elsewhere = org.areas_below(level="grid").exclude(code__in=list(codes)).values("code")
    return cases.filter(~Q(area__in=elsewhere) | reported(worker))


def off_ground(case: Case, worker: Worker, codes: Iterable[str]) -> bool:
    """Whether one case is left out there."""
    return not on_ground(Case.objects.filter(pk=case.pk), worker, codes).exists()


def _held(worker: Worker) -> Exists:
    wanted = [AssignmentStatus.SENT, AssignmentStatus.SIGNED]
    if worker.duty is Duty.REVIEWER:
        wanted = [AssignmentStatus.DRAFTED]
    held = Assignment.objects.filter(case=OuterRef("pk"), unit=worker.unit_id, status__in=wanted)
    return Exists(held)


def _to_settle(worker: Worker) -> Exists:
    return Exists(asked.waiting(worker).filter(case=OuterRef("pk")))


def page(
    cases: QuerySet[Case], *, order: str = "due", after: str = "", size: int = PAGE_SIZE
) -> Page:
    """One page, without counting: `due` soonest first, `new` latest first."""
    cases = _after(cases, order, after)
    ordering = (F("due_at").asc(nulls_last=True), "id") if order == "due" else ("-opened_at", "-id")
    rows = list(
        cases.order_by(*ordering).values(*COLUMNS, lead_unit_name=F("lead_unit__name"))[: size + 1]
    )
    return Page(rows[:size], _cursor(rows[size - 1], order) if len(rows) > size else "")


def rows_by_id(worker: Worker, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The rows of these cases as in a list; of those only that this worker may see."""
    cases = visible(worker).filter(pk__in=set(ids))
    rows = cases.values(*COLUMNS, lead_unit_name=F("lead_unit__name"))
    return {row["id"]: row for row in rows}


def seen_among(worker: Worker, ids: Iterable[int]) -> set[int]:
    """Those of these cases that this worker may see."""
    return set(visible(worker).filter(pk__in=set(ids)).values_list("pk", flat=True))


def _cursor(row: dict[str, Any], order: str) -> str:
    moment = row["due_at"] if order == "due" else row["opened_at"]
    return f"{moment.timestamp() if moment else ''}_{row['id']}"


def _after(cases: QuerySet[Case], order: str, after: str) -> QuerySet[Case]:
    seconds, _, number = after.partition("_")
    if not number.isdigit():
        return cases
    last = int(number)
    if not seconds:
        return cases.filter(due_at=None, id__gt=last)
    moment = datetime.fromtimestamp(float(seconds), timezone.get_current_timezone())
    if order == "due":
        later = Q(due_at__gt=moment) | Q(due_at=moment, id__gt=last) | Q(due_at=None)
        return cases.filter(later)
    return cases.filter(Q(opened_at__lt=moment) | Q(opened_at=moment, id__lt=last))


@dataclass(frozen=True)
class Box:
    """A saved list of the supervisor."""

    key: str
    label: str
    hint: str
    event_kinds: tuple[str, ...] = ()
    request: RequestKind | None = None
    unsatisfied: bool = False

    def condition(self) -> Q:
        """Which cases lie in the box."""
        if self.unsatisfied:
            return Q(satisfied="unsatisfied") | Q(solved="unsolved")
        if self.request is not None:
            asked = CaseRequest.objects.filter(case=OuterRef("pk"), kind=self.request.value)
            return Q(Exists(asked))
        happened = Event.objects.filter(case=OuterRef("pk"), kind__in=self.event_kinds)
        return Q(Exists(happened))


BOXES = {
    box.key: box
    for box in (
        Box(
            "unsatisfied",
            gettext_noop("不满意箱"),
            gettext_noop("回访或评价为不满意、未解决的案件"),
            unsatisfied=True,
        ),
        Box(
            "report",
            gettext_noop("报告箱"),
            gettext_noop("单位上报请示、等待协调的案件"),
            event_kinds=("report_up",),
        ),
        Box(
            "withdrawal",
            gettext_noop("撤销箱"),
            gettext_noop("申请撤销的案件"),
            request=RequestKind.WITHDRAWAL,
        ),
        Box(
            "direct",
            gettext_noop("直达箱"),
            gettext_noop("一单直达社区的案件"),
            event_kinds=("dispatch_direct",),
        ),
    )
}


def saved_views(worker: Worker, page: str = SEARCH) -> list[SavedView]:
    """What a person keeps of a page, by name."""
    return list(SavedView.objects.filter(person=worker.person_id, page=page).order_by("name"))


def counts_by_state(worker: Worker) -> dict[tuple[str, str], int]:
    """How many open cases this worker sees in each procedure's state, in one query."""
    cases = visible(worker).exclude(state__in=final_states()).order_by()
    rows = cases.values_list("procedure", "state").annotate(number=Count("id"))
    return {(procedure, state): number for procedure, state, number in rows}


def counts_by_category(worker: Worker) -> dict[str, int]:
    """How many open cases this worker sees in each category, in one query."""
    cases = visible(worker).exclude(state__in=final_states()).exclude(category="")
    return dict(cases.order_by().values_list("category").annotate(number=Count("id")))
