"""A unit hands in its public keys and its own receipts, and sees whether both sides agree."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.exchange import beside, reconciled
from yiwang.hub.feeds import quarantine
from yiwang.hub.receipts import handing_in, own_keys, queries
from yiwang.kernel.refusals import Invalid, Missing, NotFound, Refusal, TooLarge
from yiwang.web.access import for_duties
from yiwang.web.home import failed, said
from yiwang.web.refusals import sentence
from yiwang.web.ui.ways import HUB_WORK

# A table that is compared in a page; larger ones take too long.
MOST_TABLE = 200 * 1024**2
SUFFIXES = (".parquet", ".csv")
SIDES = {"left": "only_theirs", "right": "only_ours", "both": "unlike"}


@for_duties(*HUB_WORK)
@require_safe
def exchange(request: HttpRequest) -> HttpResponse:
    """One's own keys, what was handed in and whether it agrees."""
    about = request.GET.get("about", "")
    found = queries.receipt(_whole(about), request.worker) if about else None
    code = queries.code_of(request.worker.unit_id)
    context = {
        "keys": own_keys.of_party(code),
        "code": code,
        "about": found,
        "rows": queries.handed_in(request.worker),
    }
    return render(request, "hub/exchange.html", context)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 18 else 0


@for_duties(*HUB_WORK)
@require_POST
def hand_in_keys(request: HttpRequest) -> HttpResponse:
    """Keep public keys of the unit."""
    content = _given(request, handing_in.MOST_KEY_BYTES)
    rows = handing_in.hand_in_keys(content, request.worker)
    said(request, _("已登记{n}个公钥").format(n=len(rows)))
    return redirect("hub:exchange")


@for_duties(*HUB_WORK)
@require_POST
def end_key(request: HttpRequest, key: str) -> HttpResponse:
    """A key is used no more."""
    handing_in.end_key(key, request.worker)
    said(request, _("公钥已停用；以前签的仍然有效"))
    return redirect("hub:exchange")


@for_duties(*HUB_WORK)
@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """Keep a receipt of the other side, and show whether it agrees with ours."""
    content = _given(request, handing_in.MOST_BYTES)
    about = request.POST.get("about", "")
    row = handing_in.hand_in(content, request.worker, _whole(about) if about else None)
    if row.agreed:
        said(request, _("双方相符"))
    else:
        failed(request, _("双方不符：{n}处不同").format(n=len(row.differences)))
    return redirect("hub:handed_in", row.pk)


def _given(request: HttpRequest, most: int) -> bytes:
    """The file, or else the pasted text; never more than is looked at is read."""
    file: Any = request.FILES.get("file")
    content: bytes = file.read(most + 1) if file else request.POST.get("text", "").encode()
    return content


@for_duties(*HUB_WORK)
def handed_in(request: HttpRequest, number: int) -> HttpResponse:
    """Both sides beside each other; with the other side's table, the rows that differ."""
    row = queries.one_handed_in(number, request.worker)
    context: dict[str, Any] = {
        "row": row,
        "fields": beside.fields(row),
        "buckets": beside.buckets(row),
    }
    status = 200
    if request.method == "POST":
        try:
            context |= _compared(request, row)
        except Refusal as refused:
            context["refused"], status = sentence(refused), refused.status
    return render(request, "hub/handed_in.html", context, status=status)


def _compared(request: HttpRequest, row: Any) -> dict[str, Any]:
    file: Any = request.FILES.get("file")
    if file is None:
        raise Missing("请选择一个有内容的文件", fields={"file": "请选择一个有内容的文件"})
    suffix = Path(file.name or "").suffix.lower()
    if suffix not in SUFFIXES:
        raise Invalid("请交 Parquet，或以字段标识为标题的 CSV")
    if file.size > MOST_TABLE:
        raise TooLarge("文件超过{most}MB，请联系数据管理员核对", most=MOST_TABLE // 1024**2)
    with TemporaryDirectory(prefix="beside") as folder:
        path = Path(folder, f"theirs{suffix}")
        with path.open("wb") as kept:
            kept.writelines(file.chunks())
        if row.receipt.content["grant"]:
            found = reconciled.beside_given(row.receipt, path, request.worker)
        else:
            found = reconciled.beside(row.receipt, path)
    return {"found": found, "differences": _told(found, _personal(row.receipt.resource))}


def _personal(key: str) -> frozenset[str]:
    try:
        return frozenset(catalogue.resource(key).schema.personal)
    except NotFound:
        return frozenset()


def _told(found: Any, personal: frozenset[str]) -> list[dict[str, Any]]:
    """The rows that differ, in words; what tells of a person is hidden."""
    return [
        {
            "key": "、".join(str(part) for part in one.key),
            "side": SIDES[one.side],
            "cells": [
                (
                    cell.field,
                    *(_cell(value, cell.field in personal) for value in (cell.left, cell.right)),
                )
                for cell in one.cells
            ],
        }
        for one in found.differences
    ]


def _cell(value: Any, personal: bool) -> str:
    if value is None:
        return "—"
    return quarantine.hidden(str(value)) if personal else str(value)
