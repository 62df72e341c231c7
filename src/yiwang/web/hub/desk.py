"""The desk of the data officer: what waits, each list exactly, and the picture of flows."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from yiwang.hub import flows as flowing
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.desk import lists as waiting
from yiwang.hub.desk.topics import MOST
from yiwang.web.access import for_duties
from yiwang.web.hub.flow_picture import drawn
from yiwang.web.ui.tiles import Tile
from yiwang.web.ui.ways import HUB

# The page of a thing, by the room that it is in; its key or number, if it has one, is the argument.
PAGES = {
    "feed": "hub:feed",
    "resource": "hub:resource",
    "request": "hub:request",
    "grant": "hub:grant",
    "doubts": "hub:doubts",
    "owed": "hub:owed",
    "pushes": "hub:pushes",
    "receipt": "hub:receipt",
    "quality": "hub:quality_resource",
    "case": "cases:page",
}


def address(room: str, key: str | int) -> str:
    """The page of a thing; empty where it has none."""
    if room not in PAGES:
        return ""
    try:
        return reverse(PAGES[room], args=[key] if key else [])
    except NoReverseMatch:
        return ""


@for_duties(*HUB)
def desk(request: HttpRequest) -> HttpResponse:
    """What is late, wrong, unused, asked for and to be decided: each figure leads to its list."""
    groups: dict[str, list[Tile]] = {}
    for topic in waiting.TOPICS:
        number = len(topic.items(request.worker))
        to = reverse("hub:desk_list", args=[topic.key])
        tile = Tile(topic.label, number, to, topic.hint, topic.alarm and number > 0)
        groups.setdefault(topic.group, []).append(tile)
    empty = not catalogue.resources()
    return render(request, "hub/desk.html", {"groups": groups.items(), "empty": empty})


@for_duties(*HUB)
def waiting_list(request: HttpRequest, key: str) -> HttpResponse:
    """The things that one figure of the desk counts."""
    topic = waiting.topic(key)
    items = [(one, address(one.room, one.key)) for one in topic.items(request.worker)]
    context = {"topic": topic, "items": items, "most": MOST}
    return render(request, "hub/desk_list.html", context)


@for_duties(*HUB)
def flows(request: HttpRequest) -> HttpResponse:
    """What flows where, as a picture and as a table."""
    unit = request.GET.get("unit", "")
    graph = flowing.graph(request.worker, unit)
    units = {one.unit.code: one.unit.name for one in catalogue.resources()}
    context: dict[str, Any] = {
        "picture": drawn(graph),
        "rows": [_row(graph, edge) for edge in graph.edges],
        "addresses": {one.key: address(one.room, one.id) for one in graph.nodes.values()},
        "left_out": graph.left_out,
        "empty": not graph.nodes,
        "units": sorted(units.items()),
        "unit": unit,
    }
    return render(request, "hub/flows.html", context)


def _row(graph: flowing.Graph, edge: flowing.Edge) -> dict[str, Any]:
    source, target = graph.nodes[edge.source], graph.nodes[edge.target]
    return {
        "source": source,
        "target": target,
        "source_kind": flowing.COLUMNS[source.column],
        "target_kind": flowing.COLUMNS[target.column],
        "rows": edge.rows,
    }
