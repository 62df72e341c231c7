"""Spot checks: drawing a sample by a published seed, recording what was found, accuracy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.fieldwork.people import sight, spot_checks
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.home import said

CHECKERS = tuple(sorted(sight.CHECKERS))
READERS = tuple(sorted(sight.CHECKERS | sight.OVERSEERS))


@for_duties(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Every sample that was drawn; a form to draw one."""
    if request.method == "POST":
        return redirect("registers:check", _draw(request))
    shown = {
        "checks": spot_checks.listed(),
        "streets": org.areas_below(level="street"),
        "may_draw": request.worker.duty in CHECKERS,
    }
    return render(request, "registers/checks.html", shown)


def _draw(request: HttpRequest) -> int:
    each = request.POST.get("per_grid", "")
    made = spot_checks.draw(
        name=request.POST.get("name", ""),
        per_grid=int(each) if each.isdigit() else 0,
        seed=request.POST.get("seed", ""),
        area=request.POST.get("area", "")[:20],
        worker=request.worker,
    )
    said(request, _("已抽取样本，共{count}户").format(count=len(made.sample)))
    return int(made.pk)


@for_duties(*READERS)
def check(request: HttpRequest, number: int) -> HttpResponse:
    """One sample: its seed and fingerprint, whether it can be drawn again, results, accuracy."""
    found = spot_checks.one(number)
    sampled = spot_checks.sampled(found)
    seeing = sight.sight(request.worker)
    shown = {
        "check": found,
        "replayed": spot_checks.replayed(found),
        "frame_size": len(found.frame),
        "sampled": [(item, seeing.grids.get(item.house.grid)) for item in sampled],
        "accuracy": [
            (item, seeing.grids.get(item.grid)) for item in spot_checks.accuracy(found, sampled)
        ],
        "may_record": request.worker.duty in CHECKERS,
    }
    return render(request, "registers/check.html", shown)


@for_duties(*READERS)
def frame(request: HttpRequest, number: int) -> HttpResponse:
    """The frame as it was hashed, one house a line, so that anybody can draw again."""
    found = spot_checks.one(number)
    text = "".join(f"{line}\n" for line in sorted(found.frame))
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="frame-{found.pk}.txt"'
    return response


@require_POST
@for_duties(*CHECKERS)
def record(request: HttpRequest, number: int) -> HttpResponse:
    """What was found at one house of the sample."""
    spot_checks.record(
        check_id=number,
        number=request.POST.get("number", ""),
        correct=request.POST.get("correct") == "yes",
        found=request.POST.get("found", ""),
        worker=request.worker,
    )
    said(request, _("已登记抽检结果"))
    return redirect("registers:check", number)
