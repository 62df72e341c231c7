"""Tables are checked when they changed, and what was sent back is looked at after each check."""

import logging

from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.queries import resources
from yiwang.hub.quality import actions, queries, returning, tables
from yiwang.hub.quality.models import QualityRun
from yiwang.kernel.refusals import Refusal
from yiwang.org.actors import SYSTEM, Worker

log = logging.getLogger(__name__)


def check(resource: Resource, by: Worker = SYSTEM) -> QualityRun:
    """One check, and what it means for cases that are on their way."""
    run = actions.run(resource=resource, by=by)
    returning.follow(run)
    return run


def due() -> list[Resource]:
    """Resources whose table or rules are newer than their last check."""
    held = tables.store()
    return [one for one in resources() if held.exists(one.key) and _newer(one)]


def _newer(resource: Resource) -> bool:
    last = queries.last_run(resource)
    if last is None:
        return True
    rules = queries.rule_set(resource)
    return last.version != tables.store().version(resource.key) or last.rule_set != rules


def check_due() -> list[QualityRun]:
    """Every check that is due; one that is refused is logged and keeps no other from running."""
    found = []
    for resource in due():
        try:
            found.append(check(resource))
        except Refusal as refusal:
            log.warning("quality of %s: %s", resource.key, refusal)
    return found
