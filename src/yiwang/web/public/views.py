"""What citizens see: submit an appeal, follow it by number and secret, rate the answer."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from yiwang.cases import actions, files, public
from yiwang.cases.belonging import ReporterFacts
from yiwang.engine import register
from yiwang.kernel.refusals import Refusal, TooOften
from yiwang.org import queries as org
from yiwang.org.actors import CITIZEN
from yiwang.web.cases.given import point
from yiwang.web.refusals import faults, sentence
from yiwang.web.ui.picture import picture

PROCEDURE = "appeals"
MOST_AN_HOUR = 30
MOST_PHOTOS = 5


def throttle(request: HttpRequest, what: str) -> None:
    """Raises `TooOften` when one address does the same too often within an hour."""
    key = f"{what}:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, 3600)
    if cache.incr(key) > MOST_AN_HOUR:
        raise TooOften("操作过于频繁，请一小时后再试，急事请拨打12345")


def submit(request: HttpRequest) -> HttpResponse:
    """The form for an appeal, and the number and secret after it was filed."""
    if request.method != "POST":
        return _form(request, {})
    try:
        throttle(request, "submit")
        done = _file(request)
    except Refusal as refusal:
        response = _form(request, request.POST, refusal)
        response.status_code = refusal.status
        return response
    return render(request, "public/filed.html", {"done": done})


def _form(request: HttpRequest, given: Any, refused: Refusal | None = None) -> HttpResponse:
    streets = org.areas_with_communities()
    areas = (area for street, below in streets for area in (street, *below))
    shown = {
        "given": given,
        "refused": sentence(refused) if refused else "",
        "faults": faults(refused) if refused else {},
        "streets": streets,
        "place": picture(areas, levels=("street", "community")),
    }
    return render(request, "public/submit.html", shown)


def _file(request: HttpRequest) -> actions.Done:
    given: dict[str, Any] = {
        "content": request.POST.get("content", ""),
        "channel": "web",
        "area": request.POST.get("area", ""),
        "address": request.POST.get("address", ""),
        "wants_call": request.POST.get("wants_call") == "on",
        "confidential": request.POST.get("confidential") == "on",
    }
    if request.POST.get("point"):
        given["point"] = point(request.POST["point"])
    given["title"] = (request.POST.get("title", "") or given["content"])[:40]
    kept = [_photo(upload) for upload in request.FILES.getlist("photos")[:MOST_PHOTOS]]
    if kept:
        given["files"] = kept
    reporter = ReporterFacts(
        name=request.POST.get("name", "")[:40], phone=request.POST.get("phone", "")
    )
    opening = actions.Opening(
        procedure=PROCEDURE, worker=CITIZEN, given=given, reporter=reporter, via="public"
    )
    return actions.open_case(opening)


def _photo(upload: Any) -> int:
    content = upload.read(files.most_bytes() + 1)
    kept = files.Upload(upload.name, content, public=True)
    return files.keep(upload=kept, worker=CITIZEN).pk


def follow(request: HttpRequest) -> HttpResponse:
    """Where a case stands; number and secret are posted, so that no log keeps them."""
    if request.method != "POST":
        return render(request, "public/follow.html", {})
    number, secret = request.POST.get("number", ""), request.POST.get("secret", "")
    try:
        throttle(request, "follow")
        case = public.followed(number, secret)
    except Refusal as refusal:
        shown = {"refused": sentence(refusal), "number": number}
        return render(request, "public/follow.html", shown, status=refusal.status)
    return _shown(request, case, secret)


def _shown(request: HttpRequest, case: Any, secret: str, thanked: bool = False) -> HttpResponse:
    action = register.procedure(case.procedure).action_by_key["rate"]
    shown = {
        "case": public.shown(case),
        "secret": secret,
        "needs": [need for need in action.needs if need.choices],
        "thanked": thanked,
    }
    return render(request, "public/case.html", shown)


@require_POST
def rate(request: HttpRequest) -> HttpResponse:
    """Whether the citizen is satisfied and whether it was solved."""
    throttle(request, "rate")
    secret = request.POST.get("secret", "")
    case = public.followed(request.POST.get("number", ""), secret)
    given = {key: request.POST.get(key, "") for key in ("satisfied", "solved", "comment")}
    actions.perform(
        actions.Act(number=case.number, action="rate", worker=CITIZEN, given=given, via="public")
    )
    case.refresh_from_db()
    return _shown(request, case, secret, thanked=True)
