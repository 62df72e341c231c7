"""Addresses of the case page."""

from django.urls import path

from yiwang.web.cases import drafts, recusals, views

app_name = "cases"
urlpatterns = [
    path("<str:number>/", views.page, name="page"),
    path("<str:number>/act/<slug:action>/", views.act, name="act"),
    path("<str:number>/draft/<slug:action>/", drafts.keep, name="draft"),
    path("<str:number>/reveal/", views.reveal, name="reveal"),
    path("<str:number>/recusals/", recusals.recuse, name="recuse"),
    path("<str:number>/recusals/found/", recusals.found, name="recusal_found"),
    path("<str:number>/recusals/<int:recusal>/end/", recusals.end, name="recusal_end"),
    path("<str:number>/print/", views.printed, name="print"),
    path("files/<uuid:key>/", views.attachment, name="file"),
]
