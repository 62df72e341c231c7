"""Cases over the API: list, read, open, act."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Header, Query, Router, Schema
from pydantic import AfterValidator, Field

from yiwang.cases import actions, lists, queries
from yiwang.cases.belonging import ReporterFacts
from yiwang.cases.once import once
from yiwang.kernel import masking
from yiwang.web.api.tokens import need_scope

router = Router(tags=["cases"])
# A program has no right to look behind what is hidden; numbers and names in texts stay inside.
Masked = Annotated[str, AfterValidator(lambda text: masking.free_text(text)[0])]
Number = Field(pattern=r"^[A-Z]{1,6}\d{8,18}$", max_length=24)


class CaseLine(Schema):
    """A case in a list."""

    number: str
    procedure: str
    title: Masked
    state: str
    channel: str
    category: str
    area: str
    grid: str
    urgency: str
    opened_at: datetime
    due_at: datetime | None
    outer_due_at: datetime | None
    closed_at: datetime | None
    lead_unit_name: str | None


class CasePage(Schema):
    """A page of a list; `following` is handed in as `after` for the next one."""

    items: list[CaseLine]
    following: str


class EventLine(Schema):
    """One event of a case."""

    seq: int
    kind: str
    at: datetime
    duty: str
    source: str
    target: str
    hash: str


class CaseRead(CaseLine):
    """A whole case, without the person who appealed."""

    content: Masked
    address: Masked
    public_reply: Masked
    satisfied: str
    solved: str
    events: list[EventLine]


class ReporterIn(Schema):
    """Who appeals."""

    name: str = Field("", max_length=40)
    phone: str = Field("", max_length=30)


class OpenIn(Schema):
    """A new case; `given` by the needs of the procedure's opening action."""

    procedure: str = Field("appeals", max_length=40)
    given: dict[str, Any]
    reporter: ReporterIn | None = None


class ActIn(Schema):
    """What is done to a case; `given` by the needs of the action."""

    given: dict[str, Any] = {}
    subject: int = Field(0, ge=0, le=10_000)
    seen: int = Field(0, ge=0, le=1_000_000)


class DoneOut(Schema):
    """What came of it; `secret` only for a case that was opened."""

    number: str
    seq: int
    state: str
    secret: str = ""


class Problem(Schema):
    """Why it was refused (RFC 9457)."""

    type: str
    status: int
    title: str
    code: str
    fields: dict[str, str] = {}


class ListQuery(Schema):
    """How a list is narrowed."""

    text: str = Field("", max_length=200)
    state: str = Field("", max_length=30)
    category: str = Field("", max_length=12)
    area: str = Field("", max_length=20)
    grid: str = Field("", max_length=20)
    after: str = Field("", max_length=60)


PROBLEMS: dict[Any, Any] = dict.fromkeys((400, 401, 403, 404, 409, 413, 422), Problem)


@router.get("", response={200: CasePage} | PROBLEMS)
def list_cases(request: HttpRequest, query: Query[ListQuery]) -> Any:
    """Cases that the token's unit may see, the newest first."""
    need_scope(request, "cases:read")
    wanted = query.dict()
    after = wanted.pop("after")
    page = lists.page(
        lists.listed(request.worker, lists.Filters(**wanted)), order="new", after=after
    )
    return {"items": page.rows, "following": page.following}


@router.get("/{number}", response={200: CaseRead} | PROBLEMS)
def read_case(request: HttpRequest, number: str) -> Any:
    """One case with its log."""
    need_scope(request, "cases:read")
    case = queries.case(request.worker, number)
    told = {key: getattr(case, key) for key in CaseRead.model_fields if hasattr(case, key)}
    told["lead_unit_name"] = case.lead_unit.name if case.lead_unit else None
    return told | {"events": list(case.events.order_by("seq"))}


@router.post("", response={200: DoneOut, 201: DoneOut} | PROBLEMS)
def open_case(
    request: HttpRequest,
    body: OpenIn,
    idempotency_key: str = Header(..., alias="Idempotency-Key", min_length=8, max_length=128),
) -> Any:
    """Open a case once for each Idempotency-Key; a repeat gets the first answer with 200."""
    need_scope(request, "cases:write")
    reporter = ReporterFacts(**body.reporter.dict()) if body.reporter else None
    opening = actions.Opening(
        procedure=body.procedure,
        worker=request.worker,
        given=body.given,
        reporter=reporter,
        via="api",
    )
    return _once(request, idempotency_key, lambda: actions.open_case(opening))


@router.post("/{number}/actions/{action}", response={200: DoneOut, 201: DoneOut} | PROBLEMS)
def act_on_case(
    request: HttpRequest,
    number: str,
    action: str,
    body: ActIn,
    idempotency_key: str = Header(..., alias="Idempotency-Key", min_length=8, max_length=128),
) -> Any:
    """Do something to a case once for each Idempotency-Key."""
    need_scope(request, "cases:write")
    act = actions.Act(
        number=number,
        action=action,
        worker=request.worker,
        given=body.given,
        subject=body.subject,
        seen=body.seen,
        via="api",
    )
    return _once(request, idempotency_key, lambda: actions.perform(act))


def _once(request: HttpRequest, key: str, do: Any) -> Any:
    def written() -> dict[str, Any]:
        done: actions.Done = do()
        return {"number": done.number, "seq": done.seq, "state": done.state, "secret": done.secret}

    content = request.path.encode() + b"\n" + request.body
    answer, new = once(source=f"api:{request.worker.post_id}", key=key, content=content, do=written)
    return (201 if new else 200), answer
