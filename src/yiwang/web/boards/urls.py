"""Addresses of the boards."""

from django.urls import path

from yiwang.web.boards import views

app_name = "boards"
urlpatterns = [
    path("dispatch/", views.dispatch, name="dispatch"),
    path("supervision/", views.supervision, name="supervision"),
]
