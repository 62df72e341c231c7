"""What flows where: units hand in, feeds bring in, resources make others, units may read them."""

from dataclasses import dataclass, field
from enum import IntEnum

from django.utils.translation import gettext_noop

from yiwang.hub.bases import queries as bases
from yiwang.hub.bases.words import BUILT, Base
from yiwang.hub.catalogue import queries as catalogue
from yiwang.hub.catalogue import requests
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.words import Group
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.feeds.words import RunState
from yiwang.hub.pushes import queries as pushes
from yiwang.org.actors import Worker

# More than this cannot be told apart in one picture; the best connected ones are kept.
MOST_RESOURCES = 60
MOST_GRANTS = 1_000


class Column(IntEnum):
    """Where in the picture a thing stands, from where data comes to where it goes."""

    SOURCE = 0
    FEED = 1
    RESOURCE = 2
    BASE = 3
    CONSUMER = 4


COLUMNS = {
    Column.SOURCE: gettext_noop("提供单位"),
    Column.FEED: gettext_noop("接入任务"),
    Column.RESOURCE: gettext_noop("资源"),
    Column.BASE: gettext_noop("基础库"),
    Column.CONSUMER: gettext_noop("使用方"),
}
# How the newest run of a feed ended, as the picture tells it.
BAD = frozenset({RunState.FAILED, RunState.FROZEN})


@dataclass(frozen=True)
class Node:
    """A thing that data flows through; `state` is empty, "good", "held" or "bad"."""

    key: str
    column: Column
    label: str
    room: str = ""
    id: str | int = ""
    state: str = ""


@dataclass(frozen=True)
class Edge:
    """Data flows from one to the other; `rows` of the newest run where they are known."""

    source: str
    target: str
    rows: int | None = None


@dataclass
class Graph:
    """Nodes by their key, in order, and the edges between them; `left_out` resources are not in."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    left_out: int = 0

    def put(self, node: Node) -> str:
        """Have the node, once; its key."""
        return self.nodes.setdefault(node.key, node).key

    def join(self, source: str, target: str, rows: int | None = None) -> None:
        """Have the edge, once."""
        edge = Edge(source, target, rows)
        if edge not in self.edges and source != target:
            self.edges.append(edge)


def graph(worker: Worker, unit: str = "") -> Graph:
    """What flows where, as far as the catalogue tells; `unit` narrows it to what one provides."""
    shown = [one for one in catalogue.resources() if not unit or one.unit.code == unit]
    found = Graph(left_out=max(0, len(shown) - MOST_RESOURCES))
    shown = _connected(shown)[:MOST_RESOURCES]
    for one in shown:
        found.put(_resource(one))
    within = {one.pk for one in shown}
    _fed(found, within, worker)
    _merged(found, within)
    _pushed(found, shown)
    _made(found, within)
    _read(found, within, worker)
    return found


def _connected(shown: list[Resource]) -> list[Resource]:
    """Those that something flows into first, then by code."""
    fed = set(feeds.feeds().values_list("resource_id", flat=True))
    return sorted(shown, key=lambda one: (one.pk not in fed, one.code))


def _resource(one: Resource) -> Node:
    column = Column.BASE if one.group == Group.BASE else Column.RESOURCE
    return Node(f"r{one.pk}", column, one.name, "resource", one.key)


def _fed(found: Graph, shown: set[int], worker: Worker) -> None:
    """Who provides what, by which feed."""
    # Who hands in is known to all; how runs went, to whoever sees the feed.
    seen = set(feeds.feeds(worker).values_list("pk", flat=True))
    rows = list(feeds.feeds().filter(resource__in=shown, enabled=True))
    last = feeds.latest(rows)
    for feed in rows:
        shows = feed.pk in seen
        run = last.get(feed.pk) if shows else None
        unit = feed.resource.unit
        source = found.put(Node(f"u{unit.pk}", Column.SOURCE, unit.name))
        state = "" if run is None else _state(run.state)
        room = "feed" if shows else ""
        key = found.put(Node(f"f{feed.pk}", Column.FEED, feed.name, room, feed.key, state))
        found.join(source, key)
        found.join(key, f"r{feed.resource_id}", run.accepted if run else None)


def _merged(found: Graph, shown: set[int]) -> None:
    """Which resources feed which base database."""
    for base in BUILT:
        for feeder in bases.feeders(base):
            if feeder.resource_id in shown:
                target = found.put(Node(f"b{base}", Column.BASE, str(Base(base).label)))
                found.join(f"r{feeder.resource_id}", target)


def _pushed(found: Graph, shown: list[Resource]) -> None:
    """What is pushed to another platform."""
    numbers = {one.key: one.pk for one in shown}
    for resource, target in sorted(pushes.receivers()):
        if resource in numbers:
            key = found.put(Node(f"p{target}", Column.CONSUMER, target, "pushes"))
            found.join(f"r{numbers[resource]}", key)


def _made(found: Graph, shown: set[int]) -> None:
    """Which resources are made from which, as lineage by field says."""
    for flow in catalogue.all_flows():
        if {flow.source_id, flow.target_id} <= shown:
            found.join(f"r{flow.source_id}", f"r{flow.target_id}")


def _read(found: Graph, shown: set[int], worker: Worker) -> None:
    """Which units have a grant on what, as far as this worker may know."""
    rows = requests.given_out(worker).filter(resource__in=shown, ended_at=None)
    for grant in rows[:MOST_GRANTS]:
        if grant.in_force():
            unit = grant.unit
            target = found.put(Node(f"c{unit.pk}", Column.CONSUMER, unit.name))
            found.join(f"r{grant.resource_id}", target)


def _state(state: str) -> str:
    if state in BAD:
        return "bad"
    return "held" if state == RunState.HELD else "good"
