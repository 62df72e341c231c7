"""Houses: by grid with their freshness, one house with its people, visits, reading in full."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from yiwang.engine.duties import CENTRE, UNIT, Duty
from yiwang.fieldwork import tables
from yiwang.fieldwork.people import actions, freshness, looks, pictures, queries, sight, visits
from yiwang.fieldwork.people.actions import HouseFacts, ResidentFacts
from yiwang.fieldwork.people.queries import KINDS, RULES, SEXES, USES
from yiwang.kernel.refusals import Missing
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import KEEPERS

SIZE, SHOWN = 50, 20
STATES = (
    (freshness.STALE, gettext_noop("超期未走访")),
    (freshness.NEVER, gettext_noop("从未走访")),
    (freshness.FRESH, gettext_noop("周期内")),
)
SEES = tuple(sorted(sight.SEES))
# What a visit may change, in words.
CHANGED = {
    "use": gettext_noop("用途"),
    "rented": gettext_noop("出租"),
    "hazards": gettext_noop("隐患"),
    "moved_in": gettext_noop("新增居住人员"),
    "moved_out": gettext_noop("人员迁出"),
}


@for_duties(*SEES)
def grids(request: HttpRequest) -> HttpResponse:
    """The grids in sight: houses, people, how fresh that is; the published cycles."""
    seeing = sight.sight(request.worker)
    rules = freshness.published()
    cycles = freshness.cycles(rules)
    lines = queries.grid_lines(seeing, cycles)
    shown = {
        "lines": lines,
        "houses": sum(line.houses for line in lines),
        "people": sum(line.people for line in lines),
        "cycles": [(label, cycles[kind]) for kind, label in RULES],
        "rules": rules[:SHOWN],
        "kinds": RULES,
        "may_publish": request.worker.duty in KEEPERS,
        "on_the_spot": seeing.whole,
        "why": seeing.why.value,
    }
    return render(request, "registers/houses.html", shown)


@require_POST
@for_duties(*KEEPERS)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish within how many days a kind of house is visited."""
    days = request.POST.get("days", "")
    actions.publish_visit_rule(
        kind=request.POST.get("kind", ""),
        days=int(days) if days.isdigit() else 0,
        basis=request.POST.get("basis", ""),
        worker=request.worker,
    )
    said(request, _("已公布走访周期"))
    return redirect("registers:houses")


@for_duties(*SEES)
def grid(request: HttpRequest, code: str) -> HttpResponse:
    """The houses of one grid, by their numbers; a form for a new one."""
    seeing = sight.sight(request.worker)
    state, after = request.GET.get("state", ""), request.GET.get("after", "")
    text = request.GET.get("text", "").strip()[:40]
    cycles = freshness.cycles()
    rows = queries.stale(queries.houses(seeing, code), state, cycles)
    if text and seeing.whole:
        rows = rows.filter(address__contains=text)
    lines, last = queries.house_lines(rows, cycles, after=after, size=SIZE)
    following = {"state": state, "text": text, "after": last}
    shown = {
        "grid": seeing.grids[code],
        "lines": lines,
        "state": state,
        "states": STATES,
        "text": text,
        "whole": seeing.whole,
        "uses": USES,
        "next": f"?{urlencode(following)}" if last else "",
    }
    return render(request, "registers/houses_grid.html", shown)


@require_POST
@for_duties(*sorted(UNIT))
def register(request: HttpRequest, code: str) -> HttpResponse:
    """A new house in a grid of one's own."""
    queries.houses(sight.sight(request.worker), code)
    facts = HouseFacts(
        address=request.POST.get("address", ""),
        grid=code,
        use=request.POST.get("use", ""),
        rented=request.POST.get("rented") == "on",
        hazards=request.POST.get("hazards", ""),
    )
    house = actions.register_house(facts)
    said(request, _("已登记房屋 {number}").format(number=house.number))
    return redirect("registers:house", house.pk)


@for_duties(*SEES)
def house(request: HttpRequest, number: int) -> HttpResponse:
    """One house, its people masked; at the centre only how many there are."""
    return _page(request, number)


@require_POST
@for_duties(*SEES)
def reveal(request: HttpRequest, number: int) -> HttpResponse:
    """The same with names in full, once, after the purpose was noted."""
    looks.reveal(house_id=number, purpose=request.POST.get("purpose", ""), worker=request.worker)
    return _page(request, number, revealed=True)


