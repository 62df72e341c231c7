"""How long ago a house was visited, measured against the published cycle."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from yiwang.fieldwork.people.models import House, VisitRule

Kind = VisitRule.Kind
# Until something else is published.
FIRST = {Kind.EVERY: 90, Kind.RENTED: 30, Kind.HAZARD: 30}
MOST_RULES = 200
FRESH, STALE, NEVER = "fresh", "stale", "never"


@dataclass(frozen=True)
class Fresh:
    """How a house stands: days since the last visit, the cycle, and which of three it is."""

    state: str
    days: int | None
    cycle: int


def published() -> list[VisitRule]:
    """What was published, the newest first; one query."""
    return list(VisitRule.objects.order_by("-id")[:MOST_RULES])


def cycles(rules: list[VisitRule] | None = None) -> dict[str, int]:
    """The days of each kind of house as published now."""
    found: dict[str, int] = {kind.value: days for kind, days in FIRST.items()}
    now = timezone.now()
    for rule in reversed(published() if rules is None else rules):
        found |= {rule.kind: rule.days} if rule.valid_from <= now else {}
    return found


def of(house: House, known: dict[str, int], today: date | None = None) -> Fresh:
    """The freshness of one house; the shortest cycle that fits it holds."""
    cycle = min(known[kind] for kind in _kinds(house))
    if house.visited_on is None:
        return Fresh(NEVER, None, cycle)
    days = ((today or timezone.localdate()) - house.visited_on).days
    return Fresh(FRESH if days <= cycle else STALE, days, cycle)


def _kinds(house: House) -> list[str]:
    kinds = [Kind.EVERY.value]
    kinds += [Kind.RENTED.value] if house.rented else []
    return kinds + ([Kind.HAZARD.value] if house.hazards else [])


def fresh(known: dict[str, int], today: date | None = None) -> Q:
    """The same as a condition on houses: visited within every cycle that fits."""
    day = today or timezone.localdate()

    def within(kind: Kind) -> Q:
        return Q(visited_on__gte=day - timedelta(days=known[kind.value]))

    return (
        within(Kind.EVERY)
        & (Q(rented=False) | within(Kind.RENTED))
        & (Q(hazards="") | within(Kind.HAZARD))
    )
