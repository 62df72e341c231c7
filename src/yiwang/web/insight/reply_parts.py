"""Fragments beside a reply: what is missing while it is written, how the given one is, a draft."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import queries as cases
from yiwang.insight.replies import drafting
from yiwang.insight.replies import queries as replies
from yiwang.insight.replies.faults import Finding
from yiwang.insight.replies.grounds import GROUNDS
from yiwang.insight.replies.judging import GRADES, Judgement
from yiwang.insight.replies.pieces import Span
from yiwang.insight.replies.wording import DIMENSIONS, SOURCES, template_of
from yiwang.web.access import signed_in

LEAST_SIGNS, MOST_SIGNS = 10, 4000


@dataclass(frozen=True)
class Told:
    """One finding as it is read."""

    sentence: str
    grave: bool
    light: bool
    words: str


@require_POST
@signed_in
def check(request: HttpRequest) -> HttpResponse:
    """What a reply that is being written still lacks; it blocks nothing."""
    reply = request.POST.get("public_reply", "")[:MOST_SIGNS]
    if len(reply.strip()) < LEAST_SIGNS:
        return render(request, "insight/reply_check.html", {"waiting": True})
    appeal, category = _appeal(request)
    found = replies.while_writing(appeal, reply, category)
    return render(request, "insight/reply_check.html", _shown(found, reply))


def _appeal(request: HttpRequest) -> tuple[str, str]:
    """Of a case by its number, else of the form that is being filled."""
    if number := request.POST.get("number", ""):
        case = cases.case(request.worker, number)
        return replies.appeal_of(case), case.category
    title, content = (request.POST.get(key, "")[:MOST_SIGNS] for key in ("title", "content"))
    return f"{title}。{content}" if title else content, request.POST.get("category", "")[:12]


@signed_in
def judgement(request: HttpRequest, number: str) -> HttpResponse:
    """How the reply that was given is, with the words that speak for it."""
    case = cases.case(request.worker, number)
    found = replies.of_case(case)
    shown = _shown(found, case.public_reply) | {"case": case} if found else {"case": case}
    return render(request, "insight/reply_judgement.html", shown)


@signed_in
def draft(request: HttpRequest, number: str) -> HttpResponse:
    """A reply to begin with; every line says where it is from."""
    case = cases.case(request.worker, number)
    made = drafting.draft(case)
    lines = [(line, SOURCES[line.source.kind]) for line in made.lines]
    field = "".join(
        sign for sign in request.GET.get("field", "")[:60] if sign.isalnum() or sign in "-_"
    )
    shown = {"draft": made, "lines": lines, "field": field}
    return render(request, "insight/reply_draft.html", shown)


def _shown(found: Judgement, reply: str) -> dict[str, Any]:
    return {
        "found": found,
        "grade": GRADES[found.grade],
        "dimensions": [(DIMENSIONS[key], value) for key, value in found.dimensions.items()],
        "told": [_told(one, reply) for one in found.findings],
        "grounds": [(one.label, one.key in found.grounds.found) for one in GROUNDS],
        "pieces": _pieces(found, reply),
    }


def _told(one: Finding, reply: str) -> Told:
    details = {
        "about": _(one.about) if one.about else "",
        "missing": _(one.missing) if one.missing else "",
    }
    words = "…".join(span.of(reply).strip() for span in one.in_reply[:2])
    shown = words if one.fault.key in ("phrases", "personal", "names") else ""
    sentence = _(template_of(one)).format(**details)
    return Told(sentence, one.fault.grave, one.fault.light, shown)


def _pieces(found: Judgement, reply: str) -> list[tuple[str, str]]:
    """The reply cut where a ground or a fault begins: each piece with what it is."""
    marks: list[tuple[Span, str]] = []
    for one in found.findings:
        marks += [(span, "fault") for span in one.in_reply]
    for spans in found.grounds.found.values():
        marks += [(span, "ground") for span in spans]
    pieces, at = [], 0
    for span, kind in sorted(marks, key=lambda one: one[0]):
        if span.start < at:
            continue
        pieces += [(reply[at : span.start], ""), (span.of(reply), kind)]
        at = span.end
    return [piece for piece in (*pieces, (reply[at:], "")) if piece[0]]
