"""What the registers call things, read in few queries and kept while nothing changed.

Every few seconds the rows are read again; where they are the same, the same object is answered, so
that nothing built from it is built anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import connection

from yiwang.analytics.asking.models import AgreedWord
from yiwang.dials import queries as dials
from yiwang.dials.kept import kept
from yiwang.engine import register as procedures
from yiwang.measure import register as measures
from yiwang.org import called
from yiwang.worktime import queries as worktime

_AreaRow = tuple[str, str, str, str]
_UnitRow = tuple[int, str, str, str, str | None]
_PersonRow = tuple[int, str, str, str]


@dataclass(frozen=True)
class ClassRow:
    """A class of matters with its usual words; `former` are names that it had before."""

    code: str
    name: str
    procedure: str
    keywords: tuple[str, ...]
    former: tuple[str, ...]
    active: bool


@dataclass(frozen=True, eq=False)
class Registers:
    """Rows of every register that a question may name something of."""

    areas: tuple[_AreaRow, ...]
    units: tuple[_UnitRow, ...]
    people: tuple[_PersonRow, ...]
    channels: tuple[tuple[str, str], ...]
    classes: tuple[ClassRow, ...]
    procedures: tuple[tuple[str, str, tuple[str, ...]], ...]
    # Of each need that is a choice of an opening: its key, then key and label of the choice.
    choices: tuple[tuple[str, str, str], ...]
    with_nature: tuple[str, ...]
    holidays: tuple[tuple[date, date, str], ...]
    agreed: tuple[tuple[str, str], ...]

    def same(self, other: "Registers | None") -> bool:
        """Whether nothing differs."""
        names = [one.name for one in fields(self)]
        return other is not None and all(getattr(self, n) == getattr(other, n) for n in names)


_last: dict[str, Registers] = {}


def registers() -> Registers:
    """All of them as they stand now, or stood a few seconds ago."""
    return kept("questions", _read_anew)


def _read_anew() -> Registers:
    name = str(connection.settings_dict["NAME"])
    found, last = _read(), _last.get(name)
    if last is not None and found.same(last):
        return last
    _last[name] = found
    return found


def _read() -> Registers:
    every = procedures.procedures()
    return Registers(
        areas=tuple(called.area_names()),
        units=tuple(called.unit_places()),
        people=tuple(called.people_at_work()),
        channels=tuple(dials.channel_labels().items()),
        classes=tuple(_classes()),
        procedures=tuple((one.key, one.label, measures.said(one.key)) for one in every),
        choices=tuple(_choices(("nature", "urgency"))),
        with_nature=tuple(one.key for one in every if one.choices_of("nature")),
        holidays=tuple(worktime.holidays()),
        agreed=tuple(agreed_senses()),
    )


def _classes() -> Iterable[ClassRow]:
    former: dict[str, dict[str, None]] = {}
    for code, name in dials.former_names():
        former.setdefault(code, {})[name] = None
    for one in dials.all_categories():
        words = tuple(one.keywords.replace("，", " ").replace(",", " ").split())
        before = tuple(name for name in former.get(one.code, ()) if name != one.name)
        yield ClassRow(one.code, one.name, one.procedure, words, before, one.active)


def _choices(needs: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    found: dict[tuple[str, str, str], None] = {}
    for need in (need for one in procedures.procedures() for need in one.opening.needs):
        if need.key in needs:
            found |= {(need.key, choice.key, choice.label): None for choice in need.choices}
    return found


def agreed_senses() -> Iterable[tuple[str, str]]:
    """Each word that is agreed on now, with the key of what it means."""
    return [(row.word, row.sense) for row in last_rows() if not row.withdrawn]


def last_rows() -> Iterable[AgreedWord]:
    """The last row of each word that was ever agreed on; it says what holds now."""
    return {row.word: row for row in AgreedWord.objects.order_by("id")}.values()
