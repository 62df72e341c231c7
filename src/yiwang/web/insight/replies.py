"""Answer quality: by unit and month, the frequent faults, the weakest replies; as files too."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.insight.replies import queries
from yiwang.insight.replies.faults import BY_KEY
from yiwang.insight.replies.judging import GRADES
from yiwang.insight.replies.queries import Wanted
from yiwang.web import spreadsheet
from yiwang.web.access import for_duties
from yiwang.web.ui.ways import KEEPERS, REPLY_QUALITY

A_PAGE = 50
MOST_ROWS = 20_000
_HEADS = ("编号", "标题", "答复单位", "答复时间", "评级", "得分", "问题")


def wanted(given: QueryDict) -> Wanted:
    """Which replies an address asks for; what is not known is left out."""
    month, unit = given.get("month", ""), given.get("unit", "")
    grade, fault = given.get("grade", ""), given.get("fault", "")
    return Wanted(
        month=_month(month),
        unit=int(unit) if unit.isdigit() else None,
        grade=grade if grade in GRADES else "",
        fault=fault if fault in BY_KEY else "",
    )


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


@for_duties(*REPLY_QUALITY)
def overview(request: HttpRequest) -> HttpResponse:
    """The shares, the faults, and the replies of what was chosen, the weakest first."""
    asked = wanted(request.GET)
    units = queries.by_unit(queries.judged(request.worker, Wanted(month=asked.month)))
    chosen = queries.judged(request.worker, asked)
    page = Paginator(queries.weakest(chosen), A_PAGE).get_page(request.GET.get("page"))
    of_unit = queries.judged(request.worker, Wanted(month=asked.month, unit=asked.unit))
    shown = {
        "asked": asked,
        "month": f"{asked.month:%Y-%m}" if asked.month else "",
        "months": queries.months(request.worker),
        "units": units,
        "faults": queries.by_fault(of_unit),
        "grades": GRADES,
        "page": page,
        "rows": [(row, faults_of(row)) for row in page.object_list],
        "fault": BY_KEY.get(asked.fault),
        "unit": next((line.name for line in units if line.unit == asked.unit), ""),
        "address": _address(asked),
        "rules": request.worker.duty in KEEPERS,
    }
    return render(request, "insight/replies.html", shown)


def _address(asked: Wanted) -> str:
    """The same choice as an address, without the page."""
    given = {
        "month": f"{asked.month:%Y-%m}" if asked.month else "",
        "unit": asked.unit or "",
        "grade": asked.grade,
        "fault": asked.fault,
    }
    return urlencode({key: value for key, value in given.items() if value})


@for_duties(*REPLY_QUALITY)
def export(request: HttpRequest) -> HttpResponse | FileResponse:
    """What the page lists as a file; `as=csv`, else a workbook."""
    rows = queries.weakest(queries.judged(request.worker, wanted(request.GET)))[:MOST_ROWS]
    lines = [[_(head) for head in _HEADS], *(_line(row) for row in rows)]
    name = f"replies-{timezone.localtime():%Y%m%d-%H%M}"
    stamp = spreadsheet.stamp(request.worker)
    if request.GET.get("as") == "csv":
        return spreadsheet.as_csv(f"{name}.csv", [[stamp], *lines])
    book = spreadsheet.as_book([(_("答复质量"), lines)], stamp)
    return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx")


def _line(row: Any) -> list[Any]:
    return [
        row.case.number,
        row.case.title,
        row.unit.name if row.unit else "",
        timezone.localtime(row.answered_at).strftime("%Y-%m-%d %H:%M"),
        _(GRADES[row.grade]),
        "" if row.score is None else row.score,
        "、".join(_(fault.label) for fault in faults_of(row)),
    ]


def faults_of(row: Any) -> list[Any]:
    """The kinds of fault of a judged reply."""
    return [BY_KEY[key] for key in row.faults.split(",") if key in BY_KEY]
