"""Headings printed without the empty cells of what they span: 收入, 支出 over six columns.

Which headings stand over several columns is known of the forms; how many, their children tell.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from yiwang.disclosure.reading.rows import Piece, Row

_OVER_SEVERAL = re.compile(
    r"收入|支出|项目|.*编码|基本支出|人员经费|公用经费|预算数|决算数|其中[:：]?|本年(?:收入|支出|拨款)"
    r"|上年结转.*|(?:本年)?财政拨款(?:结转结余|收入|支出)|公务用车购置.*费|“?三公”?经费.*"
    r"|(?:本年)?(?:一般公共|政府性基金|国有资本经营)预算.*支出.*"
)
# What the children of one heading begin with.
_OPENING = ("小计", "合计", "类")
_TRIED = 300


@dataclass(frozen=True)
class _Node:
    """A heading with those below it."""

    piece: Piece
    below: tuple["_Node", ...] = ()

    @property
    def width(self) -> int:
        """How many columns it stands over."""
        return sum(one.width for one in self.below) or 1


def spread(rows: Sequence[Row], width: int) -> list[Row] | None:
    """The rows with every heading over its first column; None where they do not fit the width."""
    lines = [[row.cells[index] for index in sorted(row.cells)] for row in rows]
    whole = all(row.cells and max(row.cells) + 1 == len(row.cells) for row in rows)
    if len(rows) < 2 or not whole or rows[0].width >= width:
        return None
    for nodes in islice(_grown(lines, 0), _TRIED):
        if sum(node.width for node in nodes) == width:
            placed: list[dict[int, Piece]] = [{} for _row in rows]
            _place(nodes, 0, 0, placed)
            return [Row(cells, width) for cells in placed]
    return None


def _grown(lines: Sequence[Sequence[Piece]], depth: int) -> Iterator[list[_Node]]:
    """Every way in which the rows below can belong to the headings of a row."""
    cells = lines[depth]
    if depth + 1 == len(lines):
        yield [_Node(cell) for cell in cells]
        return
    over = [at for at, cell in enumerate(cells) if _OVER_SEVERAL.fullmatch(cell.bare)]
    for below in _grown(lines, depth + 1):
        for size in range(len(over), 0, -1):
            groups = _groups(below, size)
            for chosen in combinations(over, size) if groups else ():
                own = dict(zip(chosen, groups, strict=True))
                if not all(_fits(cells[at], group) for at, group in own.items()):
                    continue
                yield [_Node(cell, tuple(own.get(at, ()))) for at, cell in enumerate(cells)]


def _fits(over: Piece, group: Sequence[_Node]) -> bool:
    """类, 款, 项 divide codes and nothing else does; 项目 stands over codes and names."""
    first = group[0].piece.bare
    if over.bare.endswith("编码") or first == "类":
        return over.bare.endswith("编码") and first == "类"
    return over.bare != "项目" or any("编码" in one.piece.bare for one in group)


def _groups(nodes: Sequence[_Node], wanted: int) -> list[list[_Node]]:
    """Headings parted among so many above them: where one opens a group, or else evenly."""
    groups: list[list[_Node]] = []
    for node in nodes:
        text = node.piece.bare
        if not groups or text in _OPENING or text == groups[0][0].piece.bare:
            groups.append([])
        groups[-1].append(node)
    if len(groups) == wanted:
        return groups
    if len(nodes) % wanted or wanted > len(nodes):
        return []
    size = len(nodes) // wanted
    return [list(nodes[at : at + size]) for at in range(0, len(nodes), size)]


def _place(nodes: Sequence[_Node], depth: int, column: int, placed: list[dict[int, Piece]]) -> None:
    for node in nodes:
        placed[depth][column] = node.piece
        _place(node.below, depth + 1, column, placed)
        column += node.width
