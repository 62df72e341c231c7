"""Which bases are to be built anew: a source has new data, or people said something since."""

from django.utils import timezone

from yiwang.hub import places
from yiwang.hub.bases import queries
from yiwang.hub.bases.models import Authority, Build, Decision, Feeder
from yiwang.hub.bases.words import BUILT, Base


def due() -> list[Base]:
    """Bases whose sources, feeders, authorities or decisions are newer than their last build."""
    return [base for base in BUILT if _is_due(base)]


def _is_due(base: Base) -> bool:
    versions = _versions(base)
    last = queries.last_build(base)
    if not versions or last is None:
        return bool(versions)
    return versions != last.versions or _said_since(base, last)


def _versions(base: Base) -> dict[str, int]:
    """The version of every table that feeds a base, as a build would take it."""
    held = places.versions()
    keys = [one.resource.key for one in queries.feeders(base)]
    return {key: held.version(key) for key in keys if held.exists(key)}


def _said_since(base: Base, last: Build) -> bool:
    since = last.started_at
    if any(
        rows.objects.filter(base=base, at__gte=since).exists()
        for rows in (Feeder, Authority, Decision)
    ):
        return True
    # What was said earlier for a later day counts from that day on.
    days = (timezone.localdate(since), timezone.localdate())
    return Authority.objects.filter(
        base=base, valid_from__gt=days[0], valid_from__lte=days[1]
    ).exists()
