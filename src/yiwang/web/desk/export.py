"""Lists of cases as a workbook that says who made it and when."""

from io import BytesIO
from itertools import chain
from typing import Any

from django.http import FileResponse, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.cases import lists
from yiwang.dials import queries as dials
from yiwang.engine import register
from yiwang.kernel import masking
from yiwang.org.actors import Worker
from yiwang.web import spreadsheet
from yiwang.web.access import signed_in
from yiwang.web.desk.filters import filters

MOST_ROWS = 20_000
_HEADS = (
    "编号",
    "标题",
    "环节",
    "渠道",
    "分类",
    "网格",
    "主办单位",
    "受理时间",
    "截止时间",
    "办结时间",
    "满意",
    "解决",
)


@signed_in
def cases(request: HttpRequest) -> FileResponse:
    """The cases of a search, newest first, at most 20,000; without personal data."""
    found = lists.listed(request.worker, filters(request.GET)).order_by("-opened_at", "-id")
    rows = found.values(*lists.COLUMNS, "lead_unit__name")[:MOST_ROWS]
    book = workbook(request.worker, rows)
    name = f"cases-{timezone.localtime():%Y%m%d-%H%M}.xlsx"
    return FileResponse(book, as_attachment=True, filename=name)


def workbook(worker: Worker, rows: Any) -> BytesIO:
    """The rows under a line that names who exported them."""
    channels, states = dials.channel_labels(), _states()
    lines = (_line(row, channels, states) for row in rows.iterator(chunk_size=1000))
    sheet = (_("案件"), chain([[_(head) for head in _HEADS]], lines))
    return spreadsheet.as_book([sheet], spreadsheet.stamp(worker))


def _states() -> dict[tuple[str, str], str]:
    return {(p.key, s.key): s.label for p in register.procedures() for s in p.states}


def _line(
    row: dict[str, Any], channels: dict[str, str], states: dict[tuple[str, str], str]
) -> tuple[Any, ...]:
    return (
        row["number"],
        masking.free_text(row["title"])[0],
        states.get((row["procedure"], row["state"]), row["state"]),
        channels.get(row["channel"], row["channel"]),
        row["category"],
        row["grid"],
        row["lead_unit__name"],
        *(_local(row[key]) for key in ("opened_at", "due_at", "closed_at")),
        row["satisfied"],
        row["solved"],
    )


def _local(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
