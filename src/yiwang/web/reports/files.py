"""The files of a report, and the docx templates that staff change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from yiwang.analytics.reports import actions, paper, queries
from yiwang.analytics.reports.templates import MOST_BYTES
from yiwang.kernel.refusals import Missing, NotFound
from yiwang.kernel.uploads import DOCX
from yiwang.web.access import for_duties
from yiwang.web.home import said
from yiwang.web.ui.ways import REPORTS


@for_duties(*REPORTS)
def file(request: HttpRequest, number: int, kind: str) -> HttpResponse:
    """One file: as released, or as it would be now."""
    one, form = queries.report(number, request.worker), queries.format_of(kind)
    content = queries.file(one, form)
    return _sent(content, form.mime, f"{one.bulletin}-{one.period}-{one.edition}.{form.key}")


def _sent(content: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_duties(*queries.KEEPERS)
def templates(request: HttpRequest, key: str) -> HttpResponse:
    """The template in force, those of before, and what a changed one may name."""
    one = queries.bulletin_of(key)
    if request.method == "POST":
        given = request.FILES.get("file")
        if given is None:
            raise Missing("请选择文件")
        name, content = given.name or "", given.read(MOST_BYTES + 1)
        basis = request.POST.get("basis", "")
        actions.publish_template(
            key=key, name=name, content=content, basis=basis, by=request.worker
        )
        said(request, _("已公布新的模板，以后签发的简报用它"))
        return redirect("reports:templates", key)
    context = {
        "bulletin": one,
        "templates": queries.templates(key),
        "inline": [f"{{{{{name}}}}}" for name in sorted(paper.inline(one))],
        "standing": [f"{{{{{name}}}}}" for name in sorted(paper.standing(one))],
    }
    return render(request, "reports/templates.html", context)


@for_duties(*queries.KEEPERS)
def template(request: HttpRequest, key: str, number: int = 0) -> HttpResponse:
    """The template in force, or one of before."""
    one = queries.bulletin_of(key)
    if not number:
        content, edition = queries.template_of(one)
    else:
        edition = queries.template(number)
        if edition.bulletin != key:
            raise NotFound("没有这个模板")
        content = bytes(edition.content)
    name = f"{key}-template-{edition.pk if edition else 0}.docx"
    return _sent(content, DOCX.mime, name)
