"""Addresses of frozen figures."""

from django.urls import path

from yiwang.web.frozen import objections, pages

app_name = "frozen"
urlpatterns = [
    path("", pages.freezes, name="freezes"),
    path("objections/<int:number>/", objections.objection, name="objection"),
    path("<str:period>/", pages.freeze, name="freeze"),
    path("<str:period>/replay/", pages.replay, name="replay"),
    path("<str:period>/object/", objections.ask, name="object"),
]
