"""Which fields follow from others, though not in every row: approximate dependencies."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from yiwang.lake.finding.evidence import Columns, Dependency

# Groups must be large enough to outvote a wrong value, and nearly all rows must agree.
_ROWS_OF_A_GROUP = 3
_HELD = 0.85
# Wrong values stand alone: groups with a second value of this weight are of two things.
_SECOND = 0.3
_SPLIT = 0.05
# Within groups values agree so much more often than over the whole column.
_LIFT = 3.0
# Fields with fewer values say nothing, however well they are followed.
_FEWEST_VALUES = 2
_MOST_PAIRED = 12
# Several sources tell of one thing: each once, and half of them alike.
_SOURCES_OF_A_THING = 5
_ONCE = 0.99
_ALIKE = 0.4
_REPORTED_LIFT = 5.0
# A second field must explain so much of what is left, and leave most rows in groups.
_EXPLAINED = 0.75
_STILL = 0.9
_FEW_VALUES = 20


def dependencies(columns: Columns) -> tuple[Dependency, ...]:
    """What follows from what, and all that most of several sources tell of a thing."""
    followed = _from_one(columns)
    strong = {(one.of, one.field) for one in followed}
    told = reports(columns)
    # What sources disagree on proves nothing about other fields.
    weak = {one.field for one in told if (one.of, one.field) not in strong}
    kept = [one for one in followed if one.of[0] not in weak and one.field not in weak]
    alone = {one.field for one in kept} | weak
    two = _from_two({n: v for n, v in columns.items() if n not in weak}, alone)
    return (*(_refined(columns, one) for one in kept), *two, *(o for o in told if o.field in weak))


def _from_one(columns: Columns) -> list[Dependency]:
    pairs = permutations(columns, 2)
    return [one for of, field in pairs if (one := dependency(columns, (of,), field)) is not None]


def _refined(columns: Columns, one: Dependency) -> Dependency:
    """The same with one field more, where that explains many of the rows that do not keep it."""
    best = one
    for more in _few_valued(columns, one):
        closer = dependency(columns, (*one.of, more), one.field)
        if closer and closer.rows >= _STILL * one.rows and _wrong(closer) < _wrong(best):
            best = closer
    return best if _wrong(best) <= _EXPLAINED * _wrong(one) else one


def _few_valued(columns: Columns, one: Dependency) -> list[str]:
    used = {*one.of, one.field}
    return [n for n, v in columns.items() if n not in used and 1 < len(set(v)) <= _FEW_VALUES]


def _wrong(one: Dependency) -> int:
    return one.rows - one.held


def reports(columns: Columns) -> tuple[Dependency, ...]:
    """Fields of a thing that several sources tell of, who need not agree: most of them count.

    A source is a field that, with the thing, names each row once.
    """
    found = []
    for thing, source in permutations(columns, 2):
        if _told_once_by_each(columns[thing], columns[source]):
            others = columns.keys() - {thing, source}
            found += [one for field in others if (one := _reported(columns, thing, field))]
    unique = {(one.of, one.field): one for one in found}
    return tuple(unique[key] for key in sorted(unique))


def _told_once_by_each(things: Sequence[str], sources: Sequence[str]) -> bool:
    rows = len(things)
    pairs = len(set(zip(things, sources, strict=True)))
    many = _SOURCES_OF_A_THING
    return pairs >= _ONCE * rows and len(set(things)) * many <= rows >= len(set(sources)) * many


def _reported(columns: Columns, thing: str, field: str) -> Dependency | None:
    groups = votes(columns, (thing,), field).values()
    rows = sum(group.total() for group in groups)
    held = sum(max(group.values()) for group in groups)
    values = Counter(value for value in columns[field] if value)
    if not rows or len(values) < _FEWEST_VALUES or held < _ALIKE * rows:
        return None
    if held < _REPORTED_LIFT * max(values.values()):
        return None
    return Dependency((thing,), field, rows, held)


def _from_two(columns: Columns, alone: set[str]) -> Iterator[Dependency]:
    few = [name for name, values in columns.items() if 1 < len(set(values)) < len(values) / 4]
    for of in combinations(few[:_MOST_PAIRED], 2):
        for field in columns.keys() - alone - set(of):
            one = dependency(columns, of, field)
            if one is not None:
                yield one


def dependency(columns: Columns, of: tuple[str, ...], field: str) -> Dependency | None:
    """Whether `field` follows from `of`; None where it does not, or by chance only."""
    groups = votes(columns, of, field)
    counted = [group for group in groups.values() if group.total() >= _ROWS_OF_A_GROUP]
    rows = sum(group.total() for group in counted)
    values = Counter(value for value in columns[field] if value)
    if rows < values.total() / 2 or len(values) < _FEWEST_VALUES or not rows:
        return None
    held = sum(max(group.values()) for group in counted)
    by_chance = max(values.values()) / values.total()
    wrong, usually_wrong = 1 - held / rows, 1 - by_chance
    if held < _HELD * rows or wrong * _LIFT > usually_wrong:
        return None
    if sum(group.total() for group in counted if _of_two(group)) > _SPLIT * rows:
        return None
    return Dependency(of, field, rows, held)


def _of_two(group: Counter[str]) -> bool:
    first, *others = (count for _value, count in group.most_common(2))
    return bool(others) and others[0] > 1 and others[0] >= _SECOND * first


def votes(columns: Columns, of: Sequence[str], field: str) -> dict[tuple[str, ...], Counter[str]]:
    """How often each value of `field` stands in each group; empty ones do not count."""
    groups: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for *group, value in zip(*(columns[name] for name in of), columns[field], strict=True):
        if value and all(group):
            groups[tuple(group)][value] += 1
    return groups
