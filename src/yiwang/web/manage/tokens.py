"""Tokens of other programs: issued with a secret that is shown once, revoked at any time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid
from yiwang.org import actions, queries
from yiwang.web.access import for_duties
from yiwang.web.home import said

FOUND = 8


@never_cache
@for_duties(Duty.ADMINISTRATOR)
def tokens(request: HttpRequest) -> HttpResponse:
    """All tokens and a form to issue one; the answer to the form is where its secret is shown."""
    secret = _issue(request) if request.method == "POST" else ""
    shown = {
        "tokens": queries.tokens(),
        "secret": secret,
        "scopes": queries.SCOPES,
        "most_days": actions.MOST_DAYS,
        "changes": queries.changes(actions.TOKEN),
        "name": "post",
        "found": posts_offered(""),
    }
    return render(request, "manage/tokens.html", shown)


def _issue(request: HttpRequest) -> str:
    post, days = request.POST.get("post", ""), request.POST.get("days", "")
    if not post.isdigit():
        raise Invalid("请选择令牌以哪个岗位办理")
    _token, text = actions.issue_token(
        name=request.POST.get("name", ""),
        post=queries.running_post(int(post)),
        scopes=request.POST.getlist("scopes"),
        days=int(days) if days.isdigit() else 0,
        by=request.worker,
    )
    said(request, _("已签发令牌"))
    return text


@for_duties(Duty.ADMINISTRATOR)
def posts(request: HttpRequest) -> HttpResponse:
    """A fragment: the running posts whose person or unit holds the text."""
    found = {"name": "post", "found": posts_offered(request.GET.get("text", "").strip()[:40])}
    return render(request, "ui/found.html", found)


def posts_offered(text: str) -> list[tuple[int, str, str]]:
    """Running posts to choose from, whose person or unit holds the text."""
    return [
        (post.pk, post.person.name, f"{post.unit.name} · {_(post.duty_label)}")
        for post in queries.posts(text=text)[:FOUND]
    ]


@require_POST
@for_duties(Duty.ADMINISTRATOR)
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """The token opens nothing from now on."""
    token = queries.token(token_id)
    actions.revoke_token(token=token, by=request.worker)
    said(request, _("已吊销令牌“{name}”").format(name=token.name))
    return redirect("manage:tokens")
