"""What is paid for in a month: published from a month on, for all, a unit or one terminal."""

from datetime import date
from decimal import Decimal, InvalidOperation

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.fieldwork.terminals import queries
from yiwang.fieldwork.terminals import quotas as actions
from yiwang.fieldwork.terminals.figures import Quota
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.field.looking import PLANNING, number
from yiwang.web.home import said


@for_duties(*PLANNING)
def quotas(request: HttpRequest) -> HttpResponse:
    """Every quota that was published, and a form for another."""
    if request.method == "POST":
        return _published(request)
    shown = {
        "rows": queries.quotas(),
        "terminals": queries.terminals(),
        "units": org.units(),
        "month": timezone.localdate(),
    }
    return render(request, "field/quotas.html", shown)


def _published(request: HttpRequest) -> HttpResponse:
    given = request.POST
    scope, _colon, chosen = given.get("scope", "").partition(":")
    new = actions.NewQuota(
        quota=_quota(given),
        month=_month(given.get("month", "")),
        terminal_id=number(chosen) if scope == "terminal" else None,
        unit_id=number(chosen) if scope == "unit" else None,
        retired=given.get("retired") == "on",
    )
    made = actions.publish(new=new, name=request.worker.person_name, basis=given.get("basis", ""))
    month = f"{timezone.localdate(made.valid_from):%Y-%m}"
    said(request, _("已公布，自{month}账期起按此计算").format(month=month))
    return redirect("field:quotas")


def _quota(given: QueryDict) -> Quota:
    amounts = [number(text) if (text := given.get(key, "")) else None for key in _AMOUNTS]
    text = given.get("connected", "")
    try:
        connected = Decimal(text).quantize(Decimal("0.1")) if text else None
    except InvalidOperation:
        raise Invalid("接通率应为数字") from None
    return Quota(*amounts, connected=connected)


_AMOUNTS = ("sms", "minutes", "data")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        raise Invalid("账期应写作2026-09") from None
