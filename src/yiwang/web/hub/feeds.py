"""Feeds: what comes in and when, files handed in, runs with what they put into quarantine."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from yiwang.engine.duties import Duty
from yiwang.hub.feeds import asking, deliveries, looking, quarantine, queries, rights
from yiwang.hub.feeds.words import RunState
from yiwang.kernel.refusals import Missing
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.hub import providing
from yiwang.web.hub.late import TONES
from yiwang.web.refusals import worded
from yiwang.web.ui.ways import HUB, HUB_KEEPERS, HUB_WORK

SIGNS = {
    RunState.SUCCEEDED: "badge-done",
    RunState.UNCHANGED: "badge-done",
    RunState.HELD: "badge-paused",
    RunState.DISMISSED: "badge-paused",
    RunState.FROZEN: "badge-failed",
    RunState.FAILED: "badge-failed",
}
VERDICTS = {
    "new": gettext_noop("新增字段，已隔离"),
    "lost": gettext_noop("来源中没有了"),
    "absent": gettext_noop("约定不提供"),
    "narrowed": gettext_noop("类型变窄"),
    "widened": gettext_noop("类型变宽，已接受"),
    "changed": gettext_noop("类型改变"),
}
STEPS = {
    "reading": gettext_noop("正在读取"),
    "compared": gettext_noop("正在比对"),
    "quarantined": gettext_noop("正在写入"),
    "written": gettext_noop("正在写入"),
    "deleted": gettext_noop("即将完成"),
    "marked": gettext_noop("即将完成"),
}


@for_duties(*HUB)
def feeds(request: HttpRequest) -> HttpResponse:
    """Every feed with its last and next run; to a steward what the unit is to do with each."""
    if request.worker.duty is Duty.DATA_STEWARD:
        rows = providing.provided(request.worker)
        first = next((one for one in rows if one.urgent), None)
        context = {"rows": rows, "first": first, "signs": SIGNS, "tones": TONES}
        return render(request, "hub/providing.html", context)
    shown = list(queries.feeds(request.worker))
    last = queries.latest(shown)
    rows = [
        {
            "feed": one,
            "last": last.get(one.pk),
            "sign": SIGNS.get(RunState(last[one.pk].state)) if one.pk in last else "",
            "running": queries.alive(one.lease),
            "next": queries.next_due(one, last.get(one.pk)),
        }
        for one in shown
    ]
    return render(request, "hub/feeds.html", {"rows": rows, "keeps": rights.keeps(request.worker)})


@for_duties(*HUB)
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """One feed: what to do now, its runs, its columns, what lies in quarantine."""
    found = queries.feed(key, request.worker)
    before = request.GET.get("before", "")
    runs = queries.runs(found, int(before) if before.isdecimal() and len(before) < 12 else 0)
    last = queries.last_run(found)
    provides = rights.provides(request.worker, found)
    context = {
        "feed": found,
        "runs": [(one, SIGNS[RunState(one.state)], worded(one.told)) for one in runs],
        "more": runs[-1].pk if len(runs) == queries.SIZE else 0,
        "last": last,
        "fields": _fields(found, last),
        "extra": [one for one in (last.differences if last else []) if one["verdict"] == "new"],
        "verdicts": VERDICTS,
        "held": queries.held(found),
        "rejected": quarantine.rejected(last) if last and provides else [],
        "next": queries.next_due(found, last),
        "keeps": rights.keeps(request.worker),
        "provides": provides,
        **_now(found),
    }
    return render(request, "hub/feed.html", context)


@for_duties(*HUB)
def progress(request: HttpRequest, key: str) -> HttpResponse:
    """How far the run is that is going on; the page is fetched anew once it has ended."""
    found = queries.feed(key, request.worker)
    now = _now(found)
    answer = render(request, "hub/feed_progress.html", {"feed": found, **now})
    if not now["lease"] and not now["waiting"]:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@for_duties(*HUB_WORK)
def deliver(request: HttpRequest, key: str) -> HttpResponse:
    """Hand a file in; it is looked at first and run once it is confirmed."""
    found = queries.feed(key, request.worker)
    file: Any = request.FILES.get("file")
    if file is None:
        raise Missing("请选择一个有内容的文件", fields={"file": "请选择一个有内容的文件"})
    kept = deliveries.keep(
        feed=found, name=file.name or "", blocks=file.chunks(), by=request.worker
    )
    return redirect("hub:delivery", kept.pk)


@for_duties(*HUB_WORK)
def delivery(request: HttpRequest, number: int) -> HttpResponse:
    """What a file holds before it is taken in; confirmed, its run is asked for."""
    found = queries.delivery(number)
    rights.may_provide(request.worker, found.feed)
    if request.method == "POST":
        deliveries.confirm(delivery=found, by=request.worker)
        said(request, _("已交付“{name}”，稍后自动接入").format(name=found.name))
        return redirect("hub:feed", found.feed.key)
    seen = looking.looked_apart(found.feed, deliveries.path(found))
    context = {"delivery": found, "feed": found.feed}
    context |= seen_words(found.feed, seen)
    return render(request, "hub/delivery.html", context)


@require_POST
@for_duties(*HUB_WORK)
def run(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a run now."""
    asking.run_now(feed=queries.feed(key, request.worker), by=request.worker)
    said(request, _("已安排运行，几秒钟后开始"))
    return redirect("hub:feed", key)


@require_POST
@for_duties(*HUB_KEEPERS)
def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Release a held run, or give it up."""
    release = request.POST.get("decision") == "release"
    reason = request.POST.get("reason", "")
    ask = asking.decide(number=number, release=release, reason=reason, by=request.worker)
    said(request, _("已放行，稍后写入") if release else _("已放弃，表保持不变"))
    return redirect("hub:feed", ask.feed.key)


@for_duties(*HUB_WORK)
def rejected(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """The rows that a run put into quarantine, as a file."""
    found = queries.run(number)
    rights.may_provide(request.worker, found.feed)
    answer = StreamingHttpResponse(quarantine.as_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rejected-{found.pk}.csv"'
    return answer


def _now(found: Any) -> dict[str, Any]:
    lease = queries.running(found)
    return {
        "lease": lease,
        "step": STEPS.get(lease.step, gettext_noop("正在准备")) if lease else "",
        "waiting": queries.open_asks(found),
    }


def _fields(found: Any, last: Any) -> list[tuple[Any, str]]:
    """Each agreed field with how it came the last time."""
    told = {one["column"]: one["verdict"] for one in (last.differences if last else [])}
    return [(one, told.get(one.key, "")) for one in found.resource.schema.fields]


def seen_words(found: Any, seen: dict[str, Any]) -> dict[str, Any]:
    """What was looked at of a feed, saved or not, with personal values masked, for a page."""
    schema, named = found.resource.schema, quarantine.named(found)
    rows = [
        [_cell(row[key], key in schema.personal) for key in schema.names] for row in seen["rows"]
    ]
    bad = [quarantine.told(one["row"], one["rules"], one["raw"], named) for one in seen["bad"]]
    return {
        "seen": seen,
        "rows": rows,
        "bad": bad,
        "columns": [(one, seen["columns"].get(one.key, "")) for one in schema.fields],
        "differences": [(one, VERDICTS[one["verdict"]]) for one in seen["differences"]],
        "refused": worded(seen["refused"]),
    }


def _cell(value: Any, personal: bool) -> Any:
    return quarantine.hidden(str(value)) if personal and value else value
