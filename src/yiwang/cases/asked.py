"""What was asked with a reason and waits for somebody: to endorse it, or to decide it."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from yiwang.cases.models import CaseRequest
from yiwang.engine import register
from yiwang.engine.duties import Duty
from yiwang.engine.effects import Endorse, RequestKind, Settle
from yiwang.engine.language import Procedure
from yiwang.org.actors import Worker


def waiting(worker: Worker) -> QuerySet[CaseRequest]:
    """The open requests on which it is this worker's turn; never those that they asked."""
    turn = Q(pk__in=[])
    for condition in _turns(worker.duty):
        turn |= condition
    return CaseRequest.objects.filter(turn, settled_at=None).exclude(asked_by=worker.person_id)


def _turns(duty: Duty) -> Iterator[Q]:
    for procedure in register.procedures():
        for kind in RequestKind:
            named = Q(case__procedure=procedure.key, kind=kind.value)
            needed = _endorsements(procedure, kind)
            if needed and _endorses(procedure, duty, kind):
                yield named & Q(endorsed__lt=needed)
            if _grants(procedure, duty, kind):
                yield named & Q(endorsed__gte=needed)


def _endorsements(procedure: Procedure, kind: RequestKind) -> int:
    """How many endorsements are needed before it can be granted."""
    effects = (effect for action in procedure.actions for effect in action.does)
    granting = (e for e in effects if isinstance(e, Settle) and e.kind is kind and e.granted)
    return max((e.endorsed for e in granting), default=0)


def _endorses(procedure: Procedure, duty: Duty, kind: RequestKind) -> bool:
    return any(duty in action.by and Endorse(kind) in action.does for action in procedure.actions)


def _grants(procedure: Procedure, duty: Duty, kind: RequestKind) -> bool:
    """Whoever may only refuse it is not waited for."""
    effects = (e for action in procedure.actions if duty in action.by for e in action.does)
    return any(isinstance(e, Settle) and e.kind is kind and e.granted for e in effects)
