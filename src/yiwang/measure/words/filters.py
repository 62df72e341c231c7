"""What a question is narrowed to: streets, units, channels, classes and more."""

from collections.abc import Iterator

from yiwang.measure.dimensions import Dimension
from yiwang.measure.plan import Filter
from yiwang.measure.words.classes import LEVELS, only
from yiwang.measure.words.draft import Draft
from yiwang.measure.words.outcome import Role
from yiwang.measure.words.senses import And, Change, Noun, Only, Quantity, Together, Versus
from yiwang.measure.words.vocabulary import AREAS
from yiwang.measure.words.why import Why

Place = tuple[int, Only]
_DOWN = (Dimension.STREET, Dimension.COMMUNITY, Dimension.GRID)
_MATTERS = frozenset(LEVELS.values())


def narrowed(draft: Draft) -> tuple[list[Filter], list[tuple[int, Dimension]]]:
    """The conditions, and by what several of a kind are set beside each other, with their place."""
    named = draft.all(Only)
    _check_joined(draft, named)
    _check_areas(draft, named)
    beside = [] if is_together(draft) else list(_several(named))
    for at, _ in draft.all(Together):
        draft.read(at, Role.NOTHING)
    for at, name in named:
        if at not in draft.pieces:
            draft.read(at, Role.ONLY, name.label)
    _nouns_behind(draft, named)
    _set_against(draft, beside)
    found: dict[Dimension, dict[str, None]] = {}
    only_named = _innermost(draft, [name for _, name in named])
    for name in _matters_as_one(draft, only_named):
        found.setdefault(name.dimension, {}).update(dict.fromkeys(name.keys))
    order = list(Dimension)
    filters = [Filter(dimension, tuple(keys)) for dimension, keys in found.items()]
    return sorted(filters, key=lambda one: order.index(one.dimension)), beside


def _check_joined(draft: Draft, named: list[Place]) -> None:
    """临江社区和水务局: what is joined must be of one sort, or it would be both at once."""
    for at, name in named:
        joined = draft.near(at, -1)
        if joined is None or not isinstance(draft.senses[joined], And):
            continue
        before = draft.beside(joined, -1)
        if isinstance(before, Only) and not _of_one_sort(before.dimension, name.dimension):
            draft.refuse(at, Why.UNPLACED)


def _of_one_sort(one: Dimension, other: Dimension) -> bool:
    return one is other or {one, other} <= _MATTERS


def _check_areas(draft: Draft, named: list[Place]) -> None:
    """A community must lie in the street that is named."""
    for at, name in named:
        above = set(_above(draft, name))
        for _, other in named:
            outer = other.dimension in _DOWN[: _depth(name.dimension)]
            if outer and above and not above & set(other.keys) and at not in draft.pieces:
                draft.refuse(at, Why.ELSEWHERE)


def _depth(dimension: Dimension) -> int:
    return _DOWN.index(dimension) if dimension in AREAS else 0


def _above(draft: Draft, name: Only) -> Iterator[str]:
    """The keys of the areas in which an area lies."""
    within = name.within
    while within:
        yield within
        found = draft.vocabulary.named(within)
        within = found.within if found else ""


def _innermost(draft: Draft, found: list[Only]) -> list[Only]:
    """临江社区第2网格 is the grid alone: what lies around it adds nothing."""
    around = {key for name in found for key in _above(draft, name)}
    return [name for name in found if name.dimension not in AREAS or not around & set(name.keys)]


def is_together(draft: Draft) -> bool:
    """Whether 一共 was said: several of a kind are not set beside each other."""
    return any(isinstance(sense, Together) for sense in draft.senses)


def _several(named: list[Place]) -> Iterator[tuple[int, Dimension]]:
    """The dimensions of which several are named, at the place of the first."""
    for dimension in dict.fromkeys(name.dimension for _, name in named):
        places = [at for at, name in named if name.dimension is dimension]
        if len(places) > 1:
            yield places[0], dimension


def _matters_as_one(draft: Draft, found: list[Only]) -> list[Only]:
    """Classes of several levels that do not lie in each other are meant together."""
    matters = [name for name in found if name.dimension in _MATTERS]
    levels = {name.dimension for name in matters}
    if len(levels) < 2 or _nested(matters):
        return found
    codes = {code for name in matters for code in name.keys}
    every = draft.vocabulary.matters
    joined = only(every, [one for one in every if one.code in codes])
    return [one for one in found if one not in matters] + ([joined] if joined else [])


def _nested(matters: list[Only]) -> bool:
    deepest = max(matters, key=lambda name: len(name.keys[0]))
    others = [name for name in matters if name.dimension is not deepest.dimension]
    return all(code.startswith(tuple(name.keys)) for name in others for code in deepest.keys)


def _nouns_behind(draft: Draft, named: list[Place]) -> None:
    """江滩、湖畔、工坊三个街道: the last words name say once more what they are."""
    for at, noun in draft.all(Noun):
        place = draft.near(at, -1)
        quantity = draft.senses[place] if place is not None else None
        counted = place if isinstance(quantity, Quantity) else None
        if counted is not None:
            place = draft.near(counted, -1)
        name = draft.senses[place] if place is not None else None
        if not isinstance(name, Only) or name.dimension is not noun.dimension:
            continue
        many = sum(1 for _, one in named if one.dimension is noun.dimension)
        if counted is None or isinstance(quantity, Quantity) and quantity.number == many:
            draft.read(at, Role.NOTHING)
            if counted is not None:
                draft.read(counted, Role.NOTHING)


def _set_against(draft: Draft, beside: list[tuple[int, Dimension]]) -> None:
    """江滩街道比湖畔街道, 两个街道对比: both stand in the table, with every difference."""
    against = draft.all(Versus) if beside else []
    for at, _ in against:
        draft.read(at, Role.DIVIDE)
    for at, _ in draft.all(Change) if against else ():
        draft.read(at, Role.DIVIDE)
