"""What was published of each period, as it was and as it is corrected."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.analytics.frozen import actions, queries
from yiwang.analytics.frozen.reckoning import DIVIDED
from yiwang.analytics.names import names
from yiwang.engine.duties import UNIT, Duty
from yiwang.kernel.refusals import Invalid
from yiwang.measure.dimensions import Dimension
from yiwang.measure.language import Indicator
from yiwang.measure.period import Grain, Period, around
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.web.access import for_duties, signed_in
from yiwang.web.home import failed, said

READERS = (*actions.KEEPERS, Duty.LEADER, Duty.ADMINISTRATOR)
_BACK = 6


@signed_in
def freezes(request: HttpRequest) -> HttpResponse:
    """All that was frozen; the form for the next one for who may."""
    if request.method == "POST":
        return _freeze(request)
    found = queries.freezes()
    context = {
        "freezes": found,
        "keeps": request.worker.duty in actions.KEEPERS,
        "periods": list(_waiting({one.period for one in found})),
        "waiting": queries.waiting_count(),
        "days": actions.OBJECTION_DAYS,
        "most": actions.MOST_DAYS,
    }
    return render(request, "frozen/freezes.html", context)


def _freeze(request: HttpRequest) -> HttpResponse:
    days = request.POST.get("days", "")
    kept = actions.freeze(
        period=request.POST.get("period", ""),
        basis=request.POST.get("basis", ""),
        by=request.worker,
        days=int(days) if days.isdigit() else actions.OBJECTION_DAYS,
    )
    said(request, _("已冻结{period}").format(period=kept.span.label))
    return redirect("frozen:freeze", kept.period)


def _waiting(known: set[str]) -> Iterable[Period]:
    """The last periods of each length that are over and not frozen, the shortest last."""
    for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR, Grain.WEEK):
        period = around(grain, timezone.localdate()).before()
        for _step in range(_BACK if grain is not Grain.YEAR else 2):
            if period.key not in known:
                yield period
            period = period.before()


@dataclass(frozen=True)
class Line:
    """An indicator with its figures in one division."""

    indicator: Indicator
    figures: list[tuple[str, queries.Published]]


@signed_in
def freeze(request: HttpRequest, period: str) -> HttpResponse:
    """The figures of one period; a unit sees its own and those below it."""
    kept = queries.freeze(period)
    by = _by(request)
    worker = request.worker
    context = {
        "freeze": kept,
        "lines": _lines(kept, by, worker),
        "divisions": [one for one in DIVIDED if one] if _sees_all(worker) else [Dimension.UNIT],
        "by": by,
        "whole": _sees_all(worker),
        "objections": queries.objections(kept, worker),
        "may_object": worker.duty in UNIT and kept.open_for_objections,
        "may_replay": worker.duty in READERS,
    }
    return render(request, "frozen/freeze.html", context)


def _sees_all(worker: Worker) -> bool:
    return worker.at_centre


def _by(request: HttpRequest) -> str:
    wanted = request.GET.get("by", "" if _sees_all(request.worker) else Dimension.UNIT.value)
    if wanted not in {"", *(one.value for one in DIVIDED if one)}:
        raise Invalid("看不懂的条件：{fault}", fault=wanted[:40])
    return wanted if _sees_all(request.worker) else Dimension.UNIT.value


def _lines(kept: queries.Freeze, by: str, worker: Worker) -> list[Line]:
    found = queries.published(kept, by=by)
    if not _sees_all(worker):
        mine = {str(u.pk) for u in org.units() if u.path.startswith(worker.unit_path)}
        found = [one for one in found if one.key in mine]
    words = names(Dimension(by), {one.key for one in found}) if by else {}
    lines: dict[str, Line] = {}
    for one in found:
        line = lines.setdefault(one.indicator.key, Line(one.indicator, []))
        line.figures.append((words.get(one.key, ""), one))
    return list(lines.values())


@require_POST
@for_duties(*READERS)
def replay(request: HttpRequest, period: str) -> HttpResponse:
    """Compute a freeze again from the log and say whether it came out the same."""
    replayed = actions.replay(queries.freeze(period))
    if replayed.same:
        said(request, _("已从过程记录重新计算，全部数字与冻结时一致"))
    else:
        told = "；".join(replayed.differences[:5])
        failed(
            request,
            _("有{count}处不一致：{told}").format(count=len(replayed.differences), told=told),
        )
    return redirect("frozen:freeze", period)
