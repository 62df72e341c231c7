"""The log of readings: one chain, added to before rows leave, and checked from its beginning."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from yiwang.engine.chain import GENESIS, link
from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.catalogue.models import Access, ChainEnd, Grant
from yiwang.kernel.refusals import NotAllowed, Refusal, TooOften
from yiwang.org.actors import Worker


class NotNoted(Refusal):
    """What cannot be noted is not given out."""

    code = "not_noted"
    status = 503


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One reading, as it is to be noted."""

    who: Worker
    right: Right
    purpose: str
    path: str
    version: int
    fields: tuple[str, ...]
    rows: int
    query: Any
    refused: str = ""
    # Of the rows that are given out: `evidence.digest`, or the buckets of a file's receipt.
    given: str = ""


@dataclass(frozen=True)
class Used:
    """What a grant let out today."""

    readings: int
    rows: int


def note(entries: Sequence[Entry]) -> list[Access]:
    """Add readings to the chain, all or none. Whoever calls gives out rows only after it returns.

    Raises `TooOften` where a grant would let out more than its day allows, and `NotNoted` where
    the log cannot be written.
    """
    with transaction.atomic(durable=True):
        end = ChainEnd.objects.select_for_update().filter(pk=1).first()
        if end is None:
            raise NotNoted("访问日志不可用，暂停提供数据，请联系数据管理员")
        for one in entries:
            _still_open(one)
        return [_added(end, one) for one in entries]


def _still_open(entry: Entry) -> None:
    """Asked again under the lock: a grant may have ended, or been used, in the meantime."""
    if entry.refused or entry.right.grant is None:
        return
    grant = Grant.objects.select_related("resource").get(pk=entry.right.grant.pk)
    if not grant.in_force():
        raise NotAllowed("授权已终止或到期，请重新申请")
    used = used_today(grant)
    if used.readings >= grant.daily_readings:
        raise TooOften("今日调用已达{most}次，请明日再试", most=grant.daily_readings)
    if used.rows + entry.rows > grant.daily_rows:
        raise TooOften(
            "今日已取{used}行，再取{rows}行将超过{most}行",
            used=used.rows,
            rows=entry.rows,
            most=grant.daily_rows,
        )


def used_today(grant: Grant) -> Used:
    """How often and how many rows a grant let out since midnight."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Access.objects.filter(grant_id=grant.pk, at__gte=midnight, refused="")
    sums = rows.aggregate(readings=Count("id"), taken=Sum("rows"))
    return Used(sums["readings"], sums["taken"] or 0)


def _added(end: ChainEnd, one: Entry) -> Access:
    access = Access(
        number=end.number + 1,
        at=timezone.now(),
        person_id=one.who.person_id,
        person_name=one.who.person_name,
        unit_id=one.who.unit_id,
        unit_name=one.who.unit_name,
        purpose=one.purpose[:200],
        resource=one.right.resource.key,
        version=one.version,
        grant_id=one.right.grant.pk if one.right.grant else None,
        path=one.path,
        fields=list(one.fields),
        rows=one.rows,
        query_digest=hashlib.sha256(orjson.dumps(one.query, default=str)).hexdigest(),
        refused=one.refused[:40],
        given_digest=one.given,
        previous=end.digest,
    )
    access.digest = link(access.previous, written(access))
    access.save(force_insert=True)
    end.number, end.digest = access.number, access.digest
    end.save(update_fields=["number", "digest"])
    return access


_WRITTEN = (
    "number",
    "person_id",
    "person_name",
    "unit_id",
    "unit_name",
    "purpose",
    "resource",
    "version",
    "grant_id",
    "path",
    "fields",
    "rows",
    "query_digest",
    "refused",
)


def written(access: Access) -> bytes:
    """A reading as the one text that is hashed, in UTF-8 JSON with the moment in UTC."""
    moment = access.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [moment, *(getattr(access, name) for name in _WRITTEN)]
    # Readings of before this was kept are hashed as they were then.
    return orjson.dumps([*told, access.given_digest] if access.given_digest else told)


@dataclass(frozen=True)
class Check:
    """How many readings the chain holds, and the number of the first that is not as written."""

    rows: int
    broken: int | None


def check() -> Check:
    """Every link from the beginning to the end that is kept apart; in bounded memory."""
    previous, number = GENESIS, 0
    for access in Access.objects.order_by("number").iterator(chunk_size=2000):
        number += 1
        good = access.number == number and access.previous == previous
        if not good or access.digest != link(previous, written(access)):
            return Check(number, number)
        previous = access.digest
    end = ChainEnd.objects.filter(pk=1).first()
    whole = end is not None and (end.number, end.digest) == (number, previous)
    return Check(number, None if whole else number + 1)


def since(days: int) -> datetime:
    """The moment so many days ago."""
    return timezone.now() - timedelta(days=days)
