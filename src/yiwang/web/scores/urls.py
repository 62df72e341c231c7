"""Addresses of the assessment."""

from django.urls import path

from yiwang.web.scores import cards, pages

app_name = "scores"
urlpatterns = [
    path("", pages.shapes, name="shapes"),
    path("<str:key>/", pages.ranking, name="ranking"),
    path("<str:key>/publish/", pages.publish, name="publish"),
    path("<str:key>/fairness/", pages.fairness, name="fairness"),
    path("<str:key>/card/", cards.card, name="card"),
    path("<str:key>/card/try/", cards.tried, name="try"),
]
