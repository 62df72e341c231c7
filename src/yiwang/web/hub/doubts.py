"""Doubtful pairs, one after the other: masked, decided by a key, the last decision taken back."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.hub.bases import actions, queries, rights
from yiwang.hub.bases import doubts as room
from yiwang.hub.bases.words import WHY, Base
from yiwang.web.access import for_duties
from yiwang.web.home import said


@for_duties(*rights.KEEPERS)
def doubts(request: HttpRequest, key: str) -> HttpResponse:
    """One doubtful pair after the other, side by side; showing it is noted."""
    base = queries.base_of(key)
    if request.method == "POST":
        return _decided(request, base)
    again = _number(request.GET.get("again", ""))
    doubt = room.again(base, again) if again else room.next_pair(base)
    waiting, done = room.counted(base)
    context = {
        "base": base,
        "again": again,
        "pair": room.shown(doubt, request.worker) if doubt else None,
        "why": WHY.get(doubt.why, "") if doubt else "",
        "waiting": waiting,
        "done": done,
        "said": room.said(base),
    }
    return render(request, "hub/doubts.html", context)


def _decided(request: HttpRequest, base: Base) -> HttpResponseRedirect:
    given = request.POST
    if given.get("said") == "undo":
        taken = actions.undo(base=base, by=request.worker)
        said(request, _("已撤销上一次判定，可以重新判定"))
        return redirect(reverse("hub:doubts", args=[base]) + f"?again={taken.pk}")
    again, number = _number(given.get("again", "")), _number(given.get("pair", "")) or 0
    actions.decide(
        base=base,
        pair=room.decided(base, again) if again else room.pair_of(base, number),
        said=given.get("said", ""),
        reason=given.get("reason", ""),
        by=request.worker,
    )
    said(request, _("已记录，下次建库时生效"))
    return redirect("hub:doubts", base)


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
