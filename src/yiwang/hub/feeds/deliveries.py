"""Files that are handed in: kept under their digest, so that the same file is the same delivery."""

import hashlib
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.utils import timezone

from yiwang.hub import places
from yiwang.hub.feeds import queries, rights
from yiwang.hub.feeds.asking import ask
from yiwang.hub.feeds.models import Delivery, Feed
from yiwang.hub.feeds.words import Asked, Source
from yiwang.kernel.refusals import Conflict, Invalid, Missing, TooLarge
from yiwang.kernel.uploads import bare_name
from yiwang.lake.intake.sources.suffixes import SUFFIXES
from yiwang.org.actors import Worker

_STEP = 1024 * 1024


def hand_in(*, feed: Feed, name: str, blocks: Iterable[bytes], by: Worker) -> Delivery:
    """Keep a file and ask for its run at once; raises as `keep` does."""
    kept = keep(feed=feed, name=name, blocks=blocks, by=by)
    confirm(delivery=kept, by=by)
    return kept


def confirm(*, delivery: Delivery, by: Worker) -> None:
    """Ask for the run of a file that was looked at. Raises `NotAllowed`, `Conflict`."""
    rights.may_provide(by, delivery.feed)
    if queries.held(delivery.feed):
        raise Conflict("上次运行待数据管理员决定，决定前不再运行")
    if delivery.asks.exists():
        raise Conflict("这个文件已经交付")
    ask(feed=delivery.feed, kind=Asked.RUN, delivery=delivery, by=by)


def keep(*, feed: Feed, name: str, blocks: Iterable[bytes], by: Worker) -> Delivery:
    """Keep a file; nothing is run before it is confirmed.

    Raises `NotAllowed`, `Invalid`, `Missing`, `TooLarge`.
    """
    rights.may_provide(by, feed)
    if feed.source != Source.DELIVERY:
        raise Invalid("这个接入任务不接收上传的文件")
    name = _tidy(name)
    if Path(name).suffix.lower() not in SUFFIXES:
        known = "、".join(SUFFIXES)
        raise Invalid("不能接收“{name}”；可用 {known}", name=name, known=known)
    waiting = _folder(feed) / f".{uuid4().hex}"
    try:
        digest, size = _written(waiting, blocks)
        target = _folder(feed) / (digest + Path(name).suffix.lower())
        waiting.replace(target)
    finally:
        waiting.unlink(missing_ok=True)
    return Delivery.objects.create(
        feed=feed,
        name=name,
        sha256=digest,
        size=size,
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


def path(delivery: Delivery) -> Path:
    """Where the bytes of a delivery lie."""
    return _folder(delivery.feed) / (delivery.sha256 + Path(delivery.name).suffix.lower())


def _folder(feed: Feed) -> Path:
    folder = places.root() / "deliveries" / feed.key
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _written(target: Path, blocks: Iterable[bytes]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    most = settings.DELIVERY_MAX_BYTES
    free = shutil.disk_usage(target.parent).free
    with target.open("wb") as file:
        for block in blocks:
            size += len(block)
            if size > most:
                raise TooLarge("文件超过{most}MB，请拆分后再交", most=most // _STEP)
            if size * 4 > free:
                raise TooLarge("服务器的磁盘放不下这个文件，请联系数据管理员")
            digest.update(block)
            file.write(block)
    if not size:
        raise Missing("请选择一个有内容的文件", fields={"file": "请选择一个有内容的文件"})
    return digest.hexdigest(), size


def _tidy(name: str) -> str:
    clean = bare_name(name).strip(" .-")
    return clean[-150:] or "file"
