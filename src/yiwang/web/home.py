"""The way in: who goes where after signing in, language, posts, the watermark, health."""

from datetime import timedelta
from typing import Any

from axes.helpers import get_cool_off, get_failure_limit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import outbox
from yiwang.engine.duties import Duty
from yiwang.web.access import signed_in
from yiwang.web.refusals import in_messages
from yiwang.web.sessions import choose

_FIRST = {
    Duty.OPERATOR: "desk:intake",
    Duty.DISPATCHER: "boards:dispatch",
    Duty.SUPERVISOR: "boards:supervision",
    Duty.LEADER: "boards:supervision",
    Duty.ASSESSOR: "boards:supervision",
    Duty.EDITOR: "knowledge:index",
    Duty.ADMINISTRATOR: "manage:limits",
}


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """The page where this duty begins its day."""
    return redirect(_FIRST.get(request.worker.duty, "desk:mine"))


@require_POST
@signed_in
def post(request: HttpRequest) -> HttpResponse:
    """Work under another of one's own posts."""
    chosen = request.POST.get("post", "")
    if chosen.isdigit():
        choose(request, int(chosen))
    return redirect("home")


def health(request: HttpRequest) -> HttpResponse:
    """Answers when the database does; names how much waits for a person."""
    return HttpResponse(f"ok {outbox.dead_count()}\n", content_type="text/plain")


def watermark(request: HttpRequest) -> HttpResponse:
    """Who looks and when, as a tile that lies over printed and exported pages."""
    worker = request.worker
    who = f"{worker.person_name} {worker.unit_name}" if worker else _("公众")
    now = timezone.localtime().strftime("%Y-%m-%d %H:%M")
    response = render(
        request, "ui/watermark.svg", {"who": who, "now": now}, content_type="image/svg+xml"
    )
    response["Cache-Control"] = "no-store, private"
    return response


def fault(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """A page for what went wrong before any of our own rooms was reached."""
    if not getattr(request, "htmx", False):
        return render(request, "errors/plain.html", {"sentence": sentence}, status=status)
    response = render(request, "ui/refusal.html", {"sentence": sentence}, status=status)
    return in_messages(response)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return fault(request, _("请求内容有误或过大，没有办理任何事项"), 400)


def forbidden(
    request: HttpRequest, exception: Exception | None = None, reason: str = ""
) -> HttpResponse:
    """403, also for a form without its secret."""
    return fault(request, _("页面已过期或您无权操作，请刷新后重试"), 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return fault(request, _("没有这个页面"), 404)


def locked_out(request: HttpRequest, *told: Any) -> HttpResponse:
    """429, after too many wrong passwords: how long to wait and whom to ask."""
    wait = get_cool_off(request) or timedelta()
    text = _(
        "密码连续输错{count}次，登录已暂停。请等{minutes}分钟再试，其间再试会重新计时；"
        "忘记密码或急需登录，请联系系统管理员。"
    )
    minutes = round(wait.total_seconds() / 60)
    told_now = text.format(count=get_failure_limit(request, None), minutes=minutes)
    response = fault(request, told_now, 429)
    response["Retry-After"] = str(round(wait.total_seconds()))
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500; the act was rolled back as a whole."""
    return fault(request, _("系统出错，没有办理任何事项，请稍后重试"), 500)


def said(request: HttpRequest, text: str) -> None:
    """Tell the person on the next page what was done."""
    messages.success(request, text)


def failed(request: HttpRequest, text: str) -> None:
    """Tell the person on the next page what did not work, though nothing was refused."""
    messages.error(request, text, extra_tags="refused")
