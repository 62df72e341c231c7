"""Addresses of the figures."""

from django.urls import path

from yiwang.web.figures import ask, explorer, export, rows, sheets

app_name = "figures"
urlpatterns = [
    path("", explorer.page, name="explorer"),
    path("ask/", ask.page, name="ask"),
    path("ask/agree/", ask.agree, name="agree"),
    path("ask/propose/", ask.propose, name="propose"),
    path("ask/words/", ask.words, name="words"),
    path("keep/", explorer.keep, name="keep"),
    path("export/", export.file, name="export"),
    path("rows/", rows.page, name="rows"),
    path("sheets/", sheets.catalogue, name="sheets"),
    path("sheets/<str:key>/", sheets.page, name="sheet"),
]
