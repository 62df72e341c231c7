"""Open data: what there is, each with its fields, as CSV through the gate; DCAT and CKAN's way."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import render

from yiwang.hub.catalogue import dcat, queries
from yiwang.hub.catalogue.gate import files, rights
from yiwang.hub.catalogue.gate.leaving import Form
from yiwang.kernel.refusals import NotFound
from yiwang.org.actors import CITIZEN
from yiwang.web.public.views import throttle


def listed(request: HttpRequest) -> HttpResponse:
    """Everything that is open."""
    return render(request, "public/data.html", {"resources": queries.open_resources()})


def one(request: HttpRequest, key: str) -> HttpResponse:
    """One open resource: the fields that tell of nobody, and its licence."""
    right = rights.open_data(key)
    context = {"resource": right.resource, "fields": right.schema.fields}
    return render(request, "public/data_one.html", context)


def download(request: HttpRequest, key: str) -> HttpResponse:
    """The rows as CSV; noted as read by the public."""
    throttle(request, "open data")
    found = files.download(rights.open_data(key), CITIZEN, Form.CSV)
    response = StreamingHttpResponse(found.parts, content_type=found.mime)
    response["Content-Disposition"] = f'attachment; filename="{key}.csv"'
    return response


def linked(request: HttpRequest) -> HttpResponse:
    """The open part of the catalogue as DCAT 3 in JSON-LD."""
    rows = queries.open_resources()
    publisher = rows[0].unit.name if len({row.unit_id for row in rows}) == 1 else "大数据中心"
    told = dcat.catalogue(rows, home=_home(request), publisher=publisher)
    return JsonResponse(told, content_type="application/ld+json")


def action(request: HttpRequest, name: str) -> HttpResponse:
    """The part of CKAN's API by which portals harvest each other."""
    if name == "package_list":
        return _told([row.key for row in queries.open_resources()])
    if name == "package_show":
        row = queries.open_resource(request.GET.get("id", ""))
        return _told(dcat.package(row, home=_home(request)))
    raise NotFound("没有这个操作")


def _told(result: Any) -> HttpResponse:
    return JsonResponse({"success": True, "result": result})


def _home(request: HttpRequest) -> str:
    return request.build_absolute_uri("/public/data/")
