"""Quality of data: all resources, one resource with its rules and history, units in order."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from yiwang.hub.catalogue.queries import resource
from yiwang.hub.quality import actions, profiling, queries, rights
from yiwang.kernel.refusals import NotFound
from yiwang.lake.quality import Count, Dimension, Rule
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.hub import quality_history
from yiwang.web.spreadsheet import as_csv, stamp
from yiwang.web.ui.ways import HUB, HUB_KEEPERS

# The lake's own words, told in both languages.
WORDS = (
    gettext_noop("规范性"),
    gettext_noop("完整性"),
    gettext_noop("准确性"),
    gettext_noop("一致性"),
    gettext_noop("时效性"),
    gettext_noop("可访问性"),
    gettext_noop("错误"),
    gettext_noop("提醒"),
    gettext_noop("必填"),
    gettext_noop("长度"),
    gettext_noop("代码表"),
    gettext_noop("格式"),
    gettext_noop("取值范围"),
    gettext_noop("号码校验"),
    gettext_noop("唯一"),
    gettext_noop("字段间关系"),
    gettext_noop("引用存在"),
    gettext_noop("更新及时"),
    gettext_noop("数据量"),
)


@for_duties(*HUB)
def overview(request: HttpRequest) -> HttpResponse:
    """Every resource with its last check, the worst first, and the units in order."""
    lines = queries.overview()
    context = {
        "lines": [(one, quality_history.scores(one.run)) for one in lines],
        "dimensions": list(Dimension),
        "checked": sum(one.run is not None for one in lines),
        "league": queries.league(),
    }
    return render(request, "hub/quality.html", context)


@for_duties(*HUB)
def page(request: HttpRequest, key: str) -> HttpResponse:
    """One resource: what its last check found, how it went before, which rules hold."""
    held = resource(key)
    run = queries.last_run(held)
    keeps = rights.keeps(request.worker)
    context: dict[str, Any] = {
        "resource": held,
        "run": run,
        "lines": _lines(queries.rules(held), run.counts if run else ()),
        "edition": queries.rule_set(held),
        "scores": quality_history.scores(run),
        "dimensions": list(Dimension),
        "history": quality_history.drawn(queries.runs(held)),
        "sees": rights.sees_rows(request.worker, held),
        "keeps": keeps,
        "sendable": queries.to_send(run) if run and keeps else [],
        "sent": queries.sent_back(held),
        "suggestions": queries.suggestions(held, request.worker) if keeps else (),
        "profiled": next(iter(profiling.history(held)), None),
    }
    return render(request, "hub/quality_resource.html", context)


def _lines(rules: tuple[Rule, ...], counts: tuple[Count, ...]) -> list[tuple[Rule, Count | None]]:
    found = {one.rule.key: one for one in counts}
    return [(one, found.get(one.key)) for one in rules]


@for_duties(*HUB)
def rows(request: HttpRequest, key: str, rule_key: str) -> HttpResponse:
    """The keys of the rows that break a rule, some at a time; keys that tell of persons masked."""
    held = resource(key)
    after = request.GET.get("from", "0")
    first = int(after) if after.isascii() and after.isdigit() and len(after) < 8 else 0
    found = queries.bad_page(held, rule_key, first, request.worker)
    personal = [one in held.schema.personal for one in held.keys]
    shown = [_shown(row, personal) for row in found]
    run = queries.last_run(held)
    context = {
        "resource": held,
        "rule": next((one.rule for one in run.counts if one.rule.key == rule_key), None)
        if run
        else None,
        "run": run,
        "heads": [held.schema.field(one).label for one in held.keys],
        "rows": shown,
        "first": first,
        "before": max(0, first - queries.PAGE),
        "next": first + queries.PAGE if len(found) == queries.PAGE else None,
    }
    return render(request, "hub/quality_rows.html", context)


@for_duties(*HUB)
def bad_file(request: HttpRequest, key: str) -> HttpResponse:
    """The listed bad rows as CSV, of all rules or of one; masked as on the page."""
    held = resource(key)
    found = queries.bad_rows(held, request.GET.get("rule", ""), request.worker)
    run = queries.last_run(held)
    told = {one.rule.key: one.rule.told for one in run.counts} if run else {}
    personal = [one in held.schema.personal for one in held.keys]
    head = [_("规则"), *(held.schema.field(one).label for one in held.keys)]
    lines = ([told.get(rule or "", rule), *_shown(keys, personal)] for rule, *keys in found)
    return as_csv(f"bad-{held.key}.csv", [[stamp(request.worker)], head, *lines])


def _shown(keys: Iterable[str | None], personal: list[bool]) -> list[str | None]:
    return [
        _masked(value) if hidden else value for value, hidden in zip(keys, personal, strict=True)
    ]


def _masked(value: str | None) -> str:
    """The first and the last sign; enough to find it in one's own system beside the others."""
    text = value or ""
    return text if len(text) < 2 else f"{text[0]}{'*' * (len(text) - 2)}{text[-1]}"


@require_POST
@for_duties(*HUB_KEEPERS)
def accept(request: HttpRequest, key: str) -> HttpResponse:
    """Take over a rule that was found in the data."""
    held = resource(key)
    asked = request.POST.get("rule", "")
    found = {one.rule.key: one.rule for one in queries.suggestions(held, request.worker)}
    if asked not in found:
        raise NotFound("这条建议已不存在，请刷新页面")
    reason = request.POST.get("reason", "") or _("采纳由数据发现的规则")
    actions.add(resource=held, one=found[asked], reason=reason, by=request.worker)
    said(request, _("已启用，下次检查时生效。"))
    back = "quality_profile" if request.POST.get("back") == "profile" else "quality_resource"
    return redirect(f"hub:{back}", key)


@require_POST
@for_duties(*HUB_KEEPERS)
def switch_off(request: HttpRequest, key: str) -> HttpResponse:
    """Take a rule out of force, with a reason."""
    actions.switch_off(
        resource=resource(key),
        key=request.POST.get("rule", ""),
        reason=request.POST.get("reason", ""),
        by=request.worker,
    )
    said(request, _("已停用；以前的检查结果不变。"))
    return redirect("hub:quality_resource", key)
