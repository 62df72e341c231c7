"""Keeps what a person is writing on the case page until it is handed in or given up."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.cases import belonging, queries
from yiwang.engine.language import Action, NeedKind
from yiwang.kernel.refusals import NotAllowed, NotFound
from yiwang.web.access import signed_in
from yiwang.web.home import said
from yiwang.web.refusals import in_messages

_NOT_KEPT = frozenset({NeedKind.FILES, NeedKind.PERSON})


@require_POST
def keep(request: HttpRequest, number: str, action: str) -> HttpResponse:
    """Keep or forget a draft; who is signed out is told so and stays on the page."""
    if getattr(request, "htmx", False) and not request.user.is_authenticated:
        sentence = _("登录已过期，草稿没有存上。请在新窗口登录，再回到这里继续。")
        return in_messages(render(request, "ui/refusal.html", {"sentence": sentence}, status=401))
    return _keep(request, number, action)


@signed_in
def _keep(request: HttpRequest, number: str, action: str) -> HttpResponse:
    case, worker = queries.case(request.worker, number), request.worker
    declared = queries.procedure_of(case).action_by_key.get(action)
    if declared is None:
        raise NotFound("没有“{action}”这个办理动作", action=action)
    if worker.duty not in declared.by:
        raise NotAllowed("此动作不由您的岗位办理")
    given = written(declared, request.POST)
    seen = request.POST.get("seen", "")
    since = int(seen) if seen.isdigit() else case.seq
    if request.POST.get("forget"):
        belonging.drop_draft(number=number, worker=worker, action=action)
        said(request, _("已放弃草稿"))
        return redirect("cases:page", number=number)
    if not given or queries.done_since(case, worker, action, since):
        # Nothing was written, or it was handed in while this was on its way.
        belonging.drop_draft(number=number, worker=worker, action=action)
        return HttpResponse()
    draft = belonging.keep_draft(case=case, worker=worker, action=action, given=given)
    return render(request, "cases/draft.html", {"draft": draft})


def written(action: Action, form: QueryDict) -> dict[str, Any]:
    """What stands in the form, as it stands there; it is checked when it is handed in."""
    given: dict[str, Any] = {}
    for need in action.needs:
        if need.kind in _NOT_KEPT:
            continue
        if need.kind is NeedKind.UNITS:
            value: Any = form.getlist(need.key)[:100]
        else:
            value = form.get(need.key, "")[: need.max_length]
        if value:
            given[need.key] = value
    return given
