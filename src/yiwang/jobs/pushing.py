"""Pushes tables and the catalogue upward; decides nothing."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from yiwang.connect.city_data import client
from yiwang.hub import places
from yiwang.hub.exchange import following
from yiwang.hub.pushes import actions, parts
from yiwang.hub.receipts import actions as receipts
from yiwang.hub.receipts import own_keys, queries
from yiwang.lake.receipts import keys

# Not before this hour: then the day before is whole and few people work.
HOUR = 2


def run() -> int:
    """Put what changed into the queue and carry what is due; nothing without a receiver."""
    city = client.configured()
    if city is None:
        return 0
    target = settings.CITY_DATA_CODE
    if settings.CITY_DATA_KEYS:
        for public in keys.read(Path(settings.CITY_DATA_KEYS).read_bytes()).values():
            own_keys.register(public)
    try:
        for resource, version in _newest():
            actions.enqueue(resource, target, version)
        return actions.work(target, city)
    finally:
        city.close()


def _newest() -> list[tuple[str, int]]:
    store = places.versions()
    wanted = [one.strip() for one in settings.CITY_DATA_RESOURCES.split(",") if one.strip()]
    tables = [(one, store.version(one)) for one in wanted if store.exists(one)]
    return [(parts.CATALOGUE, parts.catalogue_version()), *tables]


def issue_receipts() -> int:
    """Receipts of the runs that have none yet."""
    return following.follow()


def verify_receipts(now: datetime | None = None) -> int:
    """Every receipt verified once a night; how many faults there are, 0 when it is not due."""
    now = timezone.localtime(now)
    last = queries.last_check()
    if now.hour < HOUR or (last and timezone.localtime(last.at).date() >= now.date()):
        return 0
    return len(receipts.verified()[0].faults)
