"""The knowledge base on screen: find, read, write, review, renew."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotAllowed, NotFound
from yiwang.knowledge import actions, queries
from yiwang.org import queries as org
from yiwang.web.access import for_duties, signed_in
from yiwang.web.cases.given import category_options
from yiwang.web.home import said

KEEPERS = (Duty.EDITOR, Duty.ADMINISTRATOR, Duty.SUPERVISOR)


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Search for everybody; drafts and expiring articles for those who keep them."""
    text = request.GET.get("text", "")[:200]
    keeper = request.worker.duty in KEEPERS
    shown = {
        "text": text,
        "found": queries.found(text, limit=50),
        "keeper": keeper,
        "drafts": queries.listed(state="draft") if keeper else [],
        "expiring": queries.due_for_reminder() if keeper else [],
    }
    return render(request, "knowledge/index.html", shown)


@signed_in
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """One article with its versions; keepers publish, renew or retire it."""
    if request.method == "POST":
        _decide(request, article_id)
        return redirect("knowledge:article", article_id=article_id)
    found = actions.get(article_id)
    keeper = request.worker.duty in KEEPERS
    if found.state != "published" and not keeper:
        raise NotFound("没有这条知识")
    shown = {"article": found, "versions": queries.versions(found), "keeper": keeper}
    return render(request, "knowledge/article.html", shown | {"today": timezone.localdate()})


def _decide(request: HttpRequest, article_id: int) -> None:
    if request.worker.duty not in KEEPERS:
        raise NotAllowed("知识由知识管理员维护")
    decision = request.POST.get("decision")
    if decision == "publish":
        actions.publish(article_id=article_id, worker=request.worker)
    elif decision == "retire":
        actions.retire(article_id=article_id, worker=request.worker)
    else:
        until = _day(request.POST.get("until", ""))
        actions.renew(article_id=article_id, until=until, worker=request.worker)
    said(request, _("已处理"))


@for_duties(*KEEPERS)
def edit(request: HttpRequest, article_id: int | None = None) -> HttpResponse:
    """Write an article or a new version of one."""
    if request.method == "POST":
        saved = actions.write(text=_text(request), worker=request.worker, article_id=article_id)
        said(request, _("已保存，须由他人审核后发布"))
        return redirect("knowledge:article", article_id=saved.pk)
    shown: dict[str, Any] = {
        "article": actions.get(article_id) if article_id else None,
        "categories": category_options(),
        "units": org.units_that_handle(),
    }
    return render(request, "knowledge/edit.html", shown)


def _text(request: HttpRequest) -> actions.Text:
    owner = request.POST.get("owner", "")
    if not owner.isdigit():
        raise Invalid("请选择责任单位", fields={"owner": "请选择责任单位"})
    return actions.Text(
        question=request.POST.get("question", "")[:120],
        answer=request.POST.get("answer", ""),
        sources=request.POST.get("sources", "")[:400],
        owner=org.unit(int(owner)),
        expires_on=_day(request.POST.get("expires_on", "")),
        category=request.POST.get("category", ""),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Invalid("请填写有效的日期", fields={"expires_on": "请填写有效的日期"}) from None
