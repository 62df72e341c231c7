"""The catalogue: what there is, who provides it, how it may be had; as pages and as files."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from yiwang.hub.catalogue import dcat, queries, requests, use
from yiwang.hub.catalogue.asking import ASKERS
from yiwang.hub.catalogue.queries import Flow, Resource, Wanted
from yiwang.hub.catalogue.words import Grade, Group, Period, Sharing
from yiwang.hub.masking import queries as masking
from yiwang.kernel.refusals import NotFound
from yiwang.web.access import for_duties
from yiwang.web.spreadsheet import as_book, as_csv, stamp
from yiwang.web.ui.ways import HUB, HUB_WORK

CHOICES = {"group": Group, "sharing": Sharing, "period": Period, "grade": Grade}


@for_duties(*HUB)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every resource in use, narrowed to what is looked for."""
    wanted = wanted_of(request)
    found = queries.found(wanted)
    page = found[: queries.A_PAGE]
    given = request.GET.copy()
    given.pop("after", None)
    context = {
        "resources": page,
        "after": page[-1].code if len(found) > queries.A_PAGE else "",
        "wanted": wanted,
        "narrowed": any(value for key, value in given.items()),
        "query": given.urlencode(),
        "filters": _filters(wanted),
        "units": queries.providers(),
        "keeps": request.worker.duty in HUB_WORK,
    }
    return render(request, "hub/catalogue.html", context)


def _filters(wanted: Wanted) -> list[dict[str, Any]]:
    labels = {
        "group": _("类"),
        "sharing": _("共享类型"),
        "period": _("更新周期"),
        "grade": _("数据级别"),
    }
    return [
        {
            "name": name,
            "label": labels[name],
            "choices": choices.choices,
            "chosen": getattr(wanted, name),
        }
        for name, choices in CHOICES.items()
    ]


def wanted_of(request: HttpRequest) -> Wanted:
    """What the address narrows the list to; what is on no list narrows nothing."""
    given = request.GET
    chosen = {name: given.get(name, "") for name in CHOICES}
    known = {name: one if one in CHOICES[name].values else "" for name, one in chosen.items()}
    unit = given.get("unit", "")
    return Wanted(
        text=given.get("text", "").strip()[:200],
        unit=int(unit) if unit.isdecimal() and len(unit) < 10 else None,
        after=given.get("after", "")[:60],
        **known,
    )


@for_duties(*HUB)
def resource(request: HttpRequest, key: str) -> HttpResponse:
    """One resource: its fields, its lineage, who has it, what was said of it before."""
    row, by = queries.resource(key), request.worker
    own = by.unit_id == row.unit_id or by.duty in requests.WATCHERS
    flows = queries.flows(row)
    context = {
        "resource": row,
        "fields": [one | {"grade_label": _label(Grade, one.get("grade"))} for one in row.fields],
        "personal": row.schema.personal,
        "flows": flows,
        "drawn": drawn(row, flows),
        "masked": masking.standing(row),
        "editions": row.editions.order_by("-number")[:20],
        "grants": requests.to_resource(row) if own else [],
        "use": use.of_resource(row)[:24] if own else [],
        "own": own,
        "asks": by.duty in ASKERS
        and by.unit_id != row.unit_id
        and row.sharing != Sharing.NONE
        and row.retired_at is None,
        "keeps": may_keep(by, row),
        "all": queries.resources() if may_keep(by, row) else [],
    }
    return render(request, "hub/resource.html", context)


def may_keep(by: Any, row: Resource) -> bool:
    """Whether this person keeps the resource."""
    return by.duty in HUB_WORK and (by.unit_id == row.unit_id or by.at_centre)


def _label(choices: Any, value: Any) -> str:
    return str(choices(value).label) if value in choices.values else ""


def drawn(row: Resource, flows: Iterable[Flow]) -> dict[str, Any] | None:
    """The resources that feed it at the left, those it feeds at the right; None without any."""
    into = list(
        dict.fromkeys(one.source for one in flows if one.target_id == row.pk != one.source_id)
    )
    out = list(
        dict.fromkeys(one.target for one in flows if one.source_id == row.pk != one.target_id)
    )
    if not into and not out:
        return None
    high = max(len(into), len(out), 1)
    height = high * 56

    def placed(found: list[Resource]) -> list[dict[str, Any]]:
        gap = height / max(1, len(found))
        return [{"resource": one, "y": round(gap * (n + 0.5))} for n, one in enumerate(found)]

    return {"into": placed(into), "out": placed(out), "height": height, "middle": height // 2}


@for_duties(*HUB)
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The narrowed list as CSV, workbook or DCAT."""
    rows = queries.every(wanted_of(request))
    if form == "csv":
        return as_csv("catalogue.csv", _sheet(rows))
    if form == "xlsx":
        book = as_book([(_("资源目录"), _sheet(rows))], stamp(request.worker))
        return FileResponse(book, as_attachment=True, filename="catalogue.xlsx")
    if form == "jsonld":
        home = request.build_absolute_uri("/public/data/")
        told = dcat.catalogue(rows, home=home, publisher=request.worker.unit_name)
        return JsonResponse(told, content_type="application/ld+json")
    raise NotFound("没有这种导出格式")


HEADINGS = (
    "信息资源代码", "信息资源名称", "类", "主题", "提供方代码", "提供方", "摘要", "格式",
    "共享类型", "共享条件", "不予共享依据", "开放属性", "更新周期", "数据级别", "标识",
    "信息项名称", "字段名", "数据类型", "是否必填", "是否主键", "信息项级别", "备注",
)  # fmt: skip


def _sheet(rows: Iterable[Resource]) -> Iterator[list[Any]]:
    """The form of the guide, one row a field: what is exported can be imported again."""
    yield list(HEADINGS)
    for one in rows:
        head = [
            one.code, one.name, one.group, one.theme, one.unit.code, one.unit.name, one.abstract,
            one.get_form_display(), one.get_sharing_display(), one.condition, one.basis,
            one.get_opening_display(), one.get_period_display(), one.get_grade_display(), one.key,
        ]  # fmt: skip
        for field in one.fields or [{}]:
            yield head + _field_cells(field, one.keys)


_KINDS = {
    "text": "字符", "whole": "整数", "number": "浮点", "decimal": "数值", "yes_no": "是否",
    "day": "日期", "moment": "日期时间",
}  # fmt: skip


def _field_cells(field: dict[str, Any], keys: list[str]) -> list[str]:
    yes = {True: "是", False: "否"}
    return [
        field.get("label", ""),
        field.get("key", ""),
        _KINDS.get(field.get("kind", ""), ""),
        yes[bool(field.get("required"))],
        yes[field.get("key") in keys],
        _label(Grade, field.get("grade")),
        field.get("note", ""),
    ]
