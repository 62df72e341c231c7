"""Addresses of Open311 GeoReport v2; the ending names the form."""

from django.urls import path, re_path

from yiwang.web.open311 import discovery, requests

app_name = "open311"
urlpatterns = [
    path("discovery.<slug:form>", discovery.discovery, name="discovery"),
    path("services.<slug:form>", discovery.services, name="services"),
    path("services/<slug:code>.<slug:form>", discovery.definition, name="definition"),
    path("requests.<slug:form>", requests.collection, name="requests"),
    path("requests/<slug:number>.<slug:form>", requests.single, name="request"),
    path("tokens/<slug:token>.<slug:form>", requests.token, name="token"),
    re_path(r"^.*$", discovery.unknown, name="unknown"),
]
