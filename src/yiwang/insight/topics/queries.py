"""Everything that is read of topics."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from yiwang.cases import said
from yiwang.engine.duties import Duty
from yiwang.insight.topics.effect import LONGEST, Effect, dispersion, effect, spans
from yiwang.insight.topics.effect import Side as EffectSide
from yiwang.insight.topics.models import (
    Effort,
    EffortStep,
    Topic,
    TopicCase,
    TopicDial,
    TopicName,
    TopicRun,
)
from yiwang.insight.topics.rising import begin_of, by_week
from yiwang.kernel.refusals import NotFound

# Who looks at topics, and who takes one up.
LOOK = (Duty.SUPERVISOR, Duty.LEADER, Duty.ASSESSOR, Duty.DISPATCHER, Duty.SHIFT_LEADER)
ACT = (Duty.SUPERVISOR,)
# By birth, until somebody publishes other figures.
WEEKS, LEAST = 12, 3
MOST = 200


def dial() -> tuple[int, int]:
    """How many weeks are looked at, and how many people make a topic."""
    last = TopicDial.objects.order_by("-id").first()
    return (last.weeks, last.least) if last else (WEEKS, LEAST)


def span(until: date) -> tuple[date, date]:
    """The days that a search on this day looks at."""
    weeks, _ = dial()
    return begin_of(0, until, weeks), until


def dials() -> list[TopicDial]:
    """What was published, the newest first."""
    return list(TopicDial.objects.order_by("-id")[:20])


def last_run() -> TopicRun | None:
    """The last search for topics."""
    return TopicRun.objects.order_by("-id").first()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list of topics is narrowed to; empty means all."""

    area: str = ""
    category: str = ""
    direction: str = ""
    kind: str = ""
    days: int = 0
    taken: bool = False


def topics(wanted: Wanted | None = None) -> list[Topic]:
    """Topics by heat; those that ceased only where somebody asks for them or took them up."""
    wanted = wanted or Wanted()
    rows = Topic.objects.select_related("unit", "run").prefetch_related("efforts__steps")
    rows = rows.filter(area__startswith=wanted.area, category__startswith=wanted.category)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.taken:
        rows = rows.filter(efforts__isnull=False).distinct()
    elif wanted.direction:
        rows = rows.filter(direction=wanted.direction)
    else:
        rows = rows.exclude(direction=Topic.Direction.GONE)
    if wanted.days:
        rows = rows.filter(last_on__gte=timezone.localdate() - timedelta(days=wanted.days))
    return list(rows.order_by("-heat", "id")[:MOST])


def topic(number: int) -> Topic:
    """One topic. Raises `NotFound`."""
    found = Topic.objects.select_related("unit", "run").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这个专题")
    return found


def names(number: int) -> list[TopicName]:
    """The names that people gave, the newest first."""
    return list(TopicName.objects.filter(topic_id=number).order_by("-id"))


def members(number: int) -> QuerySet[TopicCase]:
    """The cases of a topic, those that stand best for it first."""
    return TopicCase.objects.filter(topic_id=number).order_by("rank", "id")


def topics_of_case(case: int) -> list[Topic]:
    """The topics that a case belongs to."""
    return list(Topic.objects.filter(members__case_id=case).order_by("-heat", "id"))


def efforts(number: int) -> list[Effort]:
    """Each time a topic was taken up, the newest first."""
    rows = Effort.objects.filter(topic_id=number).select_related("unit", "topic")
    return list(rows.prefetch_related("steps").order_by("-id"))


def effort(number: int) -> Effort:
    """One effort. Raises `NotFound`."""
    found = Effort.objects.select_related("topic", "unit").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这项专题治理")
    return found


def closed(one: Effort) -> bool:
    """Whether an effort has ended."""
    return any(step.kind == EffortStep.Kind.CLOSED for step in one.steps.all())


def acted_upon(since: date) -> list[int]:
    """The cases of topics that are being acted upon: a search keeps looking for more of them."""
    ended = EffortStep.objects.filter(kind=EffortStep.Kind.CLOSED, on__lt=since).values("effort")
    topics_ = Effort.objects.exclude(pk__in=ended).values("topic")
    rows = TopicCase.objects.filter(topic__in=topics_).order_by("case_id")
    return list(rows.values_list("case_id", flat=True).distinct())


def effect_of(one: Effort, until: date | None = None) -> Effect:
    """What changed since something was done, set against everything else in the district."""
    until = until or timezone.localdate()
    rows = list(members(one.topic_id).values_list("on", "voice"))
    others = said.counts_by_day(one.acted_on - timedelta(days=LONGEST), until)
    first = max(min(others, default=one.acted_on), _searched_from())
    own = Counter(day for day, _ in rows)
    sides = []
    for begin, end in spans(one.acted_on, until, first):
        voices = len({voice for day, voice in rows if begin <= day < end})
        whole = sum(count for day, count in others.items() if begin <= day < end)
        mine = sum(count for day, count in own.items() if begin <= day < end)
        sides.append(EffectSide(voices, max(0, whole - mine), (end - begin).days))
    weeks = by_week([day for day, _ in rows], one.acted_on - timedelta(days=1), LONGEST // 7)
    return effect(*sides, spread=dispersion(weeks[-max(1, sides[0].days // 7) :]))


def _searched_from() -> date:
    """The first day that any search looked at: before it no case is known to be of a topic."""
    runs = TopicRun.objects.values_list("until", "weeks").distinct()
    return min((begin_of(0, until, weeks) for until, weeks in runs), default=date.max)


def reported(first: date, last: date, most: int) -> list[tuple[Topic, int]]:
    """The topics with most voices between two days, for a report; with how many they were."""
    rows = TopicCase.objects.filter(on__gte=first, on__lte=last).order_by()
    counts = rows.values_list("topic").annotate(number=Count("voice", distinct=True))
    many = sorted(((count, -key) for key, count in counts if count >= LEAST), reverse=True)[:most]
    found = Topic.objects.select_related("unit").in_bulk([-key for _, key in many])
    return [(found[-key], count) for count, key in many]
