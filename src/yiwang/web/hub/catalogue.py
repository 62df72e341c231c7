"""The catalogue: what there is, who provides it, how it may be had."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yiwang.hub.catalogue import queries
from yiwang.web.access import for_duties
from yiwang.web.ui.ways import HUB


@for_duties(*HUB)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Every resource in use."""
    return render(request, "hub/catalogue.html", {"resources": queries.resources()})
