"""In which grid a place lies, who looks after it and who would act: one fragment while typing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from yiwang.cases.whereabouts import NEAR_METRES, Told, whereabouts
from yiwang.engine.duties import FIELD, Duty
from yiwang.kernel.coordinates import Position
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.web.access import for_duties
from yiwang.web.cases.given import point
from yiwang.web.refusals import sentence

LONGEST = 200


@for_duties(Duty.OPERATOR, Duty.SHIFT_LEADER, *FIELD)
@require_POST
def where(request: HttpRequest) -> HttpResponse:
    """What is known of the place that a form says so far.

    Posted, so that no log of addresses keeps where somebody lives.
    """
    shown: dict[str, Any] = {"near_metres": round(NEAR_METRES)}
    try:
        shown["found"] = whereabouts(_told(request))
    except Refusal as refusal:
        shown["fault"] = sentence(refusal)
    return render(request, "desk/where.html", shown)


def _told(request: HttpRequest) -> Told:
    keys = ("area", "address", "category", "part_code")
    texts = {key: request.POST.get(key, "").strip()[:LONGEST] for key in keys}
    return Told(point=_position(request.POST.get("point", "").strip()), **texts)


def _position(text: str) -> Position | None:
    """The place that was clicked or typed. Raises `Invalid` for what is none."""
    if not text:
        return None
    found = point(text)
    if isinstance(found, str):
        raise Invalid("位置应写作“经度,纬度”，如 114.305,30.593")
    return Position(*(round(degrees, 6) for degrees in found))
