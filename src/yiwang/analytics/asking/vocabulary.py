"""The words that one worker may use in a question: out of the registers, within their rights."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from yiwang.analytics.access import OF_PEOPLE
from yiwang.analytics.asking.registers import ClassRow, Registers, registers
from yiwang.measure import register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.words.vocabulary import Holiday, Matter, Name, Vocabulary
from yiwang.org.actors import Worker

# Each holds some ten thousand words; the rest of the units is built again when it asks.
MOST_KEPT = 24
OWN_UNIT = ("本单位", "我单位", "我们单位")
OWN_AREA = {
    "street": ("本街道", "我街道", "我们街道"),
    "community": ("本社区", "我社区", "我们社区"),
}
_LEVELS = {
    "street": Dimension.STREET,
    "community": Dimension.COMMUNITY,
    "grid": Dimension.GRID,
}


@dataclass(frozen=True)
class Scope:
    """What of the registers a worker may name."""

    unit: int | None
    # The units below this path; all of them where it is empty.
    path: str
    people: bool


def scope_of(worker: Worker) -> Scope:
    """As far as the figures of this worker go."""
    path = "" if worker.at_centre else worker.unit_path
    return Scope(worker.unit_id, path, worker.duty in OF_PEOPLE)


def vocabulary(worker: Worker) -> Vocabulary:
    """Everything that this worker may name; the same object while the registers are the same."""
    return _built(registers(), scope_of(worker))


@lru_cache(maxsize=MOST_KEPT)
def _built(found: Registers, scope: Scope) -> Vocabulary:
    return Vocabulary(
        indicators=register.indicators(),
        names=(
            *_areas(found, scope),
            *_units(found, scope),
            *_choices(found),
            *(_people(found, scope) if scope.people else ()),
        ),
        matters=tuple(map(_matter, found.classes)),
        holidays=tuple(Holiday(name, first, last) for first, last, name in found.holidays),
        with_nature=found.with_nature,
        agreed=found.agreed,
    )


def _areas(found: Registers, scope: Scope) -> Iterator[Name]:
    """Places are no secret: what happened there is told only as far as the figures go."""
    own = next((area for number, _, _, _, area in found.units if number == scope.unit), None)
    for code, name, level, above in found.areas:
        words = OWN_AREA.get(level, ()) if code == own else ()
        yield Name(_LEVELS[level], code, name, words, within=above)


def _units(found: Registers, scope: Scope) -> Iterator[Name]:
    for number, name, kind, path, _ in found.units:
        if path.startswith(scope.path):
            words = OWN_UNIT if number == scope.unit else ()
            yield Name(Dimension.UNIT, str(number), name, words, kind=kind)


def _people(found: Registers, scope: Scope) -> Iterator[Name]:
    """Each person once; who shares a name is told apart by the unit."""
    some = {row[0]: row for row in found.people if row[3].startswith(scope.path)}
    many = Counter(name for _, name, _, _ in some.values())
    for number, name, unit, _ in some.values():
        called = f"{name}（{unit}）" if many[name] > 1 else name
        yield Name(Dimension.PERSON, str(number), called)


def _choices(found: Registers) -> Iterator[Name]:
    yield from (Name(Dimension.CHANNEL, key, label) for key, label in found.channels)
    for need, key, label in found.choices:
        yield Name(Dimension(need), key, label)
    for key, label, words in found.procedures:
        yield Name(Dimension.PROCEDURE, key, label, words)


def _matter(one: ClassRow) -> Matter:
    """A former name is a usual word of the class: it is asked about, not taken."""
    words = (*one.keywords, *one.former)
    return Matter(one.code, one.name, one.procedure, words, retired=not one.active)
