"""What stands in the columns of a resource: small pictures, what changed, rules to take over."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from yiwang.hub.catalogue.queries import resource
from yiwang.hub.quality import profiling, queries, rights
from yiwang.kernel.refusals import NotFound
from yiwang.lake.profiling import Change, Column, Share
from yiwang.lake.profiling.column import FEWEST_ROWS
from yiwang.lake.quality import Identifier
from yiwang.lake.schema import Field, Kind, Schema
from yiwang.web.access import for_duties
from yiwang.web.ui.ways import HUB

# The picture of one column: bars side by side.
WIDTH, HEIGHT = 160, 36
MOST_SHOWN = 5
IDENTIFIERS = {
    Identifier.IDENTITY_CARD: gettext_noop("身份证号"),
    Identifier.CREDIT_CODE: gettext_noop("统一社会信用代码"),
    Identifier.ORGANISATION_CODE: gettext_noop("组织机构代码"),
    Identifier.PHONE: gettext_noop("电话号码"),
    Identifier.BANK_CARD: gettext_noop("银行卡号"),
    Identifier.DIVISION: gettext_noop("区划代码"),
    Identifier.DAY: gettext_noop("日期"),
    Identifier.PLATE: gettext_noop("车牌号"),
}
KINDS = {
    Kind.TEXT: gettext_noop("文本"),
    Kind.WHOLE: gettext_noop("整数"),
    Kind.NUMBER: gettext_noop("小数"),
    Kind.DECIMAL: gettext_noop("金额"),
    Kind.YES_NO: gettext_noop("是否"),
    Kind.DAY: gettext_noop("日期"),
    Kind.MOMENT: gettext_noop("时间"),
}
WORDS = (
    gettext_noop("行数"),
    gettext_noop("空值率"),
    gettext_noop("不同值"),
    gettext_noop("平均值"),
    gettext_noop("号码有效率"),
    gettext_noop("最常见写法"),
    gettext_noop("新增字段"),
    gettext_noop("缺少字段"),
)


@dataclass(frozen=True)
class Bar:
    """One span or value in a picture; `rows` is empty where few rows have it."""

    x: float
    y: float
    width: float
    height: float
    text: str
    rows: str


@dataclass(frozen=True)
class Row:
    """A column on the page, with nothing that this person may not see."""

    field: Field | None
    column: Column
    kind: str
    identifier: str
    common: list[tuple[Share, str]]
    shapes: list[tuple[Share, str]]
    bars: list[Bar]
    changes: list[Change]
    # Values that only some may see are there.
    hidden: bool
    # Tells of persons, and nobody said so in the catalogue.
    unmarked: bool


@for_duties(*HUB)
def profile(request: HttpRequest, key: str) -> HttpResponse:
    """The newest version, or the one that is asked for."""
    held = resource(key)
    looked = profiling.look(held, _version(request.GET.get("version", "")))
    sees, keeps = rights.sees_rows(request.worker, held), rights.keeps(request.worker)
    labels = {one.key: one.label for one in held.schema.fields}
    columns = looked.told.columns if looked else ()
    changed = looked.changes if looked else ()
    rows = [_row(one, held.schema, changed, sees) for one in columns]
    context = {
        "resource": held,
        "looked": looked,
        "rows": rows,
        "changes": [(labels.get(one.column, one.column), one) for one in changed],
        "versions": profiling.history(held),
        "sees": sees,
        "keeps": keeps,
        "suggestions": queries.suggestions(held, request.worker) if keeps else (),
        "fewest": FEWEST_ROWS,
        "width": WIDTH,
        "height": HEIGHT,
    }
    return render(request, "hub/quality_profile.html", context)


def _version(told: str) -> int | None:
    if not told:
        return None
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise NotFound(_("没有这一版数据"))
    return int(told)


def _row(column: Column, schema: Schema, changes: tuple[Change, ...], sees: bool) -> Row:
    field = next((one for one in schema.fields if one.key == column.key), None)
    # A meaning that was told later hides what an earlier profile kept.
    marked = column.key in schema.personal
    values = sees and not (column.personal or marked)
    spread = [one for one in column.spread if values or one.rows >= FEWEST_ROWS]
    return Row(
        field=field,
        column=column,
        kind=KINDS[column.kind],
        identifier=IDENTIFIERS[column.identifier] if column.identifier else "",
        common=_told(column.common, column.filled) if values else [],
        shapes=_told(column.shapes, column.filled),
        bars=_bars(tuple(spread), hide=not values),
        changes=[one for one in changes if one.column == column.key],
        hidden=bool(column.common) and not values,
        unmarked=column.personal and not marked and field is not None,
    )


def _told(some: tuple[Share, ...], filled: int) -> list[tuple[Share, str]]:
    return [(one, f"{one.rows / filled:.0%}" if filled else "") for one in some[:MOST_SHOWN]]


def _bars(spread: tuple[Share, ...], *, hide: bool) -> list[Bar]:
    """How many rows lie in each span; few rows are not counted out to those without the right."""
    most = max((one.rows for one in spread), default=0)
    if not most:
        return []
    step = WIDTH / len(spread)
    return [
        Bar(
            x=round(place * step, 2),
            y=round(HEIGHT - one.rows * HEIGHT / most, 2),
            width=round(step * 0.85, 2),
            height=round(one.rows * HEIGHT / most, 2),
            text=one.text,
            rows=f"<{FEWEST_ROWS}" if hide and one.rows < FEWEST_ROWS else str(one.rows),
        )
        for place, one in enumerate(spread)
    ]
