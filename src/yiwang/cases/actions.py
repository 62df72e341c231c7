"""The one door for writing: every case is opened and every act performed here."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.cases import log, numbers, outbox, projection, statements, suggest, visibility
from yiwang.cases.belonging import ReporterFacts, attach, keep_reporter
from yiwang.cases.known import check_known
from yiwang.cases.models import Case
from yiwang.cases.recusals import check_recused
from yiwang.cases.rules import DialledRules, calendars
from yiwang.engine import register
from yiwang.engine.attempt import Attempt
from yiwang.engine.decide import decide
from yiwang.engine.evolve import evolve
from yiwang.engine.standing import Standing, standing_from
from yiwang.kernel.refusals import Invalid, NotFound, NotNow
from yiwang.org.actors import SYSTEM, Worker
from yiwang.search import actions as search

JOIN, MERGE_NEED = "join", "main_case"
# What an act must know of the case; everything else is in its standing.
_HELD = ("id", "number", "procedure", "registered_by", "confidential", "standing")


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A new matter, as it was reported."""

    procedure: str
    worker: Worker
    given: Mapping[str, Any]
    reporter: ReporterFacts | None = None
    via: str = "web"
    at: datetime | None = None
    source_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a person does to a case; `seen` is the last event that their page showed."""

    number: str
    action: str
    worker: Worker
    given: Mapping[str, Any] = field(default_factory=dict)
    subject: int = 0
    seen: int = 0
    via: str = "web"
    at: datetime | None = None


@dataclass(frozen=True)
class Done:
    """What came of it; `secret` only when a case was opened."""

    case_id: int
    number: str
    seq: int
    state: str
    secret: str = ""


@transaction.atomic
def open_case(opening: Opening) -> Done:
    """Open a case; the citizen follows it by its number and the returned secret.

    Raises a `Refusal` when what was reported does not fit the procedure.
    """
    procedure = register.procedure(opening.procedure)
    at = opening.at or timezone.now()
    given = dict(opening.given)
    if "title" in procedure.opening.need_by_key and not given.get("title"):
        given["title"] = str(given.get("content", "")).strip()[:30]
    if opening.reporter is not None:
        given["reporter"] = keep_reporter(opening.reporter)
    standing = Standing(procedure.key, numbers.take(procedure.prefix, at)[0])
    secret = secrets.token_hex(4)
    case = Case(
        number=standing.number,
        procedure=procedure.key,
        registered_by=opening.worker.person_id,
        source_key=opening.source_key,
        secret_digest=digest_of(secret),
    )
    act = Act(
        number=standing.number,
        action=procedure.opening.key,
        worker=opening.worker,
        given=given,
        via=opening.via,
        at=at,
    )
    _write(case, standing, act, {})
    text = f"{case.number} {case.title} {case.content} {case.address}"
    search.index(kind="case", object_id=case.pk, text=text)
    return Done(case.pk, case.number, case.seq, case.state, secret)


@transaction.atomic
def open_and_do(opening: Opening, steps: Iterable[tuple[str, Mapping[str, Any]]]) -> Done:
    """Open a case and take these first steps (action, given): all of it or nothing.

    Raises the `Refusal` of whichever step was refused; then no case was opened either.
    """
    done = open_case(opening)
    for action, given in steps:
        step = Act(
            number=done.number, action=action, worker=opening.worker, given=given, via=opening.via
        )
        done = replace(perform(step), secret=done.secret)
    return done


@transaction.atomic
def perform(act: Act) -> Done:
    """Do something to a case: one event, the new standing and what is told outside.

    Raises a `Refusal`; then nothing was written. Of two people who act on the same standing
    exactly one wins, since the case row is locked first.
    """
    case, standing = _held(act)
    act = _credited(act, standing)
    _write(case, standing, act, case.standing)
    _join_main(case, act)
    return Done(case.pk, case.number, case.seq, case.state)


def _credited(act: Act, standing: Standing) -> Act:
    """The act with the rule or part that named the unit it is sent to."""
    action = register.procedure(standing.procedure).action_by_key.get(act.action)
    if action is None or suggest.RULE not in action.need_by_key:
        return act
    return replace(act, given=suggest.credited(action, standing.facts, act.given))


def _held(act: Act) -> tuple[Case, Standing]:
    """The case, locked, and where it stands; refused to whoever may not see it."""
    case = statements.one_locked(Case, _HELD, by="number", value=act.number)
    if isinstance(case, Case):
        standing = standing_from(case.standing)
        if visibility.sees(act.worker, case, standing):
            return case, standing
    raise NotFound("没有这个案件，或您无权查看")


def _write(case: Case, standing: Standing, act: Act, before: dict[str, Any]) -> None:
    procedure = register.procedure(case.procedure)
    recorded_at = timezone.now()
    attempt = Attempt(
        action=act.action,
        actor=act.worker.actor,
        at=_seconds(act.at) if act.at else _now(standing, recorded_at),
        given=act.given,
        subject=act.subject,
        seen=act.seen,
    )
    event = decide(procedure, standing, attempt, DialledRules(procedure.key))
    check_known(procedure.key, procedure.action_by_key[event.kind], event.given)
    check_recused(case, procedure.action_by_key[event.kind], event.given)
    evolve(procedure, standing, event, calendars)
    hashes = log.link_on(standing, event, log.microseconds(recorded_at), act.via)
    projection.save(case, standing, before)
    log.append(case.pk, (event, *hashes), recorded_at, act.via)
    attach(case, event.given, act.worker)
    outbox.tell(
        f"{case.procedure}.{event.kind}",
        case.pk,
        {"number": case.number, "seq": event.seq, "state": case.state},
        recorded_at,
    )


def _seconds(at: datetime) -> int:
    return int(at.timestamp())


def _now(standing: Standing, recorded_at: datetime) -> int:
    """The present second; a machine's clock that was set back must not refuse people."""
    return max(_seconds(recorded_at), standing.last[3] if standing.last else 0)


def _join_main(case: Case, act: Act) -> None:
    """A merged case is noted in the log of the case that it was merged into."""
    if MERGE_NEED not in act.given or not case.main_case:
        return
    if case.main_case == case.number:
        raise Invalid("案件不能并入自己")
    main = Case.objects.filter(number=case.main_case).first()
    if main is None or main.confidential != case.confidential:
        raise Invalid("没有可以并入的案件“{number}”", number=case.main_case)
    if main.main_case:
        raise NotNow(
            "“{number}”已并入“{main}”，请并入后者", number=main.number, main=main.main_case
        )
    given = {"joined_case": case.number, "content": case.content, "channel": case.channel}
    perform(replace(act, number=main.number, action=JOIN, given=given, subject=0, seen=0))


def digest_of(secret: str) -> str:
    """What is kept of a citizen's secret."""
    return hashlib.sha256(secret.strip().lower().encode()).hexdigest()


def system_act(number: str, action: str, given: Mapping[str, Any]) -> Done:
    """Something that the clock does by itself."""
    return perform(Act(number=number, action=action, worker=SYSTEM, given=given, via="clock"))
