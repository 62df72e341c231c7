"""Self-evaluations: filled from readings and evidence, each reading open down to its cases."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.budget.register import rights
from yiwang.budget.targets import actions, queries, readings, schemes
from yiwang.budget.targets.actions import Written
from yiwang.budget.targets.contents import Goal, Outcome, goals_read, outcomes_read
from yiwang.disclosure.schemes.scheme import Grade
from yiwang.disclosure.schemes.scoring import result_class
from yiwang.kernel.refusals import NotFound, Refusal
from yiwang.measure import register as measures
from yiwang.measure.language import Side
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import scope_of
from yiwang.web.budget.targets import may
from yiwang.web.figures.asked import address, rows_address
from yiwang.web.home import said
from yiwang.web.refusals import sentence


@dataclass(frozen=True)
class Proof:
    """Where a reading leads: its page, and the cases behind part and whole."""

    figure: str
    version: str
    as_of: str
    part: int | None
    whole: int | None
    part_rows: str = ""
    whole_rows: str = ""


@dataclass(frozen=True)
class Row:
    """One goal with what became of it."""

    goal: Goal
    outcome: Outcome
    proof: Proof | None


@for_duties(*rights.READERS)
def evaluations(request: HttpRequest) -> HttpResponse:
    """The self-evaluations of a year, and signed targets that have none yet."""
    scope = scope_of(request)
    found = queries.evaluations(scope.year)
    there = {one.promise.subject for one in found}
    context = {
        "scope": scope,
        "evaluations": [(one, _class(one)) for one in found],
        "waiting": [one for one in queries.standing(scope.year) if one.subject not in there],
        "keeps": request.worker.duty in rights.KEEPERS,
    }
    return render(request, "budget/evaluations.html", context)


def _class(one: queries.Evaluation) -> str:
    return result_class(schemes.scheme(one.promise.scheme), one.total)


@require_POST
@for_duties(*rights.KEEPERS)
def begin(request: HttpRequest, number: int) -> HttpResponse:
    """Begin the self-evaluation of signed targets, or the next edition of it."""
    made = actions.begin_evaluation(promise=number, by=request.worker)
    return redirect("budget:evaluation", made.pk)


@for_duties(*rights.READERS)
def evaluation(request: HttpRequest, number: int) -> HttpResponse:
    """One self-evaluation: filled in while it is a draft, otherwise as it was handed in."""
    if request.method != "POST":
        return _shown(request, queries.evaluation(number))
    if request.worker.duty not in rights.KEEPERS:
        raise NotFound("没有这张自评表")
    try:
        actions.write_evaluation(number=number, written=_written(request.POST), by=request.worker)
        if request.POST.get("then") == "submit":
            actions.submit_evaluation(number=number, by=request.worker)
            said(request, _("已提交审核"))
        else:
            said(request, _("已保存，读数和得分已更新"))
    except Refusal as refused:
        # What was written is kept; only handing it in was refused.
        return _shown(request, queries.evaluation(number), refused)
    return redirect("budget:evaluation", number)


def _written(given: Any) -> Written:
    many = len([key for key in given if key.startswith("goal.")])
    return Written(
        outcomes=tuple(
            Outcome(
                actual=given.get(f"actual.{at}", "").strip()[:120],
                evidence=given.get(f"evidence.{at}", "").strip()[:500],
                attachment=given.get(f"attachment.{at}", "").strip()[:200],
                grade=given.get(f"grade.{at}", ""),
                reason=given.get(f"reason.{at}", "").strip()[:1000],
            )
            for at in range(many)
        ),
        execution_reason=given.get("execution_reason", ""),
        improvement=given.get("improvement", ""),
    )


def _shown(
    request: HttpRequest, found: queries.Evaluation, refused: Refusal | None = None
) -> HttpResponse:
    scheme = schemes.scheme(found.promise.scheme)
    goals, outcomes = goals_read(found.promise.goals), outcomes_read(found.outcomes)
    context = {
        "evaluation": found,
        "promise": found.promise,
        "scheme": scheme,
        "class": result_class(scheme, found.total),
        "rows": [Row(g, o, _proof(o)) for g, o in zip(goals, outcomes, strict=True)],
        "grades": list(Grade.__members__.items()),
        "grade_words": {key: one.value for key, one in Grade.__members__.items()},
        "rate": Fraction(found.spent_fen, found.budget_fen) if found.budget_fen > 0 else None,
        "kind": "evaluation",
        "refused": sentence(refused) if refused else "",
        **may(request, found),
    }
    template = "evaluation_edit" if context["writes"] else "evaluation"
    status = refused.status if refused else 200
    return render(request, f"budget/{template}.html", context, status=status)


def _proof(outcome: Outcome) -> Proof | None:
    """The way from a reading to its page and its cases."""
    kept = outcome.reading
    if not kept:
        return None
    plan, key = readings.plan_of(kept), kept["indicator"]
    try:
        sides = measures.indicator(key).sides()
    except NotFound:
        # The indicator is declared no more; what was read stays in the form.
        return Proof("", kept["version"], kept["as_of"], kept["part"], kept["whole"])
    rows = {side: rows_address(plan, key, side) for side in sides}
    return Proof(
        address(plan),
        kept["version"],
        kept["as_of"],
        kept["part"],
        kept["whole"],
        rows.get(Side.PART, ""),
        rows.get(Side.WHOLE, ""),
    )
