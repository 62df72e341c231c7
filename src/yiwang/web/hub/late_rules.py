"""What each feed owes: rules published by the data officer, days excused, the ladder of telling."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engine.duties import Duty
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.reminders import actions, queries
from yiwang.hub.reminders.spans import Requirement
from yiwang.hub.reminders.words import Counted, Span
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.refusals import sentence
from yiwang.web.ui.ways import HUB


@for_duties(*HUB)
def rules(request: HttpRequest) -> HttpResponse:
    """Every feed with what it owes, published or by birth."""
    return _page(request)


def _page(request: HttpRequest, refused: Refusal | None = None) -> HttpResponse:
    found = feeds.feeds(request.worker)
    context = {
        "lines": [(one, queries.requirement(one, queries.rule_of(one))) for one in found],
        "paused": queries.pauses(),
        "ladder": queries.ladder(),
        "spans": Span,
        "counted": Counted,
        "keeps": request.worker.duty is Duty.DATA_OFFICER,
        "refused": sentence(refused) if refused else "",
        "typed": request.POST,
    }
    return render(request, "hub/due_rules.html", context, status=refused.status if refused else 200)


@require_POST
@for_duties(Duty.DATA_OFFICER)
def publish(request: HttpRequest) -> HttpResponse:
    """Publish what a feed owes from now on."""
    given = request.POST
    try:
        wanted, feed = _requirement(given), feeds.feed(given.get("feed", ""))
        actions.publish_rule(
            feed=feed, wanted=wanted, reason=given.get("reason", ""), by=request.worker
        )
    except Refusal as refusal:
        return _page(request, refusal)
    said(request, _("已公布报送要求，从下一期起执行"))
    return redirect("hub:due_rules")


def _requirement(given: Mapping[str, Any]) -> Requirement:
    try:
        return Requirement(
            Span(given.get("span", "")),
            parse_time(given.get("at", "")) or _fail(),
            _whole(given, "day", 1),
            Counted(given.get("counted", "")),
            _whole(given, "grace", 60),
            _whole(given, "soon", 240),
            _whole(given, "least_rows", 0),
        )
    except ValueError:
        raise Invalid("请从列表中选择周期，时刻、日和分钟数应为数字") from None


def _fail() -> Any:
    raise ValueError


def _whole(given: Mapping[str, Any], key: str, usual: int) -> int:
    text = str(given.get(key, "")).strip()
    return int(text[:9]) if text else usual


@require_POST
@for_duties(Duty.DATA_OFFICER)
def pause(request: HttpRequest) -> HttpResponse:
    """Excuse a feed on some days."""
    given = request.POST
    try:
        actions.pause(
            feed=feeds.feed(given.get("feed", "")),
            first=_day(given.get("first", "")),
            last=_day(given.get("last", "")),
            reason=given.get("reason", ""),
            by=request.worker,
        )
    except Refusal as refusal:
        return _page(request, refusal)
    said(request, _("已登记免报"))
    return redirect("hub:due_rules")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("请填写起止日期") from None
