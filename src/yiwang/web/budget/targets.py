"""Targets: written, handed in, reviewed, signed; each edition stays to be seen."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.budget.register import queries as register
from yiwang.budget.register import rights
from yiwang.budget.targets import actions, hands, queries, schemes
from yiwang.budget.targets.actions import Promised
from yiwang.budget.targets.contents import LEVELS, Goal, ReadFrom, goals_read
from yiwang.disclosure.schemes.scheme import SCHEMES
from yiwang.engine import register as procedures
from yiwang.kernel.refusals import NotFound, Refusal
from yiwang.measure import register as measures
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import number, scope_of, whole
from yiwang.web.home import said
from yiwang.web.refusals import sentence

# Empty rows below those that are written.
MORE_ROWS, MOST_ROWS = 3, 40


@for_duties(*rights.READERS)
def targets(request: HttpRequest) -> HttpResponse:
    """The targets of a year, and what has none yet."""
    scope = scope_of(request)
    found = queries.promises(scope.year)
    if scope.unit:
        found = [one for one in found if one.unit_id == scope.unit.pk]
    there = {one.subject for one in found}
    context = {
        "scope": scope,
        "promises": found,
        "units": [one for one in scope.units if f"U{one.pk}" not in there],
        "projects": [
            one
            for one in register.projects(scope.wanted.unit, scope.year)
            if f"P{one.pk}" not in there and not one.is_basic
        ],
        "keeps": request.worker.duty in rights.KEEPERS,
    }
    return render(request, "budget/targets.html", context)


@for_duties(*rights.READERS)
def promise(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: its goals, the hands on it, and its self-evaluations."""
    found = queries.promise(number)
    context = {
        "promise": found,
        "scheme": schemes.scheme(found.scheme),
        "goals": goals_read(found.goals),
        "labels": _labels(),
        "editions": queries.editions(found),
        "evaluations": list(found.evaluations.all()),
        "keeps_money": request.worker.duty in rights.KEEPERS,
        "kind": "promise",
        **may(request, found),
    }
    return render(request, "budget/promise.html", context)


def may(request: HttpRequest, one: Any) -> dict[str, bool]:
    """Which hand this person may lay on a form now."""
    duty, state = request.worker.duty, one.state
    own = request.worker.person_id == one.made_by
    return {
        "writes": duty in rights.KEEPERS and state == hands.State.DRAFT,
        "anew": duty in rights.KEEPERS and state in (hands.State.RETURNED, hands.State.SIGNED),
        "reviews": duty in hands.REVIEWERS and state == hands.State.SUBMITTED and not own,
        "signs": duty in hands.SIGNERS and state == hands.State.REVIEWED and not own,
        "sends_back": duty in (*hands.REVIEWERS, *hands.SIGNERS)
        and state in (hands.State.SUBMITTED, hands.State.REVIEWED),
    }


@require_POST
@for_duties(*hands.REVIEWERS, *hands.SIGNERS)
def hand(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Review, sign or send back."""
    if kind not in hands.KINDS:
        raise NotFound("没有这张表")
    given, by = request.POST, request.worker
    match given.get("hand"):
        case "review":
            hands.review(kind=kind, number=number, opinion=given.get("opinion", ""), by=by)
            said(request, _("已审核"))
        case "sign":
            hands.sign(kind=kind, number=number, by=by)
            said(request, _("已签字"))
        case _:
            hands.send_back(kind=kind, number=number, reason=given.get("reason", ""), by=by)
            said(request, _("已退回"))
    return redirect(f"budget:{kind}", number)


@for_duties(*rights.KEEPERS)
def edit(request: HttpRequest) -> HttpResponse:
    """Write the targets of a subject and year; what was refused comes back as it was typed."""
    subject = _subject(request)
    before = _before(subject)
    context = {"subject": subject, **_choices()}
    if request.method != "POST":
        goals = goals_read(before.goals) if before else []
        shown = {"aim": before.aim if before else "", "scheme": _scheme_of(before)}
        return render(request, "budget/promise_edit.html", context | shown | _rows(goals))
    given = request.POST
    typed: dict[str, Any] = {"aim": given.get("aim", ""), "scheme": given.get("scheme", "")}
    try:
        typed |= _rows(_goals(given))
        promised = Promised(
            year=subject["year"],
            unit=subject["unit"],
            project=subject["project"],
            goals=tuple(_goals(given)),
            aim=typed["aim"],
            scheme=typed["scheme"],
        )
        made = actions.write_promise(promised=promised, by=request.worker)
        if given.get("then") == "submit":
            actions.submit_promise(number=made.pk, by=request.worker)
        said(request, _("已提交审核") if given.get("then") == "submit" else _("已保存"))
        return redirect("budget:promise", made.pk)
    except Refusal as refused:
        told = _rows([]) | typed | {"refused": sentence(refused)}
        return render(request, "budget/promise_edit.html", context | told, status=refused.status)


def _subject(request: HttpRequest) -> dict[str, Any]:
    """The unit or project of the address, and the year."""
    given = request.GET
    year = number(given.get("year", ""), "year")
    if given.get("project"):
        project = register.project(whole(given["project"], 0))
        return {"year": year, "unit": project.unit, "project": project, "name": project.name}
    unit = register.unit(whole(given.get("unit", ""), 0))
    return {"year": year, "unit": unit, "project": None, "name": unit.name}


def _before(subject: dict[str, Any]) -> queries.Promise | None:
    wanted = (subject["unit"], subject["project"])
    for one in queries.promises(subject["year"]):
        if (one.unit, one.project) == wanted:
            return one
    return None


def _scheme_of(before: queries.Promise | None) -> str:
    return before.scheme if before else schemes.USUAL


def _choices() -> dict[str, Any]:
    return {
        "schemes": SCHEMES,
        "levels": LEVELS,
        "indicators": measures.indicators(),
        "procedures": procedures.procedures(),
    }


def _rows(goals: list[Goal]) -> dict[str, Any]:
    return {"rows": [*goals, *[None] * MORE_ROWS][:MOST_ROWS]}


def _labels() -> dict[str, str]:
    return {one.key: one.label for one in measures.indicators()}


def _goals(given: Any) -> list[Goal]:
    """The goals of the form; rows without a name are left out."""
    found = []
    for at in range(MOST_ROWS):
        name = given.get(f"name.{at}", "").strip()
        if not name:
            continue
        level_one, _slash, level_two = given.get(f"level.{at}", "").partition("/")
        source = given.get(f"source.{at}", "")
        procedure = given.get(f"procedure.{at}", "")
        where = {"procedure": [procedure]} if procedure else {}
        found.append(
            Goal(
                level_one,
                level_two,
                name[:120],
                given.get(f"target.{at}", "").strip()[:60],
                _weight(given.get(f"weight.{at}", "")),
                ReadFrom(source, where) if source else None,
                given.get(f"standard.{at}", "").strip()[:60],
            )
        )
    return found


def _weight(text: str) -> Decimal:
    """What was typed; nothing where that is no weight, which is told when it is handed in."""
    try:
        weight = Decimal(text.strip() or "0")
    except InvalidOperation:
        return Decimal(0)
    return weight if weight.is_finite() and 0 <= weight <= 100 else Decimal(0)
