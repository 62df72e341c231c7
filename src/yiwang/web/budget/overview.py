"""The register at a glance: budget, adjusted, paid and left, by project and by subject."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.budget.register import projects as writes
from yiwang.budget.register import queries, rights, subjects
from yiwang.budget.register.projects import NewProject, NewUnit
from yiwang.budget.register.words import ProjectKind, Side, Source
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import number, scope_of, whole
from yiwang.web.home import said


@for_duties(*rights.READERS)
def overview(request: HttpRequest) -> HttpResponse:
    """What became of the money of a year."""
    scope = scope_of(request)
    wanted = scope.wanted
    by_project = queries.executed(wanted, "project")
    by_subject = queries.executed(wanted, "functional")
    names = queries.project_names(one.key for one in by_project)
    income = queries.Wanted(year=scope.year, unit=wanted.unit, side=Side.INCOME)
    context = {
        "scope": scope,
        "whole": queries.whole(wanted),
        "projects": [(names.get(one.key, ""), one) for one in by_project],
        "subjects": [(one.key, one) for one in by_subject],
        "names": subjects.names((one.key for one in by_subject), scope.year),
        "sources": dict(Source.choices),
        "income": queries.executed(income, "source"),
        "staff": queries.staff(scope.year, wanted.unit),
        "keeps": request.worker.duty in rights.KEEPERS,
    }
    return render(request, "budget/overview.html", context)


@for_duties(*rights.READERS)
def projects(request: HttpRequest) -> HttpResponse:
    """All projects with their year's money; the finance officer adds units and projects."""
    if request.method == "POST":
        _add(request)
        return redirect("budget:projects")
    scope = scope_of(request)
    found = {one.key: one for one in queries.executed(scope.wanted, "project")}
    rows = queries.projects(scope.wanted.unit)
    context: dict[str, Any] = {
        "scope": scope,
        "projects": [(one, found.get(one.pk)) for one in rows],
        "kinds": ProjectKind.choices,
        "org_units": org.units() if request.worker.duty in rights.KEEPERS else [],
        "keeps": request.worker.duty in rights.KEEPERS,
    }
    return render(request, "budget/projects.html", context)


def _add(request: HttpRequest) -> None:
    given = request.POST
    if given.get("what") == "unit":
        linked = whole(given.get("org", ""), 0)
        new = NewUnit(
            code=given.get("code", ""),
            name=given.get("name", ""),
            unit=org.unit(linked) if linked else None,
            duties=given.get("duties", ""),
        )
        said(request, _("已登记预算单位“{name}”").format(name=_unit(new, request)))
        return
    project = NewProject(
        code=given.get("code", ""),
        name=given.get("name", ""),
        unit=queries.unit(number(given.get("unit", ""), "unit")),
        kind=given.get("kind", ""),
        first_year=whole(given.get("first_year", ""), 0) or None,
        last_year=whole(given.get("last_year", ""), 0) or None,
        about=given.get("about", ""),
        basis=given.get("basis", ""),
    )
    made = writes.add_project(new=project, by=request.worker)
    said(request, _("已登记项目“{name}”").format(name=made.name))


def _unit(new: NewUnit, request: HttpRequest) -> str:
    return writes.add_unit(new=new, by=request.worker).name
