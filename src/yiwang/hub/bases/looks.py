"""The register of looks: each row holds the hash of the one before, so that none can vanish."""

import hashlib
import json
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from yiwang.hub.bases.models import Look
from yiwang.hub.bases.words import Act, Base, Purpose
from yiwang.kernel.refusals import Missing, NotAllowed
from yiwang.org.actors import Worker

LEAST_WORDS = 4
FIRST = "0" * 64
# One number for all looks: on PostgreSQL only one is chained at a time.
_CHAINING = 420_199_072
_HASHED = (
    "by_id", "by_name", "unit_id", "unit_name", "duty", "act", "purpose", "words", "reference",
    "base", "thing", "fields", "owners", "prev_hash",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Why:
    """What somebody looks for: a purpose of the list, in their words, perhaps a case or grant."""

    purpose: str
    words: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown: the thing, its fields, and the units that own them."""

    base: Base
    thing: str = ""
    fields: tuple[str, ...] = ()
    owners: tuple[int, ...] = ()


def note(act: Act, why: Why, by: Worker, shown: Shown) -> Look:
    """Append a look to the chain. Raises `Missing` without a purpose."""
    if why.purpose not in Purpose.values or len(why.words.strip()) < LEAST_WORDS:
        told = "请选择用途并写明事由（至少四个字）"
        raise Missing("请选择用途并写明事由（至少四个字）", fields={"words": told})
    look = Look(
        act=act,
        purpose=why.purpose,
        words=why.words.strip()[:200],
        reference=why.reference.strip()[:60],
        base=shown.base,
        thing=shown.thing,
        fields=list(shown.fields),
        owners=list(shown.owners),
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
        unit_id=by.unit_id,
        unit_name=by.unit_name,
        duty=by.duty.value,
    )
    with transaction.atomic():
        _chained(look)
    return look


def _chained(look: Look) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAINING])
    last = Look.objects.order_by("-id").values_list("hash", flat=True).first()
    look.prev_hash = last or FIRST
    look.hash = _hash(look)
    look.save(force_insert=True)


def verify() -> int:
    """How many looks the chain holds. Raises `NotAllowed` at the first that does not fit."""
    before, count = FIRST, 0
    for look in Look.objects.order_by("id").iterator():
        if look.prev_hash != before or look.hash != _hash(look):
            raise NotAllowed("查看记录第{number}条与链不符", number=look.pk)
        before, count = look.hash, count + 1
    return count


def _hash(look: Look) -> str:
    told = {name: getattr(look, name) for name in _HASHED} | {"at": look.at.timestamp()}
    plain = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
