"""The round from door to door: which houses are due, one house, and its names with a purpose."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from yiwang.fieldwork.people import freshness, looks, queries, sight
from yiwang.web.phone.access import kept, on_rounds
from yiwang.web.phone.ground import ground, shift_of, until
from yiwang.web.phone.pages import shown
from yiwang.web.phone.visiting import LABEL, MOST_NEWCOMERS

# As many as the phone keeps to be opened without network.
A_PAGE = 30
VISITS_SHOWN = 3


@on_rounds
def houses(request: HttpRequest) -> HttpResponse:
    """The houses of the shift's grids that are due; or all whose address holds some words."""
    asked = request.GET
    text, by_address = asked.get("text", "").strip()[:40], asked.get("order") == "address"
    at, cycles = ground(request.worker), freshness.cycles()
    seeing = sight.sight(request.worker)
    rows = queries.houses(seeing) if text else queries.due(seeing, cycles)
    if text:
        rows = rows.filter(address__contains=text)
    found = queries.round_of(rows, by_address=by_address)
    page = Paginator(found, A_PAGE).get_page(asked.get("page"))
    response = shown(
        request,
        "phone/houses.html",
        ground=at,
        grids=seeing.grids,
        page=page,
        lines=queries.lines(page.object_list, cycles),
        text=text,
        by_address=by_address,
    )
    # What was searched for must not answer for the list of what is due.
    return response if asked else kept(response, request.worker, until(at.shift))


@on_rounds
def house(request: HttpRequest, number: int) -> HttpResponse:
    """One house with its people masked, and the form of a visit."""
    shift = shift_of(request.worker)
    return kept(_house(request, number), request.worker, until(shift))


@require_POST
@on_rounds
def reveal(request: HttpRequest, number: int) -> HttpResponse:
    """The same with names in full, once, after the purpose was noted; kept by no phone."""
    looks.reveal(house_id=number, purpose=request.POST.get("purpose", ""), worker=request.worker)
    return _house(request, number, revealed=True)


def _house(request: HttpRequest, number: int, **more: Any) -> HttpResponse:
    found, seeing = sight.house(request.worker, number)
    living = [row for row in queries.residences(found) if row.until is None]
    told = {
        "house": found,
        "grid": seeing.grids[found.grid],
        "fresh": freshness.of(found, freshness.cycles()),
        "living": living,
        "visits": queries.visits(found, limit=VISITS_SHOWN),
        "uses": queries.USES,
        "sexes": queries.SEXES,
        "label": LABEL,
        "most_newcomers": MOST_NEWCOMERS,
    }
    return shown(request, "phone/house.html", **told | more)
