"""Public budgets and accounts: begun, explained, audited, signed, published, withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.budget.disclosures import actions, files, queries
from yiwang.budget.register import queries as register
from yiwang.budget.register import rights
from yiwang.disclosure.writing.reasons import reasons_asked
from yiwang.kernel.refusals import Refusal
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import day, number, scope_of
from yiwang.web.home import said
from yiwang.web.refusals import sentence

# Of what the audit found a page shows this many, errors first.
SHOWN = 200


@for_duties(*rights.READERS)
def disclosures(request: HttpRequest) -> HttpResponse:
    """All editions, and beginning one."""
    if request.method == "POST":
        given = request.POST
        made = actions.begin(
            unit=register.unit(number(given.get("unit", ""), "unit")),
            kind=given.get("kind", ""),
            year=number(given.get("year", ""), "year"),
            day=day(given.get("day", ""), "day"),
            by=request.worker,
        )
        return redirect("budget:disclosure", made.pk)
    context = {
        "scope": scope_of(request),
        "disclosures": queries.disclosures(),
        "kinds": queries.KINDS,
        "today": timezone.localdate(),
        "keeps": request.worker.duty in rights.KEEPERS,
    }
    return render(request, "budget/disclosures.html", context)


@for_duties(*rights.READERS)
def disclosure(request: HttpRequest, number: int) -> HttpResponse:
    """One edition: what it has to explain, what the audit found, its files and its hands."""
    refused = None
    if request.method == "POST":
        reasons = {
            key.removeprefix("reason."): text
            for key, text in request.POST.items()
            if key.startswith("reason.")
        }
        try:
            actions.answer(number=number, reasons=reasons, by=request.worker)
            said(request, _("已保存并重新审核"))
            return redirect("budget:disclosure", number)
        except Refusal as fault:
            refused = fault
    found = queries.disclosure(number)
    is_draft, duty = found.state == "draft", request.worker.duty
    asked = reasons_asked(queries.book(found)) if is_draft else ()
    typed = request.POST if refused else {}
    excuses = {one.finding: one for one in found.excuses.all()}
    weight = {"error": 0, "warning": 1, "rounding": 2}
    findings = sorted(found.findings, key=lambda one: weight[one["severity"]])
    context = {
        "disclosure": found,
        "asked": [
            (one, typed.get(f"reason.{one.key}", found.reasons.get(one.key, ""))) for one in asked
        ],
        "findings": [(one, excuses.get(one["key"])) for one in findings[:SHOWN]],
        "errors": len(queries.standing_errors(found)),
        "lacking": sum(not found.reasons.get(one.key) for one in asked),
        "formats": list(files.FORMATS),
        "files": {one.format: one.sha256 for one in found.files.defer("content")},
        "writes": is_draft and duty in rights.KEEPERS,
        "signs": is_draft and duty in actions.SIGNERS,
        "withdraws": found.state != "withdrawn"
        and (duty in actions.SIGNERS or (is_draft and duty in rights.KEEPERS)),
        "refused": sentence(refused) if refused else "",
    }
    status = refused.status if refused else 200
    return render(request, "budget/disclosure.html", context, status=status)


@require_POST
@for_duties(*rights.READERS)
def hand(request: HttpRequest, number: int) -> HttpResponse:
    """Sign a reason for a finding, publish, or withdraw."""
    given, by = request.POST, request.worker
    reason = given.get("reason", "")
    match given.get("hand"):
        case "excuse":
            actions.excuse(number=number, finding=given.get("finding", ""), reason=reason, by=by)
            said(request, _("已签字说明"))
        case "publish":
            actions.publish(number=number, by=by)
            said(request, _("已签发公开，文件和校验值已保存"))
        case _:
            actions.withdraw(number=number, reason=reason, by=by)
            said(request, _("已撤回"))
    return redirect("budget:disclosure", number)


@for_duties(*rights.READERS)
def file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """One file: as published, or as it would be now."""
    found = queries.disclosure(number)
    content = queries.file(found, form)
    response = HttpResponse(content, content_type=files.FORMATS[form])
    name = f"{found.kind}-{found.year}-{found.unit.code}-{found.edition}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
