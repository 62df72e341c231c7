"""Runs a feed in this process: takes its lease, lets the lake work, appends how it ended."""

import logging
import time
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.hub.feeds import actions, leases, opening, queries
from yiwang.hub.feeds.models import Ask, Feed, Run
from yiwang.hub.feeds.words import Asked, RunState, Source, Trigger
from yiwang.kernel.refusals import Conflict, NotNow, Refusal
from yiwang.lake.intake.contract import Frozen
from yiwang.lake.intake.order import Outcome
from yiwang.lake.intake.run import dismiss, run

log = logging.getLogger(__name__)
# Seconds between two beats of the heart.
BEAT = 2.0
OUR_FAULT = gettext_noop("运行出错（{kind}），请联系系统管理员")
_COUNTS = ("rows_in", "accepted", "rejected", "duplicates", "inserted", "updated", "deleted")
_COUNTS += ("unchanged", "would_delete", "table_rows", "version_before", "version", "schema_digest")


def run_feed(feed: Feed, trigger: str = Trigger.PERSON) -> list[Run]:
    """Do what was asked of a feed, or run it once; the runs that were appended.

    Raises `Conflict` while another worker runs it, `NotNow` while a held run waits.
    """
    name = leases.holder()
    if not leases.take(feed, name, trigger):
        raise Conflict("这个接入任务正在运行")
    try:
        asks = queries.open_asks(feed)
        if not asks and queries.held(feed):
            raise NotNow("上次运行待数据管理员决定，决定前不再运行")
        return [_answered(feed, name, one, trigger) for one in asks or [None]]
    finally:
        leases.give_back(feed, name)


def _answered(feed: Feed, name: str, ask: Ask | None, trigger: str) -> Run:
    made = Run(feed=feed, ask=ask, trigger=_trigger(ask, trigger), started_at=timezone.now())
    if ask is not None:
        made.by_id, made.by_name, made.reason = ask.by_id, ask.by_name, ask.reason
        made.delivery, made.decides = ask.delivery, ask.held
    if made.delivery is None and feed.source == Source.DELIVERY:
        made.delivery = made.decides.delivery if made.decides else queries.newest_delivery(feed)
    try:
        _do(made, name)
    except Frozen as frozen:
        made.state, made.told = RunState.FROZEN, frozen.plain()
        made.differences = [asdict(one) for one in frozen.differences]
    except Refusal as refused:
        made.state, made.told = RunState.FAILED, refused.plain()
    except Exception as fault:
        # A fault of ours: its words may hold values of rows, so only its kind is told.
        log.exception("feed %s failed", feed.key)
        made.state = RunState.FAILED
        made.told = Refusal(OUR_FAULT, kind=type(fault).__name__).plain()
    return actions.append(made)


def _trigger(ask: Ask | None, trigger: str) -> str:
    if ask is None:
        return trigger
    if ask.kind != Asked.RUN:
        return Trigger.DECISION
    return Trigger.DELIVERY if ask.delivery_id else Trigger.PERSON


def _do(made: Run, name: str) -> None:
    feed, kind = made.feed, made.ask.kind if made.ask else Asked.RUN
    place = opening.place()
    if kind == Asked.DISMISS:
        dismiss(opening.order(feed), place)
        made.state, made.key = RunState.DISMISSED, made.decides.key
        return
    order = opening.order(feed, released=kind == Asked.RELEASE)
    source, beat = opening.source(feed, made.delivery), _beat(feed, name)
    outcome = run(order, source, place, beat)
    if made.delivery and outcome.span.version not in ("", made.delivery.sha256):
        # That was the end of an earlier run, which had been broken off: it has its own row.
        earlier = Run(feed=feed, trigger=Trigger.CLOCK, started_at=made.started_at)
        fill(earlier, outcome)
        actions.append(earlier)
        outcome = run(order, source, place, beat)
    fill(made, outcome)


def fill(made: Run, outcome: Outcome) -> None:
    """Take over what the lake tells of a run."""
    made.key, made.state = outcome.key, outcome.ending.value
    made.lake_run = UUID(outcome.run) if outcome.run else None
    for name in _COUNTS:
        setattr(made, name, getattr(outcome, name))
    made.watermark_from, made.watermark_to = outcome.span.since, outcome.watermark
    made.source_version = outcome.span.version[:80]
    made.differences = [asdict(one) for one in outcome.differences]


def _beat(feed: Feed, name: str) -> Any:
    last = 0.0

    def beat(rows: int, step: str, now: datetime | None = None) -> None:
        nonlocal last
        if time.monotonic() - last >= BEAT:
            leases.beat(feed, name, rows, step, now)
            last = time.monotonic()

    return beat
