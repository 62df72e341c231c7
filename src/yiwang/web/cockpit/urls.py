"""Addresses of the cockpit: the page, and what it asks for by itself."""

from django.urls import path

from yiwang.web.cockpit import views

app_name = "cockpit"
urlpatterns = [
    path("", views.page, name="page"),
    path("board/", views.board, name="board"),
    path("now/", views.now, name="now"),
]
