"""Portraits (全息画像): found by exact number or name, opened for a purpose, every look chained.

A look is written before anything is shown. What is personal is masked until a field is revealed,
which is a look of its own; what the purpose does not need is not shown at all.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from yiwang.hub.bases import certificates, happenings, households, queries, reading, rights
from yiwang.hub.bases.certificates import Certificate
from yiwang.hub.bases.happenings import Happened
from yiwang.hub.bases.households import Household
from yiwang.hub.bases.looks import Shown, Why, note
from yiwang.hub.bases.models import Look
from yiwang.hub.bases.reading import Row, masked
from yiwang.hub.bases.relations import Relation, related
from yiwang.hub.bases.words import FIELDS, UNNEEDED, Act, Base, BaseField
from yiwang.hub.bases.words import field as field_of
from yiwang.hub.catalogue.models import Resource
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound
from yiwang.lake.schema import Meaning
from yiwang.org.actors import Worker

# So long an opened portrait stays open to who opened it.
OPEN_FOR = timedelta(minutes=30)
# Of each member of a household these are shown; the others are on the page of the person.
OF_MEMBERS = ("name", "sex", "born", "address", "household", "community")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a portrait with its provenance; `text` is masked unless it was revealed."""

    field: BaseField
    text: str
    masked: bool
    resource: Resource | None
    row: Row
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is shown of one thing; `withheld` are fields that its purpose does not need."""

    look: Look
    base: Base
    thing: str
    values: tuple[Value, ...]
    history: tuple[Value, ...]
    withheld: tuple[BaseField, ...]
    relations: tuple[Relation, ...]
    certificates: tuple[Certificate, ...]
    household: Household | None
    cases: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """The values of a thing that a worker may see, those it has of it in dispute, its household."""

    rows: list[Row]
    disputed: set[str]
    household: Household | None = None


def search(*, base: Base, text: str, why: Why, by: Worker) -> list[tuple[str, str]]:
    """Golden ids with a masked name, by exact number, telephone, address or name.

    The text is hashed and not kept. Raises `NotAllowed`, `Missing`.
    """
    rights.may_look(by)
    plain = "".join(text.split())
    if not plain:
        raise Missing("请输入完整的号码或名称", fields={"text": "请输入完整的号码或名称"})
    note(Act.SEARCH, why, by, Shown(base))
    if base is Base.HOUSEHOLD:
        homes = [households.household(one, by) for one in households.at(plain)]
        return [(one.thing, households.title(one)) for one in homes if one.rows]
    found: dict[str, None] = {}
    for field in FIELDS[base]:
        if field.sought:
            value = plain.upper() if field.meaning in _CODES else plain
            found |= dict.fromkeys(reading.found(base, field.key, value))
    names = [(thing, reading.title(base, thing, by)) for thing in list(found)[: reading.MOST_FOUND]]
    return [(thing, name) for thing, name in names if name]


_CODES = (Meaning.IDENTITY_CARD, Meaning.CREDIT_CODE)


def open_one(*, base: Base, thing: str, why: Why, by: Worker) -> Look:
    """Note that a portrait is opened; the look under which it is shown. Raises `NotFound`."""
    rights.may_look(by)
    rows = _told(base, thing, by).rows
    if not rows:
        raise NotFound("没有这个主体，或没有您可以查看的内容")
    rows = _needed(rows, why.purpose)
    fields = tuple(sorted({row["field"] for row in rows}))
    return note(Act.OPEN, why, by, Shown(base, thing, fields, reading.owners(rows)))


def reveal(*, look: Look, fields: list[str], words: str, by: Worker) -> Look:
    """Show fields of an opened portrait in full, for a reason.

    Raises `Missing`, `NotAllowed`, and `Invalid` for what the purpose does not need.
    """
    known = [key for key in fields if field_of(look.base, key) is not None]
    if not known:
        raise Missing("请选择要显示的字段")
    if UNNEEDED.get(look.purpose, frozenset()) & set(known):
        raise Invalid("这次的用途不需要这些字段；确有需要的，请按相应用途重新打开")
    if look.reference and not words.strip():
        words = look.reference
    rows = [row for row in _told(Base(look.base), look.thing, by).rows if row["field"] in known]
    why = Why(purpose=look.purpose, words=words, reference=look.reference)
    shown = Shown(Base(look.base), look.thing, tuple(known), reading.owners(rows))
    return note(Act.REVEAL, why, by, shown)


def look_of(number: int, by: Worker) -> Look:
    """An opened portrait of this worker that is still open. Raises `NotAllowed`."""
    since = timezone.now() - OPEN_FOR
    found = Look.objects.filter(pk=number, by_id=by.person_id, duty=by.duty.value, act=Act.OPEN)
    look = found.filter(at__gte=since).first()
    if look is None:
        raise NotAllowed("画像已关闭，请重新查找并说明用途")
    return look


def portrait(look: Look, by: Worker) -> Portrait:
    """What an opened portrait shows: values, history, relations, certificates, cases."""
    base = Base(look.base)
    told = _told(base, look.thing, by)
    rows = _needed(_own_values(base, told), look.purpose)
    plain = reading.standing(_own_values(base, told))
    values = _values(base, rows, told.disputed, look)
    stood = [one for one in values if one.row["until"]]
    people = list(told.household.plain.values()) if told.household else [plain]
    return Portrait(
        look,
        base,
        look.thing,
        tuple(one for one in values if not one.row["until"]),
        tuple(sorted(stood, key=lambda one: one.row["until"], reverse=True)),
        _withheld(base, plain, look.purpose),
        related(base, look.thing, plain, by),
        certificates.of_holder(plain, by),
        told.household,
        tuple(happenings.of(base, people, look.purpose, by)),
    )


def _told(base: Base, thing: str, by: Worker) -> _Told:
    if base is Base.HOUSEHOLD:
        found = households.household(thing, by)
        rows = [row for row in found.rows if row["field"] in OF_MEMBERS]
        return _Told(rows, households.values(found)[1], found)
    disputed = {row["field"] for row in reading.lines(base, "conflicts", thing)}
    return _Told(reading.rows(base, thing, by), disputed)


def _own_values(base: Base, told: _Told) -> list[Row]:
    """The values of the thing itself, of a household those that its members share."""
    return households.values(told.household)[0] if told.household else told.rows


def _needed(rows: list[Row], purpose: str) -> list[Row]:
    unneeded = UNNEEDED.get(purpose, frozenset())
    return [row for row in rows if row["field"] not in unneeded]


def _withheld(base: Base, plain: dict[str, str], purpose: str) -> tuple[BaseField, ...]:
    unneeded = UNNEEDED.get(purpose, frozenset())
    return tuple(one for one in FIELDS[base] if one.key in unneeded and one.key in plain)


def _values(base: Base, rows: list[Row], disputed: set[str], look: Look) -> list[Value]:
    shown, resources = _revealed(look), queries.resources()
    order = [one.key for one in FIELDS[base]]
    found = []
    for row in sorted(rows, key=lambda one: order.index(one["field"])):
        field = FIELDS[base][order.index(row["field"])]
        text = row["value"] if field.key in shown else masked(field, row["value"])
        resource = resources.get(row["source"])
        disputes = field.key in disputed
        found.append(Value(field, text, text != row["value"], resource, row, disputes))
    return found


def _revealed(look: Look) -> set[str]:
    rows = Look.objects.filter(
        act=Act.REVEAL, by_id=look.by_id, base=look.base, thing=look.thing, at__gte=look.at
    )
    return {key for fields in rows.values_list("fields", flat=True) for key in fields}
