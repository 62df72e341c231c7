"""Addresses of insight."""

from django.urls import path

from yiwang.web.insight import home, replies, reply_parts, reply_rules

app_name = "insight"
urlpatterns = [
    path("", home.index, name="index"),
    path("replies/", replies.overview, name="replies"),
    path("replies/export/", replies.export, name="replies_export"),
    path("replies/rules/", reply_rules.page, name="reply_rules"),
    path("replies/check/", reply_parts.check, name="reply_check"),
    path("replies/of/<str:number>/", reply_parts.judgement, name="reply_judgement"),
    path("replies/draft/<str:number>/", reply_parts.draft, name="reply_draft"),
]
