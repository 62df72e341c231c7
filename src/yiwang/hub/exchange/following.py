"""Issues the receipts of what came in: one for each good run of a feed, in their order."""

import logging
from typing import Any

from django.utils import timezone

from yiwang.hub import places
from yiwang.hub.feeds import queries as feeds
from yiwang.hub.feeds.models import Run
from yiwang.hub.receipts import actions, own_keys, queries
from yiwang.hub.receipts.actions import Handed
from yiwang.hub.receipts.models import Following
from yiwang.kernel.refusals import NotFound, Refusal
from yiwang.lake.receipts import tallying
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.schema import Schema

log = logging.getLogger(__name__)
_AT_ONCE = 50


def follow() -> int:
    """Issue what is missing; how many were. What cannot be issued holds those after it back."""
    row = queries.following()
    done = 0
    for run in feeds.runs_after(row.run, most=_AT_ONCE):
        try:
            done += _receipted(run)
        except Refusal as refusal:
            _failing(row, refusal.plain())
            return done
        except Exception as fault:
            _failing(row, {"code": "fault", "reason": f"{type(fault).__name__}"})
            raise
        row.run = run.pk
        row.failing_since, row.told = None, {}
        row.save()
    return done


def _failing(row: Following, told: dict[str, Any]) -> None:
    row.failing_since, row.told = row.failing_since or timezone.now(), told
    row.save()


def _receipted(run: Run) -> int:
    """The receipt of one run: what its table adds up to in the version that it made."""
    resource = run.feed.resource
    if run.version is None:
        return 0
    try:
        counted = counted_at(resource.key, run.version, resource.schema)
    except NotFound:
        # The version was cleared away before it could be counted; there is nothing to sign.
        log.warning("run %s has no receipt: version %s is gone", run.pk, run.version)
        return 0
    handed = Handed(
        run=f"{run.feed.key}:{run.pk}",
        resource=resource.key,
        sender=resource.unit.code,
        receiver=own_keys.code(),
        version=run.version,
        watermark_from=_mark(run.watermark_from),
        watermark_to=_mark(run.watermark_to),
        purpose="汇集",
        file=run.delivery.sha256 if run.delivery else "",
    )
    actions.issued(handed, counted, answered=True)
    return 1


def _mark(value: Any) -> str:
    """A mark as people read it: how far the run came, and the key that breaks ties."""
    if value is None:
        return ""
    return " · ".join(map(str, value)) if isinstance(value, list) else str(value)


def counted_at(table: str, version: int | None, schema: Schema) -> Tally:
    """What a table of the lake adds up to. Raises `NotFound` where it or its version is not."""
    files = places.store().files(table, version)
    engine = places.engine()
    try:
        return tallying.tally(engine, engine.table(files), schema)
    finally:
        engine.close()
