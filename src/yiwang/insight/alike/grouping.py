"""Cases that look alike as groups; whom people held apart is never in one group again."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from yiwang.cases import texts
from yiwang.insight.alike.models import Group, Member, Pair
from yiwang.insight.alike.people import people
from yiwang.insight.alike.verdicts import held_apart

# A group does not grow without end; more cases than this are no help to anybody.
MOST = 500


@transaction.atomic
def group(cases: Iterable[int]) -> None:
    """Reckon the groups around these cases anew."""
    around = _around(set(cases))
    former = dict(Member.objects.filter(case__in=around).values_list("case", "group_id"))
    Member.objects.filter(case__in=around).delete()
    taken: set[int] = set()
    for members in _groups(around):
        _keep(members, former, taken)
    left = Group.objects.filter(pk__in=set(former.values()) - taken)
    left.filter(members=None).delete()


def _around(cases: set[int]) -> set[int]:
    """These, their like, and all that are in a group with one of them."""
    found = set(cases)
    while len(found) < MOST:
        groups = Member.objects.filter(case__in=found).values("group_id")
        more = set(Member.objects.filter(group_id__in=groups).values_list("case", flat=True))
        for pair in Pair.objects.filter(Q(left__in=found) | Q(right__in=found)):
            more |= {pair.left, pair.right}
        if more <= found:
            break
        found |= more
    return found


def _groups(cases: set[int]) -> list[list[int]]:
    """What hangs together, the surest first; never across two that people held apart."""
    apart = held_apart(cases)
    at: dict[int, set[int]] = {}
    rows = Pair.objects.filter(left__in=cases, right__in=cases).order_by("-sure", "left", "right")
    for left, right in rows.values_list("left", "right"):
        one, other = at.setdefault(left, {left}), at.setdefault(right, {right})
        if one is other or _forbidden(one, other, apart):
            continue
        one |= other
        for case in other:
            at[case] = one
    found = {id(some): some for some in at.values() if len(some) > 1}
    return [sorted(some) for some in found.values()]


def _forbidden(one: set[int], other: set[int], apart: dict[int, set[int]]) -> bool:
    return any(apart.get(case, set()) & other for case in one)


def _keep(members: list[int], former: dict[int, int], taken: set[int]) -> None:
    """One group, under its former number where most of it was in one."""
    times = texts.opened(members)
    told = {
        "cases": len(members),
        "people": people([members])[0],
        "first_at": min(times),
        "last_at": max(times),
    }
    before = Counter(former[case] for case in members if case in former)
    number = next((one for one, _ in before.most_common() if one not in taken), None)
    kept = Group.objects.update_or_create(pk=number, defaults=told)[0]
    taken.add(kept.pk)
    Member.objects.bulk_create([Member(case=case, group=kept) for case in members])


def pairs_among(cases: Iterable[int]) -> dict[int, list[Pair]]:
    """The pairs of each of these cases with others of them, the surest first."""
    wanted = set(cases)
    found: dict[int, list[Pair]] = defaultdict(list)
    for pair in Pair.objects.filter(left__in=wanted, right__in=wanted).order_by("-sure"):
        found[pair.left].append(pair)
        found[pair.right].append(pair)
    return found
