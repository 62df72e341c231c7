"""Addresses of insight."""

from django.urls import path

from yiwang.web.insight import home

app_name = "insight"
urlpatterns = [
    path("", home.index, name="index"),
]
