"""Every write of targets and self-evaluations, and the hands on them."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.budget.register import queries as register
from yiwang.budget.register.models import BudgetUnit, Project
from yiwang.budget.register.queries import Wanted
from yiwang.budget.register.rights import checked_year, may_keep
from yiwang.budget.targets import judging, queries, readings, schemes
from yiwang.budget.targets.contents import (
    Goal,
    Outcome,
    goals_read,
    goals_written,
    outcomes_read,
    outcomes_written,
)
from yiwang.budget.targets.models import DeviationNotice, Evaluation, Promise, State
from yiwang.disclosure.schemes import scoring
from yiwang.engine.duties import Duty
from yiwang.kernel.money import Money
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotNow, Refusal
from yiwang.org.actors import Worker

DIAL_KEEPERS = (Duty.FINANCE, Duty.SUPERVISOR, Duty.ADMINISTRATOR)


@dataclass(frozen=True, kw_only=True)
class Promised:
    """The targets of one subject and year as they are written."""

    year: int
    unit: BudgetUnit
    goals: tuple[Goal, ...]
    project: Project | None = None
    aim: str = ""
    scheme: str = schemes.USUAL

    @property
    def subject(self) -> str:
        """The project or the unit as one key."""
        return f"P{self.project.pk}" if self.project else f"U{self.unit.pk}"


@transaction.atomic
def write_promise(*, promised: Promised, by: Worker) -> Promise:
    """Keep targets as a draft: the open one, or the next edition. Raises `NotNow`, `Invalid`."""
    may_keep(by)
    schemes.scheme(promised.scheme)
    if promised.project is not None and promised.project.unit_id != promised.unit.pk:
        raise Invalid("项目“{name}”不是这个预算单位的", name=promised.project.name)
    for goal in promised.goals:
        readings.check(goal)
    before = Promise.objects.filter(subject=promised.subject, year=checked_year(promised.year))
    newest = before.select_for_update().order_by("-edition").first()
    if newest is None or newest.state in (State.SIGNED, State.RETURNED):
        newest = Promise(
            subject=promised.subject,
            year=promised.year,
            unit=promised.unit,
            project=promised.project,
            edition=newest.edition + 1 if newest else 1,
        )
    elif newest.state != State.DRAFT:
        raise NotNow("这张表已提交，退回后才能修改")
    newest.scheme, newest.aim = promised.scheme, promised.aim.strip()
    newest.goals = goals_written(promised.goals)
    _made(newest, by)
    newest.save()
    return newest


def _made(one: Promise | Evaluation, by: Worker) -> None:
    one.made_at, one.made_by, one.made_name = timezone.now(), by.person_id, by.person_name


@transaction.atomic
def submit_promise(*, number: int, by: Worker) -> Promise:
    """Hand targets in for review. Raises the first fault that is found."""
    may_keep(by)
    found = queries.locked_promise(number)
    if found.state != State.DRAFT:
        raise NotNow("这张表已提交，退回后才能修改")
    goals = goals_read(found.goals)
    _refuse(judging.faults_of_goals(schemes.scheme(found.scheme), goals))
    _submitted(found, found.goals)
    return found


def _refuse(faults: Any) -> None:
    first: Refusal | None = next(iter(faults), None)
    if first is not None:
        raise first


def _submitted(one: Promise | Evaluation, contents: Any) -> None:
    text = json.dumps(contents, ensure_ascii=False, sort_keys=True)
    one.digest = hashlib.sha256(text.encode()).hexdigest()
    one.submitted_at = timezone.now()
    one.save(update_fields=["digest", "submitted_at"])


@transaction.atomic
def begin_evaluation(*, promise: int, by: Worker) -> Evaluation:
    """Begin the self-evaluation of signed targets, with readings as they are now.

    Goes on with what the last edition said. Raises `NotNow`, `Conflict`.
    """
    may_keep(by)
    found = queries.locked_promise(promise)
    if found.state != State.SIGNED:
        raise NotNow("绩效目标签字后才能自评")
    last = found.evaluations.order_by("-edition").first()
    if last is not None and last.state not in (State.SIGNED, State.RETURNED):
        raise Conflict("这张自评表正在填报")
    goals = goals_read(found.goals)
    known = outcomes_read(last.outcomes) if last else [Outcome() for _goal in goals]
    made = Evaluation(promise=found, edition=last.edition + 1 if last else 1)
    if last is not None:
        made.execution_reason, made.improvement = last.execution_reason, last.improvement
    _fill(made, known, by)
    return made


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a person writes of a self-evaluation: one outcome a goal, in their order."""

    outcomes: tuple[Outcome, ...]
    execution_reason: str = ""
    improvement: str = ""


