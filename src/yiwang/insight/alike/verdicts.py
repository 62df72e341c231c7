"""What people said of two cases: not the same matter, and taking that back; only appended."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from yiwang.insight.alike.models import Verdict
from yiwang.kernel.refusals import NotFound
from yiwang.org.actors import Worker

Kind = Verdict.Kind


class Said(NamedTuple):
    """One act: whom it held apart, who did, and when."""

    act: int
    case: int
    others: tuple[int, ...]
    by: str
    at: datetime


@transaction.atomic
def hold_apart(*, case: int, others: Iterable[int], worker: Worker) -> int:
    """This case is another matter than those; they are suggested together no more. The act."""
    pairs = [tuple(sorted((case, other))) for other in others if other != case]
    return _append(pairs, Kind.APART, worker)


@transaction.atomic
def withdraw(*, act: int, worker: Worker) -> set[int]:
    """Take an act back; the cases that it was about. Raises `NotFound`."""
    rows = list(Verdict.objects.filter(Q(act=act) | Q(pk=act), kind=Kind.APART))
    if not rows:
        raise NotFound("没有这条判断")
    _append([(row.left, row.right) for row in rows], Kind.WITHDRAWN, worker)
    return {case for row in rows for case in (row.left, row.right)}


def _append(pairs: Iterable[tuple[int, ...]], kind: str, worker: Worker) -> int:
    """Rows are never changed: the first one has no act, and names the others."""
    act = 0
    for left, right in pairs:
        row = Verdict.objects.create(
            left=left,
            right=right,
            kind=kind,
            act=act,
            person=worker.person_id,
            person_name=worker.person_name,
            duty=worker.duty.value,
        )
        act = act or row.pk
    return act


def held_apart(cases: set[int]) -> dict[int, set[int]]:
    """Whom people held apart among these cases; what was said last counts."""
    last: dict[tuple[int, int], str] = {}
    rows = Verdict.objects.filter(left__in=cases, right__in=cases).order_by("id")
    for left, right, kind in rows.values_list("left", "right", "kind"):
        last[left, right] = kind
    found: dict[int, set[int]] = defaultdict(set)
    for (left, right), kind in last.items():
        if kind == Kind.APART:
            found[left].add(right)
            found[right].add(left)
    return found


def lately(limit: int = 10) -> list[Said]:
    """The last acts that hold still, the newest first."""
    firsts = list(Verdict.objects.filter(kind=Kind.APART, act=0).order_by("-id")[: limit * 2])
    numbers = [row.pk for row in firsts]
    rows = Verdict.objects.filter(Q(pk__in=numbers) | Q(act__in=numbers), kind=Kind.APART)
    found: dict[int, list[Verdict]] = defaultdict(list)
    for row in rows.order_by("id"):
        found[row.act or row.pk].append(row)
    cases = {case for row in rows for case in (row.left, row.right)}
    apart = held_apart(cases)
    still = [row for row in firsts if row.right in apart.get(row.left, ())]
    return [_said(row, found[row.pk]) for row in still[:limit]]


def _said(first: Verdict, rows: list[Verdict]) -> Said:
    """The case that every row names is the one that was held apart."""
    ends = [{row.left, row.right} for row in rows]
    common = set.intersection(*ends)
    case = max(common) if common else first.right
    others = tuple(sorted(set.union(*ends) - {case}))
    return Said(first.pk, case, others, first.person_name, first.at)
