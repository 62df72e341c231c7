"""Tables with one row for each code or name: figures at the right, words at the left."""

from collections.abc import Iterator, Sequence

from yiwang.disclosure.reading.flowing.building import Filled, built
from yiwang.disclosure.reading.flowing.cutting import cut
from yiwang.disclosure.reading.flowing.heads import Content, Head, Spot
from yiwang.disclosure.reading.flowing.logical import Logical, logical
from yiwang.disclosure.reading.flowing.parting import Parted
from yiwang.disclosure.reading.flowing.pieces import Piece, glued
from yiwang.disclosure.reading.flowing.placing import placed
from yiwang.disclosure.reading.shaped import Shaped

_SHORTEST = 5
"""Names of units have at least five letters; shorter ends are shared by chance (…项目)."""
_UNIT_CODE = 6
"""A unit's code has at most six digits; longer ones are of projects and subjects."""


def plain_table(parted: Parted) -> Shaped:
    """Shape it: rows put together, words cut into columns, figures placed."""
    rows = logical(parted.rows, parted.head)
    most = max((len(row.figures) for row in rows), default=0)
    head = parted.head.with_room(most, any(row.texts for row in rows))
    names = _names(rows, parted.department)
    places = placed(rows, head)
    filled = [_filled(row, place, head, names) for row, place in zip(rows, places, strict=True)]
    return built(head, filled, parted.notes)


def _names(rows: Sequence[Logical], department: str) -> frozenset[str]:
    """Names of units: in rows of their own, at the end of several rows, and the department's."""
    own = {glued(row.texts) for row in rows if 0 < len(glued(row.code)) <= _UNIT_CODE}
    return frozenset(one for one in {*own, *_shared_ends(rows), department} if len(one) > 1)


def _shared_ends(rows: Sequence[Logical]) -> Iterator[str]:
    """The end, from a piece on, that most rows share with each; the longest of them."""
    told = [glued(row.texts) for row in rows]
    for row in rows:
        ends = [glued(row.texts[at:]) for at in range(1, len(row.texts))]
        shared = [(sum(one.endswith(end) for one in told), len(end), end) for end in ends]
        most = max((one for one in shared if one[1] >= _SHORTEST), default=(0, 0, ""))
        if most[0] > 1:
            yield most[2]


def _filled(row: Logical, place: Sequence[int], head: Head, names: frozenset[str]) -> Filled:
    filled: Filled = {}
    contents = [one.content for one in head.spots]
    if row.code:
        filled[contents.index(Content.CODE)] = row.code
    filled.update(_words(row.texts, head.spots, names))
    figures = [index for index, one in enumerate(contents) if one is Content.FIGURE]
    for number, piece in zip(place, row.figures, strict=False):
        filled[figures[number]] = (piece,)
    return filled


def _words(texts: Sequence[Piece], spots: Sequence[Spot], names: frozenset[str]) -> Filled:
    columns = [
        index
        for index, one in enumerate(spots)
        if one.content not in (Content.CODE, Content.FIGURE)
    ]
    parts = cut(texts, [spots[index] for index in columns], names)
    return dict(zip(columns, parts, strict=True))
