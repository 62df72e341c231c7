"""Which heading stands above which: in the middle of those it holds, and where its cell ends."""

import re
from collections.abc import Sequence

from yiwang.disclosure.reading.laid_out.blocks import Block

# Prices: each column that the middle is off; a heading left without the one above it; one put
# under one of the same line that is not the nearest; a nearest one that holds nothing.
_ERROR, _LEFT_OUT, _OTHER, _IDLE = 0.3, 3.0, 0.15, 1.0
# How many columns aside one line above is worth, when a heading looks for its group.
_LINE = 6.0
# How many times worse it is that one heading holds two of the same text.
_TWICE = 5
_HALF, _GROUP = 0.5, 0.75
_DIVIDES = re.compile(r"编码|代码|分类$|^项目$|科目$")
Ways = list[tuple[float, list[list[Block]]]]


def grouped(blocks: Sequence[Block], floor: float) -> list[Block]:
    """The topmost headings; those above several others hold them as children."""
    roots: list[Block] = []
    for height in sorted({block.height for block in blocks}, reverse=True):
        heads = sorted((one for one in blocks if one.height == height), key=_centre)
        roots.sort(key=_centre)
        above = [one for one in blocks if one.height <= height]
        shared = _shared(heads, roots, [_nearest(one, above, floor) for one in roots])
        for head, children in zip(heads, shared, strict=True):
            head.children = children or _forced(head, roots)
            roots = [one for one in roots if one not in head.children]
        roots += heads
    return roots


def _centre(block: Block) -> float:
    return block.centre


def _nearest(one: Block, above: Sequence[Block], floor: float) -> Block | None:
    """The heading above whose cell begins where that one ends, as near as can be."""
    ceiling = one.ceiling(floor)
    # A group tells less well where its cell begins, for it is printed far above its columns.
    room = -_GROUP if one.children else _HALF
    fit = [
        head
        for head in above
        if head.bottom < one.top and ceiling >= head.height + room and _may_hold(head, one)
    ]
    middle = (one.left + one.right) / 2
    return min(
        fit,
        key=lambda head: abs(head.centre - middle) + _LINE * (one.height - head.height),
        default=None,
    )


def _may_hold(head: Block, one: Block) -> bool:
    return not one.division or bool(_DIVIDES.search(head.text))


def _shared(
    heads: Sequence[Block], roots: Sequence[Block], nearest: Sequence[Block | None]
) -> list[list[Block]]:
    """Which of the headings below each of one line holds, at the least price."""
    wants = [None if one not in heads else one for one in nearest]
    best: Ways = [(0.0, [])]
    for want in wants:
        best.append((best[-1][0] + _left_out(want), []))
    for head in heads:
        best = _with(head, roots, wants, best)
    return best[-1][1]


def _left_out(want: Block | None) -> float:
    return 0.0 if want is None else _LEFT_OUT


def _with(head: Block, roots: Sequence[Block], wants: Sequence[Block | None], best: Ways) -> Ways:
    """The best ways once one more heading has taken its run, for each number of those below."""
    after: Ways = []
    idle = _IDLE if head in wants else 0.0
    for end in range(len(roots) + 1):
        ways = [(best[end][0] + idle, [*best[end][1], []])]
        for start in range(end):
            price = best[start][0] + _price(head, roots[start:end], wants[start:end])
            ways.append((price, [*best[start][1], list(roots[start:end])]))
        if end:
            ways.append((after[-1][0] + _left_out(wants[end - 1]), after[-1][1]))
        after.append(min(ways, key=lambda way: way[0]))
    return after


def _price(head: Block, run: Sequence[Block], wants: Sequence[Block | None]) -> float:
    unwilling = sum(want is None for want in wants)
    unwilling += sum(not _may_hold(head, one) for one in run)
    unwilling += sum(one.counts for one in run) if any(_of_codes(one) for one in run) else 0
    others = sum(want is not None and want is not head for want in wants)
    others += _TWICE * (len(run) - len({one.text for one in run}))
    return _ERROR * _error(head, run) + _LEFT_OUT * 2 * unwilling + _OTHER * others


def _of_codes(one: Block) -> bool:
    """Whether it stands over codes: what names rows holds no figures."""
    return one.division or any(child.division for child in one.children)


def _error(head: Block, run: Sequence[Block]) -> float:
    """How far the middle of a heading is from the middle of those below it."""
    return abs(head.centre - (min(one.left for one in run) + max(one.right for one in run)) / 2)


def _forced(head: Block, roots: Sequence[Block]) -> list[Block]:
    """What a heading holds because it stands above it: two columns never overlap."""
    below = [one for one in roots if one.top > head.bottom and _may_hold(head, one)]
    over = [one for one in below if one.left < head.right - 1 and head.left < one.right - 1]
    if not over:
        return []
    runs = [
        below[first : last + 1]
        for first in range(len(below))
        for last in range(first, len(below))
        if all(one in below[first : last + 1] for one in over)
    ]
    return min(runs, key=lambda run: _error(head, run) - 0.2 * len(run) + (len(run) == 1))
