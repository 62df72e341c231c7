"""Addresses of the audits of disclosures."""

from django.urls import path

from yiwang.web.audits import pages

app_name = "audits"
urlpatterns = [
    path("", pages.audits, name="audits"),
    path("rules/", pages.rules, name="rules"),
    path("<uuid:key>/", pages.audit, name="audit"),
    path("<uuid:key>/file/<str:form>/", pages.file, name="file"),
    path("<uuid:key>/remove/", pages.remove, name="remove"),
]
