"""Every write of topics: what a search found, what people add; nothing is written to a case."""

import time
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from yiwang.cases import said
from yiwang.insight.topics import queries
from yiwang.insight.topics.finding import Found, Kind, find
from yiwang.insight.topics.matching import matched
from yiwang.insight.topics.models import (
    Effort,
    EffortStep,
    Topic,
    TopicCase,
    TopicDial,
    TopicName,
    TopicRun,
)
from yiwang.insight.topics.naming import BETWEEN, LONGEST
from yiwang.insight.topics.rising import Direction, by_week
from yiwang.insight.topics.texts import Text
from yiwang.kernel.masking import free_text
from yiwang.kernel.refusals import Invalid, NotAllowed
from yiwang.org import queries as org
from yiwang.org.actors import Worker

# A search reads no more than so many cases, the newest; it says so in its run.
MOST = 400_000
WEEKS, LEAST = range(6, 105), range(2, 101)
NAME, AIM, STEP = 30, 200, 400


def search(*, now: datetime | None = None) -> TopicRun:
    """Look for topics in the last weeks; the same log gives the same topics."""
    begun = time.monotonic()
    until = timezone.localdate(now)
    weeks, least = queries.dial()
    first, _ = queries.span(until)
    texts = _texts(first, until)
    found = find(texts, until=until, weeks=weeks, least=least)
    district = by_week([text.on for text in texts], until, weeks)
    with transaction.atomic():
        run = TopicRun.objects.create(
            at=timezone.now(),
            until=until,
            weeks=weeks,
            cases=len(texts),
            topics=len(found),
            seconds=0,
            district=district,
        )
        _keep(run, found, {text.key: text for text in texts})
        run.seconds = round(time.monotonic() - begun, 2)
        run.save(update_fields=["seconds"])
    return run


def _texts(first: date, until: date) -> list[Text]:
    begin, end = (
        timezone.make_aware(datetime.combine(day, datetime.min.time()))
        for day in (first, until + timedelta(days=1))
    )
    rows = said.said(begin, end, queries.acted_upon(first))
    return [
        Text(
            key=row.id,
            title=row.title,
            content=row.content,
            on=row.on,
            who=row.who,
            people=row.people,
            area=row.area,
            category=row.category,
            unit=row.unit,
        )
        for row in rows
    ][-MOST:]


def _keep(run: TopicRun, found: list[Found], texts: dict[int, Text]) -> None:
    """Topics that go on keep their numbers; those that were not found again have ceased."""
    topics = Topic.objects.in_bulk()
    before: dict[int, set[int]] = {}
    rows = TopicCase.objects.values_list("topic_id", "case_id")
    for number, case in rows.iterator(chunk_size=5000):
        if case in texts:
            before.setdefault(number, set()).add(case)
    across = {number: topic.kind == Topic.Kind.ACROSS for number, topic in topics.items()}
    same = matched(
        [(frozenset(one.keys), one.kind is Kind.ACROSS) for one in found],
        {number: (frozenset(cases), across[number]) for number, cases in before.items()},
    )
    for at, one in enumerate(found):
        topic = topics[same[at]] if at in same else Topic()
        _take(run, topic, one, texts)
    gone = [number for number in topics if number not in same.values()]
    ended = Topic.objects.filter(pk__in=gone).exclude(direction=Topic.Direction.GONE)
    ended.update(direction=Topic.Direction.GONE, since=None, heat=0)


def _take(run: TopicRun, topic: Topic, one: Found, texts: dict[int, Text]) -> None:
    rose = topic.direction == Topic.Direction.RISING
    since = one.trend.since
    if rose and one.trend.direction is Direction.RISING and topic.since and since:
        since = min(since, topic.since)
    days = [texts[key].on for key in one.keys]
    units = Counter(texts[key].unit for key in one.keys if texts[key].unit)
    if not topic.named:
        topic.name = called(one)
    topic.kind, topic.direction, topic.since = one.kind, one.trend.direction, since
    topic.first_on = min([*days, topic.first_on] if topic.pk else days)
    topic.last_on = max(days)
    topic.people, topic.cases, topic.heat = one.people, len(one.keys), one.heat
    topic.weeks, topic.words = list(one.weeks), list(one.words)
    topic.area, topic.category, topic.run = one.area, one.category, run
    topic.unit_id = min(units, key=lambda unit: (-units[unit], unit), default=None)
    topic.save()
    _members(topic, one, texts)


