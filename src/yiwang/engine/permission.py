"""Who may do what now: state, duty, separation of duties, own assignment, counts and windows."""

from yiwang.engine.attempt import Attempt
from yiwang.engine.effects import ACTIVE, RequestKind, Role
from yiwang.engine.language import Action, Part, Procedure
from yiwang.engine.standing import Actor, AssignmentStanding, Standing
from yiwang.kernel.refusals import NotAllowed, NotFound, NotNow
from yiwang.kernel.sentences import Listing, Sentence


def check_state(procedure: Procedure, standing: Standing, action: Action) -> None:
    """Refuse an action that does not belong to the state of the case."""
    if standing.state == "":
        if action is not procedure.opening:
            raise NotNow("案件尚未登记，不能“{action}”", action=Sentence(action.label))
        return
    if action is procedure.opening:
        raise NotNow("案件已经登记，不能再次“{action}”", action=Sentence(action.label))
    state = procedure.state_by_key[standing.state]
    if state not in action.at:
        raise NotNow(
            "案件处于“{state}”，不能“{action}”",
            state=Sentence(state.label),
            action=Sentence(action.label),
            last=standing.last,
        )


def check_duty(standing: Standing, action: Action, actor: Actor) -> None:
    """Refuse a duty that may not do it, and whoever is on the other side of the separation."""
    if actor.duty not in action.by:
        allowed = Listing(Sentence(duty.label) for duty in action.by)
        raise NotAllowed(
            "“{action}”由{allowed}办理，您现在的岗位是{duty}",
            action=Sentence(action.label),
            allowed=allowed,
            duty=Sentence(actor.duty.label),
        )
    if action.not_for_trait and action.not_for_trait in actor.traits:
        raise NotAllowed("本单位的答复须先经审核，请提交答复稿", action=Sentence(action.label))
    check_separation(standing, action, actor)


def check_separation(standing: Standing, action: Action, actor: Actor) -> None:
    """监督权与执行权分离: who handles a case never checks or closes it, and the reverse."""
    if action.part is Part.CHECKS:
        if actor.unit in standing.chain:
            raise NotAllowed("承办单位不得核查、回访或办结本单位经办的案件", rule="separation")
        if _took_part(actor, standing.handled_by):
            raise NotAllowed("您经办过本案，不得再核查、回访或办结", rule="separation")
    if action.part is Part.HANDLES and _took_part(actor, standing.checked_by):
        raise NotAllowed("您核查过本案，不得再经办", rule="separation")


def _took_part(actor: Actor, side: list[int]) -> bool:
    return actor.person in side or (actor.deputises is not None and actor.deputises in side)


def own_assignment(standing: Standing, action: Action, attempt: Attempt) -> AssignmentStanding:
    """The assignment that the actor's own unit holds and may act on."""
    held = _held(standing, attempt)
    if not held:
        raise NotAllowed("本单位没有承办这个案件，不能“{action}”", action=Sentence(action.label))
    if action.held_as is not None:
        held = _in_role(held, action, action.held_as)
    for assignment in held:
        if assignment.status in action.on:
            if action.last:
                _check_last(standing, action, assignment)
            return assignment
    status = held[0].status
    raise NotNow(
        "本单位的任务是“{status}”，不能“{action}”",
        status=next((Sentence(s.label) for s in ACTIVE if s == status), Sentence("已了结")),
        action=Sentence(action.label),
        last=standing.last,
    )


def _held(standing: Standing, attempt: Attempt) -> list[AssignmentStanding]:
    actor = attempt.actor
    if attempt.subject:
        named = standing.assignment(attempt.subject)
        return [named] if named is not None and named.unit == actor.unit else []
    return standing.assignments_of(actor.unit) if actor.unit is not None else []


def _in_role(
    held: list[AssignmentStanding], action: Action, role: Role
) -> list[AssignmentStanding]:
    fitting = [assignment for assignment in held if assignment.role == role]
    if not fitting:
        raise NotAllowed(
            "“{action}”由{role}单位办理", action=Sentence(action.label), role=Sentence(role.label)
        )
    return fitting


