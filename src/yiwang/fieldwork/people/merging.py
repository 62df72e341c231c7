"""Entries that are one, found and brought together; what happened to each stays readable."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.engine.duties import CENTRE
from yiwang.fieldwork.people import sight
from yiwang.fieldwork.people.models import House, Merge, Residence, Resident
from yiwang.fieldwork.people.sight import Sight
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound
from yiwang.org.actors import Worker

HOUSE, RESIDENT = "house", "resident"
MOST, MOST_ROWS = 100, 1000
# What is compared, what it is of, and where that is.
Entry = tuple[object, House | Resident, House]
BY_NUMBER = gettext_noop("公民身份号码相同")
BY_NAME = gettext_noop("同一房屋内姓名和出生日期相同")
BY_ADDRESS = gettext_noop("地址相同")


@dataclass(frozen=True)
class Doubles:
    """Entries that are probably one, the earliest first, and what says so."""

    kind: str
    reason: str
    entries: tuple[House | Resident, ...]
    # Houses in which they are to be found.
    houses: tuple[House, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The numbers of the entries."""
        return tuple(entry.pk for entry in self.entries)


def doubles(seeing: Sight) -> list[Doubles]:
    """What looks double within sight; two queries."""
    people = _people(seeing)
    found = [
        *_groups(RESIDENT, BY_NUMBER, _keyed(people, _number)),
        *_same_name(people),
        *_same_address(seeing),
    ]
    seen: set[tuple[str, tuple[int, ...]]] = set()
    first = []
    for item in found:
        if (item.kind, item.ids) not in seen:
            seen.add((item.kind, item.ids))
            first.append(item)
    return first[:MOST]


def _living(seeing: Sight) -> QuerySet[Residence]:
    rows = Residence.objects.filter(until=None, resident__merged_into=None)
    return rows.filter(house__merged_into=None, house__grid__in=list(seeing.grids))


def _people(seeing: Sight) -> list[Residence]:
    """Who lives in sight and has their number, or their name and birth, in common with another."""
    counted = Resident.objects.filter(merged_into=None).exclude(id_number="")
    numbers = counted.order_by().values("id_number").annotate(n=Count("id")).filter(n__gt=1)
    known = _living(seeing).exclude(resident__born=None)
    same = ("house_id", "resident__name", "resident__born")
    houses = known.order_by().values(*same).annotate(n=Count("resident")).filter(n__gt=1)
    either = Q(resident__id_number__in=numbers.values("id_number")) | Q(
        house__in=houses.values("house_id")
    )
    rows = _living(seeing).filter(either).select_related("resident", "house")
    return list(rows.order_by("resident_id", "id")[:MOST_ROWS])


def _number(row: Residence) -> object:
    return row.resident.id_number


def _name(row: Residence) -> object:
    born = row.resident.born
    return (row.house_id, row.resident.name, born) if born else None


def _keyed(people: list[Residence], key: Callable[[Residence], object]) -> list[Entry]:
    return [(key(row), row.resident, row.house) for row in people if key(row)]


def _same_name(people: list[Residence]) -> list[Doubles]:
    found = _groups(RESIDENT, BY_NAME, _keyed(people, _name))
    return [item for item in found if _may_be_one(item.entries)]


def _may_be_one(people: Iterable[House | Resident]) -> bool:
    """Two different numbers are two people, whatever their names."""
    numbers = {person.id_number for person in people if isinstance(person, Resident)}
    return len(numbers - {""}) <= 1


def _same_address(seeing: Sight) -> list[Doubles]:
    houses = House.objects.filter(merged_into=None, grid__in=list(seeing.grids))
    twice = houses.order_by().values("address_key").annotate(n=Count("id")).filter(n__gt=1)
    rows = houses.filter(address_key__in=twice.values("address_key")).order_by("id")
    each = [(row.address_key, row, row) for row in rows[:MOST_ROWS]]
    return _groups(HOUSE, BY_ADDRESS, each)


