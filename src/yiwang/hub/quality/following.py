"""Tables that changed are checked and profiled; what was sent back is looked at after a check."""

import logging

from yiwang.hub import places
from yiwang.hub.catalogue.models import Resource
from yiwang.hub.catalogue.queries import resources
from yiwang.hub.quality import actions, profiling, queries, returning
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
    held = places.versions()
    return [one for one in resources() if held.exists(one.key) and _newer(one)]


def _newer(resource: Resource) -> bool:
    last = queries.last_run(resource)
    if last is None:
        return True
    rules = queries.rule_set(resource)
    return last.version != places.versions().version(resource.key) or last.rule_set != rules


def check_due() -> list[QualityRun]:
    """Every check that is due; one that is refused is logged and keeps no other from running."""
    found = []
    for resource in due():
        try:
            found.append(check(resource))
        except Refusal as refusal:
            log.warning("quality of %s: %s", resource.key, refusal)
    return found


def profile_due() -> int:
    """Every profile that is due; how many. One that is refused keeps no other from being made."""
    made = 0
    for resource in profiling.due():
        try:
            profiling.keep(resource)
        except Refusal as refusal:
            log.warning("profile of %s: %s", resource.key, refusal)
        else:
            made += 1
    return made


def waiting() -> int:
    """How many tables have to be checked or profiled."""
    return len({one.pk for one in (*due(), *profiling.due())})
