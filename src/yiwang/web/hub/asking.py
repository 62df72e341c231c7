"""Requests and decisions: what a unit asks for, what waits for its owner, what was decided."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.hub.catalogue import asking, ending, queries, requests
from yiwang.hub.catalogue.asking import Approval, Asked
from yiwang.hub.catalogue.gate.conditions import TEST_LABELS, WITHOUT_VALUE
from yiwang.hub.catalogue.terms import terms
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.refusals import sentence
from yiwang.web.ui.ways import HUB, HUB_WORK

CONDITIONS = 3


@for_duties(*HUB)
def asked(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and what their unit asked for."""
    by = request.worker
    context = {
        "waiting": requests.to_decide(by),
        "mine": requests.of_unit(by)[:100] if by.duty in HUB_WORK else [],
        "works": by.duty in HUB_WORK,
    }
    return render(request, "hub/requests.html", context)


@for_duties(*HUB_WORK)
def ask(request: HttpRequest, key: str) -> HttpResponse:
    """The form of a request."""
    resource = queries.resource(key)
    context: dict[str, Any] = {
        "resource": resource,
        "personal": resource.schema.personal,
        "terms": terms(),
        "tests": TEST_LABELS.items(),
        "conditions": range(CONDITIONS),
        "given": request.POST,
        "chosen": request.POST.getlist("fields"),
    }
    if request.method != "POST":
        return render(request, "hub/ask.html", context)
    given = request.POST
    try:
        made = asking.ask(
            asked=Asked(
                resource=resource,
                purpose=given.get("purpose", ""),
                basis=given.get("basis", ""),
                fields=tuple(given.getlist("fields")),
                until=day(given.get("until", "")),
                rows=conditions_of(given),
            ),
            by=request.worker,
        )
    except Refusal as refused:
        context["refused"] = sentence(refused)
        return render(request, "hub/ask.html", context, status=refused.status)
    said(request, _("申请已提交，等待提供单位审核"))
    return redirect("hub:request", made.pk)


def day(text: str) -> date:
    """A day as a browser sends it. Raises `Invalid`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("请填写使用期限") from None


def conditions_of(given: Any) -> tuple[dict[str, Any], ...]:
    """The conditions of a form, those without a field left out."""
    found = []
    for at in range(CONDITIONS):
        if not given.get(f"field.{at}"):
            continue
        one = {"field": given[f"field.{at}"], "test": given.get(f"test.{at}", "")}
        if one["test"] not in WITHOUT_VALUE:
            one["value"] = given.get(f"value.{at}", "")
        found.append(one)
    return tuple(found)


@for_duties(*HUB)
def request_page(request: HttpRequest, number: int) -> HttpResponse:
    """One request with its steps, and what this person may do to it."""
    found, by = requests.seen_by(number, request.worker), request.worker
    open_now = found.state == found.State.ASKED
    schema = found.resource.schema
    context = {
        "asked": found,
        "fields": [one for one in schema.fields if one.key in found.fields],
        "personal": schema.personal,
        "rows": told_conditions(found.rows, schema),
        "steps": found.steps.all(),
        "reasons": asking.REASONS,
        "decides": open_now and requests.may_decide(found, by),
        "withdraws": open_now and by.unit_id == found.unit_id and by.duty in asking.ASKERS,
        "grant": getattr(found, "grant", None),
        "terms": terms(),
    }
    return render(request, "hub/request.html", context)


def told_conditions(rows: list[dict[str, Any]], schema: Any) -> list[tuple[str, str, str]]:
    """Conditions in words: field, test, value."""
    labels = {field.key: field.label for field in schema.fields}
    return [
        (
            labels.get(one["field"], one["field"]),
            TEST_LABELS[one["test"]],
            str(one.get("value", "")),
        )
        for one in rows
    ]


@require_POST
@for_duties(*HUB_WORK)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Grant, refuse, extend or withdraw."""
    given, by = request.POST, request.worker
    words = given.get("words", "")
    match given.get("act"):
        case "approve":
            asking.approve(number=number, approval=_approval(given), by=by)
            said(request, _("已授权"))
        case "refuse":
            reason = given.get("reason", "")
            asking.refuse(number=number, reason=reason, words=words, by=by)
            said(request, _("已退回申请单位"))
        case "extend":
            asking.extend(number=number, words=words, by=by)
            said(request, _("审核时限已延长"))
        case "withdraw":
            asking.withdraw(number=number, by=by)
            said(request, _("申请已撤回"))
        case _:
            raise Invalid("请选择要办理的事项")
    return redirect("hub:request", number)


def _approval(given: Any) -> Approval:
    return Approval(
        fields=tuple(given.getlist("fields")),
        until=day(given["until"]) if given.get("until") else None,
        plain=tuple(given.getlist("plain")),
        plain_reason=given.get("plain_reason", ""),
        daily_readings=_whole(given.get("daily_readings", "")),
        daily_rows=_whole(given.get("daily_rows", "")),
        words=given.get("words", ""),
    )


def _whole(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or not 0 < int(text.strip()[:12]) <= 1_000_000_000:
        raise Invalid("每日次数和行数须为正整数")
    return int(text.strip()[:12])


@require_POST
@for_duties(*HUB_WORK)
def revoke(request: HttpRequest, number: int) -> HttpResponse:
    """End a grant at once."""
    ending.revoke(number=number, words=request.POST.get("words", ""), by=request.worker)
    said(request, _("授权已收回"))
    return redirect("hub:grant", number)
