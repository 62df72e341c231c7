"""Case numbers: a prefix, the day of receipt and a sequence within it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from yiwang.cases.models import NumberSeries


def day_of(at: datetime) -> str:
    """The local day of a moment, as 20261121."""
    return timezone.localtime(at).strftime("%Y%m%d")


def series(prefix: str, at: datetime) -> str:
    """The key of the series of a day, as SQ20261121."""
    return f"{prefix}{day_of(at)}"


def written(key: str, number: int) -> str:
    """A number of a series as it is written."""
    return f"{key}{number:06d}"


def prefix_of(number: str) -> str:
    """The letters of a number, which name the procedure: SQ of SQ20261121000001."""
    return number.rstrip("0123456789")


def take(prefix: str, at: datetime, *, count: int = 1) -> list[str]:
    """The next `count` numbers of the day, as SQ20261121000001; inside a transaction."""
    key = series(prefix, at)
    if not NumberSeries.objects.filter(key=key).update(last=F("last") + count):
        NumberSeries.objects.get_or_create(key=key)
        NumberSeries.objects.filter(key=key).update(last=F("last") + count)
    last = NumberSeries.objects.values_list("last", flat=True).get(key=key)
    return [written(key, number) for number in range(last - count + 1, last + 1)]


def last_taken(keys: Iterable[str]) -> dict[str, int]:
    """The last number of each series, which nobody else moves until the transaction ends."""
    wanted = sorted(set(keys))
    missing = [NumberSeries(key=key) for key in wanted]
    NumberSeries.objects.bulk_create(missing, ignore_conflicts=True, batch_size=500)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 500):
        part = NumberSeries.objects.filter(key__in=wanted[start : start + 500])
        found |= dict(part.select_for_update().order_by("key").values_list("key", "last"))
    return found


def move_on(series: dict[str, int]) -> None:
    """Set the last number of each series that was read with `last_taken`."""
    rows = [NumberSeries(key=key, last=last) for key, last in series.items()]
    NumberSeries.objects.bulk_update(rows, ["last"], batch_size=200)
