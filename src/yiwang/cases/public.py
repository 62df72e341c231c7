"""What a citizen may see and do: by number and secret, nothing internal."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from yiwang.cases.actions import digest_of
from yiwang.cases.models import Attachment, Case
from yiwang.engine import register
from yiwang.kernel import masking
from yiwang.kernel.refusals import NotFound


@dataclass(frozen=True)
class PublicStep:
    """One step that the citizen may know of."""

    label: str
    at: datetime


@dataclass(frozen=True)
class PublicCase:
    """A case as its citizen sees it."""

    number: str
    title: str
    content: str
    stage: str
    state: str
    closed: bool
    opened_at: datetime
    due_at: datetime | None
    reply: str
    unit: str
    steps: tuple[PublicStep, ...]
    stages: tuple[str, ...]
    may_rate: bool
    files: tuple[Attachment, ...]


def followed(number: str, secret: str) -> Case:
    """The case of this number and secret. Raises `NotFound`, without saying which is wrong."""
    case = Case.objects.select_related("lead_unit").filter(number=number.strip().upper()).first()
    kept = case.secret_digest if case else ""
    if case is None or not secrets.compare_digest(kept, digest_of(secret)):
        raise NotFound("编号或查询码不对，请核对短信或回执")
    return case


def shown(case: Case) -> PublicCase:
    """What the citizen of a case sees; the reply of the main case where it was merged."""
    procedure = register.procedure(case.procedure)
    main = Case.objects.filter(number=case.main_case).first() if case.main_case else None
    source = main or case
    state = procedure.state_by_key[source.state]
    steps = _steps(source)
    final_or_verified = state.final or state.key == "verified"
    ratable = procedure.action_by_key["rate"]
    return PublicCase(
        number=case.number,
        title=case.title,
        content=case.content,
        stage=state.stage,
        state=state.label,
        closed=state.final,
        opened_at=case.opened_at,
        due_at=None if state.final else source.due_at,
        reply=_reply(source, own=main is None) if final_or_verified else "",
        unit=source.lead_unit.name if source.lead_unit else "",
        steps=steps,
        stages=procedure.stages,
        may_rate=state in ratable.at and not case.events.filter(kind="rate").exists(),
        files=tuple(Attachment.objects.filter(case=case, public=True)),
    )


def _reply(source: Case, *, own: bool) -> str:
    """The answer; what was written to somebody else about the same matter names nobody."""
    return source.public_reply if own else masking.free_text(source.public_reply)[0]


def _steps(case: Case) -> tuple[PublicStep, ...]:
    """When the case came to each stage; who did it inside the house is not told."""
    procedure = register.procedure(case.procedure)
    moves = case.events.order_by("seq").values_list("source", "target", "at")
    return tuple(
        PublicStep(procedure.state_by_key[target].label, at)
        for source, target, at in moves
        if target != source
    )
