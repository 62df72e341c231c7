"""Addresses of the reports."""

from django.urls import path

from yiwang.web.reports import files, hands, pages

app_name = "reports"
urlpatterns = [
    path("", pages.reports, name="reports"),
    path("make/", hands.make, name="make"),
    path("timing/<str:key>/", pages.timing, name="timing"),
    path("<int:number>/", pages.report, name="report"),
    path("templates/<str:key>/", files.templates, name="templates"),
    path("templates/<str:key>/docx/", files.template, name="template"),
    path("templates/<str:key>/<int:number>/", files.template, name="template_edition"),
    path("<int:number>/file/<str:kind>/", files.file, name="file"),
    path("<int:number>/review/", hands.review, name="review"),
    path("<int:number>/release/", hands.release, name="release"),
    path("<int:number>/withdraw/", hands.withdraw, name="withdraw"),
]
