"""Who uses what: by grant and month, what lies unused, the log with its chain, the terms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.hub.catalogue import terms as dials
from yiwang.hub.catalogue import use
from yiwang.hub.catalogue.gate import log
from yiwang.kernel.refusals import Invalid
from yiwang.web.access import for_duties
from yiwang.web.home import failed, said
from yiwang.web.ui.ways import HUB, HUB_KEEPERS


@for_duties(*HUB)
def uses(request: HttpRequest) -> HttpResponse:
    """How each grant on one's data is used, and which are not."""
    by = request.worker
    context = {
        "grants": use.summary(by),
        "unused": {one.pk for one in use.unused(by)},
        "days": dials.terms().unused_days,
    }
    return render(request, "hub/uses.html", context)


@for_duties(*HUB)
def accesses(request: HttpRequest) -> HttpResponse:
    """Who read one's data, and what one's unit read; the newest first."""
    given = request.GET
    before = given.get("before", "")
    wanted = use.Wanted(
        resource=given.get("resource", "")[:60],
        path=given.get("path", "") if given.get("path") in use.Access.Path.values else "",
        before=int(before) if before.isdecimal() and len(before) < 18 else 0,
    )
    found = use.seen_by(request.worker, wanted)
    rows = found[: use.A_PAGE]
    more = given.copy()
    more["before"] = str(rows[-1].number) if len(found) > use.A_PAGE else ""
    context = {
        "rows": rows,
        "wanted": wanted,
        "paths": use.Access.Path.choices,
        "more": more.urlencode() if more["before"] else "",
        "checks": request.worker.duty in HUB_KEEPERS,
    }
    if request.method == "POST" and request.worker.duty in HUB_KEEPERS:
        _checked(request)
        return redirect("hub:accesses")
    return render(request, "hub/accesses.html", context)


def _checked(request: HttpRequest) -> None:
    check = log.check()
    if check.broken is None:
        said(request, _("{count}条访问记录环环相扣，没有改动").format(count=check.rows))
    else:
        failed(request, _("第{number}条访问记录与写入时不一致").format(number=check.broken))


@for_duties(*HUB_KEEPERS)
def terms(request: HttpRequest) -> HttpResponse:
    """How long requests may take and how much a grant lets out."""
    if request.method == "POST":
        values = {name: _whole(request.POST.get(name, "")) for name in dials.RANGES}
        change = dials.Change(values, request.POST.get("reason", ""))
        dials.publish(change=change, by=request.worker)
        said(request, _("已发布，新的申请和授权按此执行"))
        return redirect("hub:terms")
    now = dials.terms()
    fields = [
        {
            "name": name,
            "label": str(dials.Terms._meta.get_field(name).verbose_name),
            "value": getattr(now, name),
            "low": low,
            "high": high,
        }
        for name, (low, high) in dials.RANGES.items()
    ]
    return render(request, "hub/terms.html", {"fields": fields, "history": dials.history()})


def _whole(text: str) -> int:
    if not text.strip().isdecimal() or len(text.strip()) > 12:
        raise Invalid("请填写正整数")
    return int(text)
