"""Cases that the city forwarded, by the city's own number, and what is answered to it."""

from typing import Any

from yiwang.cases.models import Case
from yiwang.engine import register


def by_outer_number(outer_number: str) -> Case | None:
    """The case that carries this number of the city."""
    return Case.objects.filter(outer_number=outer_number).order_by("id").first()


def answer(number: str, seq: int) -> dict[str, Any] | None:
    """What the city is told of an event: only that the case came to an end, and how."""
    case = Case.objects.select_related("lead_unit").filter(number=number).first()
    if case is None or not case.outer_number:
        return None
    event = case.events.filter(seq=seq).first()
    state = register.procedure(case.procedure).state_by_key.get(event.target) if event else None
    if state is None or not state.final or event.source == event.target:
        return None
    return {
        "outer_number": case.outer_number,
        "number": case.number,
        "seq": seq,
        "result": state.key,
        "public_reply": case.public_reply,
        "unit": case.lead_unit.name if case.lead_unit else "",
        "closed_at": event.at.isoformat(),
    }
