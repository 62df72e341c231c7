"""Data of the hub for programs: every reading goes through the gate, under a grant."""

from typing import Annotated, Any

import orjson
from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import Field

from yiwang.hub.catalogue.gate import bounds, paging, questions, rights, sql
from yiwang.kernel.refusals import Invalid
from yiwang.web.api.cases import PROBLEMS
from yiwang.web.api.tokens import need_scope

SCOPE = "hub:read"
router = Router(tags=["hub"])
# Read by the operation and not by the address, so that any other number is answered in JSON.
Number = Annotated[int, Path(ge=1, lt=2**31)]


class GrantOut(Schema):
    """A grant in force: what it opens, under which name, until when."""

    number: int
    resource: str
    name: str
    fields: list[str]
    masked: list[str]
    purpose: str
    until: str


class PageIn(Schema):
    """Which page: fields and conditions among those granted, after which row."""

    fields: list[str] = Field([], max_length=200)
    where: str = Field("", max_length=20_000, description='JSON [{"field","test","value"}]')
    after: str = Field("", max_length=bounds.LONGEST_CURSOR)
    most: int = Field(100, ge=1, le=bounds.MOST_ROWS)
    purpose: str = Field("", max_length=200)


class PageOut(Schema):
    """Rows of one version of the table; `after` is empty on the last page."""

    rows: list[dict[str, Any]]
    after: str
    version: int
    access: int
    digest: str


class PlanIn(Schema):
    """A closed plan: what is reckoned, by which fields, of which rows."""

    plan: dict[str, Any]
    purpose: str = Field("", max_length=200)


class LineOut(Schema):
    """One group that is large enough."""

    keys: list[Any]
    value: Any
    rows: int


class GroupsOut(Schema):
    """Groups below the floor are withheld."""

    lines: list[LineOut]
    withheld: bool
    floor: int
    access: int
    digest: str


class SqlIn(Schema):
    """One SELECT over the names of the grants."""

    sql: str = Field(min_length=1, max_length=10_000)
    purpose: str = Field("", max_length=200)


class ResultOut(Schema):
    """Rows of a query; `more` says that some were left out."""

    rows: list[dict[str, Any]]
    more: bool
    access: list[int]
    digest: str


@router.get("/grants", response={200: list[GrantOut]} | PROBLEMS)
def grants(request: HttpRequest) -> Any:
    """What the unit of the token may read now."""
    need_scope(request, SCOPE)
    return [
        {
            "number": one.grant.pk,
            "resource": one.resource.key,
            "name": one.name,
            "fields": list(one.fields),
            "masked": list(one.masked),
            "purpose": one.purpose,
            "until": one.grant.until.isoformat(),
        }
        for one in rights.every(request.worker)
        if one.grant
    ]


@router.get("/grants/{number}/rows", response={200: PageOut} | PROBLEMS)
def rows(request: HttpRequest, number: Number, query: Query[PageIn]) -> Any:
    """One page of rows, in the order of their keys."""
    need_scope(request, SCOPE)
    wanted = paging.Wanted(
        fields=tuple(query.fields),
        where=_conditions(query.where),
        after=query.after,
        most=query.most,
        purpose=query.purpose,
    )
    right = rights.by_grant(number, request.worker)
    page = paging.page(right, request.worker, wanted)
    return {
        "rows": page.rows.to_pylist(),
        "after": page.after,
        "version": page.version,
        "access": page.number,
        "digest": page.digest,
    }


@router.post("/grants/{number}/question", response={200: GroupsOut} | PROBLEMS)
def question(request: HttpRequest, number: Number, body: PlanIn) -> Any:
    """Counts and sums by granted fields; small groups are withheld."""
    need_scope(request, SCOPE)
    right = rights.by_grant(number, request.worker)
    plan = questions.read(body.plan)
    answer = questions.ask(right, request.worker, plan, purpose=body.purpose)
    lines = [{"keys": list(o.keys), "value": o.value, "rows": o.rows} for o in answer.lines]
    return {
        "lines": lines,
        "withheld": answer.withheld,
        "floor": answer.floor,
        "access": answer.number,
        "digest": answer.digest,
    }


@router.post("/sql", response={200: ResultOut} | PROBLEMS)
def query(request: HttpRequest, body: SqlIn) -> Any:
    """One SELECT over the granted names, on granted rows and fields, masked."""
    need_scope(request, SCOPE)
    who = request.worker
    result = sql.query(body.sql, rights.every(who), who, purpose=body.purpose)
    return {
        "rows": result.rows.to_pylist(),
        "more": result.more,
        "access": list(result.numbers),
        "digest": result.digest,
    }


def _conditions(text: str) -> tuple[dict[str, Any], ...]:
    if not text:
        return ()
    try:
        found = orjson.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, list):
        raise Invalid("条件须是JSON数组")
    return tuple(found)
