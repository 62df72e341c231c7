"""Takes a unit out of use, unless it still has cases in hand."""

from django.db import transaction

from yiwang.cases.models import Assignment
from yiwang.kernel.refusals import NotNow
from yiwang.org import units
from yiwang.org.actors import Worker
from yiwang.org.models import Unit

MOST_NAMED = 10


@transaction.atomic
def retire_unit(*, unit: Unit, by: Worker) -> None:
    """Out of use. Raises `NotNow` with the cases that must be sent elsewhere before."""
    held = open_cases(unit)
    if held:
        more = "…" if len(held) > MOST_NAMED else ""
        raise NotNow(
            "{unit}还有{number}件未办结的任务，请先办结或改派：{cases}",
            unit=unit.name,
            number=len(held),
            cases="、".join(held[:MOST_NAMED]) + more,
        )
    units.retire(unit=unit, by=by)


def open_cases(unit: Unit) -> list[str]:
    """The numbers of the cases that a unit has in hand."""
    held = Assignment.objects.filter(unit=unit, active=True)
    return list(held.order_by("case__number").values_list("case__number", flat=True).distinct())
