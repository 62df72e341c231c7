"""Addresses of the desk."""

from django.urls import path

from yiwang.web.desk import export, intake, lists, notices, report
from yiwang.web.desk.where import where

app_name = "desk"
urlpatterns = [
    path("", lists.mine, name="mine"),
    path("search/", lists.search, name="search"),
    path("search/keep/", lists.keep, name="keep"),
    path("search/export/", export.cases, name="export"),
    path("notices/", notices.page, name="notices"),
    path("notices/bell/", notices.bell, name="bell"),
    path("new/", intake.page, name="intake"),
    path("new/hints/", intake.hints, name="hints"),
    path("where/", where, name="where"),
    path("report/", report.first, name="reporting"),
    path("report/<str:procedure>/", report.page, name="report"),
]
