"""Where the lines are: rules are tried, published, changed and put out of use."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.analytics import store
from yiwang.analytics.alerts import actions, queries
from yiwang.analytics.names import names
from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.kernel.refusals import Invalid
from yiwang.measure import register
from yiwang.measure.dimensions import TIMES, Dimension
from yiwang.web.access import for_duties
from yiwang.web.alerts.pages import shown
from yiwang.web.home import said
from yiwang.web.refusals import faults, sentence

SHOWN = 20
_PLAIN = ("name", "indicator", "by", "span", "kind", "direction")


@for_duties(*actions.KEEPERS, Duty.LEADER)
def rules(request: HttpRequest) -> HttpResponse:
    """All rules with how many figures are beyond their line."""
    counts = queries.open_counts()
    found = [(rule, counts.get(rule.number, 0)) for rule in queries.rules()]
    return render(request, "alerts/rules.html", {"rules": found, **_words()})


def _words() -> dict[str, Any]:
    return {
        "labels": {one.key: one.label for one in register.indicators()},
        "duty_labels": {duty.value: duty.label for duty in Duty},
    }


@for_duties(*actions.KEEPERS, Duty.LEADER)
def rule(request: HttpRequest, number: int) -> HttpResponse:
    """One rule: where it stands now, what it raised, and its editions."""
    context = {
        "rule": queries.rule(number),
        **_words(),
        "editions": queries.editions(number),
        "crossings": shown(queries.crossings(number)[:SHOWN]),
        "found": _found(queries.rule(number)),
        "may_change": request.worker.duty in actions.KEEPERS,
    }
    return render(request, "alerts/rule.html", context)


@for_duties(*actions.KEEPERS)
def edit(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """A new rule, or a new edition of one."""
    context = {"rule": queries.rule(number) if number else None, **_choices()}
    if request.method != "POST":
        return render(request, "alerts/edit.html", context)
    try:
        return redirect("alerts:rule", _publish(request, number).number)
    except Invalid as refused:
        # What was typed comes back with the fault beside its field.
        told = {
            "rule": _typed(request.POST),
            "refused": sentence(refused),
            "faults": faults(refused),
        }
        return render(request, "alerts/edit.html", context | told, status=refused.status)


def _publish(request: HttpRequest, number: int | None) -> Any:
    basis = request.POST.get("basis", "")
    rule = given(request.POST)
    kept = actions.publish(rule=rule, basis=basis, by=request.worker, replaces=number)
    raised = actions.check()
    told = _("已公布预警规则“{name}”，当前{count}项越线")
    said(request, told.format(name=kept.name, count=raised))
    return kept


def _typed(posted: Any) -> dict[str, Any]:
    return {**posted.dict(), "duties": posted.getlist("duties")}


def _choices() -> dict[str, Any]:
    return {
        "indicators": register.indicators(),
        "dimensions": [one for one in Dimension if one not in TIMES | {Dimension.PERSON}],
        "spans": queries.SPANS,
        "kinds": queries.WAYS,
        "directions": queries.DIRECTIONS,
        "duties": [(duty.value, duty.label) for duty in Duty if duty not in OUTSIDE],
    }


def given(posted: Any) -> dict[str, Any]:
    """The columns of a rule out of a form. Raises `Invalid` for what is no number."""
    kept = {key: posted.get(key, "").strip() for key in _PLAIN}
    return kept | {
        "level": _number(posted.get("level", ""), "level"),
        "least": int(_number(posted.get("least") or "1", "least")),
        "duties": posted.getlist("duties"),
        "tells_unit": bool(posted.get("tells_unit")),
    }


def _number(text: str, field: str) -> Decimal:
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) >= 10**9:
        raise Invalid("请填写数字", fields={field: "请填写数字"})
    return number


@dataclass(frozen=True)
class Found:
    """What a rule finds at this moment."""

    about: str
    shown: str
    against: str
    crossed: bool


def _found(rule: Any) -> list[Found] | None:
    """All that it can judge, what is beyond the line first; None while there are no facts."""
    try:
        judged = list(actions.judged(rule, timezone.localdate()))
    except store.NoFacts:
        return None
    words = names(Dimension(rule.by), [key for key, *_ in judged]) if rule.by else {}
    found = [
        Found(words.get(key, _("全区")), verdict.shown, verdict.against, verdict.crossed)
        for key, _reading, verdict in judged
    ]
    return sorted(found, key=lambda one: not one.crossed)


@require_POST
@for_duties(*actions.KEEPERS)
def preview(request: HttpRequest) -> HttpResponse:
    """What a rule would find now, before anybody publishes it."""
    tried = actions.tried(given(request.POST))
    return render(request, "alerts/preview.html", {"found": _found(tried), "most": SHOWN})


@require_POST
@for_duties(*actions.KEEPERS)
def retire(request: HttpRequest, number: int) -> HttpResponse:
    """Put a rule out of use."""
    actions.retire(number=number, basis=request.POST.get("basis", ""), by=request.worker)
    said(request, _("预警规则已停用，已提醒的越线随之解除"))
    return redirect("alerts:rules")
