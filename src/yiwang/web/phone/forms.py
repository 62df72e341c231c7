"""The forms of the phone, built from the declared needs and filled with what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.dials import queries as dials
from yiwang.engine.language import Action, NeedKind
from yiwang.engine.possible import Possible
from yiwang.kernel import masking
from yiwang.org.actors import Worker
from yiwang.web.cases.given import Field, fields

# Known to the city's platform only; and a title is made of the content.
_NOT_ASKED = frozenset({"outer_number", "outer_due"})
_NOT_ASKED_ON_OPENING = _NOT_ASKED | {"title"}


@dataclass(frozen=True)
class ClassLine:
    """A class of the third level with those above it."""

    code: str
    name: str
    second: str
    first: str
    words: str


@dataclass(frozen=True)
class Form:
    """The form of one action."""

    action: Action
    fields: tuple[Field, ...]
    subject: int = 0

    @property
    def takes_photos(self) -> bool:
        """Whether the camera belongs to it."""
        return any(field.need.kind is NeedKind.FILES for field in self.fields)


def opening(procedure: str, action: Action, worker: Worker) -> Form:
    """The form of a report; it comes through the channel of the own duty."""
    known = {"channel": worker.duty.value} if dials.has_channel(worker.duty.value) else {}
    return Form(action, _asked(procedure, action, worker, known, _NOT_ASKED_ON_OPENING))


def acting(case: Any, item: Possible, worker: Worker) -> Form:
    """The form of an act on a case; a position that is on record is not asked for again."""
    known = {name: getattr(case, name) for name in ("category", "urgency", "area", "address")}
    if masking.numbers(case.address) != case.address:
        # Somebody's number stands in it: what is left empty stays as it is on record.
        del known["address"]
    without = _NOT_ASKED | ({"point"} if case.longitude is not None else set())
    found = _asked(case.procedure, item.action, worker, known, without)
    return Form(item.action, found, item.subject)


def _asked(
    procedure: str,
    action: Action,
    worker: Worker,
    known: Mapping[str, Any],
    without: frozenset[str],
) -> tuple[Field, ...]:
    """What is seen first is asked first: photos, place, class, then the rest."""
    asked = [f for f in fields(procedure, action, worker, known) if f.need.key not in without]
    return tuple(sorted(asked, key=lambda field: _ORDER.get(field.need.kind, len(_ORDER))))


_ORDER = {NeedKind.FILES: 0, NeedKind.POINT: 1, NeedKind.AREA: 2, NeedKind.CATEGORY: 3}


def classes(procedure: str) -> list[ClassLine]:
    """The classes to pick from."""
    rows = dials.categories(procedure=procedure)
    names = {row.code: row.name for row in rows}
    return [
        ClassLine(c.code, c.name, names.get(c.code[:4], ""), names.get(c.code[:2], ""), c.keywords)
        for c in rows
        if len(c.code) == 6
    ]
