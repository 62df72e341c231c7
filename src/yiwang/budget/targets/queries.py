"""Everything that is read of targets and self-evaluations."""

from django.db.models import QuerySet

from yiwang.budget.targets.models import Evaluation, Promise
from yiwang.kernel.refusals import NotFound


def _promises() -> QuerySet[Promise]:
    return Promise.objects.select_related("unit", "project")


def _evaluations() -> QuerySet[Evaluation]:
    return Evaluation.objects.select_related("promise__unit", "promise__project")


def promises(year: int) -> list[Promise]:
    """The newest edition of each subject's targets in a year."""
    newest: dict[str, Promise] = {}
    for one in _promises().filter(year=year).order_by("subject", "edition"):
        newest[one.subject] = one
    return sorted(newest.values(), key=lambda one: (not one.whole_unit, one.subject))


def standing(year: int) -> list[Promise]:
    """The signed targets of a year, the newest of each subject."""
    signed = _promises().filter(year=year).exclude(signed_at=None).order_by("subject", "edition")
    return list({one.subject: one for one in signed}.values())


def promise(number: int) -> Promise:
    """One edition of targets. Raises `NotFound`."""
    found = _promises().filter(pk=number).first()
    if found is None:
        raise NotFound("没有这张绩效目标表")
    return found


def editions(found: Promise) -> list[Promise]:
    """All editions of the same subject and year, the newest first."""
    return list(_promises().filter(subject=found.subject, year=found.year))


def evaluation(number: int) -> Evaluation:
    """One edition of a self-evaluation. Raises `NotFound`."""
    found = _evaluations().filter(pk=number).first()
    if found is None:
        raise NotFound("没有这张自评表")
    return found


def evaluations(year: int) -> list[Evaluation]:
    """The newest edition of each self-evaluation of a year."""
    rows = _evaluations().filter(promise__year=year).order_by("promise", "edition")
    return list({one.promise.subject: one for one in rows}.values())


def locked_promise(number: int) -> Promise:
    """One edition of targets, alone for this transaction. Raises `NotFound`."""
    found = Promise.objects.select_for_update().filter(pk=number).first()
    return found or promise(number)


def locked_evaluation(number: int) -> Evaluation:
    """One edition of a self-evaluation, alone for this transaction. Raises `NotFound`."""
    found = Evaluation.objects.select_for_update().filter(pk=number).first()
    return found or evaluation(number)