@require_POST
@for_duties(*sorted(sight.NEED_TO_KNOW))
def sensitive(request: HttpRequest, number: int) -> HttpResponse:
    """What is sensitive about somebody, once, after the purpose was noted."""
    told = looks.sensitive(
        house_id=number,
        resident_id=_number(request.POST.get("resident", "")),
        purpose=request.POST.get("purpose", ""),
        worker=request.worker,
    )
    return _page(request, number, told=told, asked=True)


@require_POST
@for_duties(Duty.GRID_WORKER)
def note(request: HttpRequest, number: int) -> HttpResponse:
    """Note something sensitive about somebody of this house."""
    found, _seeing = sight.house(request.worker, number)
    resident = looks.resident_in(found, _number(request.POST.get("resident", "")))
    actions.note_sensitive(
        resident=resident,
        kind=request.POST.get("kind", ""),
        content=request.POST.get("content", ""),
        worker=request.worker,
    )
    said(request, _("已登记敏感信息"))
    return redirect("registers:house", found.pk)


def _page(request: HttpRequest, number: int, **more: Any) -> HttpResponse:
    found, seeing = sight.house(request.worker, number)
    rows = queries.residences(found)
    named = seeing.whole or more.get("revealed", False)
    duty = request.worker.duty
    shown = {
        "house": found,
        "grid": seeing.grids[found.grid],
        "fresh": freshness.of(found, freshness.cycles()),
        "living": [row for row in rows if row.until is None],
        "left": [row for row in rows if row.until is not None],
        "named": named,
        "visits": [
            (visit, _changes(visit.changes)) for visit in queries.with_photos(queries.visits(found))
        ],
        "looks": queries.looks(found),
        "may_visit": seeing.whole and duty in UNIT,
        "may_know": duty in sight.NEED_TO_KNOW and named,
        "may_note": duty is Duty.GRID_WORKER,
        "at_centre": duty in CENTRE,
        "uses": USES,
        "sexes": SEXES,
        "kinds": KINDS,
        "today": timezone.localdate().isoformat(),
    }
    response = render(request, "registers/house.html", shown | more)
    response["Cache-Control"] = "no-store, private"
    return response


def _changes(changes: list[list[Any]]) -> list[str]:
    """What was different, in words; people are counted, not named."""
    counted: dict[str, int] = {}
    for what, *_values in changes:
        counted[what] = counted.get(what, 0) + 1
    return [
        f"{_(CHANGED[what])} {number}"
        if number > 1 or what.startswith("moved")
        else _(CHANGED[what])
        for what, number in counted.items()
        if what in CHANGED
    ]


@require_POST
@for_duties(*sorted(UNIT))
def visit(request: HttpRequest, number: int) -> HttpResponse:
    """Record a visit with everything that was different."""
    given = request.POST
    day = tables.day(given.get("on", ""))
    if day is None:
        raise Missing("请填写走访日期", fields={"on": "请填写走访日期"})
    seen = visits.Seen(
        on=day,
        met=given.get("nobody") != "on",
        note=given.get("note", ""),
        use=given.get("use"),
        rented=given.get("rented") == "on",
        hazards=given.get("hazards", ""),
        gone=[int(item) for item in given.getlist("gone") if item.isdigit()],
        came=_came(request),
    )
    made = visits.visit(house_id=number, seen=seen, worker=request.worker)
    said(request, _("已登记走访"))
    return redirect("registers:house", made.house_id)


@for_duties(*SEES)
def photo(request: HttpRequest, number: int, key: UUID) -> FileResponse:
    """A photo of a visit, for those who see the names of the house."""
    small = "small" in request.GET
    found, content = pictures.opened(house_id=number, key=key, worker=request.worker, small=small)
    response = FileResponse(content, content_type=found.mime)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _came(request: HttpRequest) -> list[visits.Newcomer]:
    given = request.POST
    keys = ("name", "id_number", "phone", "sex")
    told = {key: given.get(key, "").strip() for key in keys}
    if not any(told.values()):
        return []
    facts = ResidentFacts(born=tables.day(given.get("born", "")), **told)
    return [visits.Newcomer(facts, given.get("relation", ""))]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
