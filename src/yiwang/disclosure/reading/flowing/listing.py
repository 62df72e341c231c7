"""Tables of many columns of words: procurement, bought services, assets.

A row begins with the code of its unit; without codes it ends with its figures. Words and figures
alternate in the order of the columns; between figures the words are cut by brackets, declared
words and the ends of lines.
"""

from collections.abc import Sequence
from itertools import groupby

from yiwang.disclosure.reading.flowing.building import Filled, built
from yiwang.disclosure.reading.flowing.cutting import closed, cut
from yiwang.disclosure.reading.flowing.heads import Content, Head
from yiwang.disclosure.reading.flowing.logical import TOTALS
from yiwang.disclosure.reading.flowing.parting import CODE, Parted
from yiwang.disclosure.reading.flowing.pieces import Piece, Row, glued
from yiwang.disclosure.reading.shaped import Shaped

_STEM = 3
"""The codes of all units of a department begin with the same three digits."""


def is_listing(head: Head) -> bool:
    """Whether words stand between the figures of a row, or rows are codes with many words."""
    words = sum(one.content not in (Content.CODE, Content.FIGURE) for one in head.spots)
    coded = bool(head.spots) and head.spots[0].content is Content.CODE
    return head.has(Content.MEASURE) or (coded and words > 2)


def listing_table(parted: Parted) -> Shaped:
    """Shape it."""
    coded = parted.head.has(Content.CODE)
    rows = _rows(parted.rows) if coded else _ended_by_figures(parted.rows)
    names = frozenset({parted.department} - {""}) | _summed_units(rows)
    most = max((sum(one.counts for one in row[1:]) for row in rows), default=0)
    head = parted.head.with_room(most)
    return built(head, [_filled(row, head, names) for row in rows], parted.notes)


def _rows(rows: Sequence[Row]) -> list[list[Piece]]:
    """The pieces of each row: from a unit's code or a total to the next one."""
    stem = next((row[0].text[:_STEM] for row in rows if CODE.fullmatch(row[0].text)), "")
    found: list[list[Piece]] = []
    for row in rows:
        first = row[0].text
        begins = first in TOTALS or bool(
            stem and first.startswith(stem) and len(first) >= _STEM and CODE.fullmatch(first)
        )
        if begins or not found:
            found.append([])
        found[-1] += row
    return [list(closed(row)) for row in found]


def _ended_by_figures(rows: Sequence[Row]) -> list[list[Piece]]:
    found: list[list[Piece]] = [[]]
    for row in rows:
        found[-1] += row
        if row[-1].counts:
            found.append([])
    return [list(closed(row)) for row in found if row]


def _summed_units(rows: list[list[Piece]]) -> frozenset[str]:
    """Names of units in rows of sums: one name, then nothing but figures."""
    coded = (row for row in rows if CODE.fullmatch(row[0].text))
    return frozenset(glued(_runs(row[1:])[0]) for row in coded if _is_sum(row))


def _is_sum(row: list[Piece]) -> bool:
    runs = _runs(row[row[0].text not in TOTALS :])
    return len(runs) == 2 and not (
        runs[0][0].counts or any(one.text.startswith("[") for one in row)
    )


def _runs(pieces: Sequence[Piece]) -> list[list[Piece]]:
    return [list(run) for _, run in groupby(pieces, key=lambda one: one.counts)]


def _filled(row: list[Piece], head: Head, names: frozenset[str]) -> Filled:
    filled: Filled = {}
    contents = [one.content for one in head.spots]
    is_sum = _is_sum(row)
    if CODE.fullmatch(row[0].text):
        filled[contents.index(Content.CODE)] = (row[0],)
        row = row[1:]
    figures = [index for index, one in enumerate(contents) if one is Content.FIGURE]
    count = sum(one.counts for one in row)
    # A total tells no quantity and no price: its figures are the last ones.
    told = len(figures) - count if is_sum and row[0].text in TOTALS else 0
    for run in _runs(row):
        if run[0].counts:
            filled.update(zip(figures[told:], ((one,) for one in run), strict=False))
            told += len(run)
        elif is_sum:
            filled[contents.index(Content.LABEL)] = tuple(run)
        else:
            filled.update(_words(run, head, _between(contents, told), names))
    return filled


def _between(contents: list[Content], told: int) -> list[int]:
    """The columns of words behind so many columns of figures; at least the nearest ones before."""
    groups: dict[int, list[int]] = {}
    seen = 0
    for index, content in enumerate(contents):
        if content is Content.FIGURE:
            seen += 1
        elif content is not Content.CODE:
            groups.setdefault(seen, []).append(index)
    return groups[max((at for at in groups if at <= told), default=min(groups))]


def _words(run: Sequence[Piece], head: Head, columns: list[int], names: frozenset[str]) -> Filled:
    parts = cut(run, [head.spots[index] for index in columns], names)
    return dict(zip(columns, parts, strict=True))
