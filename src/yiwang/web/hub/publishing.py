"""A resource is written, changed and retired; a unit's catalogue is taken in from a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue import actions, codes, intakes, queries, sheets
from yiwang.hub.catalogue.actions import Description
from yiwang.hub.catalogue.words import Form, Grade, Group, Opening, Period, Sharing
from yiwang.kernel.refusals import Invalid, Missing, Refusal
from yiwang.lake.schema import Field, Kind, Meaning, Schema
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.refusals import sentence
from yiwang.web.ui.ways import HUB_WORK

MORE_FIELDS, MOST_FIELDS = 5, 200
KIND_LABELS = {
    Kind.TEXT: gettext_noop("文字"),
    Kind.WHOLE: gettext_noop("整数"),
    Kind.NUMBER: gettext_noop("浮点数"),
    Kind.DECIMAL: gettext_noop("金额与度量"),
    Kind.YES_NO: gettext_noop("是否"),
    Kind.DAY: gettext_noop("日期"),
    Kind.MOMENT: gettext_noop("日期时间"),
}
MEANING_LABELS = {
    Meaning.PLAIN: gettext_noop("一般"),
    Meaning.PERSON_NAME: gettext_noop("姓名"),
    Meaning.IDENTITY_CARD: gettext_noop("身份证号"),
    Meaning.CREDIT_CODE: gettext_noop("统一社会信用代码"),
    Meaning.PHONE: gettext_noop("电话"),
    Meaning.BANK_CARD: gettext_noop("银行卡号"),
    Meaning.DIVISION: gettext_noop("行政区划"),
    Meaning.ADDRESS: gettext_noop("地址"),
    Meaning.ORGANISATION_NAME: gettext_noop("单位名称"),
    Meaning.BIRTH_DAY: gettext_noop("出生日期"),
    Meaning.SEX: gettext_noop("性别"),
    Meaning.PLATE: gettext_noop("车牌号"),
    Meaning.EMAIL: gettext_noop("邮箱"),
}
PLAIN = ("key", "code", "name", "abstract", "theme", "condition", "basis")
CHOSEN: dict[str, Any] = {
    "group": Group, "form": Form, "sharing": Sharing, "opening": Opening, "period": Period,
    "grade": Grade,
}  # fmt: skip


@for_duties(*HUB_WORK)
def edit(request: HttpRequest, key: str = "") -> HttpResponse:
    """Write a resource or its next edition; what was refused comes back as it was typed."""
    before = queries.resource(key) if key else None
    if before is not None:
        actions.may_keep(before.unit_id, request.worker)
    typed = _of(before)
    if request.method == "POST":
        typed = _typed(request, key)
        try:
            return _published(request, typed, before)
        except Refusal as refused:
            shown = _shown(request, typed, before) | {"refused": sentence(refused)}
            return render(request, "hub/edit.html", shown, status=refused.status)
    return render(request, "hub/edit.html", _shown(request, typed, before))


def _shown(request: HttpRequest, typed: dict[str, Any], before: Any) -> dict[str, Any]:
    blank = {"key": "", "label": "", "kind": "text", "meaning": "plain"}
    own = request.worker.duty is Duty.DATA_STEWARD
    return {
        "given": typed,
        "rows": [*typed["fields"], *[blank] * MORE_FIELDS][:MOST_FIELDS],
        "before": before,
        "units": [one for one in org.units() if not own or one.pk == request.worker.unit_id],
        "choices": {name: one.choices for name, one in CHOSEN.items()},
        "kinds": KIND_LABELS.items(),
        "meanings": MEANING_LABELS.items(),
        "grades": Grade.choices,
    }


def _of(row: Any) -> dict[str, Any]:
    if row is None:
        return {"fields": [], "keys": [], "sharing": "conditional", "group": "3"}
    told = {name: getattr(row, name) for name in (*PLAIN, *CHOSEN, "keys", "fields")}
    return told | {"unit": row.unit_id}


def _typed(request: HttpRequest, key: str) -> dict[str, Any]:
    given = request.POST
    told: dict[str, Any] = {name: given.get(name, "").strip() for name in (*PLAIN, *CHOSEN)}
    unit = given.get("unit", "")
    told |= {"unit": int(unit) if unit.isdecimal() and len(unit) < 10 else 0}
    told["key"] = key or told["key"]
    fields = [_field(given, at) for at in range(MOST_FIELDS) if given.get(f"label.{at}")]
    keys = [one["key"] for one in fields if one["is_key"]]
    return told | {"fields": fields, "keys": keys, "reason": given.get("reason", "").strip()}


def _field(given: Any, at: int) -> dict[str, Any]:
    names = ("key", "label", "kind", "meaning", "grade", "note")
    told: dict[str, Any] = {name: given.get(f"{name}.{at}", "").strip()[:200] for name in names}
    told["key"] = told["key"] or f"field_{at + 1}"
    told["required"] = given.get(f"required.{at}") == "on"
    return told | {"is_key": given.get(f"is_key.{at}") == "on"}


def _published(request: HttpRequest, typed: dict[str, Any], before: Any) -> HttpResponse:
    if not typed["name"] or not typed["fields"]:
        raise Missing("请填写资源名称和至少一个信息项")
    unit = org.unit(typed["unit"])
    told = _description(typed, unit)
    if before is None and any(one.key == told.key for one in queries.resources()):
        raise Invalid("标识“{key}”已被使用", key=told.key)
    reason = typed["reason"] or ("" if before else _("首次登记"))
    if not reason:
        raise Missing("请写明变更原因")
    row = actions.publish(told=told, reason=reason, by=request.worker)
    said(request, _("已发布第{edition}版").format(edition=row.edition))
    return redirect("hub:resource", row.key)


def _description(typed: dict[str, Any], unit: org.Unit) -> Description:
    code = typed["code"] or codes.suggested(typed["group"], typed["theme"], unit)
    fields = tuple(
        Field(
            one["key"],
            one["label"],
            _one_of(Kind, one["kind"], Kind.TEXT),
            _one_of(Meaning, one["meaning"], Meaning.PLAIN),
            one["required"],
        )
        for one in typed["fields"]
    )
    chosen = {name: _one_of(choices, typed[name], None) for name, choices in CHOSEN.items()}
    graded = {f["key"]: f["grade"] for f in typed["fields"] if f["grade"] in Grade.values}
    return Description(
        key=typed["key"] or codes.suggested_key(code),
        code=codes.check(code),
        name=typed["name"][:120],
        unit=unit,
        schema=Schema(fields, tuple(typed["keys"])),
        abstract=typed["abstract"][:2000],
        theme=typed["theme"][:40],
        condition=typed["condition"][:200],
        basis=typed["basis"][:200],
        grades={key: Grade(one) for key, one in graded.items()},
        notes={f["key"]: f["note"] for f in typed["fields"] if f["note"]},
        **chosen,
    )


def _one_of(choices: Any, value: str, otherwise: Any) -> Any:
    try:
        return choices(value)
    except ValueError:
        if otherwise is None:
            raise Invalid("请从列表中选择") from None
        return otherwise


@require_POST
@for_duties(*HUB_WORK)
def retire(request: HttpRequest, key: str) -> HttpResponse:
    """Take a resource out of use."""
    actions.retire(key=key, reason=request.POST.get("reason", ""), by=request.worker)
    said(request, _("资源已停用，相关授权已终止"))
    return redirect("hub:resource", key)


@require_POST
@for_duties(*HUB_WORK)
def flow(request: HttpRequest, key: str) -> HttpResponse:
    """Tell where a field comes from, or that it does no longer."""
    given = request.POST
    if given.get("end", "").isdecimal():
        actions.end_flow(number=int(given["end"][:15]), by=request.worker)
        said(request, _("血缘已结束"))
    else:
        source, _point, field = given.get("source", "").partition("|")
        told = actions.Told(source, field, key, given.get("target", ""), given.get("means", ""))
        actions.add_flow(told=told, by=request.worker)
        said(request, _("血缘已登记"))
    return redirect("hub:resource", key)


@for_duties(*HUB_WORK)
def importing(request: HttpRequest) -> HttpResponse:
    """A catalogue comes as a file."""
    if request.method != "POST":
        return render(request, "hub/import.html", {})
    given = request.FILES.get("file")
    if given is None:
        raise Missing("请选择一个有内容的文件")
    content = given.read(sheets.MOST_BYTES + 1)
    found = intakes.read(name=given.name or "", content=content, by=request.worker)
    return redirect("hub:intake", found.pk)


@for_duties(*HUB_WORK)
def intake(request: HttpRequest, number: int) -> HttpResponse:
    """What was read of it, with what is wrong; taken over on a second word."""
    found = intakes.intake(number, request.worker)
    if request.method == "POST":
        taken = intakes.take(number=number, by=request.worker)
        said(request, _("已导入{count}个资源").format(count=len(taken)))
        return redirect("hub:catalogue")
    good = [one for one in found.rows if not one["faults"]]
    return render(request, "hub/intake.html", {"intake": found, "good": len(good)})
