"""Portraits (全息画像): found by exact number or name, opened for a purpose, every look chained.

A look is written before anything is shown. What is personal is masked until a field is revealed,
which is a look of its own.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from yiwang.hub.bases import lakes, queries, rights
from yiwang.hub.bases.looks import Shown, Why, note
from yiwang.hub.bases.models import Look
from yiwang.hub.bases.words import FIELDS, Act, Base, BaseField
from yiwang.hub.bases.words import field as field_of
from yiwang.hub.catalogue.models import Resource
from yiwang.kernel import masking
from yiwang.kernel.refusals import Missing, NotAllowed, NotFound
from yiwang.lake.linkage import looking
from yiwang.lake.schema import Meaning
from yiwang.org.actors import Worker

MOST_FOUND = 20
# So long an opened portrait stays open to who opened it.
OPEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a portrait with its provenance; `text` is masked unless it was revealed."""

    field: BaseField
    text: str
    masked: bool
    resource: Resource | None
    row: dict[str, Any]
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is shown of one thing."""

    look: Look
    base: Base
    thing: str
    values: tuple[Value, ...]
    history: tuple[Value, ...]
    relations: tuple[tuple[str, str, str], ...]
    certificates: tuple[dict[str, Any], ...]


def search(*, base: Base, text: str, why: Why, by: Worker) -> list[tuple[str, str]]:
    """Golden ids with a masked name, by exact number, telephone or name.

    The text is hashed and not kept. Raises `NotAllowed`, `Missing`.
    """
    rights.may_look(by)
    plain = "".join(text.split())
    if not plain:
        raise Missing("请输入完整的号码或名称", fields={"text": "请输入完整的号码或名称"})
    note(Act.SEARCH, why, by, Shown(base))
    found: dict[str, None] = {}
    for field in FIELDS[base]:
        if field.sought:
            value = plain.upper() if field.meaning in _CODES else plain
            found |= dict.fromkeys(_found(base, field.key, value))
    names = [(thing, _title(base, thing, by)) for thing in list(found)[:MOST_FOUND]]
    return [(thing, name) for thing, name in names if name]


_CODES = (Meaning.IDENTITY_CARD, Meaning.CREDIT_CODE)


def open_one(*, base: Base, thing: str, why: Why, by: Worker) -> Look:
    """Note that a portrait is opened; the look under which it is shown. Raises `NotFound`."""
    rights.may_look(by)
    rows = _rows(base, thing, by)
    if not rows:
        raise NotFound("没有这个主体，或没有您可以查看的内容")
    return note(Act.OPEN, why, by, Shown(base, thing, _fields(rows), _owners(rows)))


def reveal(*, look: Look, fields: list[str], words: str, by: Worker) -> Look:
    """Show fields of an opened portrait in full, for a reason. Raises `Missing`, `NotAllowed`."""
    known = [key for key in fields if field_of(look.base, key) is not None]
    if not known:
        raise Missing("请选择要显示的字段")
    if look.reference and not words.strip():
        words = look.reference
    rows = [row for row in _rows(Base(look.base), look.thing, by) if row["field"] in known]
    why = Why(purpose=look.purpose, words=words, reference=look.reference)
    shown = Shown(Base(look.base), look.thing, tuple(known), _owners(rows))
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
    """What an opened portrait shows: values, history, relations, certificates."""
    base, rows = Base(look.base), _rows(Base(look.base), look.thing, by)
    shown = _revealed(look)
    resources = queries.resources()
    disputed = {row["field"] for row in _lines(base, "conflicts", look.thing)}
    values = [_value(base, row, shown, resources, disputed) for row in rows]
    order = [one.key for one in FIELDS[base]]
    values.sort(key=lambda one: order.index(one.field.key))
    stood = sorted(
        (one for one in values if one.row["until"]), key=lambda one: one.row["until"], reverse=True
    )
    now = tuple(one for one in values if not one.row["until"])
    plain = {one.field.key: one.row["value"] for one in now}
    return Portrait(
        look,
        base,
        look.thing,
        now,
        tuple(stood),
        _relations(base, look.thing, plain, by),
        _certificates(plain, by),
    )


def _relations(
    base: Base, thing: str, plain: dict[str, str], by: Worker
) -> tuple[tuple[str, str, str], ...]:
    """(what binds them, base, golden id) of those at the same door and of own enterprises."""
    found: list[tuple[str, str, str]] = []
    home = plain.get("household") or plain.get("address")
    if base is Base.PERSON and home:
        found += [("household", Base.PERSON, one) for one in _found(base, "home", home)]
    if base is Base.PERSON and plain.get("identity_card"):
        card = plain["identity_card"]
        found += [
            ("legal", "enterprise", one) for one in _found(Base.ENTERPRISE, "legal_card", card)
        ]
    if base is Base.ENTERPRISE and plain.get("legal_card"):
        card = plain["legal_card"]
        found += [("person", "person", one) for one in _found(Base.PERSON, "identity_card", card)]
    if base is Base.PLACE and plain.get("address"):
        found += [
            ("household", "person", one) for one in _found(Base.PERSON, "address", plain["address"])
        ]
    return tuple(one for one in found if one[2] != thing)[:MOST_FOUND]


def _certificates(plain: dict[str, str], by: Worker) -> tuple[dict[str, Any], ...]:
    holder = plain.get("identity_card") or plain.get("credit_code")
    if not holder:
        return ()
    told = []
    for one in _found(Base.CERTIFICATE, "holder", holder)[:MOST_FOUND]:
        rows = _rows(Base.CERTIFICATE, one, by)
        told.append({row["field"]: row["value"] for row in rows if not row["until"]})
    return tuple(one for one in told if one)


def titles(portrait: Portrait, by: Worker) -> list[tuple[str, str, str, str]]:
    """The relations with masked names."""
    return [(why, base, one, _title(Base(base), one, by)) for why, base, one in portrait.relations]


def _value(
    base: Base,
    row: dict[str, Any],
    shown: set[str],
    resources: dict[str, Resource],
    disputed: set[str],
) -> Value:
    field = field_of(base, row["field"])
    if field is None:
        raise NotFound("没有字段“{field}”", field=row["field"])
    text = row["value"] if field.key in shown else masked(field, row["value"])
    resource = resources.get(row["source"])
    return Value(field, text, text != row["value"], resource, row, field.key in disputed)


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


def _title(base: Base, thing: str, by: Worker) -> str:
    rows = {row["field"]: row["value"] for row in _rows(base, thing, by) if not row["until"]}
    first = FIELDS[base][0]
    told = [masked(first, rows[first.key])] if rows.get(first.key) else []
    if base is Base.PERSON and rows.get("born"):
        told.append(rows["born"][:4])
    if not told and rows:
        told = [thing[:8]]
    return " ".join(told)


def _rows(base: Base, thing: str, by: Worker) -> list[dict[str, Any]]:
    """The values of a thing, for a steward only those that their unit gave."""
    own = queries.own_resources(by)
    rows = _lines(base, "values", thing)
    return [row for row in rows if own is None or row["source"] in own]


def _lines(base: Base, name: str, thing: str) -> list[dict[str, Any]]:
    path = lakes.folder(base) / f"{name}.parquet"
    return looking.rows(path, "golden", thing) if path.exists() else []


def _found(base: Base, kind: str, value: str) -> list[str]:
    path = lakes.folder(base) / "index.parquet"
    if not path.exists():
        return []
    rows = looking.rows(path, "hash", lakes.blind(kind, value), most=MOST_FOUND)
    return sorted({row["golden"] for row in rows})


def _revealed(look: Look) -> set[str]:
    rows = Look.objects.filter(
        act=Act.REVEAL, by_id=look.by_id, base=look.base, thing=look.thing, at__gte=look.at
    )
    return {key for fields in rows.values_list("fields", flat=True) for key in fields}


def _fields(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted({row["field"] for row in rows}))


def _owners(rows: list[dict[str, Any]]) -> tuple[int, ...]:
    keys = {row["source"] for row in rows}
    units = Resource.objects.filter(key__in=keys).values_list("unit_id", flat=True)
    return tuple(sorted(set(units)))
