"""What binds a subject to others: household, door, legal representative, certificate."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from yiwang.hub.bases import certificates, households, reading
from yiwang.hub.bases.words import Base
from yiwang.org.actors import Worker

RELATIONS = {
    "household": gettext_noop("所在户"),
    "living": gettext_noop("住在这里的户"),
    "place": gettext_noop("所在地址"),
    "firm": gettext_noop("设在这里的企业"),
    "legal": gettext_noop("担任法定代表人的企业"),
    "person": gettext_noop("法定代表人"),
    "holder": gettext_noop("持证人"),
}


@dataclass(frozen=True, slots=True)
class Relation:
    """Another subject, under a masked name; `many` are the members where it is a household."""

    why: str
    base: Base
    thing: str
    name: str
    many: int = 0


def related(base: Base, thing: str, plain: dict[str, str], by: Worker) -> tuple[Relation, ...]:
    """Those bound to a thing of these standing values of whom the reader may see anything."""
    found = []
    for why, other, one in list(_bound(base, thing, plain))[: reading.MOST_FOUND]:
        told = _named(why, other, one, by)
        if told.name:
            found.append(told)
    return tuple(found)


def _named(why: str, base: Base, thing: str, by: Worker) -> Relation:
    if base is Base.HOUSEHOLD:
        home = households.household(thing, by)
        name = households.title(home) if home.rows else ""
        return Relation(why, base, thing, name, len(home.members))
    return Relation(why, base, thing, reading.title(base, thing, by))


def _bound(base: Base, thing: str, plain: dict[str, str]) -> Iterator[tuple[str, Base, str]]:
    match base:
        case Base.PERSON:
            yield from _of_person(plain)
        case Base.ENTERPRISE:
            yield from _each("person", Base.PERSON, "identity_card", plain.get("legal_card"))
        case Base.CERTIFICATE if plain.get("holder"):
            for other, one in certificates.holders(plain["holder"]):
                yield "holder", Base(other), one
    address = plain.get("address")
    if address and base is Base.PLACE:
        for one in reading.found(Base.PERSON, "door", address):
            yield "living", Base.HOUSEHOLD, one
        yield from _each("firm", Base.ENTERPRISE, "address", address)
    else:
        yield from _each("place", Base.PLACE, "address", address)


def _of_person(plain: dict[str, str]) -> Iterator[tuple[str, Base, str]]:
    home = households.of_person(plain)
    if home:
        yield "household", Base.HOUSEHOLD, home
    yield from _each("legal", Base.ENTERPRISE, "legal_card", plain.get("identity_card"))


def _each(why: str, base: Base, kind: str, value: str | None) -> Iterator[tuple[str, Base, str]]:
    for one in reading.found(base, kind, value) if value else ():
        yield why, base, one
