"""Dials with their history and basis, and how each procedure runs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.cases import suggest
from yiwang.dials import actions as dial_actions
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.kernel import text_files
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries as org
from yiwang.web.access import for_duties, signed_in
from yiwang.web.cases.given import category_options
from yiwang.web.home import said
from yiwang.web.ui.weekdays import WEEKDAYS
from yiwang.worktime import actions as worktime_actions
from yiwang.worktime import queries as worktime

KEEPERS = (Duty.ADMINISTRATOR, Duty.SUPERVISOR)


def _by(request: HttpRequest) -> dial_actions.By:
    basis = request.POST.get("basis", "")
    return dial_actions.By(name=request.worker.person_name, basis=basis)


@for_duties(*KEEPERS)
def calendar(request: HttpRequest) -> HttpResponse:
    """A year's workdays, holidays and make-up days; import of the next year's notice."""
    if request.method == "POST":
        upload = request.FILES.get("file")
        year = request.POST.get("year", "")
        if upload is None or not year.isdigit():
            raise Invalid("请选择年份和文件")
        text = text_files.decode(upload.read(200_000), name=upload.name).text
        worktime_actions.import_year(
            year=int(year),
            text=text,
            basis=request.POST.get("basis", ""),
            published_by=request.worker.person_name,
        )
        said(request, _("已公布{year}年工作日历").format(year=year))
        return redirect("manage:calendar")
    wanted = request.GET.get("year", "")
    year = (
        int(wanted)
        if wanted.isdigit() and 2000 <= int(wanted) <= 2049
        else timezone.localdate().year
    )
    edition = worktime.current_edition()
    shown = {
        "year": year,
        "months": worktime.year_table(edition, year),
        "editions": worktime.editions(),
        "published": worktime.published_years(),
        "weekdays": WEEKDAYS,
    }
    return render(request, "manage/calendar.html", shown)


@for_duties(*KEEPERS)
def routing(request: HttpRequest) -> HttpResponse:
    """Which unit a category in an area goes to; a box to try it out."""
    if request.method == "POST":
        unit = request.POST.get("unit", "")
        route = dial_actions.Route(
            category=request.POST.get("category", ""),
            area=request.POST.get("area", "").strip(),
            unit=org.unit(int(unit)) if unit.isdigit() else None,
            managing_kind="" if unit.isdigit() else unit,
            retired=request.POST.get("retired") == "1",
        )
        dial_actions.publish_route(route=route, by=_by(request))
        said(request, _("已公布派单规则"))
        return redirect("manage:routing")
    tried = {key: request.GET.get(key, "").strip() for key in ("category", "area", "part_code")}
    shown = {
        "rules": dials.routing_rules(),
        "units": org.units_that_handle(),
        "categories": category_options(),
        "streets": org.areas_with_communities(),
        "tried": tried,
        "suggestion": suggest.suggest(suggest.Matter(**tried)) if any(tried.values()) else None,
    }
    return render(request, "manage/routing.html", shown)


@for_duties(*KEEPERS, Duty.EDITOR)
def templates(request: HttpRequest) -> HttpResponse:
    """Approved wordings for replies."""
    if request.method == "POST":
        key = request.POST.get("key", "").strip() or f"t{timezone.now():%Y%m%d%H%M%S}"
        dial_actions.publish_template(
            key=key[:40],
            title=request.POST.get("title", ""),
            body=request.POST.get("body", ""),
            category=request.POST.get("category", ""),
            by=_by(request),
        )
        said(request, _("已公布答复模板"))
        return redirect("manage:templates")
    shown = {"templates": dials.all_templates(), "categories": category_options()}
    return render(request, "manage/templates.html", shown)


@signed_in
def procedures(request: HttpRequest) -> HttpResponse:
    """How each procedure runs, as declared: states, actions, limits."""
    return render(request, "manage/procedures.html", {"procedures": register.procedures()})
