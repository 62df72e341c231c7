"""Every write of feeds: editions, deliveries, how runs ended, decisions on held ones."""

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from yiwang.hub.catalogue.models import Resource
from yiwang.hub.feeds import rights
from yiwang.hub.feeds.models import Feed, FeedEdition, Lease, Run
from yiwang.hub.feeds.schedule import Schedule
from yiwang.hub.feeds.words import Contract, Every, Mode, Source
from yiwang.kernel.refusals import Conflict, Invalid, Missing
from yiwang.org.actors import Worker

# One number for all: only one run is appended at a time, so that ids grow in the order in which
# others can see them, and whoever follows runs by id misses none.
_APPENDING = 420_199_071
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,59}")
# Words that must not be keys of the settings: what is secret lies elsewhere, under its name.
_SECRETS = ("password", "passwd", "secret", "token", "authorization", "密码")


@dataclass(frozen=True, kw_only=True)
class NewFeed:
    """What a feed is to be; `settings` as its source asks for them, without anything secret."""

    key: str
    resource: Resource
    name: str
    source: Source
    mode: Mode
    settings: dict[str, Any] = field(default_factory=dict)
    secret: str = ""
    cursor: str = ""
    lag_minutes: int = 0
    contract: Contract = Contract.QUARANTINE
    most_deleted: int = 20
    every: Every = Every.BY_HAND
    at: time = time(2, 0)
    day: int = 1
    enabled: bool = True
    steward: str = ""
    # From which day deliveries are owed; None from now on.
    due_from: date | None = None


@transaction.atomic
def publish(*, told: NewFeed, reason: str, by: Worker) -> Feed:
    """Make a feed, or its next edition. Raises `NotAllowed`, `Missing`, `Invalid`, `Conflict`."""
    rights.may_keep(by)
    check(told)
    if not reason.strip():
        raise Missing("请填写变更原因", fields={"reason": "请填写变更原因"})
    _check_alone(told)
    row = Feed.objects.select_for_update().filter(key=told.key).first() or Feed(key=told.key)
    if row.pk and row.resource_id != told.resource.pk:
        raise Conflict("标识“{key}”已用于另一个资源", key=told.key)
    content = {name: getattr(told, name) for name in NewFeed.__dataclass_fields__}
    for name, value in content.items():
        setattr(row, name, value)
    row.edition, row.published_at = row.edition + 1, timezone.now()
    row.save()
    Lease.objects.get_or_create(feed=row)
    FeedEdition.objects.create(
        feed=row,
        number=row.edition,
        content=content
        | {
            "resource": told.resource.key,
            "at": f"{told.at:%H:%M}",
            "due_from": told.due_from.isoformat() if told.due_from else None,
        },
        reason=reason.strip()[:200],
        at=row.published_at,
        by_id=by.person_id,
        by_name=by.person_name,
    )
    return row


def _check_alone(told: NewFeed) -> None:
    """Two sources that each say what is all of a table would delete each other's rows.

    Whoever sets up feeds of one resource waits for the other, so that neither is overlooked.
    """
    Resource.objects.select_for_update().get(pk=told.resource.pk)
    if told.mode != Mode.FULL or not told.enabled:
        return
    others = Feed.objects.filter(resource=told.resource, mode=Mode.FULL, enabled=True)
    first = others.exclude(key=told.key).first()
    if first is not None:
        raise Conflict(
            "“{name}”已按全量接入这个资源，两个全量任务会互相删除对方的行；"
            "请选择增量合并，或先停用“{name}”",
            name=first.name,
        )


def is_key(text: str) -> bool:
    """Whether a text may name a feed, in addresses and folders."""
    return bool(_KEY.fullmatch(text))


def check(told: NewFeed) -> None:
    """Raises `Missing` or `Invalid` for what could not run."""
    if not is_key(told.key):
        raise Invalid("标识只能用小写字母、数字、连字符和下划线，以字母开头")
    Schedule(Every(told.every), told.at, told.day)
    if not told.name.strip():
        raise Missing("请填写接入任务的名称", fields={"name": "请填写接入任务的名称"})
    keys = told.resource.schema.keys
    if told.mode == Mode.MERGE and not keys:
        raise Invalid("资源没有主键，不能增量合并；请先在目录中登记主键，或选择全量")
    if told.mode == Mode.APPEND and told.lag_minutes:
        raise Invalid("增量追加不能回看：重读的行会重复；请改为增量合并，或把回看设为0")
    if not 0 <= told.most_deleted <= 100:
        raise Invalid("删除上限应在0到100之间", fields={"most_deleted": "0–100"})
    if told.cursor and told.cursor not in told.resource.schema.names:
        raise Invalid("增量字段“{field}”不在资源的信息项中", field=told.cursor)
    told_secrets = [key for key in told.settings if any(word in key.lower() for word in _SECRETS)]
    if told_secrets:
        raise Invalid("来源设置中不能有“{key}”；请填写密钥名称", key=told_secrets[0])


@transaction.atomic
def append(run: Run) -> Run:
    """Append how a run ended. Its id is larger than that of every run that can be seen."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_APPENDING])
    run.ended_at = timezone.now()
    run.save(force_insert=True)
    return run
