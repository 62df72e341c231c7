"""Cases that look like one matter: groups with their people; merged, or said to be different."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import actions as cases
from yiwang.cases import queries as case_queries
from yiwang.insight.alike import actions, queries
from yiwang.kernel.refusals import Invalid, NotFound, Refusal
from yiwang.web.access import for_duties, signed_in
from yiwang.web.home import said
from yiwang.web.refusals import sentence
from yiwang.web.ui.ways import ALIKE, CALLERS


@for_duties(*ALIKE)
def page(request: HttpRequest) -> HttpResponse:
    """Groups of cases in hand that look like one matter, the newest first."""
    only_many = request.GET.get("many") == "1"
    after = request.GET.get("after", "")
    found = queries.groups(request.worker, after=after, only_many=only_many)
    shown: dict[str, Any] = {
        "page": found,
        "only_many": only_many,
        "later": bool(after),
        "next": _next(only_many, found.following),
        "may_judge": queries.may_judge(request.worker.duty),
        "apart": queries.held_apart_lately(request.worker),
    }
    return render(request, "insight/alike.html", shown)


def _next(only_many: bool, following: str) -> str:
    if not following:
        return ""
    return "?" + urlencode({"after": following} | ({"many": "1"} if only_many else {}))


@require_POST
@for_duties(*ALIKE)
def merge(request: HttpRequest, group: int) -> HttpResponse:
    """Merge the chosen cases of a group into one, each by the engine's own act."""
    rows = queries.members(request.worker, group)
    main = request.POST.get("main", "")
    chosen = [number for number in request.POST.getlist("case") if number != main]
    if main not in rows or not chosen or not set(chosen) <= rows.keys():
        raise Invalid("请选择并入哪一件，以及要并入的案件")
    done, refused = [], []
    for number in chosen:
        try:
            _merge(request, number, main)
            done.append(number)
        except Refusal as refusal:
            refused.append(f"{number}：{sentence(refusal)}")
    actions.look_again(rows[number].pk for number in (main, *chosen))
    if done:
        told = _("已将{count}件并入 {number}")
        said(request, told.format(count=len(done), number=main))
    if refused:
        said(request, _("没有并入：{reasons}").format(reasons="；".join(refused)))
    return redirect("insight:alike")


def _merge(request: HttpRequest, number: str, main: str) -> None:
    """By the procedure's own act of merging: who may, and when, is declared there."""
    procedure = case_queries.procedure_by_number(number)
    act = next((action.key for action in procedure.actions if actions.merges(action)), "")
    if not act:
        raise NotFound("这个流程没有并单")
    given = {"main_case": main, "note": request.POST.get("note", "")}
    cases.perform(cases.Act(number=number, action=act, worker=request.worker, given=given))


@require_POST
@for_duties(*ALIKE)
def apart(request: HttpRequest, group: int) -> HttpResponse:
    """The case is another matter than the others of its group."""
    rows = queries.members(request.worker, group)
    case = rows.pop(request.POST.get("case", ""), None)
    if case is None:
        raise NotFound("这件案件已不在该组，请刷新页面")
    others = [row.pk for row in rows.values()]
    actions.hold_apart(case=case.pk, others=others, worker=request.worker)
    said(request, _("已记下：{number}不是同一件，不再一起提示").format(number=case.number))
    return redirect("insight:alike")


@require_POST
@for_duties(*ALIKE)
def withdraw(request: HttpRequest, act: int) -> HttpResponse:
    """Take back that a case is another matter."""
    actions.withdraw(act=act, worker=request.worker)
    said(request, _("已撤回，下次比对会重新提示"))
    return redirect("insight:alike")


@for_duties(*CALLERS)
def callers(request: HttpRequest) -> HttpResponse:
    """Who has called again and again; numbers are masked."""
    lines, following = queries.callers.page(request.worker, request.GET.get("after", ""))
    shown = {
        "lines": lines,
        "days": queries.callers.DAYS,
        "least": queries.callers.LEAST,
        "later": bool(request.GET.get("after")),
        "next": "?" + urlencode({"after": following}) if following else "",
    }
    return render(request, "insight/callers.html", shown)


@signed_in
def again(request: HttpRequest, number: str) -> HttpResponse:
    """A part of the case page: what else its caller has told."""
    case = case_queries.case(request.worker, number)
    shown = {"again": queries.again_of(request.worker, case)}
    return render(request, "insight/again.html", shown)
