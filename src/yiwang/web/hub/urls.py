"""Addresses of the data hub."""

from django.urls import path

from yiwang.web.hub import catalogue, desk, feed_forms, feeds, late, late_rules, masking, receipts
from yiwang.web.hub import bases, catalogue, desk, portraits, receipts

app_name = "hub"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("desk/", desk.desk, name="desk"),
    path("desk/<slug:key>/", desk.waiting_list, name="desk_list"),
    path("flows/", desk.flows, name="flows"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/export/", receipts.export, name="receipts_export"),
    path("receipts/keys/", receipts.public_keys, name="receipt_keys"),
    path("receipts/<int:number>/", receipts.receipt, name="receipt"),
    path("receipts/<int:number>/file/", receipts.download, name="receipt_file"),
    path("pushes/", receipts.pushed, name="pushes"),
    path("pushes/<int:number>/again/", receipts.push_again, name="push_again"),
    path("masking/", masking.masking, name="masking"),
    path("masking/<slug:key>/", masking.masking, name="masking_of"),
    path("masking/<slug:key>/publish/", masking.publish, name="masking_publish"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/new/", feed_forms.new, name="feed_new"),
    path("feeds/<slug:key>/", feeds.feed, name="feed"),
    path("feeds/<slug:key>/edit/", feed_forms.edit, name="feed_edit"),
    path("feeds/<slug:key>/progress/", feeds.progress, name="feed_progress"),
    path("feeds/<slug:key>/deliver/", feeds.deliver, name="feed_deliver"),
    path("feeds/<slug:key>/run/", feeds.run, name="feed_run"),
    path("deliveries/<int:number>/", feeds.delivery, name="delivery"),
    path("runs/<int:number>/decide/", feeds.decide, name="feed_decide"),
    path("runs/<int:number>/rejected/", feeds.rejected, name="feed_rejected"),
    path("late/", late.late, name="late"),
    path("late/rules/", late_rules.rules, name="due_rules"),
    path("late/rules/publish/", late_rules.publish, name="publish_rule"),
    path("late/rules/pause/", late_rules.pause, name="pause"),
    path("late/<int:number>/", late.owed, name="owed"),
    path("late/<int:number>/extend/", late.extend, name="extend"),
    path("late/extensions/<int:number>/", late.decide, name="decide_extension"),
    path("bases/", bases.bases, name="bases"),
    path("bases/<slug:key>/authority/", bases.authority, name="authority"),
    path("bases/<slug:key>/doubts/", bases.doubts, name="doubts"),
    path("bases/<slug:key>/conflicts/", bases.conflicts, name="conflicts"),
    path("themes/", bases.theme, name="themes"),
    path("portrait/", portraits.search, name="portrait"),
    path("portrait/<int:look>/", portraits.portrait, name="portrait_of"),
    path("looks/", portraits.looks, name="looks"),
]
