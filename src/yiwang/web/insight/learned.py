"""What the centre's own cases taught: said at the desk and on the case; its versions on a page."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yiwang.engine import register
from yiwang.insight.classes import actions, queries
from yiwang.insight.classes.kinds import Kind
from yiwang.insight.classes.queries import Suggested
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import KEEPERS, LEARNED

FACTS = ("title", "content", "address", "category", "area", "channel")
COMPARED = {
    "class": gettext_noop("各类平均的F1"),
    "unit": gettext_noop("前三个建议里有正确单位的比例"),
}


@dataclass(frozen=True)
class Hint:
    """The likeliest classes, where none was chosen yet, and units."""

    classes: list[Suggested]
    units: list[Suggested]


def hint(procedure: str, facts: dict[str, Any]) -> Hint:
    """What is said of these facts; the likeliest class helps to find the unit."""
    classes = [] if facts.get("category") else queries.classes(procedure, facts)
    if classes:
        facts = facts | {"category": classes[0].key}
    return Hint(classes, queries.units(procedure, facts))


@for_duties(*LEARNED)
def page(request: HttpRequest) -> HttpResponse:
    """Each model with its versions: what is in use, what it scored, and the way back."""
    if request.method == "POST":
        return _changed(request)
    shown = {
        "models": [
            _model(kind, procedure, versions)
            for procedure in register.procedures()
            for kind in Kind
            if (versions := queries.versions(kind, procedure.key))
        ],
        "uses": queries.uses(),
        "keeper": request.worker.duty in KEEPERS,
        "procedures": {one.key: one.label for one in register.procedures()},
        "kinds": dict(Kind.choices),
    }
    return render(request, "insight/learned.html", shown)


def _model(kind: Kind, procedure: Any, versions: list[Any]) -> dict[str, Any]:
    present = queries.in_use(kind, procedure.key)
    classes = present.scores.get("per_class", {}) if present else {}
    weakest = sorted(classes.items(), key=lambda pair: pair[1]["f1"])
    return {
        "kind": kind,
        "label": kind.label,
        "compared": COMPARED[kind.value],
        "procedure": procedure,
        "present": present,
        "versions": versions,
        "weakest": queries.named(kind, procedure.key, weakest[:10]),
    }


def _changed(request: HttpRequest) -> HttpResponse:
    reason, number = request.POST.get("reason", ""), request.POST.get("version", "")
    if number.isdigit():
        done = actions.choose(number=int(number), worker=request.worker, reason=reason)
        said(request, _("已启用第{number}版").format(number=done.version.number))
    else:
        kind, procedure = request.POST.get("kind", ""), request.POST.get("procedure", "")
        actions.switch_off(kind=kind, procedure=procedure, worker=request.worker, reason=reason)
        said(request, _("已停用，不再给出建议"))
    return redirect("insight:learned")
