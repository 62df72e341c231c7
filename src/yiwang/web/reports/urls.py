"""Addresses of the reports."""

from django.urls import path

from yiwang.web.reports import hands, pages

app_name = "reports"
urlpatterns = [
    path("", pages.reports, name="reports"),
    path("make/", hands.make, name="make"),
    path("timing/<str:key>/", pages.timing, name="timing"),
    path("<int:number>/", pages.report, name="report"),
    path("<int:number>/review/", hands.review, name="review"),
    path("<int:number>/release/", hands.release, name="release"),
    path("<int:number>/withdraw/", hands.withdraw, name="withdraw"),
]
