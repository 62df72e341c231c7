"""Addresses of insight."""

from django.urls import path

from yiwang.web.insight import (
    alike,
    home,
    learned,
    proposed,
    replies,
    reply_parts,
    reply_rules,
    topic_acts,
    topics,
)

app_name = "insight"
urlpatterns = [
    path("", home.index, name="index"),
    path("proposed/", proposed.classes, name="proposed"),
    path("learned/", learned.page, name="learned"),
    path("replies/", replies.overview, name="replies"),
    path("replies/export/", replies.export, name="replies_export"),
    path("replies/rules/", reply_rules.page, name="reply_rules"),
    path("replies/check/", reply_parts.check, name="reply_check"),
    path("replies/of/<str:number>/", reply_parts.judgement, name="reply_judgement"),
    path("replies/draft/<str:number>/", reply_parts.draft, name="reply_draft"),
    path("topics/", topics.topics, name="topics"),
    path("topics/dial/", topic_acts.dial, name="topic_dial"),
    path("topics/<int:number>/", topics.topic, name="topic"),
    path("topics/<int:number>/cases/", topics.cases, name="topic_cases"),
    path("topics/<int:number>/name/", topic_acts.name, name="topic_name"),
    path("topics/<int:number>/take/", topic_acts.take, name="topic_take"),
    path("topics/efforts/<int:effort>/note/", topic_acts.note, name="topic_note"),
    path("alike/", alike.page, name="alike"),
    path("alike/<int:group>/merge/", alike.merge, name="merge"),
    path("alike/<int:group>/apart/", alike.apart, name="apart"),
    path("alike/apart/<int:act>/withdraw/", alike.withdraw, name="withdraw"),
    path("callers/", alike.callers, name="callers"),
    path("again/<str:number>/", alike.again, name="again"),
]
