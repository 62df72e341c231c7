"""A table of figures as a workbook or as CSV, with what each figure means and who took it."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.analytics import queries
from yiwang.analytics.names import period_name
from yiwang.analytics.queries import Table
from yiwang.measure.language import Indicator, Side
from yiwang.measure.plan import Compare, Plan
from yiwang.web import spreadsheet
from yiwang.web.access import for_duties
from yiwang.web.figures import asked
from yiwang.web.figures.chart import value
from yiwang.web.figures.rows import narrowed_to
from yiwang.web.figures.shown import sign
from yiwang.web.figures.words import row_names
from yiwang.web.ui.ways import FIGURES

MOST_LINES = 50_000
Cells = list[Any]


@for_duties(*FIGURES)
def file(request: HttpRequest) -> HttpResponse | FileResponse:
    """The whole table of a plan; `as=csv`, else a workbook."""
    plan = asked.plan(request.GET)
    table = queries.table(plan, request.worker)
    stamp = spreadsheet.stamp(request.worker)
    name = f"figures-{timezone.localtime():%Y%m%d-%H%M}"
    if request.GET.get("as") == "csv":
        rows = [[stamp], *_about(table, plan), [], *_lines(table, plan)]
        return spreadsheet.as_csv(f"{name}.csv", rows)
    # One sheet of figures, and one that says what they are.
    sheets = ((_("数据"), _lines(table, plan)), (_("口径"), _about(table, plan)))
    book = spreadsheet.as_book(sheets, stamp)
    return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx")


def _about(table: Table, plan: Plan) -> Iterator[Cells]:
    """Of when, narrowed to what, up to when, and what every indicator means."""
    yield [_("期间"), period_name(plan.period)]
    for dimension, words in narrowed_to(plan):
        yield [_(dimension.label), words]
    yield [_("数据截至"), timezone.localtime(table.as_of).strftime("%Y-%m-%d %H:%M")]
    yield [_("指标"), _("公式"), _("计与不计"), _("依据"), _("版本")]
    for one in table.indicators:
        yield [_(one.label), one.formula(_), _(one.note), _(one.basis), one.version]


def _lines(table: Table, plan: Plan) -> Iterator[Cells]:
    heads = [_(dimension.label) for dimension in plan.by] or [_("范围")]
    for one in table.indicators:
        heads += _heads(one, plan)
    yield heads
    for names, row in row_names(table, plan, most=MOST_LINES):
        cells: Cells = [*names]
        for one in table.indicators:
            reading = row.readings[one.key]
            cells.append(value(reading))
            if Side.PART in one.sides():
                cells += [reading.part, reading.whole]
            cells += [value(row.compared[compare][one.key]) for compare in plan.compare]
        yield cells


def _heads(one: Indicator, plan: Plan) -> Cells:
    label, unit = _(one.label), sign(one.scale)
    found = [f"{label}（{unit}）" if unit else label]
    if Side.PART in one.sides():
        sides = one.sides()
        found += [f"{label}：{_(sides[side].where.label)}" for side in (Side.PART, Side.WHOLE)]
    said = {Compare.BEFORE: _("上期"), Compare.YEAR_BEFORE: _("上年同期")}
    return found + [f"{label}（{said[compare]}）" for compare in plan.compare]
