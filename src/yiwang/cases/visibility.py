"""Which cases a worker may see: the centre the district, a unit its own subtree."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from yiwang.cases.models import Assignment, Case, Recusal
from yiwang.engine import register
from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.engine.standing import Standing
from yiwang.org.actors import Worker

# At the centre these do not see confidential cases, unless they registered them.
_NOT_CONFIDENTIAL = frozenset(
    {
        Duty.OPERATOR,
        Duty.COLLECTOR,
        Duty.SHIFT_LEADER,
        Duty.ASSESSOR,
        Duty.EDITOR,
        Duty.ADMINISTRATOR,
    }
)


def visible(worker: Worker) -> QuerySet[Case]:
    """The cases that this worker may see now."""
    if worker.duty in OUTSIDE:
        return Case.objects.all()
    cases = Case.objects.all() if worker.at_centre else _seen_by_unit(worker)
    if worker.at_centre and worker.duty in _NOT_CONFIDENTIAL:
        own = Q(registered_by=worker.person_id)
        cases = cases.filter(Q(confidential=False) | own)
    return cases.exclude(_recused(worker))


def _seen_by_unit(worker: Worker) -> QuerySet[Case]:
    """What the subtree holds or held; who reports from the street also what they reported."""
    seen = Q(_theirs(worker))
    return Case.objects.filter(seen | reported(worker) if reports(worker) else seen)


def reports(worker: Worker) -> bool:
    """Whether somebody of a unit opens cases themselves, as a grid worker does."""
    return worker.person_id is not None and any(
        worker.duty in procedure.opening.by for procedure in register.procedures()
    )


def reported(worker: Worker) -> Q:
    """The cases that this person reported."""
    return Q(registered_by=worker.person_id)


def _theirs(worker: Worker) -> Exists:
    below = Assignment.objects.filter(case=OuterRef("pk"), path__startswith=worker.unit_path)
    return Exists(below)


def _recused(worker: Worker) -> Q:
    about = Recusal.objects.filter(_about(worker), case=OuterRef("pk"))
    return Q(confidential=True) & Q(Exists(about))


def _about(worker: Worker) -> Q:
    """Whom a recusal keeps away; a token has no person, and nothing about "nobody" means it."""
    unit = Q(unit=worker.unit_id) & Q(unit__isnull=False)
    person = Q(person=worker.person_id) & Q(person__isnull=False)
    return (unit | person) & Q(end=None)


def sees(worker: Worker, case: Case, standing: Standing) -> bool:
    """Whether the worker may see this one case: `visible` for a case that is at hand."""
    if worker.duty in OUTSIDE:
        return True
    own = reports(worker) and case.registered_by == worker.person_id
    if not worker.at_centre and not own and not _is_theirs(worker, standing):
        return False
    if not standing.facts.get("confidential", False):
        return True
    kept_away = worker.duty in _NOT_CONFIDENTIAL and case.registered_by != worker.person_id
    if worker.at_centre and kept_away:
        return False
    return not Recusal.objects.filter(_about(worker), case=case).exists()


def _is_theirs(worker: Worker, standing: Standing) -> bool:
    return any(held.path.startswith(worker.unit_path) for held in standing.assignments)
