"""A graph of flows laid out: columns from left to right, lines that cross as little as they can."""

from dataclasses import dataclass
from math import log10

from yiwang.hub.flows import COLUMNS, Column, Edge, Graph, Node

WIDTH, HEIGHT, GAP, TOP = 168, 30, 10, 34
BETWEEN = 62
# Signs that fit into a box.
SIGNS = 11


@dataclass(frozen=True)
class Box:
    """A node in its place."""

    node: Node
    x: int
    y: int

    @property
    def short(self) -> str:
        """The label, cut to what fits."""
        label = self.node.label
        return label if len(label) <= SIGNS else label[: SIGNS - 1] + "…"

    @property
    def text_x(self) -> int:
        """Where the label begins."""
        return self.x + 10

    @property
    def text_y(self) -> int:
        """The line on which the label stands."""
        return self.y + 20


@dataclass(frozen=True)
class Line:
    """An edge as a curve; the more rows, the thicker."""

    path: str
    width: float
    edge: Edge


@dataclass(frozen=True)
class Picture:
    """All of it, and its size."""

    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    heads: tuple[tuple[int, str], ...]
    width: int
    height: int

    @property
    def box(self) -> tuple[int, int]:
        """The size of a box."""
        return WIDTH, HEIGHT


def drawn(graph: Graph) -> Picture:
    """The picture of a graph."""
    used = sorted({node.column for node in graph.nodes.values()})
    ordered = _ordered(graph, used)
    boxes = {
        node.key: Box(node, place * (WIDTH + BETWEEN), TOP + line * (HEIGHT + GAP))
        for place, column in enumerate(used)
        for line, node in enumerate(ordered[column])
    }
    deepest = max((len(nodes) for nodes in ordered.values()), default=0)
    return Picture(
        tuple(boxes.values()),
        tuple(_line(boxes, edge) for edge in graph.edges),
        tuple((place * (WIDTH + BETWEEN), COLUMNS[column]) for place, column in enumerate(used)),
        max(1, len(used)) * (WIDTH + BETWEEN) - BETWEEN,
        TOP + deepest * (HEIGHT + GAP),
    )


def _ordered(graph: Graph, used: list[Column]) -> dict[Column, list[Node]]:
    """Each column by the middle of what flows into its nodes, so that few lines cross."""
    ordered: dict[Column, list[Node]] = {}
    place: dict[str, float] = {}
    into: dict[str, list[str]] = {}
    for edge in graph.edges:
        into.setdefault(edge.target, []).append(edge.source)
    for column in used:
        nodes = [node for node in graph.nodes.values() if node.column == column]
        ordered[column] = sorted(nodes, key=lambda node: _middle(into.get(node.key, []), place))
        place |= {node.key: float(line) for line, node in enumerate(ordered[column])}
    return ordered


def _middle(sources: list[str], place: dict[str, float]) -> float:
    known = [place[key] for key in sources if key in place]
    return sum(known) / len(known) if known else float("inf")


def _line(boxes: dict[str, Box], edge: Edge) -> Line:
    begin, end = boxes[edge.source], boxes[edge.target]
    x, y = begin.x + WIDTH, begin.y + HEIGHT // 2
    to_x, to_y = end.x, end.y + HEIGHT // 2
    # Within a column, as from one base to another, the line swings out to the right.
    bend = max(BETWEEN, (to_x - x) // 2)
    if to_x < x:
        to_x = end.x + WIDTH
        path = f"M{x},{y} C{x + bend},{y} {to_x + bend},{to_y} {to_x},{to_y}"
    else:
        path = f"M{x},{y} C{x + bend},{y} {to_x - bend},{to_y} {to_x},{to_y}"
    return Line(path, 1.5 + (log10(edge.rows) if edge.rows else 0), edge)