def _members(topic: Topic, one: Found, texts: dict[int, Text]) -> None:
    """Cases of before the weeks that were looked at stay with the topic."""
    TopicCase.objects.filter(topic=topic, case_id__in=list(texts)).delete()
    kept = TopicCase.objects.filter(topic=topic)
    voice_of = {key: min(voice.texts) for voice in one.voices for key in voice.texts}
    rows = [
        TopicCase(topic=topic, case_id=key, rank=rank, voice=voice_of[key], on=texts[key].on)
        for rank, key in enumerate(one.keys)
    ]
    if older := kept.count():
        topic.cases = older + len(rows)
        topic.save(update_fields=["cases"])
    TopicCase.objects.bulk_create(rows, batch_size=1000)


def called(one: Found) -> str:
    """The name of a found topic, with the name of its community where the words tell no place."""
    where = "" if one.name.place or not one.area else _area_name(one.area)
    words = free_text(str(one.name))[0]
    room = LONGEST - len(where) - len(BETWEEN)
    fits = where and where[:2] not in words and len(words) <= room
    return f"{where}{BETWEEN}{words}" if fits else words


def _area_name(code: str) -> str:
    found = org.area(code)
    return found.name if found else ""


@transaction.atomic
def rename(*, number: int, name: str, by: Worker) -> Topic:
    """A person names a topic; no later search changes it. Raises `Invalid`."""
    _check_may(by)
    topic = queries.topic(number)
    name = " ".join(name.split())
    if not 2 <= len(name) <= NAME:
        raise Invalid("名称须为2至30个字", fields={"name": "名称须为2至30个字"})
    TopicName.objects.create(
        topic=topic, name=name, given_by=by.person_name, given_at=timezone.now()
    )
    topic.name, topic.named = name, True
    topic.save(update_fields=["name", "named"])
    return topic


@transaction.atomic
def take_up(*, number: int, unit: int, aim: str, days: tuple[date, date], by: Worker) -> Effort:
    """Take a topic up: who leads, to what aim, from which day and until when."""
    _check_may(by)
    topic = queries.topic(number)
    acted_on, due_on = days
    _check_text(aim, "aim", AIM)
    if due_on <= acted_on:
        raise Invalid("完成期限应晚于开始治理的日期", fields={"due_on": "应晚于开始治理的日期"})
    if any(not queries.closed(one) for one in queries.efforts(number)):
        raise Invalid("本专题正在治理，请先结题")
    return Effort.objects.create(
        topic=topic,
        unit=org.unit(unit),
        aim=aim.strip(),
        acted_on=acted_on,
        due_on=due_on,
        taken_by=by.person_name,
        taken_at=timezone.now(),
    )


@transaction.atomic
def note(*, effort: int, kind: str, text: str, on: date, by: Worker) -> EffortStep:
    """What was done, or that the effort ends. Raises `Invalid`."""
    _check_may(by)
    one = queries.effort(effort)
    _check_text(text, "text", STEP)
    if kind not in EffortStep.Kind.values:
        raise Invalid("请从列表中选择")
    if on > timezone.localdate():
        raise Invalid("日期不能晚于今天", fields={"on": "日期不能晚于今天"})
    if queries.closed(one):
        raise Invalid("已经结题，不能再记录")
    return EffortStep.objects.create(
        effort=one,
        kind=kind,
        text=text.strip(),
        on=on,
        by=by.person_name,
        at=timezone.now(),
    )


@transaction.atomic
def publish_dial(*, weeks: int, least: int, basis: str, by: Worker) -> TopicDial:
    """How many weeks the next search looks at, and how many people make a topic."""
    _check_may(by)
    if weeks not in WEEKS:
        raise Invalid("研判周数须为6至104", fields={"weeks": "须为6至104"})
    if least not in LEAST:
        raise Invalid("最少人数须为2至100", fields={"least": "须为2至100"})
    _check_text(basis, "basis", AIM)
    return TopicDial.objects.create(
        weeks=weeks,
        least=least,
        basis=basis.strip(),
        published_by=by.person_name,
        published_at=timezone.now(),
    )


def _check_may(worker: Worker) -> None:
    if worker.duty not in queries.ACT:
        raise NotAllowed("只有督办员可以立题、命名和结题")


def _check_text(text: str, field: str, longest: int) -> None:
    if not 2 <= len(text.strip()) <= longest:
        raise Invalid(
            "请填写2至{longest}个字", longest=longest, fields={field: f"请填写2至{longest}个字"}
        )
