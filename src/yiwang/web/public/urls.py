"""Addresses for citizens."""

from django.urls import path

from yiwang.web.public import data, views

app_name = "public"
urlpatterns = [
    path("", views.submit, name="submit"),
    path("follow/", views.follow, name="follow"),
    path("rate/", views.rate, name="rate"),
    path("data/", data.listed, name="data"),
    path("data/catalog.jsonld", data.linked, name="data_linked"),
    path("data/api/3/action/<slug:name>", data.action, name="data_action"),
    path("data/<slug:key>/", data.one, name="data_one"),
    path("data/<slug:key>/data.csv", data.download, name="data_file"),
]
