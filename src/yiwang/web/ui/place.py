"""Where in the house a page is: the entry of the navigation it belongs to, the list before it."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse

from yiwang.web.ui.ways import TABS, Way

SEARCH = Way("案件查询", "desk:search", "search")
BACK = "back"
SCHEMES = ("http", "https", "")
_ONE_OF = {
    "manage:webhook": "manage:webhooks",
    "manage:category": "manage:categories",
    "manage:unit": "manage:units",
    "field:shift": "field:shifts",
    "field:plan": "field:shifts",
    "field:route": "field:routes",
    "field:route_new": "field:routes",
    "field:route_change": "field:routes",
    "field:quotas": "field:terminals",
    "field:bills": "field:terminals",
    "field:bill_check": "field:terminals",
    "field:bill": "field:terminals",
}
# A list below an entry, from which cases are opened too.
ROWS, FIGURES = Way("指标明细", "figures:rows", "chart"), "figures:explorer"
# Pages without an entry of their own, by their room; who sees none of these came by the search.
_BELOW_A_ROOM = {
    "figures": (FIGURES,),
    "insight": ("insight:index",),
    "knowledge": ("knowledge:index",),
    "registers": ("registers:parts", "registers:houses", "desk:search"),
}


@dataclass(frozen=True)
class Here:
    """The entry of the navigation that a page belongs to; from a case, the list to return to."""

    way: str = ""
    label: str = ""
    back: str = ""
    # Whether `back` is where the person came from; the forms of a case then hand it on.
    came: bool = False


def here(request: HttpRequest, ways: Iterable[Way]) -> Here:
    """The place of this page among the ways that the person sees."""
    found = request.resolver_match
    if found is None:
        return Here()
    if found.namespace == "cases":
        return _list_before(request, ways)
    names = [way.name for way in ways]
    view = _ONE_OF.get(found.view_name, found.view_name)
    beside = next((g for g in TABS.values() if view in {w.name for w in g}), ())
    candidates = [view, *(way.name for way in beside)]
    candidates += _BELOW_A_ROOM.get(found.namespace, ())
    return Here(next((name for name in candidates if name in names), ""))


def case_page(request: HttpRequest, number: str) -> HttpResponse:
    """To the page of a case, which still knows the list that it was opened from."""
    address, back = reverse("cases:page", args=[number]), request.POST.get(BACK, "")
    return redirect(f"{address}?{urlencode({BACK: back})}" if back else address)


def _list_before(request: HttpRequest, ways: Iterable[Way]) -> Here:
    """The list with its filters from which this case was opened, else the search."""
    known = [*ways, ROWS]
    for told, host in (
        (request.headers.get("Referer", ""), request.get_host()),
        # After an act the page before is the case itself; its form handed the list on.
        (request.GET.get(BACK, ""), ""),
    ):
        came = _parts(told)
        name = _name_of(came.path) if came.netloc == host and came.scheme in SCHEMES else ""
        way = next((way for way in known if way.name == name), None)
        if way is not None:
            query = f"?{came.query}" if came.query else ""
            entry = FIGURES if way is ROWS else way.name
            return Here(entry, way.label, came.path + query, came=True)
    return Here(SEARCH.name, SEARCH.label, reverse(SEARCH.name))


def _parts(address: str) -> SplitResult:
    """The parts of an address; of what is none, those of nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
