"""My list and the search: due first, filters, saved views, pages without counting."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import belonging, lists
from yiwang.web.access import signed_in
from yiwang.web.desk.filters import choices, filters
from yiwang.web.home import said


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """The cases in which it is my turn, the soonest due first."""
    waiting = lists.waiting_for(request.worker)
    found = lists.page(waiting, order="due", after=request.GET.get("after", ""))
    return render(request, "desk/mine.html", {"page": found, "next": _following(request, found)})


@signed_in
def search(request: HttpRequest) -> HttpResponse:
    """All cases that I may see, narrowed by filters that are in the address."""
    order = "due" if request.GET.get("order") == "due" else "new"
    cases = lists.listed(request.worker, filters(request.GET))
    found = lists.page(cases, order=order, after=request.GET.get("after", ""))
    shown = {
        "page": found,
        "next": _following(request, found),
        "views": lists.saved_views(request.worker),
    }
    return render(request, "desk/search.html", shown | choices(request))


@require_POST
@signed_in
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filters under a name, or forget a kept one."""
    if request.POST.get("forget", "").isdigit():
        belonging.drop_view(worker=request.worker, view_id=int(request.POST["forget"]))
        return redirect("desk:search")
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    belonging.keep_view(worker=request.worker, name=name, query=query)
    said(request, _("已保存筛选“{name}”").format(name=name))
    return redirect(f"/desk/search/?{query}")


def _following(request: HttpRequest, page: lists.Page) -> str:
    if not page.following:
        return ""
    return "?" + urlencode(request.GET.dict() | {"after": page.following})
