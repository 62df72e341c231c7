"""Addresses of the data hub."""

from django.urls import path

from yiwang.web.hub import catalogue, desk, masking, receipts

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
]
