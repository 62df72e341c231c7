"""Reminders: what is owed, late and asked for; the month as a picture; the league of units."""

from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engine.duties import UNIT, Duty
from yiwang.hub.reminders import actions, queries
from yiwang.hub.reminders.actions import Verdict
from yiwang.hub.reminders.words import State
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.hub.late_month import league, picture
from yiwang.web.refusals import sentence
from yiwang.web.ui.tiles import Tile
from yiwang.web.ui.ways import HUB, LATE

TONES = {
    State.NORMAL: "lamp-fine",
    State.SOON: "lamp-soon",
    State.LATE: "lamp-late",
    State.SEVERE: "lamp-late",
    State.RECOVERED: "lamp-fine",
    State.EXCUSED: "badge-paused",
}


@for_duties(*LATE)
def late(request: HttpRequest) -> HttpResponse:
    """What is owed and late, the month, the league; a unit sees its own."""
    return render(request, "hub/late.html", _page(request))


def _page(request: HttpRequest) -> dict[str, Any]:
    worker, month = request.worker, _month(request.GET.get("month", ""))
    unit = "" if worker.duty in UNIT else request.GET.get("unit", "")
    owed = queries.owed_now(worker, unit)
    found = queries.of_month(worker, month, unit)
    return {
        "owed": [one for one in owed if _worth_showing(one)],
        "later": sum(not _worth_showing(one) for one in owed),
        "tiles": _tiles(owed),
        "lately": queries.lately(worker, unit),
        "asked": queries.waiting_extensions() if worker.duty is Duty.DATA_OFFICER else [],
        "picture": picture(found, month),
        "league": league(worker, month),
        "month": month,
        "before": (month - timedelta(days=1)).replace(day=1),
        "after": (month + timedelta(days=31)).replace(day=1),
        "unit": unit,
        "units": [] if worker.duty in UNIT else org.units(),
        "asks": worker.duty is Duty.DATA_STEWARD,
        "rules": worker.duty in HUB,
        "tones": TONES,
    }


def _month(text: str) -> date:
    try:
        found = date.fromisoformat(f"{text}-01")
    except ValueError:
        found = timezone.localdate().replace(day=1)
    return found if 2000 <= found.year < 2050 else timezone.localdate().replace(day=1)


def _worth_showing(one: Any) -> bool:
    """Late, soon, or due within a week."""
    return one.state != State.NORMAL or one.due_at < timezone.now() + timedelta(days=7)


def _tiles(owed: list[Any]) -> list[Tile]:
    today = timezone.localdate()
    many = [one.state for one in owed]
    return [
        Tile(
            _("今日应报"),
            sum(timezone.localdate(one.due_at) == today for one in owed),
            "#owed",
            _("还没有报送的"),
        ),
        Tile(_("即将到期"), many.count(State.SOON), "#owed"),
        Tile(_("逾期"), many.count(State.LATE), "#owed", alarm=State.LATE in many),
        Tile(_("严重逾期"), many.count(State.SEVERE), "#owed", alarm=State.SEVERE in many),
    ]


@for_duties(*LATE)
def owed(request: HttpRequest, number: int) -> HttpResponse:
    """One delivery that was owed: what came of it, who was told, what was asked and decided."""
    return render(request, "hub/owed.html", _owed(request, number))


def _owed(request: HttpRequest, number: int) -> dict[str, Any]:
    worker, row = request.worker, queries.expectation(number, request.worker)
    asked = list(row.extensions.select_related("decision"))
    open_one = next((one for one in asked if not hasattr(one, "decision")), None)
    mine = worker.duty is Duty.DATA_STEWARD and worker.unit_id == row.feed.resource.unit_id
    return {
        "row": row,
        "tellings": [
            (one, [Duty(duty).label for duty in one.duties]) for one in queries.tellings(row)
        ],
        "asked": asked,
        "open": open_one,
        "asks": mine and row.settled_at is None and open_one is None,
        "decides": worker.duty is Duty.DATA_OFFICER
        and open_one is not None
        and row.settled_at is None,
        "tones": TONES,
    }


@require_POST
@for_duties(Duty.DATA_STEWARD)
def extend(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for more time; what was refused comes back as it was typed."""
    given = request.POST
    try:
        actions.ask_extension(
            number=number,
            until=_moment(given.get("until", "")),
            reason=given.get("reason", ""),
            by=request.worker,
        )
    except Refusal as refusal:
        context = _owed(request, number) | {"refused": sentence(refusal), "typed": given}
        return render(request, "hub/owed.html", context, status=refusal.status)
    said(request, _("已申请延期，由数据管理员审定"))
    return redirect("hub:owed", number)


@require_POST
@for_duties(Duty.DATA_OFFICER)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Grant or refuse more time."""
    given = request.POST
    asked = queries.extension(number)
    until = given.get("until", "")
    verdict = Verdict(
        granted=given.get("hand") == "grant",
        note=given.get("note", ""),
        until=_moment(until) if until and given.get("hand") == "grant" else None,
    )
    try:
        actions.decide(number=number, verdict=verdict, by=request.worker)
    except Refusal as refusal:
        context = _owed(request, asked.expectation_id)
        context |= {"refused": sentence(refusal), "typed": given}
        return render(request, "hub/owed.html", context, status=refusal.status)
    said(request, _("已同意延期") if verdict.granted else _("已退回延期申请"))
    return redirect("hub:owed", asked.expectation_id)


def _moment(text: str) -> datetime:
    """A moment as a field of the page gives it. Raises `Invalid`."""
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None:
        raise Invalid("请填写延至的日期和时间", fields={"until": "请填写延至的日期和时间"})
    return found if timezone.is_aware(found) else timezone.make_aware(found)
