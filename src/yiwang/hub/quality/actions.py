"""Every write of quality: rules are published, tables are checked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.hub import places
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.quality import queries, rights, tables
from yiwang.hub.quality.models import QualityRun, RuleSet
from yiwang.kernel.refusals import Missing, NotFound
from yiwang.lake.engines import duck
from yiwang.lake.quality import (
    Outcome,
    Rule,
    RuleKind,
    by_dimension,
    checking,
    examining,
    fit,
    score,
)
from yiwang.org.actors import SYSTEM, Worker


@transaction.atomic
def publish(*, resource: Resource, rules: tuple[Rule, ...], reason: str, by: Worker) -> RuleSet:
    """Publish the next edition of a resource's rules. Raises `NotAllowed`, `Missing`, `Invalid`."""
    rights.may_keep(by)
    if not reason.strip():
        raise Missing("请写明变更原因")
    fit(rules, resource.schema)
    Resource.objects.select_for_update().get(pk=resource.pk)
    last = queries.rule_set(resource)
    return RuleSet.objects.create(
        resource=resource,
        number=last.number + 1 if last else 1,
        rules=[one.plain() for one in rules],
        reason=reason.strip()[:200],
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


def add(*, resource: Resource, one: Rule, reason: str, by: Worker) -> RuleSet:
    """Add a rule, or put it in place of the one of its key."""
    others = tuple(rule for rule in queries.rules(resource) if rule.key != one.key)
    return publish(resource=resource, rules=(*others, one), reason=reason, by=by)


def switch_off(*, resource: Resource, key: str, reason: str, by: Worker) -> RuleSet:
    """Take a rule out; earlier runs keep it. Raises `NotFound`."""
    rules = queries.rules(resource)
    kept = tuple(one for one in rules if one.key != key)
    if len(kept) == len(rules):
        raise NotFound("没有规则“{key}”", key=key)
    return publish(resource=resource, rules=kept, reason=reason, by=by)


def run(*, resource: Resource, by: Worker = SYSTEM, now: datetime | None = None) -> QualityRun:
    """Check the newest version of a resource's table. Raises `NotFound` before its first rows."""
    rights.may_keep(by)
    started = now or timezone.now()
    engine = places.engine()
    try:
        return _run(engine, resource, started, by)
    finally:
        engine.close()


def _run(
    engine: "duck.DuckEngine", resource: Resource, started: datetime, by: Worker
) -> QualityRun:
    held = tables.store()
    if not held.exists(resource.key):
        raise NotFound("“{resource}”还没有数据，接入后再检查", resource=resource.name)
    version = held.version(resource.key)
    rules, table = queries.rules(resource), engine.table(held.files(resource.key, version))
    last = queries.last_run(resource)
    around = checking.Around(
        at=timezone.localtime(started).replace(tzinfo=None),
        others=_others(engine, rules),
        usual=last.rows if last else None,
    )
    found = examining.examine(
        engine, table, rules, tuple(resource.keys), around, most=tables.MOST_LISTED
    )
    with transaction.atomic():
        row = _kept(resource, version, found.outcome, started, by)
        row.cut, row.listed = found.cut, found.bad.num_rows
        row.save()
        tables.keep(resource, row.pk, found.bad)
    return row


def _kept(
    resource: Resource, version: int, outcome: Outcome, started: datetime, by: Worker
) -> QualityRun:
    return QualityRun(
        resource=resource,
        rule_set=queries.rule_set(resource),
        version=version,
        rows=outcome.rows,
        found=[
            {"rule": one.rule.plain(), "evaluated": one.evaluated, "broken": one.broken}
            for one in outcome.counts
        ],
        total=score(outcome.counts),
        scores={one.value: value for one, value in by_dimension(outcome.counts).items()},
        started_at=started,
        ended_at=timezone.now(),
        by_name=by.person_name,
    )


def _others(engine: "duck.DuckEngine", rules: tuple[Rule, ...]) -> Mapping[str, Any]:
    """The tables that rules refer to, where they have rows."""
    names = {one.parameters["table"] for one in rules if one.kind is RuleKind.REFERENCE}
    held = tables.store()
    return {name: engine.table(held.files(name)) for name in names if held.exists(name)}
