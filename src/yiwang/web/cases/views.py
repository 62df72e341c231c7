"""The case page: where it stands, its clocks, its log, and what this person may do."""

from collections.abc import Collection
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import actions, belonging, files, queries, recusals, suggest
from yiwang.cases.suggest import Suggestion
from yiwang.dials import queries as dials
from yiwang.engine.duties import Duty
from yiwang.engine.language import Action
from yiwang.engine.possible import Possible, next_steps
from yiwang.fieldwork.grids import queries as grids
from yiwang.kernel.refusals import NotFound
from yiwang.org import queries as org
from yiwang.web.access import signed_in
from yiwang.web.cases.given import fields, read
from yiwang.web.home import said
from yiwang.web.insight.learned import Hint, hint
from yiwang.web.ui.picture import picture
from yiwang.web.ui.place import case_page

# Who establishes and who dispatches.
DECIDING = (Duty.OPERATOR, Duty.SHIFT_LEADER, Duty.DISPATCHER, Duty.SUPERVISOR)


@signed_in
def page(request: HttpRequest, number: str) -> HttpResponse:
    """One case with its clocks, timeline and the forms of what may be done now."""
    return render(request, "cases/page.html", _shown(request, number))


@signed_in
def printed(request: HttpRequest, number: str) -> HttpResponse:
    """The same for paper, with the watermark of who printed it and when."""
    return render(request, "cases/print.html", _shown(request, number))


def _shown(request: HttpRequest, number: str) -> dict[str, Any]:
    case = queries.case(request.worker, number)
    procedure, standing = queries.procedure_of(case), queries.standing_of(case)
    possible = queries.possible_actions(case, request.worker)
    suggestion = suggest.suggest(suggest.matter_of(vars(case)))
    state = procedure.state_by_key[case.state]
    drafts = queries.drafts(case, request.worker)
    recused = recusals.recused_units(case)
    about = (case, None if _stands_back(suggestion, recused) else suggestion, drafts, recused)
    place = picture(org.areas_around(case.area)) if case.area else None
    return {
        "place": place,
        "dot": place.at(case.longitude, case.latitude) if place and case.longitude else None,
        "grid": grids.kept(case.grid, localdate(case.opened_at)) if case.grid else None,
        "case": case,
        "procedure": procedure,
        "state": state,
        "stages": procedure.stages,
        "clocks": queries.clock_lines(case),
        "timeline": queries.timeline(case),
        "assignments": queries.assignments(case),
        "requests": queries.requests(case),
        "files": queries.attachments(case),
        "forms": [_form(request, about, i) for i in possible if i.refusal is None],
        "refused": [{"action": i.action, "item": i} for i in possible if i.refusal is not None],
        "next_steps": next_steps(procedure, standing),
        "suggestion": suggestion,
        "learned": _learned(case, request.worker),
        "recused": bool(recused),
        # Who is kept from a case is known to those who decide on it.
        "recused_names": recused.values() if request.worker.duty in recusals.SETTERS else (),
        "suggested_recused": _stands_back(suggestion, recused),
        "templates": dials.templates(category=case.category),
        "revealed": request.session.pop(f"revealed-{number}", None),
        "reveals": queries.reveals(case, request.worker),
    } | _kept_from(case, request.worker)


def _learned(case: Any, worker: Any) -> Hint | None:
    """What experience says of a case that has no unit yet; for those who decide about that."""
    if case.lead_unit_id or case.closed_at or worker.duty not in DECIDING:
        return None
    return hint(case.procedure, vars(case))


def _kept_from(case: Any, worker: Any) -> dict[str, Any]:
    """Who must not see a confidential case, for those who may decide on it."""
    if not case.confidential or worker.duty not in recusals.SETTERS:
        return {}
    return {
        "may_recuse": True,
        "recusals": recusals.recusals(case),
    }


def _stands_back(suggestion: Suggestion | None, recused: Collection[int]) -> bool:
    """Whether the unit that would act must not see the case."""
    return suggestion is not None and suggestion.unit.pk in recused


def _form(
    request: HttpRequest, about: tuple[Any, Any, Any, Collection[int]], item: Possible
) -> dict[str, Any]:
    case, suggestion, drafts, recused = about
    values = {
        "category": case.category,
        "urgency": case.urgency,
        "nature": case.nature,
        "area": case.area,
        "address": case.address,
        "public_reply": _drafted(case, item.action),
        "part_code": case.part_code,
    }
    if suggestion is not None and not suggestion.undecided:
        values["lead_unit"] = str(suggestion.unit.pk)
    draft = drafts.get(item.action.key)
    return {
        "item": item,
        "action": item.action,
        "fields": fields(
            case.procedure,
            item.action,
            request.worker,
            values | (draft.given if draft else {}),
            recused,
        ),
        "draft": draft,
    }


def _drafted(case: Any, action: Action) -> str:
    """The reviewer begins with what the handler wrote."""
    if action.key != "approve_draft":
        return ""
    latest = case.events.filter(kind="submit_draft").order_by("-seq").first()
    return latest.given.get("public_reply", "") if latest else ""


@require_POST
@signed_in
def act(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Do something to the case; a refusal is rendered by the middleware."""
    declared = queries.procedure_by_number(number).action_by_key.get(action)
    if declared is None:
        raise NotFound("没有“{action}”这个办理动作", action=action)
    seen, subject = request.POST.get("seen", ""), request.POST.get("subject", "")
    actions.perform(
        actions.Act(
            number=number,
            action=action,
            worker=request.worker,
            given=read(declared, request),
            subject=int(subject) if subject.isdigit() else 0,
            seen=int(seen) if seen.isdigit() else 0,
        )
    )
    belonging.drop_draft(number=number, worker=request.worker, action=action)
    said(request, _("已{label}：{number}").format(label=_(declared.label), number=number))
    return case_page(request, number)


@require_POST
@signed_in
def reveal(request: HttpRequest, number: str) -> HttpResponse:
    """Show the reporter once, after the purpose was written down."""
    case = queries.case(request.worker, number)
    reporter = belonging.reveal(
        case=case, worker=request.worker, purpose=request.POST.get("purpose", "")
    )
    request.session[f"revealed-{number}"] = {
        "name": reporter.name,
        "phone": reporter.phone,
        "address": reporter.address,
    }
    return case_page(request, number)


@signed_in
def attachment(request: HttpRequest, key: str) -> FileResponse:
    """A file of a case that this person may see, never run by the browser."""
    found, content = files.opened(
        key=str(key), worker=request.worker, thumbnail="small" in request.GET
    )
    shown = found.mime.startswith(("image/", "video/", "audio/"))
    response = FileResponse(
        content, as_attachment=not shown, filename=found.name, content_type=found.mime
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
