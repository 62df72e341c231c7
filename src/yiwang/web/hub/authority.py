"""Which sources count for which field (一数一源): the order now, its effect, what was published."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.hub.bases import actions, queries, rights
from yiwang.hub.bases.effects import effect
from yiwang.hub.bases.words import FIELDS, Base
from yiwang.hub.bases.words import field as field_of
from yiwang.web.access import for_duties
from yiwang.web.budget.scope import day
from yiwang.web.home import said

PLACES = 3


@for_duties(*rights.READERS)
def authority(request: HttpRequest, key: str) -> HttpResponse:
    """The order of the sources of each field; a new one is published after its effect was seen."""
    base = queries.base_of(key)
    context = _page(request, base)
    if request.method == "POST":
        told = _told(request, base)
        if request.POST.get("step") == "publish":
            actions.appoint(told=told, by=request.worker)
            said(request, _("已发布，下次建库时生效"))
            return redirect("hub:authority", base)
        context |= {"told": told, "asked": True, "effect": effect(told=told, by=request.worker)}
        context["told_field"] = field_of(base, told.field)
        context["told_sources"] = [queries.resources()[one] for one in told.resources]
    return render(request, "hub/authority.html", context)


def _told(request: HttpRequest, base: Base) -> actions.NewAuthority:
    given = request.POST
    return actions.NewAuthority(
        base=base,
        field=given.get("field", ""),
        resources=tuple(one for one in given.getlist("resource") if one),
        valid_from=day(given.get("valid_from", ""), "valid_from"),
        basis=given.get("basis", ""),
    )


def _page(request: HttpRequest, base: Base) -> dict[str, Any]:
    now, resources, today = queries.authorities(base), queries.resources(), timezone.localdate()
    feeders = queries.feeders(base)
    ladders = queries.ladders(base)
    standing = queries.standing(ladders)
    return {
        "base": base,
        "fields": [
            (one, [resources[key] for key in now.get(one.key, ()) if key in resources])
            for one in FIELDS[base]
        ],
        "ladders": [
            (one, field_of(base, one.field), one.valid_from > today, one in standing)
            for one in ladders
        ],
        "feeders": feeders,
        "places": range(1, min(PLACES, len(feeders)) + 1),
        "today": today,
        "keeps": request.worker.duty in rights.KEEPERS,
    }
