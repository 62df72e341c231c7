"""What the measures count of checks, now or as it was known at a moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from yiwang.hub.quality.models import QualityRun


@dataclass(frozen=True)
class Measured:
    """A check as the measures count it: values that were evaluated, and those found right.

    `replaced`: the same version was checked once more, by other rules or by hand, so that this
    check does not count.
    """

    id: int
    unit: int
    resource: str
    version: int
    rows: int
    evaluated: int
    passed: int
    bad_rows: int
    checked_at: datetime
    replaced: bool


def measured(after: int = 0, at: datetime | None = None) -> Iterator[Measured]:
    """The checks with higher numbers than `after`, in their order; `at`: known at that moment.

    Two queries. Checks are never changed, so that what was known then can be told later too.
    """
    runs = QualityRun.objects.order_by("id")
    if at is not None:
        runs = runs.filter(ended_at__lte=at)
    newest = {(resource, version): pk for pk, resource, version in
              runs.values_list("id", "resource_id", "version")}  # fmt: skip
    for run in runs.filter(id__gt=after).select_related("resource").iterator(chunk_size=500):
        yield _measured(run, newest[run.resource_id, run.version] != run.pk)


def _measured(run: QualityRun, replaced: bool) -> Measured:
    evaluated = sum(one["evaluated"] for one in run.found)
    return Measured(
        id=run.pk,
        unit=run.resource.unit_id,
        resource=run.resource.key,
        version=run.version,
        rows=run.rows,
        evaluated=evaluated,
        passed=evaluated - sum(one["broken"] for one in run.found),
        bad_rows=run.listed,
        checked_at=run.ended_at,
        replaced=replaced,
    )
