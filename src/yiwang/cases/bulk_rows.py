"""Writes the rows of many new cases at once, with one raw statement a table."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models

from yiwang.cases import projection, statements
from yiwang.cases.models import Assignment, Case, CaseRequest, Deadline, Event
from yiwang.cases.standing_rows import DEADLINE, EVENT, Linked, deadline_row, event_row
from yiwang.cases.statements import Rows, column_names, put
from yiwang.engine.standing import Standing
from yiwang.search import actions as search


@dataclass(slots=True)
class CaseToWrite:
    """A folded case with its key, and its events with the hashes before and after them."""

    key: int
    source_key: str
    standing: Standing
    events: list[Linked]


@dataclass(slots=True)
class RowsOfCases:
    """Rows ready for the database, table by table; plain values only."""

    cases: Rows
    events: Rows
    deadlines: Rows
    assignments: Rows
    requests: Rows
    words: list[tuple[int, str]]


def rows_of(found: list[CaseToWrite], recorded_at: datetime, via: str) -> RowsOfCases:
    """The case, event, assignment, deadline and request rows; asks nothing of the database."""
    recorded = (statements.written_time()(recorded_at), via)
    moments = statements.written_moments()
    each = [(one.key, one.standing) for one in found]
    assignments = (
        projection.assignment_columns(key, s, x) for key, s in each for x in s.assignments
    )
    requests = (projection.request_columns(key, x) for key, s in each for x in s.requests)
    return RowsOfCases(
        cases=statements.plain_rows(Case, map(_case, found), keyed=True),
        events=[
            event_row(one.key, linked, moments(linked[0].at), recorded)
            for one in found
            for linked in one.events
        ],
        deadlines=[deadline_row(key, x, moments) for key, s in each for x in s.clocks],
        assignments=statements.plain_rows(Assignment, assignments),
        requests=statements.plain_rows(CaseRequest, requests),
        words=[search.entry("case", key, _text(s)) for key, s in each],
    )


def _text(standing: Standing) -> str:
    told = (standing.facts.get(key, "") for key in ("title", "content", "address"))
    return " ".join((standing.number, *told))


def write(rows: RowsOfCases) -> None:
    """Into the tables; inside a transaction."""
    put(Case, column_names(Case, keyed=True), rows.cases)
    put(Event, EVENT, rows.events)
    put(Deadline, DEADLINE, rows.deadlines)
    put(Assignment, column_names(Assignment), rows.assignments)
    put(CaseRequest, column_names(CaseRequest), rows.requests)
    search.put_rows(rows.words)


def free_keys(count: int) -> list[int]:
    """Primary keys for new cases, so that nothing need be read back."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [Case._meta.db_table, count],
            )
            return [number for (number,) in cursor.fetchall()]
    # Within a transaction of SQLite nobody else writes.
    last = Case.objects.aggregate(last=models.Max("id"))["last"] or 0
    return list(range(last + 1, last + count + 1))


def _case(one: CaseToWrite) -> dict[str, Any]:
    return {
        "id": one.key,
        "number": one.standing.number,
        "procedure": one.standing.procedure,
        "source_key": one.source_key,
        **projection.search_columns(one.standing),
        # orjson writes a dataclass as its fields, just as `plain` does.
        "standing": one.standing,
    }
