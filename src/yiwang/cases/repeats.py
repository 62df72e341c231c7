"""Which cases may be about the same thing, and what the caller appealed before."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from yiwang.cases.models import Case
from yiwang.cases.visibility import visible
from yiwang.dials import queries as dials
from yiwang.kernel.bigrams import tokens
from yiwang.kernel.identifiers import phone
from yiwang.kernel.refusals import Invalid
from yiwang.org.actors import Worker

CANDIDATES = 300
LEAST_LIKENESS = 0.18
DEFAULT_DAYS = 30


@dataclass(frozen=True)
class Repeat:
    """A case that may be the same, with how alike its text is (0–1)."""

    case: Case
    likeness: float


@dataclass(frozen=True, kw_only=True)
class Reported:
    """What is known of a new appeal while it is being typed."""

    title: str = ""
    content: str = ""
    category: str = ""
    area: str = ""
    phone: str = ""


def repeats(worker: Worker, reported: Reported, *, limit: int = 5) -> list[Repeat]:
    """Recent cases of the same class or place with much the same words, the most alike first."""
    words = set(tokens(f"{reported.title} {reported.content}"))
    if len(words) < 4:
        return []
    found = [
        Repeat(case, round(_likeness(words, case), 2)) for case in _candidates(worker, reported)
    ]
    found = [repeat for repeat in found if repeat.likeness >= LEAST_LIKENESS]
    return sorted(found, key=lambda repeat: -repeat.likeness)[:limit]


def _candidates(worker: Worker, reported: Reported) -> list[Case]:
    category = dials.category(reported.category) if reported.category else None
    days = category.duplicate_days if category else DEFAULT_DAYS
    cases = visible(worker).filter(
        opened_at__gte=timezone.now() - timedelta(days=days), main_case="", confidential=False
    )
    near = Q()
    if reported.category:
        near |= Q(category=reported.category)
    if reported.area:
        near |= Q(area__startswith=reported.area)
    return list(cases.filter(near).order_by("-opened_at", "-id")[:CANDIDATES])


def _likeness(words: set[str], case: Case) -> float:
    """Shared pairs of characters over all of them (Jaccard)."""
    others = set(tokens(f"{case.title} {case.content}"))
    return len(words & others) / len(words | others) if others else 0.0


def earlier(worker: Worker, caller: str, *, limit: int = 8) -> list[Case]:
    """The caller's earlier cases by phone, the newest first."""
    try:
        number = phone(caller)
    except Invalid:
        return []
    cases: Any = visible(worker).filter(reporter__phone=number)
    return list(cases.order_by("-opened_at", "-id")[:limit])
