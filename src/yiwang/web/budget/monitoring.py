"""Mid-year monitoring on one page: bars against the calendar, warnings first."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.analytics import store
from yiwang.budget.register import rights
from yiwang.budget.targets import actions, monitoring, schemes
from yiwang.kernel.refusals import Invalid
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import day, scope_of
from yiwang.web.home import said


@for_duties(*rights.READERS)
def page(request: HttpRequest) -> HttpResponse:
    """Money and results of every project at a day of the year."""
    scope = scope_of(request)
    on = _on(request.GET.get("on", ""), scope.year)
    try:
        lines, no_facts = monitoring.monitored(scope.year, on, request.worker), False
    except store.NoFacts:
        lines, no_facts = [], True
    if scope.unit:
        lines = [one for one in lines if one.promise and one.promise.unit_id == scope.unit.pk]
    context = {
        "scope": scope,
        "on": on,
        "lines": lines,
        "warned": sum(bool(one.warned) for one in lines),
        "expected": int(100 * monitoring.elapsed(scope.year, on)),
        "no_facts": no_facts,
        "notice": schemes.newest(),
        "usual": schemes.scheme(schemes.USUAL).overshoot * 100,
        "dials": request.worker.duty in actions.DIAL_KEEPERS,
    }
    return render(request, "budget/monitoring.html", context)


def _on(text: str, year: int) -> date:
    """The day that was asked for, within its year and not to come."""
    asked = day(text) if text else timezone.localdate()
    return max(date(year, 1, 1), min(asked, date(year, 12, 31), timezone.localdate()))


@require_POST
@for_duties(*actions.DIAL_KEEPERS)
def deviation(request: HttpRequest) -> HttpResponse:
    """Publish from which deviation on a reason is demanded."""
    try:
        percent = Decimal(request.POST.get("percent", "").strip())
    except InvalidOperation:
        raise Invalid("请填写数字", fields={"percent": "请填写数字"}) from None
    basis = request.POST.get("basis", "")
    actions.publish_deviation(percent=percent, basis=basis, by=request.worker)
    said(request, _("已公布新的偏差界限"))
    return redirect("budget:monitoring")
