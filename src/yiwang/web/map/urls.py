"""Addresses of the map: the page, GeoJSON for its layers, fragments for its side panel."""

from django.urls import path

from yiwang.web.map import bases, data, grids, heat_areas, parts, patrols, views, workers

app_name = "map"
urlpatterns = [
    path("", views.page, name="page"),
    path("table/", views.table, name="table"),
    path("found/", views.found, name="found"),
    path("cases.json", data.cases, name="cases"),
    path("heat.json", data.heat, name="heat"),
    path("areas.json", data.areas, name="areas"),
    path("grids.json", grids.grids, name="grids"),
    path("grids/", grids.table, name="grids_table"),
    path("parts.json", parts.parts, name="parts"),
    path("parts/", parts.table, name="parts_table"),
    path("parts/found/", parts.found, name="parts_found"),
    path("workers.json", workers.workers, name="workers"),
    path("workers/", workers.table, name="workers_table"),
    path("worker/", workers.card, name="worker"),
    path("heat-areas.json", heat_areas.counts, name="heat_areas"),
    path("heat-areas/", heat_areas.table, name="heat_areas_table"),
    path("bases.json", bases.counts, name="bases"),
    path("bases/", bases.table, name="bases_table"),
    path("patrols.json", patrols.routes, name="patrols"),
    path("patrols/", patrols.table, name="patrols_table"),
    path("grid/", grids.card, name="grid"),
]
