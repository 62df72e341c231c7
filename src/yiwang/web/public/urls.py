"""Addresses for citizens."""

from django.urls import path

from yiwang.web.public import views

app_name = "public"
urlpatterns = [
    path("", views.submit, name="submit"),
    path("follow/", views.follow, name="follow"),
    path("rate/", views.rate, name="rate"),
]
