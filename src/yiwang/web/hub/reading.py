"""Reading under a grant: a look at rows, a file, a question, SQL — all through the gate."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.hub.catalogue import requests, use
from yiwang.hub.catalogue.gate import files, grammar, leaving, paging, questions, rights, sql
from yiwang.hub.catalogue.gate.conditions import TEST_LABELS
from yiwang.hub.receipts import queries as evidence
from yiwang.kernel.refusals import Refusal
from yiwang.web.access import for_duties
from yiwang.web.hub.asking import CONDITIONS, conditions_of, told_conditions
from yiwang.web.refusals import sentence
from yiwang.web.ui.ways import HUB, HUB_WORK

A_LOOK = 20
# The last statements of a session, to be taken up again; rows are not kept.
MOST_KEPT = 10


@for_duties(*HUB_WORK)
def grants(request: HttpRequest) -> HttpResponse:
    """What the unit may read now."""
    found = requests.grants_of(request.worker.unit_id)
    last = use.last_use(found)
    shown = [{"grant": one, "last": last.get(one.pk)} for one in found]
    return render(request, "hub/grants.html", {"grants": shown})


@for_duties(*HUB)
def grant(request: HttpRequest, number: int) -> HttpResponse:
    """One grant: what it opens, how it is used; a look at its first rows when asked."""
    found, by = requests.seen_grant(number, request.worker), request.worker
    mine = found.unit_id == by.unit_id and found.in_force() and by.duty in HUB_WORK
    schema = found.resource.schema
    context: dict[str, Any] = {
        "grant": found,
        "fields": [one for one in schema.fields if one.key in found.fields],
        "rows": told_conditions(found.rows, schema),
        "mine": mine,
        "revokes": found.in_force() and requests.may_decide(found.request, by),
        "use": use.of_grant(found)[:24],
        "steps": found.request.steps.all(),
        "forms": [one.value for one in leaving.Form],
        "receipts": evidence.of_grant(number, found.unit.code, by),
    }
    if mine and request.GET.get("look"):
        context |= _looked(request, number)
    return render(request, "hub/grant.html", context)


def _looked(request: HttpRequest, number: int) -> dict[str, Any]:
    right = rights.by_grant(number, request.worker)
    wanted = paging.Wanted(after=request.GET.get("after", ""), most=A_LOOK)
    try:
        page = paging.page(right, request.worker, wanted, use.Access.Path.PAGE)
    except Refusal as refused:
        return {"refused": sentence(refused)}
    return {"table": shown(page.rows, right.resource.schema), "after": page.after}


def shown(rows: Any, schema: Any = None) -> dict[str, Any]:
    """Rows for a page: headings in the words of the catalogue, values as text."""
    labels = {field.key: field.label for field in schema.fields} if schema else {}
    columns = [column.to_pylist() for column in rows.columns]
    return {
        "heads": [labels.get(name, name) for name in rows.column_names],
        "rows": list(zip(*columns, strict=True)),
    }


@for_duties(*HUB_WORK)
def file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """All rows of a grant as a file with its watermark."""
    right = rights.by_grant(number, request.worker)
    download = files.download(right, request.worker, leaving.form_of(form))
    response = StreamingHttpResponse(download.parts, content_type=download.mime)
    response["Content-Disposition"] = f'attachment; filename="{download.name}"'
    if download.receipt:
        # Its receipt lies beside it.
        address = reverse("hub:receipt_file", args=[download.receipt])
        response["Link"] = f'<{address}>; rel="describedby"; type="application/x-ndjson"'
    return response


@for_duties(*HUB_WORK)
def question(request: HttpRequest, number: int) -> HttpResponse:
    """A question by pickers: what is reckoned, by what, of which rows."""
    right, given = rights.by_grant(number, request.worker), request.POST
    context: dict[str, Any] = {
        "right": right,
        "measures": questions.MEASURE_LABELS.items(),
        "numbers": [
            one
            for one in right.schema.fields
            if one.kind in questions.NUMBERS and one.key not in right.masked
        ],
        "tests": TEST_LABELS.items(),
        "conditions": range(CONDITIONS),
        "given": given,
        "by": given.getlist("by"),
    }
    if request.method != "POST":
        return render(request, "hub/question.html", context)
    try:
        plan = {
            "measure": given.get("measure", ""),
            "field": given.get("field", "") if given.get("measure") != "count" else "",
            "by": [one for one in given.getlist("by") if one],
            "where": list(conditions_of(given)),
        }
        context["answer"] = questions.ask(right, request.worker, questions.read(plan))
    except Refusal as refused:
        context["refused"] = sentence(refused)
        return render(request, "hub/question.html", context, status=refused.status)
    context["heads"] = [right.schema.field(key).label for key in plan["by"]]
    return render(request, "hub/question.html", context)


@for_duties(*HUB_WORK)
def statement(request: HttpRequest) -> HttpResponse:
    """SQL over what the unit was granted, beside the names that may be spoken of."""
    found = rights.every(request.worker)
    text = request.POST.get("sql", "")
    kept: list[str] = request.session.get("hub_sql", [])
    context: dict[str, Any] = {
        "rights": [{"right": one, "fields": one.schema.fields} for one in found],
        "text": text or request.GET.get("sql", "")[: grammar.LONGEST],
        "functions": grammar.FUNCTIONS,
        "kept": kept,
        "most": sql.MOST_ROWS,
    }
    if request.method != "POST":
        return render(request, "hub/sql.html", context)
    try:
        result = sql.query(text, found, request.worker, purpose=request.POST.get("purpose", ""))
    except Refusal as refused:
        context["refused"] = sentence(refused)
        return render(request, "hub/sql.html", context, status=refused.status)
    kept = [text, *(one for one in kept if one != text)][:MOST_KEPT]
    request.session["hub_sql"] = context["kept"] = kept
    context |= {"table": shown(result.rows), "more": result.more}
    context["note"] = _("访问日志第{number}号").format(number=result.numbers[0])
    return render(request, "hub/sql.html", context)
