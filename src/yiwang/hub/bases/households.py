"""Households (户): the persons of one household number or, without one, of one address.

A household is found by a hash of that number or address, so its id says nothing of either. What is
shown of a member is what the reader may see of that person.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from yiwang.hub.bases import lakes, reading
from yiwang.hub.bases.reading import Row
from yiwang.hub.bases.words import FIELDS, Base
from yiwang.org.actors import Worker

MOST_MEMBERS = 50


@dataclass(frozen=True, slots=True)
class Member:
    """A person of a household: a masked name, and since when they are known to live there."""

    thing: str
    name: str
    sex: str
    year: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Household:
    """What a reader may see of a household; `numbered` where a household number binds it."""

    thing: str
    rows: tuple[Row, ...]
    plain: dict[str, dict[str, str]]
    members: tuple[Member, ...]

    @property
    def numbered(self) -> bool:
        """Whether a household number binds the members, not only their address."""
        return any(one.get("household") for one in self.plain.values())


def of_person(plain: dict[str, str]) -> str:
    """The household of a person of these values; empty where nothing tells it."""
    home = plain.get("household") or plain.get("address")
    return lakes.blind("home", home) if home else ""


def at(text: str) -> list[str]:
    """The households of this number, and those whose members live at this address."""
    own = lakes.blind("home", text)
    named = [own] if reading.lines(Base.PERSON, "homes", own, "bound") else []
    return sorted({*named, *reading.found(Base.PERSON, "door", text)})


def household(thing: str, by: Worker) -> Household:
    """The household of this id with its members; without any where the reader may see none."""
    rows = reading.own(reading.lines(Base.PERSON, "homes", thing, "bound"), by)
    of_members: dict[str, list[Row]] = {}
    for row in rows:
        of_members.setdefault(row["golden"], []).append(row)
    plain = {person: reading.standing(told) for person, told in of_members.items()}
    members = tuple(_member(person, told, plain[person]) for person, told in of_members.items())
    return Household(thing, tuple(rows), plain, members[:MOST_MEMBERS])


def _member(person: str, rows: list[Row], plain: dict[str, str]) -> Member:
    home = [row["since"] for row in rows if row["field"] in ("household", "address")]
    return Member(
        person,
        reading.named(Base.PERSON, person, plain | {"born": ""}) or person[:8],
        plain.get("sex", ""),
        plain.get("born", "")[:4],
        max(home) if home else rows[0]["since"],
    )


def values(found: Household) -> tuple[list[Row], set[str]]:
    """The household's own values, of which most members agree; and those they do not share."""
    chosen, disputed = [], set()
    for field in FIELDS[Base.HOUSEHOLD]:
        told = [row for row in found.rows if row["field"] == field.key]
        votes = Counter(row["value"] for row in told)
        if not votes:
            continue
        value, _many = min(votes.items(), key=lambda one: (-one[1], one[0]))
        chosen.append(next(row for row in told if row["value"] == value))
        if len(votes) > 1:
            disputed.add(field.key)
    return chosen, disputed


def title(found: Household) -> str:
    """The masked address; how many live there is told beside it."""
    plain = {row["field"]: row["value"] for row in values(found)[0]}
    return reading.named(Base.HOUSEHOLD, found.thing, plain) if plain else found.thing[:8]
