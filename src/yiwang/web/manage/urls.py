"""Addresses of the dials, the outbox and the procedures' sheets."""

from django.urls import path

from yiwang.web.manage import (
    categories,
    gallery,
    limits,
    outbox,
    people,
    tokens,
    units,
    views,
    webhooks,
)
from yiwang.web.manage.grids import changing, drawing, listing

app_name = "manage"
urlpatterns = [
    path("limits/", limits.limits, name="limits"),
    path("calendar/", views.calendar, name="calendar"),
    path("routing/", views.routing, name="routing"),
    path("templates/", views.templates, name="templates"),
    path("outbox/", outbox.index, name="outbox"),
    path("outbox/<int:row_id>/", outbox.decide, name="outbox_decide"),
    path("city/", people.city, name="city"),
    path("people/", people.people, name="people"),
    path("people/found/", people.found, name="people_found"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/posts/", tokens.posts, name="token_posts"),
    path("tokens/<int:token_id>/", tokens.revoke, name="token_revoke"),
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/<int:number>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:number>/change/", webhooks.change, name="webhook_change"),
    path("categories/", categories.categories, name="categories"),
    path("categories/change/", categories.change, name="category_change"),
    path("categories/<str:code>/", categories.category, name="category"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("units/", units.units, name="units"),
    path("units/<int:number>/", units.unit, name="unit"),
    path("units/<int:number>/change/", units.change, name="unit_change"),
    path("grids/", listing.grids, name="grids"),
    path("grids/change/", changing.change, name="grid_change"),
    path("grids/<int:number>/undo/", listing.undo, name="grid_undo"),
    path("grids/draw/", drawing.draw, name="grid_draw"),
    path("grids/draw/look/", drawing.look, name="grid_look"),
    path("grids/draw/outlines.json", drawing.around, name="grid_outlines"),
    path("procedures/", views.procedures, name="procedures"),
]
