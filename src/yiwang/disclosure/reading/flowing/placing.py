"""Which columns the figures of a row stand in, where the row has fewer of them than columns.

Empty cells leave no trace in broken lines. A row is read from the left unless sums say otherwise:
合计 is the sum of the columns beside it and 小计 of its group; and a row is the sum of the rows
whose codes go on from its own. What no sum decides stays at the left.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, groupby, islice

from yiwang.disclosure.figures import figure
from yiwang.disclosure.reading.flowing.heads import Head
from yiwang.disclosure.reading.flowing.logical import Logical
from yiwang.disclosure.reading.flowing.pieces import glued

_SUMS = ("合计", "小计", "总计")
_MOST = 3000
"""So many placements of a row, or of the rows below one, are tried."""
_BESIDE = ("其中", "机关运行经费")
"""Headings of what is no addend of the sum beside it."""
Sums = tuple[tuple[int, tuple[int, ...]], ...]
Placed = tuple[int, ...]
"""For each figure of a row from the left the place of its column among the columns of figures."""


def placed(rows: list[Logical], head: Head) -> list[Placed]:
    """The columns of every row's figures."""
    labels = [one.labels for one in head.spots if one.content == "figure"]
    sums = tuple(_sums(labels))
    choices = [_choices(row, len(labels), sums) for row in rows]
    for parent, children in _families(rows):
        _settle(rows, choices, parent, children)
    return [one[0] for one in choices]


def _sums(labels: list[tuple[str, ...]]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Pairs of a column and those it is the sum of, as far as the headings tell."""
    for number, path in enumerate(labels):
        if path and path[-1].endswith(_SUMS):
            addends = [one for one in _parts(labels, path[:-1]) if one != number]
            if len(addends) > 1:
                yield number, tuple(addends)


def _parts(labels: list[tuple[str, ...]], group: tuple[str, ...]) -> Iterator[int]:
    """The columns that add up to a group: of a group within it only the sum, where it has one."""
    depth = len(group)
    inside = [
        number
        for number, one in enumerate(labels)
        if one[:depth] == group and len(one) > depth and not one[depth].startswith(_BESIDE)
    ]
    for name, members in groupby(inside, key=lambda number: labels[number][depth]):
        own = list(members)
        deeper = [one for one in own if len(labels[one]) > depth + 1]
        total = [one for one in deeper if labels[one][-1].endswith(_SUMS)]
        yield from total[:1] or (_parts(labels, (*group, name)) if deeper else own)


def _choices(row: Logical, width: int, sums: Sums) -> list[Placed]:
    """The placements that keep the sums of the row, the leftmost first; at least one."""
    count = len(row.figures)
    left = tuple(range(count))
    if count >= width or not sums:
        return [left]
    values = [_value(one.text) for one in row.figures]
    tried = islice(combinations(range(width), count), _MOST)
    return [one for one in tried if _keeps(one, values, sums)] or [left]


def _value(text: str) -> Decimal:
    told = figure(text)
    return Decimal(0) if told is None else told.value


def _keeps(place: Placed, values: list[Decimal], sums: Sums) -> bool:
    told = dict(zip(place, values, strict=True))
    nothing = Decimal(0)
    return all(
        _same(told.get(total, nothing), sum((told.get(one, nothing) for one in addends), nothing))
        for total, addends in sums
    )


def _same(one: Decimal, other: Decimal) -> bool:
    """Equal but for the last printed digit; whole numbers have to be equal."""
    places = -min(int(one.as_tuple().exponent), int(other.as_tuple().exponent), 0)
    slack = 2 * Decimal(1).scaleb(-places) if places else Decimal(0)
    return abs(one - other) <= slack


def _families(rows: list[Logical]) -> Iterator[tuple[int, list[int]]]:
    """Rows with those that their figures are the sum of: totals first, then codes by length."""
    codes = [glued(row.code) for row in rows]
    coded = [number for number, code in enumerate(codes) if code]
    if not coded:
        return
    shortest = min(len(codes[number]) for number in coded)
    tops = [number for number in coded if len(codes[number]) == shortest]
    for number, code in enumerate(codes):
        if not code and rows[number].figures:
            yield number, tops
    for number in coded:
        below = [
            other
            for other in coded
            if len(codes[other]) == len(codes[number]) + 2
            and codes[other].startswith(codes[number])
        ]
        if below:
            yield number, below


def _settle(
    rows: list[Logical], choices: list[list[Placed]], parent: int, children: list[int]
) -> None:
    """Keep of the children's placements those that add up to their parent's figures."""
    open_rows = [one for one in children if len(choices[one]) > 1]
    if len(choices[parent]) > 1 or not open_rows:
        return
    wanted = _by_column(rows[parent], choices[parent][0])
    for one in children:
        if one not in open_rows:
            _take(wanted, _by_column(rows[one], choices[one][0]))
    told = [[_by_column(rows[one], place) for place in choices[one]] for one in open_rows]
    found = next(islice(_adding_up(wanted, told, [_MOST]), 1), None)
    if found is not None:
        for one, chosen in zip(open_rows, found, strict=True):
            choices[one] = [choices[one][chosen]]


def _by_column(row: Logical, place: Placed) -> dict[int, Decimal]:
    return {
        column: _value(one.text)
        for column, one in zip(place, row.figures, strict=False)
        if _value(one.text)
    }


def _take(wanted: dict[int, Decimal], part: dict[int, Decimal]) -> None:
    for column, value in part.items():
        wanted[column] = wanted.get(column, Decimal(0)) - value


def _adding_up(
    wanted: dict[int, Decimal], told: list[list[dict[int, Decimal]]], tries: list[int]
) -> Iterator[Iterable[int]]:
    """Which placement of each row, so that nothing of `wanted` is left; `tries` run out."""
    tries[0] -= 1
    if tries[0] < 0:
        return
    if not told:
        if all(_same(value, Decimal(0)) for value in wanted.values()):
            yield ()
        return
    for number, part in enumerate(told[0]):
        rest = dict(wanted)
        _take(rest, part)
        if _possible(rest, part):
            for following in _adding_up(rest, told[1:], tries):
                yield (number, *following)


def _possible(rest: dict[int, Decimal], part: dict[int, Decimal]) -> bool:
    """Whether what is left can still be added up to, as long as nothing is negative."""
    return any(one < 0 for one in part.values()) or all(
        one >= 0 or _same(one, Decimal(0)) for one in rest.values()
    )
