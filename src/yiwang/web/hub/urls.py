"""Addresses of the data hub."""

from django.urls import path

from yiwang.web.hub import catalogue

app_name = "hub"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
]
