"""Looks for the like of each case that changed, and keeps which look like one matter."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from yiwang.cases import texts
from yiwang.insight.alike import callers, grouping
from yiwang.insight.alike.models import Entry, Member, Pair
from yiwang.insight.alike.nearest import Found, nearest, wanted_of

MOST = 20
# After the first building: what is older is not brought together any more.
LOOK_BACK = timedelta(days=120)
CHUNK = 200


def look(cases: list[int]) -> None:
    """Find the like of these cases, group them anew, and see who called again."""
    touched: set[int] = set()
    for case in texts.cases(cases):
        touched |= _pair(case)
    grouping.group(touched | set(cases))
    callers.count(cases)


def look_at_all() -> None:
    """All cases in hand, once the index is built."""
    since = timezone.now() - LOOK_BACK
    rows = Entry.objects.filter(open=True, opened_at__gte=since).order_by("case")
    cases = list(rows.values_list("case", flat=True))
    for start in range(0, len(cases), CHUNK):
        look(cases[start : start + CHUNK])


@transaction.atomic
def _pair(case: Any) -> set[int]:
    """Keep the pairs of a case in hand; of one that is not, none. The cases at their other ends."""
    mine = Pair.objects.filter(Q(left=case.pk) | Q(right=case.pk))
    touched = {one for pair in mine.values_list("left", "right") for one in pair}
    mine.delete()
    if case.confidential or case.closed_at is not None or case.main_case:
        Member.objects.filter(case=case.pk).delete()
        return touched
    found = {one.case: one for one in nearest(wanted_of(case), limit=MOST)}
    unfinished = Entry.objects.filter(case__in=found, open=True).values_list("case", flat=True)
    Pair.objects.bulk_create([_row(case.pk, found[other]) for other in unfinished])
    return touched | set(unfinished)


def _row(case: int, found: Found) -> Pair:
    left, right = sorted((case, found.case))
    return Pair(
        left=left,
        right=right,
        sure=found.sure,
        places="、".join(found.places)[:120],
        matter="、".join(found.matter)[:120],
    )
