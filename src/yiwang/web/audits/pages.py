"""A file is dropped and audited; its findings stand beside the document."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from yiwang.budget.audits import actions, queries
from yiwang.kernel.refusals import Missing
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import AUDITS

SEVERITIES = {
    "error": gettext_noop("错误"),
    "warning": gettext_noop("提示"),
    "rounding": gettext_noop("尾数"),
}
MIMES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
    "sarif": "application/sarif+json",
    "json": "application/json",
    "text": "text/plain; charset=utf-8",
}


@for_duties(*AUDITS)
def audits(request: HttpRequest) -> HttpResponse:
    """What was audited before, and the place to drop the next file."""
    if request.method == "POST":
        return _audited(request)
    context = {"audits": queries.latest(request.worker), "rules": queries.rules()}
    return render(request, "audits/audits.html", context)


@for_duties(*AUDITS)
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule with what it follows from and an example on each side."""
    return render(request, "audits/rules.html", {"rules": queries.rules()})


@for_duties(*AUDITS)
def audit(request: HttpRequest, key: str) -> HttpResponse:
    """The findings beside the document."""
    row = queries.one(key, request.worker)
    told = row.told or {"findings": [], "lines": []}
    wanted = request.GET.get("severity", "")
    labels = {rule.key: rule.label for rule in queries.rules()}
    context = {
        "audit": row,
        "document": row.document,
        "findings": list(_findings(told, wanted, labels)),
        "rows": _rows(told["lines"]),
        "wanted": wanted,
        "counts": _counts(row),
        "forms": tuple(MIMES),
        "off": {labels.get(rule, rule): reason for rule, reason in row.off.items()},
    }
    return render(request, "audits/audit.html", context)


@for_duties(*AUDITS)
def file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The findings as a file."""
    row = queries.one(key, request.worker)
    content = queries.written(row, form)
    response = HttpResponse(content, content_type=MIMES[form])
    response["Content-Disposition"] = (
        f'attachment; filename="audit-{row.pk}.{queries.FORMATS[form]}"'
    )
    return response


@require_POST
@for_duties(*AUDITS)
def remove(request: HttpRequest, key: str) -> HttpResponse:
    """The file is taken away; that it was audited stays."""
    actions.remove(key=key, by=request.worker)
    said(request, _("文件和原文已清除，审核记录保留"))
    return redirect("audits:audits")


def _audited(request: HttpRequest) -> HttpResponse:
    given = request.FILES.get("file")
    if given is None:
        raise Missing("请选择要审核的文件")
    before = request.FILES.get("previous")
    chosen = request.POST.getlist("off")
    reason = request.POST.get("reason", "").strip()
    if chosen and not reason:
        raise Missing("关闭规则须写明理由")
    row = actions.audit(
        upload=_taken(given),
        previous=_taken(before) if before else None,
        off=dict.fromkeys(chosen, reason),
        by=request.worker,
    )
    return redirect("audits:audit", row.key)


def _taken(given: UploadedFile) -> tuple[str, bytes]:
    return given.name or "", given.read(actions.MOST_BYTES + 1)


def _counts(row: Any) -> list[tuple[str, str, int]]:
    many = (row.errors, row.warnings, row.roundings)
    return [(key, label, one) for (key, label), one in zip(SEVERITIES.items(), many, strict=True)]


def _findings(
    told: dict[str, Any], wanted: str, labels: dict[str, str]
) -> Iterable[dict[str, Any]]:
    """Numbered as they are marked in the text, so that a narrowed list keeps the numbers."""
    for number, one in enumerate(told["findings"], start=1):
        if wanted in ("", one["severity"]):
            yield one | {
                "number": number,
                "label": SEVERITIES[one["severity"]],
                "rule_label": labels.get(one["rule"], one["rule"]),
            }


def _rows(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cells of one row together; the first row of each page says that it begins."""
    rows: list[dict[str, Any]] = []
    several = len({line["page"] for line in lines}) > 1
    for line in lines:
        if rows and line.get("joined"):
            rows[-1]["lines"].append(line)
            continue
        turned = several and (not rows or rows[-1]["page"] != line["page"])
        begins = line["page"] if turned else None
        rows.append({"line": line["line"], "page": line["page"], "begins": begins, "lines": [line]})
    return rows
