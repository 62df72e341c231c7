"""Writes the standing of a case into its rows; nothing else may write them."""

from typing import Any

from yiwang.cases import statements
from yiwang.cases.models import Assignment, Case, CaseRequest, Deadline
from yiwang.cases.standing_rows import DEADLINE, deadline_row
from yiwang.cases.statements import moment
from yiwang.engine import register
from yiwang.engine.language import Scope
from yiwang.engine.standing import ClockStanding, Standing, plain, plain_part

_FACTS = (
    "title",
    "content",
    "channel",
    "category",
    "nature",
    "urgency",
    "area",
    "grid",
    "address",
    "part_code",
    "outer_number",
    "main_case",
    "public_reply",
    "satisfied",
    "solved",
)


def search_columns(standing: Standing) -> dict[str, Any]:
    """The columns of the case row that are looked for; all but the standing itself."""
    facts = standing.facts
    point = facts.get("point") or (None, None)
    lead = standing.lead
    values: dict[str, Any] = {key: facts.get(key, "") for key in _FACTS}
    return values | {
        "state": standing.state,
        "seq": standing.seq,
        "longitude": point[0],
        "latitude": point[1],
        "people": facts.get("people", 1),
        "confidential": facts.get("confidential", False),
        "wants_call": facts.get("wants_call", True),
        "reporter_id": facts.get("reporter"),
        "lead_unit_id": lead.unit if lead else None,
        "opened_at": moment(standing.opened_at),
        "entered_at": moment(standing.entered_at),
        "closed_at": moment(standing.closed_at),
        "due_at": moment(next_due(standing)),
        "outer_due_at": moment(_outer_due(standing)),
    }


def next_due(standing: Standing) -> int | None:
    """The earliest deadline of the case itself that still runs."""
    limits = register.procedure(standing.procedure).limit_by_key
    dues = [
        clock.due_at
        for clock in standing.clocks
        if clock.ended_at is None
        and clock.due_at is not None
        and clock.scope == Scope.CASE
        and not limits[clock.limit].window
    ]
    return min(dues, default=None)


def _outer_due(standing: Standing) -> int | None:
    limits = register.procedure(standing.procedure).limit_by_key
    for clock in standing.clocks:
        if limits[clock.limit].outer:
            return clock.due_at
    return None


def save(case: Case, standing: Standing, before: dict[str, Any]) -> None:
    """Write what changed since `before`, the standing as it was stored."""
    values = search_columns(standing) | {"standing": plain(standing)}
    for key, value in values.items():
        setattr(case, key, value)
    if case.pk is None:
        case.save(force_insert=True)
    else:
        statements.change(Case, case.pk, tuple(values), statements.plain_values(Case, values))
    save_parts(case.pk, standing, before)


def save_parts(case_id: int, standing: Standing, before: dict[str, Any]) -> None:
    """Write the changed deadlines, assignments and requests, one statement each."""
    clocks = _changed(standing.clocks, before.get("clocks", []))
    moments = statements.written_moments()
    statements.put_over(
        Deadline,
        DEADLINE,
        [deadline_row(case_id, clock, moments) for clock in clocks],
        key=_DEADLINE_KEY,
        update=_DEADLINE_SET,
    )
    moved = _moved_assignments(standing, before, clocks)
    _put_over(
        Assignment, [assignment_columns(case_id, standing, a) for a in moved], _ASSIGNMENT_SET
    )
    requests = _changed(standing.requests, before.get("requests", []))
    _put_over(CaseRequest, [request_columns(case_id, r) for r in requests], _REQUEST_SET)


def _put_over(model: statements.Model, rows: list[dict[str, Any]], update: tuple[str, ...]) -> None:
    statements.put_over(
        model,
        statements.column_names(model),
        statements.plain_rows(model, rows),
        key=("case_id", "no"),
        update=update,
    )


def _changed(now: list[Any], before: list[dict[str, Any]]) -> list[Any]:
    return [
        item
        for index, item in enumerate(now)
        if index >= len(before) or plain_part(item) != before[index]
    ]


def _moved_assignments(
    standing: Standing, before: dict[str, Any], clocks: list[ClockStanding]
) -> list[Any]:
    """Assignments that changed themselves or whose deadline moved."""
    moved = _changed(standing.assignments, before.get("assignments", []))
    subjects = {c.subject for c in clocks if c.scope == Scope.ASSIGNMENT}
    return moved + [a for a in standing.assignments if a.no in subjects and a not in moved]


_DEADLINE_KEY = ("case_id", "limit", "subject", "round")
_DEADLINE_SET = ("due_at", "ended_at", "dropped", "late_since", "amount", "unit", "notice")
_ASSIGNMENT_SET = ("status", "active", "designated", "signed_at", "replied_at", "due_at")
_REQUEST_SET = ("settled_at", "granted", "endorsed")


def assignment_columns(case_id: int, standing: Standing, item: Any) -> dict[str, Any]:
    """The columns of an assignment, due with its earliest running clock."""
    open_clocks = standing.open_clocks(Scope.ASSIGNMENT, item.no)
    dues = [c.due_at for c in open_clocks if c.due_at is not None]
    return {
        "case_id": case_id,
        "no": item.no,
        "unit_id": item.unit,
        "path": item.path,
        "role": item.role,
        "parent": item.parent,
        "status": item.status,
        "active": item.active,
        "designated": item.designated,
        "sent_at": moment(item.sent_at),
        "signed_at": moment(item.signed_at),
        "replied_at": moment(item.replied_at),
        "due_at": moment(min(dues, default=None)),
    }


def request_columns(case_id: int, item: Any) -> dict[str, Any]:
    """The columns of a request."""
    return {
        "case_id": case_id,
        "no": item.no,
        "kind": item.kind,
        "assignment": item.assignment,
        "asked_by": item.asked_by,
        "asked_unit": item.asked_unit,
        "asked_at": moment(item.asked_at),
        "settled_at": moment(item.settled_at),
        "granted": item.granted,
        "endorsed": len(item.endorsed_by),
    }
