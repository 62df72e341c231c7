"""What goes on at this moment: what is late or soon late, and what happened last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from yiwang.cases.lists import COLUMNS
from yiwang.cases.models import Case, Event
from yiwang.cases.visibility import visible
from yiwang.engine import register
from yiwang.org import queries as org
from yiwang.org.actors import Worker

# So many of the latest events are looked through for those that one may see.
LOOKED_THROUGH = 200


@dataclass(frozen=True)
class Due:
    """How many open cases are late, or will be within the given hours."""

    late: int
    soon: int


def _open_states() -> list[str]:
    """The states from which the index of deadlines is read; asking for what is not final is not."""
    return sorted({s.key for p in register.procedures() for s in p.states if not s.final})


def _running(worker: Worker) -> QuerySet[Case]:
    return visible(worker).filter(state__in=_open_states())


def due(worker: Worker, *, hours: int) -> Due:
    """Late and soon late among the open cases that this worker may see; one query."""
    now = timezone.now()
    until = now + timedelta(hours=hours)
    found = (
        _running(worker)
        .filter(due_at__lt=until)
        .order_by()
        .aggregate(late=Count("pk", filter=Q(due_at__lt=now)), all=Count("pk"))
    )
    return Due(found["late"], found["all"] - found["late"])


def due_first(worker: Worker, size: int, *, late: bool) -> list[dict[str, Any]]:
    """The open cases that are late the longest, or those that are due next."""
    now = timezone.now()
    cases = _running(worker).filter(Q(due_at__lt=now) if late else Q(due_at__gte=now))
    rows = cases.order_by("due_at", "id").values(*COLUMNS, lead_unit_name=F("lead_unit__name"))
    return list(rows[:size])


@dataclass(frozen=True)
class Happening:
    """Something that happened to a case; without persons."""

    id: int
    at: datetime
    act: str
    unit: str
    number: str
    title: str
    procedure: str


def latest(worker: Worker, size: int) -> list[Happening]:
    """What happened last in cases that this worker may see, the newest first; three queries."""
    rows = list(
        Event.objects.order_by("-id").values_list("id", "at", "kind", "unit", "case_id")[
            :LOOKED_THROUGH
        ]
    )
    seen = _seen(worker, (case for *_, case in rows))
    told = [row for row in rows if row[-1] in seen][:size]
    units = org.unit_names(unit for _, _, _, unit, _ in told)
    return [
        Happening(id, at, _act(seen[case][2], kind), units.get(unit or 0, ""), *seen[case])
        for id, at, kind, unit, case in told
    ]


def _seen(worker: Worker, cases: Iterable[int]) -> dict[int, tuple[str, str, str]]:
    """Number, title and procedure of those cases that may be seen."""
    rows = visible(worker).filter(pk__in=set(cases))
    return {pk: tuple(rest) for pk, *rest in rows.values_list("pk", "number", "title", "procedure")}


def _act(procedure: str, kind: str) -> str:
    action = register.procedure(procedure).action_by_key.get(kind)
    return action.label if action else kind
