"""Cases that somebody told of by telephone, or in which an address or a name stands written."""

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet

from yiwang.cases.models import Case
from yiwang.cases.visibility import visible
from yiwang.org.actors import Worker
from yiwang.search import queries as search

_TOLD = (
    "id", "number", "procedure", "category", "state", "confidential", "opened_at", "closed_at",
    "reporter__name",
)  # fmt: skip
# Shorter words stand in cases of anything.
LEAST_SIGNS = 6


def told_by(worker: Worker, phones: Collection[str], limit: int) -> list[dict[str, Any]]:
    """The cases told from these numbers that this worker may see, the newest first."""
    numbers = [one for one in phones if one]
    if not numbers:
        return []
    return _newest(visible(worker).filter(reporter__phone__in=numbers), limit)


def naming(worker: Worker, words: str, limit: int) -> list[dict[str, Any]]:
    """The cases in whose address or text these words stand as a whole, the newest first."""
    if len(words) < LEAST_SIGNS:
        return []
    rows = visible(worker).filter(pk__in=search.matching("case", words))
    return _newest(rows, limit)


def _newest(rows: QuerySet[Case], limit: int) -> list[dict[str, Any]]:
    return list(rows.order_by("-opened_at", "-id").values(*_TOLD)[:limit])
