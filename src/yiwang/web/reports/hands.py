"""The hands on a report: made by hand, reviewed, released, withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.analytics.reports import actions, queries
from yiwang.web.access import for_duties
from yiwang.web.home import said


@require_POST
@for_duties(*queries.KEEPERS)
def make(request: HttpRequest) -> HttpResponse:
    """Make a report of a period, or make it anew."""
    key, _at, period = request.POST.get("which", "").partition(":")
    made = actions.make(key=key, period=period, by=request.worker)
    said(request, _("已生成，等待另一人审核"))
    return redirect("reports:report", made.pk)


@require_POST
@for_duties(*queries.KEEPERS)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """Somebody else agrees."""
    actions.review(number=number, opinion=request.POST.get("opinion", ""), by=request.worker)
    said(request, _("审核通过，等待签发"))
    return redirect("reports:report", number)


@require_POST
@for_duties(*queries.RELEASERS)
def release(request: HttpRequest, number: int) -> HttpResponse:
    """Released, it changes no more."""
    actions.release(number=number, by=request.worker)
    said(request, _("已签发，内容不再改动"))
    return redirect("reports:report", number)


@require_POST
@for_duties(*queries.WITHDRAW)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Taken back with a reason."""
    actions.withdraw(number=number, reason=request.POST.get("reason", ""), by=request.worker)
    said(request, _("已撤回，理由已记录"))
    return redirect("reports:report", number)