def _check_last(standing: Standing, action: Action, own: AssignmentStanding) -> None:
    if any(other.active and other.no != own.no for other in standing.assignments):
        raise NotNow(
            "还有单位没有答复，不能“{action}”", action=Sentence(action.label), last=standing.last
        )


def check_asking(standing: Standing, kind: RequestKind, own: AssignmentStanding) -> None:
    """Refuse a second request of a kind while one is open, and a return after designation."""
    if any(request.assignment == own.no for request in standing.pending(kind)):
        raise NotNow("已有一份{kind}申请在等待审定", kind=Sentence(kind.label))
    if kind is RequestKind.RETURN and own.designated:
        raise NotNow("本案已指定由本单位承办，不得再次退单", rule="designated")


def open_request(
    standing: Standing, kind: RequestKind, attempt: Attempt, *, endorsed: int = 0
) -> int:
    """The number of the request that is to be endorsed or decided.

    Never by whoever asked it, and each step of the chain by another person.
    """
    pending = standing.pending(kind)
    if attempt.subject:
        pending = [request for request in pending if request.no == attempt.subject]
    if not pending:
        raise NotFound("没有等待审定的{kind}申请", kind=Sentence(kind.label), last=standing.last)
    request, actor = pending[0], attempt.actor
    took_part = {request.asked_by, *request.endorsed_by} - {None}
    same_person = bool(took_part & {actor.person, actor.deputises})
    # What a handling unit asks is decided outside it; at the centre another person is enough.
    same_unit = request.assignment and request.asked_unit == actor.unit
    if same_person or same_unit:
        raise NotAllowed(
            "{kind}申请须由提出者和初审者以外的人审定", kind=Sentence(kind.label), rule="separation"
        )
    if len(request.endorsed_by) < endorsed:
        raise NotNow(
            "{kind}申请须先经{times}次初审，现为{done}次",
            kind=Sentence(kind.label),
            times=endorsed,
            done=len(request.endorsed_by),
            last=standing.last,
        )
    return request.no


def check_conditions(procedure: Procedure, standing: Standing, action: Action, now: int) -> None:
    """Refuse what comes too early, too late or too often."""
    if action.only_if is not None:
        _check_fact(procedure, standing, action, *action.only_if)
    if action.after is not None:
        _check_after(procedure, standing, action.after)
    if action.at_most and standing.counts.get(action.key, 0) >= action.at_most:
        raise NotNow("“{action}”最多{times}次", action=Sentence(action.label), times=action.at_most)
    if action.within:
        _check_due(standing, action, action.within, now, Sentence("已超过可以“{action}”的期限"))
    if action.before_due:
        _check_due(
            standing, action, action.before_due, now, Sentence("已超过办理时限，不能再“{action}”")
        )


def _check_fact(
    procedure: Procedure, standing: Standing, action: Action, key: str, values: tuple[str, ...]
) -> None:
    if standing.facts.get(key) not in values:
        labels = procedure.choices_of(key)
        kinds = Listing(Sentence(labels.get(value, value)) for value in values)
        raise NotNow("“{action}”只用于：{kinds}", action=Sentence(action.label), kinds=kinds)


def _check_after(procedure: Procedure, standing: Standing, after: tuple[str, int]) -> None:
    key, times = after
    done = standing.counts.get(key, 0)
    if done < times:
        label = Sentence(procedure.action_by_key[key].label)
        raise NotNow("须先“{label}”满{times}次，现为{done}次", label=label, times=times, done=done)


def _check_due(standing: Standing, action: Action, limit: str, now: int, sentence: str) -> None:
    clock = standing.clock(limit)
    if clock is not None and clock.due_at is not None and now > clock.due_at:
        raise NotNow(sentence, action=Sentence(action.label))
