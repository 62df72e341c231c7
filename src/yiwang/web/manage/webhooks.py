"""Who is told of what happens to cases: subscribe, pause, test, forget; what was delivered."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yiwang.cases import outbox
from yiwang.connect.webhooks import actions, queries, trial
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid
from yiwang.org import queries as org
from yiwang.web.access import for_duties
from yiwang.web.home import failed, said


@never_cache
@for_duties(Duty.ADMINISTRATOR)
def webhooks(request: HttpRequest) -> HttpResponse:
    """All subscriptions and a form for a new one; its answer is where the secret is shown."""
    secret = _subscribe(request) if request.method == "POST" else ""
    found = queries.subscriptions()
    latest = outbox.latest(one.destination for one in found)
    shown = {
        "rows": [(one, latest.get(one.destination)) for one in found],
        "labels": queries.kind_labels(),
        "kinds": queries.kinds(),
        "secret": secret,
        "changes": org.changes(queries.SUBJECT, limit=20),
    }
    return render(request, "manage/webhooks.html", shown)


def _subscribe(request: HttpRequest) -> str:
    kept, secret = actions.subscribe(
        name=request.POST.get("name", ""),
        url=request.POST.get("url", "").strip(),
        kinds=request.POST.getlist("kinds"),
        by=request.worker,
    )
    said(request, _("已新增订阅“{name}”").format(name=kept.name))
    return secret


@for_duties(Duty.ADMINISTRATOR)
def webhook(request: HttpRequest, number: int) -> HttpResponse:
    """One subscription: what it is told of, its last deliveries, who changed it."""
    found = queries.subscription(number)
    labels = queries.kind_labels() | {queries.TEST: _("测试")}
    rows = outbox.deliveries(found.destination)
    shown = {
        "subscription": found,
        "kinds": [labels.get(kind, kind) for kind in found.kinds],
        "deliveries": [(row, labels.get(row.kind, row.kind)) for row in rows],
        "changes": org.changes(queries.SUBJECT, number),
    }
    return render(request, "manage/webhook.html", shown)


@require_POST
@for_duties(Duty.ADMINISTRATOR)
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Pause, resume, test or forget a subscription."""
    found = queries.subscription(number)
    wanted = request.POST.get("change", "")
    if wanted not in _CHANGES:
        raise Invalid("没有这种变更")
    _CHANGES[wanted](request, found)
    return redirect("manage:webhooks") if wanted == "forget" else redirect("manage:webhook", number)


def _pause(request: HttpRequest, found: Any) -> None:
    actions.set_active(subscription=found, active=False, by=request.worker)
    said(request, _("已暂停，其间发生的事不会推送"))


def _resume(request: HttpRequest, found: Any) -> None:
    actions.check_address(found.url)
    actions.set_active(subscription=found, active=True, by=request.worker)
    said(request, _("已恢复推送"))


def _test(request: HttpRequest, found: Any) -> None:
    error = trial.send_test(found)
    if error:
        failed(request, _("测试没有送达：{error}").format(error=_(error)))
    else:
        said(request, _("测试已送达"))


def _forget(request: HttpRequest, found: Any) -> None:
    actions.unsubscribe(subscription=found, by=request.worker)
    said(request, _("已删除订阅“{name}”").format(name=found.name))


_CHANGES: dict[str, Callable[[HttpRequest, Any], None]] = {
    "pause": _pause,
    "resume": _resume,
    "test": _test,
    "forget": _forget,
}
