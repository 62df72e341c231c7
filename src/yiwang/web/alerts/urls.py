"""Addresses of the alerts."""

from django.urls import path

from yiwang.web.alerts import pages, rules

app_name = "alerts"
urlpatterns = [
    path("", pages.raised, name="raised"),
    path("rules/", rules.rules, name="rules"),
    path("rules/new/", rules.edit, name="new"),
    path("rules/preview/", rules.preview, name="preview"),
    path("rules/<int:number>/", rules.rule, name="rule"),
    path("rules/<int:number>/edit/", rules.edit, name="edit"),
    path("rules/<int:number>/retire/", rules.retire, name="retire"),
]
