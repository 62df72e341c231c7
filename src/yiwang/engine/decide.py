"""Turns an attempt into one event or one refusal; knows nothing but the declaration."""

from collections.abc import Mapping
from typing import Any

from yiwang.engine import assigning, givens, permission
from yiwang.engine.attempt import Attempt, Rules
from yiwang.engine.effects import Ask, AssignmentStatus, Endorse, Record, Role, Settle
from yiwang.engine.language import Action, Procedure, TimeLimit, When
from yiwang.engine.standing import GRID, Event, Standing
from yiwang.kernel.refusals import Conflict, NotFound, NotNow

# The facts that say where a case lies.
PLACE = ("point", "area")


def decide(procedure: Procedure, standing: Standing, attempt: Attempt, rules: Rules) -> Event:
    """The event that `attempt` makes of the case, or a refusal.

    Raises `NotFound`, `Conflict`, `NotNow`, `NotAllowed`, `Missing` or `Invalid`, each with a
    sentence for the person.
    """
    action = procedure.action_by_key.get(attempt.action)
    if action is None:
        raise NotFound("没有“{action}”这个办理动作", action=attempt.action)
    _still_as_seen(standing, attempt)
    permission.check_state(procedure, standing, action)
    permission.check_duty(standing, action, attempt.actor)
    _check_time(standing, attempt)
    subject = subject_of(standing, action, attempt)
    permission.check_conditions(procedure, standing, action, attempt.at)
    given = givens.clean(action, attempt.given)
    return _event(procedure, standing, attempt, (action, subject, given), rules)


def trusted(procedure: Procedure, standing: Standing, attempt: Attempt, rules: Rules) -> Event:
    """The same event as `decide` gives, without asking whether it may happen.

    Only for histories that another system already decided; `given` must be clean.
    """
    action = procedure.action_by_key[attempt.action]
    subject = subject_of(standing, action, attempt)
    return _event(procedure, standing, attempt, (action, subject, dict(attempt.given)), rules)


def _event(
    procedure: Procedure,
    standing: Standing,
    attempt: Attempt,
    decided: tuple[Action, int, dict[str, Any]],
    rules: Rules,
) -> Event:
    action, subject, given = decided
    target = _target(standing, action, subject)
    assigned = assigning.units(standing, action, attempt.actor, given, rules.unit)
    resolved: dict[str, Any] = {
        "edition": rules.edition,
        "limits": _limits(procedure, standing, (action, target, given, assigned), rules),
    }
    if assigned:
        resolved["assign"] = assigned
    place = {key: given[key] for key in PLACE if key in given and _records(action, key)}
    if place:
        resolved[GRID] = _grid(standing, attempt.at, place, rules)
    actor = attempt.actor
    return Event(
        seq=standing.seq + 1,
        kind=action.key,
        at=attempt.at,
        person=actor.person,
        unit=actor.unit,
        duty=actor.duty.value,
        deputises=actor.deputises,
        source=standing.state,
        target=target,
        subject=subject,
        given=given,
        resolved=resolved,
        version=procedure.version,
    )


def _grid(standing: Standing, at: int, place: dict[str, Any], rules: Rules) -> str:
    """Where the case lies now, by the grids of the day on which it was opened."""
    facts = standing.facts | place
    return rules.grid(facts.get("point"), facts.get("area", ""), standing.opened_at or at)


def _records(action: Action, key: str) -> bool:
    """Whether what is given becomes a fact of the case."""
    return any(isinstance(effect, Record) and key in effect.keys for effect in action.does)


def _still_as_seen(standing: Standing, attempt: Attempt) -> None:
    if attempt.seen and attempt.seen != standing.seq:
        raise Conflict("案件刚刚有了新的办理记录，请核对后再办", last=standing.last)


def _check_time(standing: Standing, attempt: Attempt) -> None:
    if standing.last and attempt.at < standing.last[3]:
        raise NotNow("办理时间早于案件最近一次记录的时间")


def subject_of(standing: Standing, action: Action, attempt: Attempt) -> int:
    """Which assignment or request is meant; found by the unit where it was not said."""
    for effect in action.does:
        if isinstance(effect, Settle):
            endorsed = effect.endorsed if effect.granted else 0
            return permission.open_request(standing, effect.kind, attempt, endorsed=endorsed)
        if isinstance(effect, Endorse):
            return permission.open_request(standing, effect.kind, attempt)
    if not action.on:
        return 0
    own = permission.own_assignment(standing, action, attempt)
    for effect in action.does:
        if isinstance(effect, Ask):
            permission.check_asking(standing, effect.kind, own)
    return own.no


def _target(standing: Standing, action: Action, subject: int) -> str:
    if action.to is None:
        return standing.state
    if action.when is When.ALL_ANSWERED and not _all_answered(standing, subject):
        return standing.state
    if action.when is When.NO_LEAD_LEFT and not _lead_goes(standing, subject):
        return standing.state
    if action.when is When.JOINT_ANSWERED and not _joint_answered(standing, subject):
        return standing.state
    return action.to.key


def _joint_answered(standing: Standing, subject: int) -> bool:
    """Whether with this answer no joint unit owes one any more."""
    own = standing.assignments[subject - 1]
    return not own.parent and not any(
        a.active and a.role == Role.JOINT and a.no != own.no for a in standing.assignments
    )


def _all_answered(standing: Standing, subject: int) -> bool:
    """Whether with this answer the lead and every joint unit have answered."""
    own = standing.assignments[subject - 1]
    others = [a for a in standing.assignments if not a.parent and a.no != own.no]
    has_lead = own.role == Role.LEAD or any(
        a.role == Role.LEAD and a.status == AssignmentStatus.REPLIED for a in others
    )
    return not own.parent and has_lead and not any(a.active for a in others)


def _lead_goes(standing: Standing, subject: int) -> bool:
    """Whether the return that is being granted leaves the case without a lead."""
    request = standing.requests[subject - 1]
    own = standing.assignments[request.assignment - 1]
    return own.role == Role.LEAD and not own.parent


def _limits(
    procedure: Procedure,
    standing: Standing,
    decided: tuple[Action, str, dict[str, Any], list[list[Any]]],
    rules: Rules,
) -> dict[str, list[Any]]:
    """Every limit that this event may start or measure anew, as found in the dials."""
    action, target, given, assigned = decided
    wanted = procedure.limits_touched[action.key]
    if target != standing.state:
        wanted = procedure.limits_entering[target] + wanted
    if not wanted:
        return {}
    facts = {**standing.facts, **given}
    lead = standing.lead
    unit = assigned[0][0] if assigned else (lead.unit if lead else None)
    found: dict[str, list[Any]] = {}
    for limit in wanted:
        looked_up = _look_up(limit, facts, unit, rules)
        if looked_up is not None:
            found[limit.key] = looked_up
    return found


def _look_up(
    limit: TimeLimit, facts: Mapping[str, Any], unit: int | None, rules: Rules
) -> list[Any] | None:
    if limit.given:
        due_at = facts.get(limit.given)
        return None if due_at is None else [limit.amount, limit.unit.value, 0, due_at]
    published = rules.limit(limit, facts, unit)
    return None if published is None else [*published, None]
