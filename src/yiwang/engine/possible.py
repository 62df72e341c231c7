"""What an actor may do with a case now, and who may take the next step."""

from dataclasses import dataclass

from yiwang.engine import permission
from yiwang.engine.attempt import Attempt
from yiwang.engine.decide import subject_of
from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.engine.language import Action, Clock, Procedure, TimeLimit
from yiwang.engine.standing import Actor, Standing
from yiwang.kernel.refusals import NotAllowed, NotFound, Refusal


@dataclass(frozen=True)
class Possible:
    """An action that the actor's duty may do here; `refusal` says why not now, if so."""

    action: Action
    subject: int = 0
    refusal: Refusal | None = None


def possible(procedure: Procedure, standing: Standing, actor: Actor, now: int) -> list[Possible]:
    """The actions of this actor at this state, in their declared order.

    Actions that are none of the actor's business are left out; those that are, but not now,
    come with their refusal.
    """
    found: list[Possible] = []
    for action in procedure.actions_at(standing.state):
        if actor.duty not in action.by:
            continue
        attempt = Attempt(action=action.key, actor=actor, at=now, given={})
        try:
            permission.check_duty(standing, action, actor)
            subject = subject_of(standing, action, attempt)
            permission.check_conditions(procedure, standing, action, now)
        except (NotAllowed, NotFound):
            continue
        except Refusal as refusal:
            found.append(Possible(action, refusal=refusal))
        else:
            found.append(Possible(action, subject))
    return found


def next_steps(procedure: Procedure, standing: Standing) -> list[tuple[Action, tuple[Duty, ...]]]:
    """The actions that can move the case on from here, and which duties may take them."""
    return [
        (action, tuple(duty for duty in action.by if duty not in OUTSIDE))
        for action in procedure.actions_at(standing.state)
        if action.to is not None and action.to.key != standing.state
    ]


def ends_pause(procedure: Procedure, limit: TimeLimit) -> Action | None:
    """What the clock does by itself when the limit of a pause runs out; None for other limits."""
    state = limit.starts
    if state is None or state.clock is not Clock.PAUSES or not limit.unpausable:
        return None
    return next((a for a in procedure.actions if Duty.SYSTEM in a.by and state in a.at), None)
