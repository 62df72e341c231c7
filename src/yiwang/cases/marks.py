"""What makes a case special besides its state: settled on the spot, or chosen as a model."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_noop

from yiwang.cases.models import Event
from yiwang.engine import register
from yiwang.engine.effects import Record

MODEL = "model_case"


@dataclass(frozen=True)
class Mark:
    """One of them, and how its cases are found."""

    key: str
    label: str
    condition: Callable[[], Q]


def _happened(kinds: set[str]) -> Q:
    return Q(Exists(Event.objects.filter(case=OuterRef("pk"), kind__in=kinds)))


def _fixed() -> Q:
    """By the actions that each procedure counts as such; the same that the measures count."""
    return _happened({key for one in register.procedures() for key in one.counts.fixed})


def _model() -> Q:
    """Chosen and not taken back since; the event is looked for first, since few cases have it."""
    kinds = {
        action.key
        for procedure in register.procedures()
        for action in procedure.actions
        if any(isinstance(effect, Record) and MODEL in effect.keys for effect in action.does)
    }
    return _happened(kinds) & Q(**{f"standing__facts__{MODEL}": "yes"})


MARKS = {
    mark.key: mark
    for mark in (
        Mark("fixed", gettext_noop("自行处置、当场自办"), _fixed),
        Mark("model", gettext_noop("典型案例"), _model),
    )
}
