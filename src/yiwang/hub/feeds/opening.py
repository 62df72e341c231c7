"""Makes the order and the source of a feed, as the lake asks for them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from yiwang.hub import places
from yiwang.hub.feeds import deliveries
from yiwang.hub.feeds.models import Delivery, Feed
from yiwang.hub.feeds.words import Contract, Mode, Source
from yiwang.kernel.refusals import Invalid, Missing
from yiwang.lake.intake.chunks import Source as Rows
from yiwang.lake.intake.contract import Terms
from yiwang.lake.intake.order import Mode as Way
from yiwang.lake.intake.order import Order, Place
from yiwang.lake.intake.secrets import secret
from yiwang.lake.intake.sources.buckets import BucketSource
from yiwang.lake.intake.sources.endpoints import EndpointSource
from yiwang.lake.intake.sources.files import FileSource
from yiwang.lake.intake.sources.tables import TableSource
from yiwang.lake.schema import Kind


def terms(feed: Feed) -> Terms:
    """What was agreed on the columns."""
    aliases = feed.settings.get("aliases") or {}
    return Terms(
        schema=feed.resource.schema,
        aliases={str(name): str(key) for name, key in aliases.items()},
        absent=tuple(feed.settings.get("absent") or ()),
        strict=feed.contract == Contract.STRICT,
    )


def order(feed: Feed, released: bool = False) -> Order:
    """What a run of the feed is asked for."""
    return Order(
        name=feed.key,
        table=feed.resource.key,
        terms=terms(feed),
        mode=Way(feed.mode),
        most_deleted=feed.most_deleted,
        released=released,
    )


def place() -> Place:
    """Where tables and broken-off runs lie."""
    return Place(places.store(), places.root() / "incoming")


def source(feed: Feed, delivery: Delivery | None = None) -> Rows:
    """Where the rows come from. Raises `Missing`, `Invalid` for settings that do not do."""
    match feed.source:
        case Source.DELIVERY:
            if delivery is None:
                raise Missing("还没有交付的文件")
            return FileSource(deliveries.path(delivery), feed.settings, delivery.sha256)
        case Source.FILE:
            return FileSource(_inside(_said(feed, "path")), feed.settings)
        case Source.DATABASE:
            return _table(feed)
        case Source.REST:
            return _endpoint(feed)
    return _bucket(feed)


def password(feed: Feed) -> str:
    """What lies under the name of the feed's secret."""
    return secret(feed.secret, Path(settings.SECRETS_ROOT))


def _table(feed: Feed) -> TableSource:
    incremental = feed.mode != Mode.FULL
    keys = feed.resource.schema.keys if feed.mode != Mode.APPEND or feed.cursor else ()
    return TableSource(
        address=_said(feed, "address"),
        table=_said(feed, "table"),
        columns=tuple(feed.settings.get("columns") or ()),
        cursor=_theirs(feed, feed.cursor) if incremental and feed.cursor else "",
        keys=tuple(_theirs(feed, key) for key in keys),
        again=feed.mode == Mode.MERGE,
        lag=timedelta(minutes=feed.lag_minutes),
        password=password(feed),
    )


def _endpoint(feed: Feed) -> EndpointSource:
    names = ("records", "next", "next_parameter", "page_parameter", "since_parameter")
    names += ("tie_parameter",)
    schema, incremental = feed.resource.schema, feed.mode != Mode.FULL and feed.cursor
    return EndpointSource(
        url=_said(feed, "url"),
        **{name: str(feed.settings.get(name) or "") for name in names},
        cursor=_theirs(feed, feed.cursor) if incremental else "",
        kind=schema.field(feed.cursor).kind if incremental else Kind.TEXT,
        keys=tuple((_theirs(feed, key), schema.field(key).kind) for key in schema.keys),
        again=feed.mode == Mode.MERGE,
        lag=timedelta(minutes=feed.lag_minutes),
        token=password(feed),
        private=settings.PRIVATE_ADDRESSES,
    )


def _bucket(feed: Feed) -> BucketSource:
    return BucketSource(
        prefix=_said(feed, "prefix"),
        endpoint=str(feed.settings.get("url") or ""),
        access_key=str(feed.settings.get("access") or ""),
        secret_key=password(feed),
        settings=feed.settings,
    )


def _theirs(feed: Feed, key: str) -> str:
    """What the source calls one of our fields."""
    aliases = feed.settings.get("aliases") or {}
    return next((str(name) for name, ours in aliases.items() if ours == key), key)


def _said(feed: Feed, name: str) -> Any:
    found = feed.settings.get(name)
    if not isinstance(found, str) or not found:
        raise Missing("来源设置缺少“{name}”", name=name)
    return found


def _inside(name: str) -> Path:
    """A file below the folder in which other programs leave files for us; never outside it."""
    folder = Path(settings.INBOX_ROOT).resolve()
    path = (folder / name).resolve()
    if not path.is_relative_to(folder):
        raise Invalid("文件应在接收目录之内")
    return path
