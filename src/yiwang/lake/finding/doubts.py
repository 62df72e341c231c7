"""Cells that are probably wrong: outvoted in their group, oddly written, or a slip."""

from collections import Counter
from collections.abc import Iterator, Mapping

from yiwang.lake.finding.dependencies import dependencies, votes
from yiwang.lake.finding.evidence import Columns, Dependency, Suspect
from yiwang.lake.finding.formats import usual

# A rare value near to one that is so many times as frequent is a slip of it.
_TIMES = 20
_SIGNS_OF_A_SLIP = 5
_MOST_COMPARED = 2_000
_LEAST_VOTES = 2


def suspects(columns: Columns) -> tuple[Suspect, ...]:
    """The doubtful cells in the order of rows, each once, with what is proposed for them."""
    found: dict[tuple[int, str], Suspect] = {}
    held = dependencies(columns)
    for one in (*_outvoted(columns, held), *_slips(columns, held), *_misshapen(columns)):
        found.setdefault((one.row, one.field), one)
    return tuple(found[place] for place in sorted(found))


def _outvoted(columns: Columns, held: tuple[Dependency, ...]) -> Iterator[Suspect]:
    """Each dependency has a vote on the cell; the cell's own value must win."""
    for field, ruled in _ballots(columns, held).items():
        for row, value in enumerate(columns[field]):
            if not (told := ruled.get(row)):
                continue
            winner, _weight = max(told.items(), key=lambda pair: (pair[1], pair[0]))
            if winner != value and told[winner] > told.get(value, 0.0):
                yield Suspect(row, field, value, winner, "与同组多数不一致")


def _ballots(
    columns: Columns, held: tuple[Dependency, ...]
) -> dict[str, dict[int, dict[str, float]]]:
    """By field and row, what the row's groups have, and how surely."""
    ballots: dict[str, dict[int, dict[str, float]]] = {}
    for one in held:
        form = usual(columns[one.field])
        rows = ballots.setdefault(one.field, {})
        winners = {
            key: _winner({v: n for v, n in group.items() if form is None or form.fits(v)})
            for key, group in votes(columns, one.of, one.field).items()
        }
        for row, key in enumerate(zip(*(columns[name] for name in one.of), strict=True)):
            if winner := winners.get(key):
                told = rows.setdefault(row, {})
                told[winner] = told.get(winner, 0.0) + one.share
    return ballots


def _winner(group: Mapping[str, int]) -> str:
    """The most frequent value where it is more than the others; empty where none is."""
    first = Counter(group).most_common(2)
    if not first or first[0][1] < _LEAST_VOTES:
        return ""
    return "" if len(first) == 2 and first[1][1] == first[0][1] else first[0][0]


def _slips(columns: Columns, held: tuple[Dependency, ...]) -> Iterator[Suspect]:
    """Words only: numbers that differ in one digit are two numbers."""
    entities = sorted({one.of[:1] for one in held})
    for field, values in columns.items():
        meant = _meant(Counter(value for value in values if value))
        if meant:
            meant = {rare: meant[rare] for rare in meant.keys() - _own(columns, field, entities)}
        for row, value in enumerate(values):
            if value in meant:
                yield Suspect(row, field, value, meant[value], "与常见值仅差个别字")


def _own(columns: Columns, field: str, entities: list[tuple[str, ...]]) -> set[str]:
    """Values that some thing has in most of its rows: rare, but its own."""
    return {
        _winner(group)
        for of in entities
        if of != (field,)
        for group in votes(columns, of, field).values()
        if group.total() > _LEAST_VOTES
    }


def _meant(seen: Counter[str]) -> dict[str, str]:
    if len(seen) > _MOST_COMPARED:
        return {}
    frequent = [(value, count) for value, count in seen.most_common(50) if count >= _TIMES]
    return {
        rare: usual_one
        for rare, count in seen.items()
        for usual_one, times in frequent
        if times >= _TIMES * count and _near(rare, usual_one)
    }


def _near(rare: str, usual_one: str) -> bool:
    """One sign in five may differ, at least one; digits must be equal."""
    if len(rare) != len(usual_one) or any(sign.isdigit() for sign in rare + usual_one):
        return False
    differing = sum(a != b for a, b in zip(rare, usual_one, strict=True))
    return 0 < differing <= max(1, len(rare) // _SIGNS_OF_A_SLIP)


def _misshapen(columns: Columns) -> Iterator[Suspect]:
    for field, values in columns.items():
        form = usual(values)
        if form is None:
            continue
        for row, value in enumerate(values):
            if value and not form.fits(value):
                yield Suspect(row, field, value, "", "写法与该列其他值不同")
