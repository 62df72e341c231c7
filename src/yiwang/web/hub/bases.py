"""Base databases: how they stand, what sources dispute, themes."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.hub import matters
from yiwang.hub.bases import queries, rights, themes
from yiwang.hub.bases.words import Base
from yiwang.hub.bases.words import field as field_of
from yiwang.hub.catalogue import queries as catalogue
from yiwang.kernel.refusals import Invalid
from yiwang.web.access import for_duties
from yiwang.web.home import said

# Sources that say different things of one thing, as the classes of data matters have it.
DISPUTE = "820202"


@for_duties(*rights.READERS)
def bases(request: HttpRequest) -> HttpResponse:
    """Every base: from what, how many, how fresh, what waits for people."""
    context = {"bases": queries.overview(), "keeps": request.worker.duty in rights.KEEPERS}
    return render(request, "hub/bases.html", context)


@for_duties(*rights.READERS)
def conflicts(request: HttpRequest, key: str) -> HttpResponse:
    """Fields of which sources say different things; a keeper sends one back to its unit."""
    base = queries.base_of(key)
    if request.method == "POST":
        return _send_back(request, base)
    resources = queries.resources()
    rows = queries.conflicts(base, request.GET.get("after", ""), request.worker)
    told = [
        {
            "thing": row["golden"][:8],
            "field": field_of(base, row["field"]),
            "key": row["field"],
            "golden": row["golden"],
            "values": [
                (one, [resources[key] for key in one["sources"] if key in resources])
                for one in row["values"]
            ],
        }
        for row in rows
    ]
    context = {
        "base": base,
        "rows": told,
        "next": rows[-1]["golden"] if len(rows) == queries.PAGE else "",
        "keeps": request.worker.duty in rights.KEEPERS,
    }
    return render(request, "hub/conflicts.html", context)


def _send_back(request: HttpRequest, base: Base) -> HttpResponse:
    """The unit of a source is asked to check its value: a case under the data matters."""
    rights.may_keep(request.worker)
    resource = catalogue.resource(request.POST.get("resource", ""))
    field = field_of(base, request.POST.get("field", ""))
    if field is None:
        raise Invalid("基础库没有这个字段")
    thing = request.POST.get("golden", "")[:16]
    done = matters.open_matter(
        matters.Matter(
            nature=matters.Nature.DISPUTED,
            category=DISPUTE,
            unit=resource.unit_id,
            title=f"{base.label}“{field.label}”与其他来源不一致",
            # No value is written into a case: who may see it looks it up.
            content=f"主体{thing}的“{field.label}”在“{resource.name}”与其他来源不同，请核对并更正。",
            resource=resource.key,
            bad_rows=1,
        ),
        by=request.worker,
    )
    said(request, _("已退回核对：%(number)s") % {"number": done.number})
    return redirect("hub:conflicts", base)


@for_duties(*rights.READERS)
def theme(request: HttpRequest) -> HttpResponse:
    """A theme on one page: figures of the district, and by community."""
    chosen = themes.theme(request.GET.get("theme", "")) or themes.THEMES[0]
    figures = {(one.measure, one.area): one.value for one in queries.figures(chosen.key)}
    areas = sorted({area for _measure, area in figures if area})
    keys = [measure.key for measure in chosen.measures]
    most = max([figures.get((keys[0], area), 0) for area in areas], default=0)
    context = {
        "themes": themes.THEMES,
        "theme": chosen,
        "tiles": [(measure, figures.get((measure.key, ""))) for measure in chosen.measures],
        "rows": [
            (area, figures.get((keys[0], area), 0), [figures.get((key, area), 0) for key in keys])
            for area in areas
        ],
        "most": most,
        "hidden": themes.HIDDEN,
        "floor": themes.FLOOR,
    }
    return render(request, "hub/themes.html", context)
