"""The operator's desk: an appeal in under a minute, with what is known shown while typing."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import actions, repeats, suggest
from yiwang.cases.belonging import ReporterFacts, keep_reporter
from yiwang.connect.model import client as model
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.engine.duties import FIELD, Duty
from yiwang.insight.alike import queries as alike
from yiwang.kernel.refusals import Refusal
from yiwang.knowledge import actions as knowledge_actions
from yiwang.knowledge import queries as knowledge
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.cases.given import category_options, read
from yiwang.web.cases.given import point as read_point
from yiwang.web.desk import reading
from yiwang.web.desk.report import openable
from yiwang.web.home import said
from yiwang.web.insight.learned import FACTS, hint
from yiwang.web.refusals import faults, sentence
from yiwang.web.ui.picture import picture

PROCEDURE = "appeals"


@for_duties(Duty.OPERATOR)
def page(request: HttpRequest) -> HttpResponse:
    """The form, and what becomes of it: filed, established, or answered at once."""
    if request.method != "POST":
        return _form(request, {})
    try:
        join = request.POST.get("join", "")
        number = _join(request, join) if join else _file(request)
    except Refusal as refusal:
        response = _form(request, request.POST, refusal)
        response.status_code = refusal.status
        return response
    done = _("已并入 {number}") if join else _("已登记 {number}")
    said(request, done.format(number=number))
    return redirect("cases:page", number=number)


def _form(request: HttpRequest, given: Any, refused: Refusal | None = None) -> HttpResponse:
    opening = register.procedure(PROCEDURE).opening
    streets = org.areas_with_communities()
    shown = {
        "given": given,
        "others": openable(request.worker),
        "refused": sentence(refused) if refused else "",
        "faults": _faults(refused) if refused else {},
        "then": given.get("then", "establish"),
        "files_lost": bool(refused and request.FILES),
        "channels": dials.channels(),
        "categories": category_options(PROCEDURE),
        "streets": streets,
        "place": picture(area for street, below in streets for area in (street, *below)),
        "natures": opening.need_by_key["nature"].choices,
        "urgencies": opening.need_by_key["urgency"].choices,
    }
    return render(request, "desk/intake.html", shown)


def _faults(refused: Refusal) -> dict[str, str]:
    """Beside which field of this form which sentence stands."""
    found = faults(refused)
    if "phone" in found:
        found["reporter_phone"] = found.pop("phone")
    if "content" in found:
        # The title is taken from the content: it is missing because that is.
        found.pop("title", None)
    return found


def _file(request: HttpRequest) -> str:
    """Open the case and take the steps that were asked for; each is one act in the log."""
    opening = register.procedure(PROCEDURE).opening
    reporter = ReporterFacts(
        name=request.POST.get("reporter_name", ""),
        phone=request.POST.get("reporter_phone", ""),
        address=request.POST.get("reporter_address", ""),
    )
    given = read(opening, request)
    reported = actions.Opening(
        procedure=PROCEDURE, worker=request.worker, given=given, reporter=reporter
    )
    steps = _steps(request, given)
    done = actions.open_and_do(reported, steps)
    for _step, what in steps:
        if "knowledge" in what:
            knowledge_actions.cite(article_id=what["knowledge"])
    return done.number


def _join(request: HttpRequest, number: str) -> str:
    """The same matter again: it is noted on the case that is there, no second one is opened."""
    reporter = ReporterFacts(
        name=request.POST.get("reporter_name", ""), phone=request.POST.get("reporter_phone", "")
    )
    given: dict[str, Any] = {
        "content": request.POST.get("content", ""),
        "channel": request.POST.get("channel", ""),
    }
    kept = keep_reporter(reporter)
    if kept is not None:
        given["reporter"] = kept
    act = actions.Act(number=number, action="join", worker=request.worker, given=given)
    return actions.perform(act).number


def _steps(request: HttpRequest, given: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    then = request.POST.get("then", "establish")
    if then == "receive":
        return []
    if then == "answer":
        answer: dict[str, Any] = {"public_reply": request.POST.get("public_reply", "")}
        cited = request.POST.get("knowledge", "")
        if cited.isdigit():
            answer["knowledge"] = int(cited)
        return [("accept", {}), ("answer_at_once", answer)]
    known = ("category", "nature", "urgency", "area", "address", "point")
    return [("accept", {}), ("establish", {key: given[key] for key in known if key in given})]


@for_duties(Duty.OPERATOR, Duty.SHIFT_LEADER, *FIELD)
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """What the desk knows already: caller, class, unit, repeats, answers.

    Posted, so that no log of addresses keeps the caller's number and words.
    """
    given = {key: request.POST.get(key, "").strip() for key in ("title", "content")}
    category, area = request.POST.get("category", ""), request.POST.get("area", "")
    text = f"{given['title']} {given['content']}"[:2000]
    key = request.POST.get("procedure", PROCEDURE)
    learned = hint(key, {name: request.POST.get(name, "")[:4000] for name in FACTS})
    classes = []
    if not category and not learned.classes:
        classes = dials.find_categories(text, procedure=key, limit=4)
    likely = category or next((c.key for c in learned.classes), "") or _first(classes)
    reported = repeats.Reported(**given, category=likely, area=area)
    caller = request.POST.get("reporter_phone", "")
    told = _told(request, given, likely)
    found = alike.hints(request.worker, told)
    shown = {
        "alike": found,
        "again": alike.again(request.worker, caller, told),
        "earlier": repeats.earlier(request.worker, caller),
        "learned": learned,
        "given_category": category,
        "model": model.is_set(),
        "unmasked": settings.MODEL_SEES_UNMASKED,
        "classes": classes,
        "suggestion": _suggested(request, likely, area),
        # Before the index is built, and of what is too short for it.
        "repeats": [] if found else repeats.repeats(request.worker, reported),
        "answers": knowledge.likely(text, category=likely),
        "reading": reading.hint(request, text),
    }
    return render(request, "desk/hints.html", shown)


def _told(request: HttpRequest, given: dict[str, str], category: str) -> alike.Told:
    """What is known of the appeal so far; a point that is not one yet is none."""
    point = read_point(request.POST.get("point", ""))
    address, area = request.POST.get("address", "")[:200], request.POST.get("area", "")
    content = given["content"][:2000]
    return alike.Told(
        title=given["title"][:120],
        content=content,
        address=address,
        category=category,
        area=area,
        point=(point[0], point[1]) if isinstance(point, list) else None,
    )


def _first(classes: Sequence[Any]) -> str:
    return classes[0].code if classes else ""


def _suggested(request: HttpRequest, category: str, area: str) -> suggest.Suggestion | None:
    """Who would act; nothing is said before anything is known."""
    part = request.POST.get("part_code", "").strip()[:20]
    if not category and not part:
        return None
    return suggest.suggest(suggest.Matter(category, area, part))
