"""A visit: what is seen is put right in the record, and the visit keeps what was different."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import UNIT
from yiwang.fieldwork.people import actions, pictures, sight
from yiwang.fieldwork.people.actions import ResidentFacts
from yiwang.fieldwork.people.models import House, Residence, Use, Visit
from yiwang.kernel.refusals import Conflict, Invalid, NotAllowed
from yiwang.org.actors import Worker


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is found to live there."""

    facts: ResidentFacts
    relation: str = ""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the record said when the visitor wrote; what differs from it now, others changed."""

    use: str
    rented: bool
    hazards: str


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a visitor found; None leaves as it is."""

    on: date
    # Whether somebody of the house was there; else the record stays as old as it is.
    met: bool = True
    note: str = ""
    use: str | None = None
    rented: bool | None = None
    hazards: str | None = None
    # Residences (by number) of those who live there no more.
    gone: Sequence[int] = ()
    came: Sequence[Newcomer] = field(default_factory=tuple)
    photos: Sequence[bytes] = ()
    known: Known | None = None


@transaction.atomic
def visit(*, house_id: int, seen: Seen, worker: Worker, at: datetime | None = None) -> Visit:
    """Record a visit; `at` is when it was, by whose shift it is judged, by default now.

    Raises `NotAllowed`, `NotFound` for whose house it is not, `Conflict` where somebody else has
    changed since what the visitor would change.
    """
    house, seeing = sight.house(worker, house_id, at)
    if not seeing.whole or worker.duty not in UNIT:
        raise NotAllowed("只有本网格、本社区的人员可以登记走访")
    if seen.on > timezone.localdate():
        raise Invalid("走访日期还没有到")
    if not seen.met and (seen.gone or seen.came):
        raise Invalid("没有见到住户，不能登记人员变动")
    house = House.objects.select_for_update().get(pk=house.pk)
    changes = _facts(house, seen) + _moved_out(house, seen) + _moved_in(house, seen)
    if seen.met:
        house.visited_on = max(seen.on, house.visited_on or seen.on)
    house.save()
    made = Visit.objects.create(
        house=house,
        on=seen.on,
        met=seen.met,
        person=worker.person_id,
        person_name=worker.person_name,
        unit_name=worker.unit_name,
        note=seen.note.strip()[:500],
        changes=changes,
        at=timezone.now(),
    )
    pictures.keep(made, seen.photos)
    return made


LABELS = {"use": "房屋用途", "rented": "出租", "hazards": "隐患"}


def _facts(house: House, seen: Seen) -> list[list[Any]]:
    if seen.use is not None and seen.use not in Use.values:
        raise Invalid("没有这种房屋用途")
    hazards = None if seen.hazards is None else seen.hazards.strip()[:200]
    changes: list[list[Any]] = []
    overtaken = []
    for name, value in (("use", seen.use), ("rented", seen.rented), ("hazards", hazards)):
        before = getattr(house, name)
        known = getattr(seen.known, name, before)
        if value is None or value in (before, known):
            continue
        if before != known:
            overtaken.append(LABELS[name])
        changes.append([name, before, value])
        setattr(house, name, value)
    if overtaken:
        what = "、".join(overtaken)
        raise Conflict("填写之后，“{what}”已由他人更新，请打开房屋页核对后再登记", what=what)
    return changes


def _moved_out(house: House, seen: Seen) -> list[list[Any]]:
    wanted = list(dict.fromkeys(seen.gone))
    rows = list(Residence.objects.filter(pk__in=wanted, house=house, until=None))
    if len(rows) != len(wanted):
        raise Invalid("选中的人员已不在这处房屋")
    for residence in rows:
        actions.move_out(residence=residence, on=max(seen.on, residence.since))
    return [["moved_out", residence.resident_id, None] for residence in rows]


def _moved_in(house: House, seen: Seen) -> list[list[Any]]:
    changes: list[list[Any]] = []
    for newcomer in seen.came:
        residence, new = actions.move_in(
            house=house, facts=newcomer.facts, relation=newcomer.relation, since=seen.on
        )
        changes += [["moved_in", None, residence.resident_id]] if new else []
    return changes
