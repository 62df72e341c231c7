"""Reading what builds left in the lake, as far as a worker may see it; masks of each meaning."""

from typing import Any

from yiwang.hub.bases import lakes, queries
from yiwang.hub.bases.words import FIELDS, Base, BaseField
from yiwang.hub.catalogue.models import Resource
from yiwang.kernel import masking
from yiwang.lake.linkage import looking
from yiwang.lake.schema import Meaning
from yiwang.org.actors import Worker

Row = dict[str, Any]
MOST_FOUND = 20


def rows(base: Base, thing: str, by: Worker) -> list[Row]:
    """The values of a thing, for a steward only those that their unit gave."""
    return own(lines(base, "values", thing), by)


def own(told: list[Row], by: Worker) -> list[Row]:
    """Those of these values that a worker may see by their source."""
    mine = queries.own_resources(by)
    return [row for row in told if mine is None or row["source"] in mine]


def lines(base: Base, name: str, thing: str, key: str = "golden") -> list[Row]:
    """The rows of one key in a file of a base; none where it was not built."""
    path = lakes.folder(base) / f"{name}.parquet"
    return looking.rows(path, key, thing) if path.exists() else []


def found(base: Base, kind: str, value: str) -> list[str]:
    """Golden ids of the things of a base that have this value."""
    return bound(base, lakes.blind(kind, value))


def bound(base: Base, hashed: str) -> list[str]:
    """The same where the hash is at hand."""
    path = lakes.folder(base) / "index.parquet"
    if not path.exists():
        return []
    told = looking.rows(path, "hash", hashed, most=MOST_FOUND)
    return sorted({row["golden"] for row in told})


def standing(told: list[Row]) -> dict[str, str]:
    """The values that stand now, by field."""
    return {row["field"]: row["value"] for row in told if not row["until"]}


def title(base: Base, thing: str, by: Worker) -> str:
    """A masked name; empty where the worker may see nothing of it."""
    return named(base, thing, standing(rows(base, thing, by)))


def named(base: Base, thing: str, plain: dict[str, str]) -> str:
    """The masked name of a thing of which these values stand."""
    first = FIELDS[base][0]
    told = [masked(first, plain[first.key])] if plain.get(first.key) else []
    if base is Base.PERSON and plain.get("born"):
        told.append(plain["born"][:4])
    if not told and plain:
        told = [thing[:8]]
    return " ".join(told)


def masked(field: BaseField, text: str) -> str:
    """As it is shown before anybody asks for more."""
    match field.meaning:
        case Meaning.PERSON_NAME:
            return masking.name(text)
        case Meaning.IDENTITY_CARD:
            return masking.identity_card(text)
        case Meaning.PHONE:
            return masking.phone(text)
        case Meaning.ADDRESS:
            return masking.address(text)
        case Meaning.BIRTH_DAY:
            return f"{text[:4]}-**-**"
    return text


def owners(told: list[Row]) -> tuple[int, ...]:
    """The units whose data these values are."""
    keys = {row["source"] for row in told}
    units = Resource.objects.filter(key__in=keys).values_list("unit_id", flat=True)
    return tuple(sorted(set(units)))