@transaction.atomic
def write_evaluation(*, number: int, written: Written, by: Worker) -> Evaluation:
    """Keep what was written; readings and money are read anew, never typed."""
    may_keep(by)
    found = queries.locked_evaluation(number)
    if found.state != State.DRAFT:
        raise NotNow("这张表已提交，退回后才能修改")
    if len(written.outcomes) != len(found.promise.goals):
        raise Invalid("指标数与绩效目标不符，请重新打开这张表")
    found.execution_reason = written.execution_reason.strip()[:1000]
    found.improvement = written.improvement.strip()
    _fill(found, list(written.outcomes), by)
    return found


def _fill(one: Evaluation, outcomes: list[Outcome], by: Worker) -> None:
    """Read what is read, score everything, and keep it."""
    promise = one.promise
    scheme = schemes.scheme(promise.scheme)
    goals = goals_read(promise.goals)
    filled = [
        judging.judged(scheme, goal, _read(goal, outcome, promise.year, by))
        for goal, outcome in zip(goals, outcomes, strict=True)
    ]
    budget, spent = money_of(promise)
    one.budget_fen, one.spent_fen = budget.fen, spent.fen
    one.execution_score = scoring.execution_score(scheme, budget.told(), spent.told())
    scores = [done.score for done in filled if done.score is not None]
    one.total = scoring.summed([one.execution_score, *scores])
    one.outcomes = outcomes_written(filled)
    _made(one, by)
    one.save()


def _read(goal: Goal, outcome: Outcome, year: int, by: Worker) -> Outcome:
    if goal.source is None:
        return replace(outcome, reading=None)
    found = readings.reading(goal, year, by)
    return replace(outcome, reading=found, actual=found.pop("text"))


def money_of(promise: Promise, until: date | None = None) -> tuple[Money, Money]:
    """The adjusted budget (A) and what was spent (B) of a promise's project or unit."""
    wanted = Wanted(
        year=promise.year, unit=promise.unit_id, project=promise.project_id, until=until
    )
    found = register.whole(wanted)
    return Money(found.adjusted), Money(found.account)


@transaction.atomic
def submit_evaluation(*, number: int, by: Worker) -> Evaluation:
    """Hand a self-evaluation in. Raises the first fault: a value, evidence or reason missing."""
    may_keep(by)
    found = queries.locked_evaluation(number)
    if found.state != State.DRAFT:
        raise NotNow("这张表已提交，退回后才能修改")
    _fill(found, outcomes_read(found.outcomes), by)
    goals, outcomes = goals_read(found.promise.goals), outcomes_read(found.outcomes)
    _refuse(judging.faults_of_outcomes(goals, outcomes))
    budget, spent = Decimal(found.budget_fen), Decimal(found.spent_fen)
    scheme = schemes.scheme(found.promise.scheme)
    lacking = scoring.says_nothing(found.execution_reason)
    if judging.execution_must_explain(scheme, budget, spent) and lacking:
        raise Missing("预算执行率偏低，须说明原因，不能填“无”")
    _submitted(found, found.outcomes)
    return found


def publish_deviation(*, percent: Decimal, basis: str, by: Worker) -> DeviationNotice:
    """From which share beyond a target its overshooting must be explained, from now on."""
    if by.duty not in DIAL_KEEPERS:
        may_keep(by)
    if not basis.strip():
        raise Missing("请填写依据")
    if not 5 <= percent <= 100:
        raise Invalid("偏差界限应在5%到100%之间")
    return DeviationNotice.objects.create(
        share=percent / 100,
        valid_from=timezone.now(),
        published_by=by.person_name,
        basis=basis.strip()[:200],
    )
