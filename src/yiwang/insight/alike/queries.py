"""Everything that is read of this room: hints, groups with their reasons, who called again."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime

from yiwang.cases import queries as cases
from yiwang.cases import texts
from yiwang.insight.alike import callers, grouping, verdicts
from yiwang.insight.alike.actions import may_judge, merges
from yiwang.insight.alike.models import Group, Member, Pair
from yiwang.insight.alike.nearest import Found, Wanted, nearest, wanted_of
from yiwang.insight.alike.people import people
from yiwang.insight.alike.sketch import sketch
from yiwang.org.actors import Worker

__all__ = ["callers", "may_judge"]

PAGE_SIZE = 10
# So many people make a group appeal (群体诉求).
MANY_PEOPLE = 5
SHOWN_CASES = 20


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is known of an appeal while it is typed."""

    title: str = ""
    content: str = ""
    address: str = ""
    category: str = ""
    area: str = ""
    point: tuple[float, float] | None = None

    @property
    def wanted(self) -> Wanted:
        """What is sought for it."""
        # As a case gets its title where nobody wrote one.
        read = sketch(self.title or self.content[:30], self.content, self.address)
        return Wanted(sketch=read, category=self.category, area=self.area, point=self.point)


@dataclass(frozen=True)
class Hint:
    """A case that is likely the same matter, with what speaks for it."""

    case: Any
    found: Found

    @property
    def percent(self) -> int:
        """How sure, in hundredths."""
        return min(99, int(self.found.sure * 100))


@dataclass(frozen=True)
class Line:
    """A case of a group: what it shares with the surest other, and whether it may be merged."""

    case: Any
    pair: Pair | None
    may_merge: bool


@dataclass(frozen=True)
class Shown:
    """A group as people see it; the first case is the one to merge into."""

    group: Group
    lines: list[Line]
    people: int
    channels: list[tuple[str, int]]
    units: list[str]
    places: list[str]
    more: int

    @property
    def many(self) -> bool:
        """Whether it is a group appeal."""
        return self.people >= MANY_PEOPLE

    @property
    def may_merge(self) -> bool:
        """Whether any of it may be merged by who looks at it."""
        return any(line.may_merge for line in self.lines[1:])

    @property
    def days(self) -> int:
        """From the first case to the last."""
        return (self.group.last_at - self.group.first_at).days


@dataclass(frozen=True)
class Page:
    """Groups, and where the next page begins; empty at the end."""

    groups: list[Shown]
    following: str


def hints(worker: Worker, told: Told, limit: int = 5) -> list[Hint]:
    """Cases that are likely the same matter; only those that the worker may see."""
    found = nearest(told.wanted, limit=limit * 3)
    rows = texts.seen(worker, [one.case for one in found])
    seen = [Hint(rows[one.case], one) for one in found if one.case in rows]
    return [hint for hint in seen if not hint.case.main_case][:limit]


def again(worker: Worker, phone: str, told: Told) -> callers.Again | None:
    """What is known of who calls now."""
    return callers.again(worker, phone, told.wanted)


def again_of(worker: Worker, case: Any) -> callers.Again | None:
    """What is known of who told a case."""
    if case.reporter is None or not case.reporter.phone:
        return None
    return callers.again(worker, case.reporter.phone, wanted_of(case))


def groups(worker: Worker, *, after: str = "", only_many: bool = False) -> Page:
    """Groups of cases in hand, the one with the newest case first."""
    rows = Group.objects.order_by("-last_at", "-id")
    if only_many:
        rows = rows.filter(people__gte=MANY_PEOPLE)
    found = list(_behind(rows, after)[: PAGE_SIZE + 1])
    following = ""
    if len(found) > PAGE_SIZE:
        last = found[PAGE_SIZE - 1]
        following = f"{last.last_at.isoformat()}_{last.pk}"
    return Page(_shown(worker, found[:PAGE_SIZE]), following)


def _behind(rows: QuerySet[Group], after: str) -> QuerySet[Group]:
    moment, _, number = after.partition("_")
    at: datetime | None = parse_datetime(moment) if number.isdigit() else None
    if at is None:
        return rows
    return rows.filter(Q(last_at__lt=at) | Q(last_at=at, id__lt=int(number)))


def _shown(worker: Worker, found: list[Group]) -> list[Shown]:
    """Read for all groups of a page together."""
    members: dict[int, list[int]] = {group.pk: [] for group in found}
    for case, group in Member.objects.filter(group__in=found).values_list("case", "group_id"):
        members[group].append(case)
    every = [case for some in members.values() for case in some]
    seen = texts.seen(worker, every)
    pairs = grouping.pairs_among(seen)
    counted = people([members[group.pk] for group in found])
    shown = []
    for group, many in zip(found, counted, strict=True):
        rows = [seen[case] for case in members[group.pk] if case in seen]
        rows = [row for row in rows if row.closed_at is None and not row.main_case]
        if len(rows) > 1:
            rows.sort(key=lambda row: (row.opened_at, row.pk))
            shown.append(_group(worker, group, rows, pairs, many))
    return shown


def _group(
    worker: Worker, group: Group, rows: list[Any], pairs: dict[int, list[Pair]], many: int
) -> Shown:
    lines = [
        Line(row, next(iter(pairs.get(row.pk, ())), None), _may_merge(worker, row))
        for row in rows[:SHOWN_CASES]
    ]
    names = [row.lead_unit.name for row in rows if row.lead_unit]
    words = [word for line in lines if line.pair for word in line.pair.places.split("、") if word]
    return Shown(
        group=group,
        lines=lines,
        people=many,
        channels=Counter(row.channel for row in rows).most_common(),
        units=list(dict.fromkeys(names)),
        places=[word for word, _ in Counter(words).most_common(3)],
        more=max(0, len(rows) - SHOWN_CASES),
    )


def _may_merge(worker: Worker, case: Any) -> bool:
    """As the engine says: the duty, the state, and nobody checks their own work."""
    return any(
        merges(item.action) and item.refusal is None
        for item in cases.possible_actions(case, worker)
    )


def held_apart_lately(worker: Worker) -> list[tuple[verdicts.Said, Any, list[Any]]]:
    """What was said to be different matters, to be taken back: with the cases that are seen."""
    said = verdicts.lately()
    wanted = {case for one in said for case in (one.case, *one.others)}
    rows = texts.seen(worker, wanted)
    return [
        (one, rows[one.case], [rows[case] for case in one.others if case in rows])
        for one in said
        if one.case in rows
    ]


def members(worker: Worker, group: int) -> dict[str, Any]:
    """The cases of a group that a worker may see, by their numbers."""
    found = Member.objects.filter(group_id=group).values_list("case", flat=True)
    return {row.number: row for row in texts.seen(worker, found).values()}