def _groups(kind: str, reason: str, rows: Iterable[Entry]) -> list[Doubles]:
    found: dict[object, tuple[dict[int, House | Resident], dict[int, House]]] = {}
    for key, entry, house in rows:
        entries, houses = found.setdefault(key, ({}, {}))
        entries[entry.pk], houses[house.pk] = entry, house
    return [
        Doubles(kind, reason, tuple(entries.values()), tuple(houses.values()))
        for entries, houses in found.values()
        if len(entries) > 1
    ]


@transaction.atomic
def merge(*, kind: str, kept: int, gone: int, reason: str, worker: Worker) -> Merge:
    """Make two entries one. The one that goes leads to the other; both histories stay.

    Raises `NotFound` for what is out of sight, `NotAllowed` at the centre, which sees no names.
    """
    seeing = sight.sight(worker)
    if worker.duty in CENTRE:
        raise NotAllowed("合并由社区或网格的人员核对后办理")
    if not reason.strip():
        raise Missing("请写明依据", fields={"reason": "请写明依据"})
    if kept == gone:
        raise Invalid("不能与自己合并")
    (_merge_houses if kind == HOUSE else _merge_residents)(kept, gone, seeing)
    return Merge.objects.create(
        kind=HOUSE if kind == HOUSE else RESIDENT,
        kept=kept,
        gone=gone,
        reason=reason.strip()[:200],
        by_name=worker.person_name,
        at=timezone.now(),
    )


def _merge_houses(kept: int, gone: int, seeing: Sight) -> None:
    houses = House.objects.select_for_update().filter(merged_into=None, pk__in=[kept, gone])
    rows = {house.pk: house for house in houses if house.grid in seeing}
    if len(rows) != 2:
        raise NotFound("没有这两处房屋，或不在您的网格内")
    # What was merged into the one that goes, goes on with it.
    House.objects.filter(merged_into=gone).update(merged_into=kept)
    latest = [rows[key].visited_on for key in (kept, gone) if rows[key].visited_on]
    rows[kept].visited_on = max(latest, default=None)
    rows[kept].save(update_fields=["visited_on"])
    rows[gone].merged_into = rows[kept]
    rows[gone].save(update_fields=["merged_into"])
    _move_residences(Residence.objects.filter(house=gone, until=None), "house_id", kept)


def _merge_residents(kept: int, gone: int, seeing: Sight) -> None:
    people = Resident.objects.select_for_update().filter(merged_into=None, pk__in=[kept, gone])
    rows = {person.pk: person for person in people}
    here = _living(seeing).filter(resident__in=rows).values_list("resident", flat=True)
    if len(rows) != 2 or set(here) != set(rows):
        raise NotFound("没有这两个人员，或不在您的网格内")
    numbers = {person.id_number for person in rows.values() if person.id_number}
    if len(numbers) > 1:
        raise Invalid("两个公民身份号码不同，不能合并")
    Resident.objects.filter(merged_into=gone).update(merged_into=kept)
    known = ("id_number", "born", "sex", "phone")
    for name in (n for n in known if not getattr(rows[kept], n)):
        setattr(rows[kept], name, getattr(rows[gone], name))
    rows[kept].save(update_fields=known)
    rows[gone].merged_into = rows[kept]
    rows[gone].save(update_fields=["merged_into"])
    _move_residences(Residence.objects.filter(resident=gone, until=None), "resident_id", kept)


def _move_residences(running: QuerySet[Residence], column: str, kept: int) -> None:
    """What runs goes on at the one that is kept, once; what ended stays where it was."""
    today = timezone.localdate()
    for residence in list(running):
        columns = {"house_id": residence.house_id, "resident_id": residence.resident_id}
        columns[column] = kept
        Residence.objects.get_or_create(
            until=None,
            **columns,
            defaults={"relation": residence.relation, "since": residence.since},
        )
        residence.until = max(today, residence.since)
        residence.save(update_fields=["until"])
