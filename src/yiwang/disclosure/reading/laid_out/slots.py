"""Where columns stand on a page: codes by their left, figures by their right, texts by overlap."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yiwang.disclosure.reading.clean import bare
from yiwang.disclosure.reading.laid_out.fragments import Fragment, Kind

# Figures whose ends are nearer than this are of one column: layouts shift by a column or two.
_NEAR = 3
_TOTAL = re.compile(r".{0,8}(?:合计|总计|小计)")


@dataclass
class Slot:
    """A column of one page: what stands in it and how far it reaches."""

    kind: Kind
    left: int
    right: int
    fragments: list[Fragment]

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def take(self, other: "Slot") -> None:
        """Hold what stands in another one too: the layout moved it aside."""
        for one in other.fragments:
            _add(self, one)


def is_total(text: str) -> bool:
    """Whether a piece names a total: 合计, 收入总计, 本年支出合计."""
    return _TOTAL.fullmatch(bare(text)) is not None


def slots_of(rows: Sequence[Sequence[Fragment]]) -> list[Slot]:
    """The columns that these rows of data fill, from the left."""
    all_of = {kind: [one for row in rows for one in row if one.kind is kind] for kind in Kind}
    codes = _merged(_clustered(all_of[Kind.CODE], Kind.CODE, lambda one: one.left))
    figures = _clustered(all_of[Kind.FIGURE], Kind.FIGURE, lambda one: one.right)
    texts = _merged(_overlapping(all_of[Kind.TEXT], figures))
    return sorted([*codes, *figures, *_named(texts, figures)], key=lambda slot: slot.centre)


def _merged(slots: Sequence[Slot]) -> list[Slot]:
    """Columns of codes or words; two that touch and are never in one line are one."""
    merged: list[Slot] = []
    for slot in slots:
        last = merged[-1] if merged else None
        if last is not None and slot.left - last.right <= 1 and not together(last, slot):
            last.take(slot)
        else:
            merged.append(slot)
    return merged


def together(first: Slot, second: Slot) -> bool:
    """Whether two columns ever stand in one line."""
    numbers = {one.number for one in first.fragments}
    return any(one.number in numbers for one in second.fragments)


def _named(texts: Sequence[Slot], figures: Sequence[Slot]) -> list[Slot]:
    """Columns of words; a total in the middle of a wider cell belongs to the column beside it."""
    totals = [slot for slot in texts if all(is_total(one.text) for one in slot.fragments)]
    named = [slot for slot in texts if slot not in totals]
    for slot in totals:
        beside = [one for one in named if not _crossed(slot, one, figures)]
        if not beside:
            named.append(slot)
            continue
        nearest = min(beside, key=lambda one: abs(one.centre - slot.centre))
        nearest.fragments.extend(slot.fragments)
    return named


def _crossed(slot: Slot, other: Slot, figures: Sequence[Slot]) -> bool:
    first, second = sorted((slot.centre, other.centre))
    return any(first < figure.right and figure.left < second for figure in figures)


def _clustered(
    fragments: Sequence[Fragment], kind: Kind, edge: Callable[[Fragment], int]
) -> list[Slot]:
    slots: list[Slot] = []
    last = None
    for one in sorted(fragments, key=edge):
        if last is None or edge(one) - last >= _NEAR:
            slots.append(Slot(kind, one.left, one.right, []))
        last = edge(one)
        _add(slots[-1], one)
    return slots


def _overlapping(fragments: Sequence[Fragment], figures: Sequence[Slot]) -> list[Slot]:
    """Columns of words: pieces that stand above each other, never across a column of figures."""
    slots: list[Slot] = []
    for one in sorted(fragments, key=lambda fragment: (fragment.left, fragment.right)):
        slot = slots[-1] if slots else None
        if slot is None or one.left >= slot.right or _between(slot.left, one, figures):
            slots.append(Slot(Kind.TEXT, one.left, one.right, []))
        _add(slots[-1], one)
    return slots


def _between(left: int, one: Fragment, figures: Sequence[Slot]) -> bool:
    """Whether a column of figures ends between the beginning of a column of words and a piece."""
    return any(left < slot.right <= one.left + 1 and slot.left > left for slot in figures)


def _add(slot: Slot, one: Fragment) -> None:
    slot.left, slot.right = min(slot.left, one.left), max(slot.right, one.right)
    slot.fragments.append(one)


def matched(first: Sequence[Slot], second: Sequence[Slot]) -> list[int | None]:
    """For each column of a page which of the columns known before it continues.

    Kinds stay apart. As many columns as before are the same ones; of fewer, those whose ends lie
    nearest in their order after the page was moved as a whole, for every page is laid out anew.
    """
    found: dict[int, int] = {}
    for kind in Kind:
        old = [at for at, slot in enumerate(first) if slot.kind is kind]
        new = [at for at, slot in enumerate(second) if slot.kind is kind]
        ends = ([_edge(first[at]) for at in old], [_edge(second[at]) for at in new])
        for here, there in enumerate(_pairs(*ends)):
            if there is not None:
                found[new[here]] = old[there]
    return [found.get(at) for at in range(len(second))]


def _edge(slot: Slot) -> int:
    return slot.left if slot.kind is Kind.CODE else slot.right


def _pairs(old: Sequence[int], new: Sequence[int]) -> list[int | None]:
    if len(new) >= len(old):
        return [at if at < len(old) else None for at in range(len(new))]
    shifts = sorted({0, *(there - here for there in old for here in new)}, key=abs)
    best: tuple[float, list[int]] = (float("inf"), [])
    for shift in shifts:
        cost, way = _nearest([one + shift for one in new], old)
        best = min(best, (cost + 0.3 * abs(shift), way))
    return list(best[1])


def _nearest(new: Sequence[int], old: Sequence[int]) -> tuple[float, list[int]]:
    """The way to give each its own of `old` in order, with the least distance."""
    costs: list[tuple[float, list[int]]] = [(0.0, [])] * (len(old) + 1)
    for count, one in enumerate(new, 1):
        next_costs: list[tuple[float, list[int]]] = [(float("inf"), [])]
        for at, place in enumerate(old):
            cost, way = costs[at]
            taken = (cost + abs(one - place), [*way, at]) if at + 1 >= count else (float("inf"), [])
            next_costs.append(min(next_costs[-1], taken))
        costs = next_costs
    return costs[-1]
