"""Addresses of the data hub."""

from django.urls import path

from yiwang.web.hub import catalogue, desk

app_name = "hub"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("desk/", desk.desk, name="desk"),
    path("desk/<slug:key>/", desk.waiting_list, name="desk_list"),
    path("flows/", desk.flows, name="flows"),
]
