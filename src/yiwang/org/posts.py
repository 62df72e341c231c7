"""Gives and ends posts and names deputies, as an administrator does it; each change is kept."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Conflict, NotNow
from yiwang.org import actions
from yiwang.org.actors import Worker
from yiwang.org.changes import About, note
from yiwang.org.models import Deputy, Person, Post, Unit

SUBJECT = "post"


@dataclass(frozen=True, kw_only=True)
class Absence:
    """From when to when somebody is away, and why."""

    since: datetime
    until: datetime
    reason: str = ""


@transaction.atomic
def give(*, person: Person, unit: Unit, duty: Duty, by: Worker) -> Post:
    """Let a person work in a unit under a duty. Raises `Conflict` when they do already."""
    if Post.objects.filter(person=person, unit=unit, duty=duty.value, until=None).exists():
        raise Conflict("{person}在该单位已有这个岗位", person=person.name)
    post = actions.give_post(person=person, unit=unit, duty=duty)
    note(about=_about(post), what=gettext_noop("授予岗位"), by=by, detail=_where(post))
    return post


@transaction.atomic
def end(*, post: Post, by: Worker) -> None:
    """End a post. Raises `NotNow` where nobody would be left who could do what must be done."""
    if post.until is not None:
        raise NotNow("这个岗位已经结束")
    _check_somebody_is_left(post)
    actions.end_post(post=post)
    note(about=_about(post), what=gettext_noop("结束岗位"), by=by, detail=_where(post))


def _check_somebody_is_left(post: Post) -> None:
    others = Post.objects.filter(duty=post.duty, person__is_active=True, unit__active=True)
    others = others.filter(since__lte=timezone.now(), until=None).exclude(pk=post.pk)
    if post.duty == Duty.ADMINISTRATOR and not others.exists():
        raise NotNow("这是最后一位系统管理员，请先授予他人")
    reviews = post.duty == Duty.REVIEWER and post.unit.reviews_replies
    if reviews and not others.filter(unit=post.unit).exists():
        raise NotNow("{unit}的答复须经审核，这是最后一位审核人，请先授予他人", unit=post.unit.name)


@transaction.atomic
def deputise(*, post: Post, person: Person, absence: Absence, by: Worker) -> Deputy:
    """Let somebody stand in for a post during an absence."""
    deputy = actions.name_deputy(
        post=post,
        person=person,
        since=absence.since,
        until=absence.until,
        reason=absence.reason,
    )
    span = "–".join(f"{timezone.localtime(m):%Y-%m-%d %H:%M}" for m in (deputy.since, deputy.until))
    detail = f"{person.name} → {post.person.name}（{_where(post)}）{span} {absence.reason}"
    note(about=_about(post), what=gettext_noop("设置代理"), by=by, detail=detail)
    return deputy


def _where(post: Post) -> str:
    return f"{post.unit.name} {post.duty_label}"


def _about(post: Post) -> About:
    return About(subject=SUBJECT, number=post.pk, name=post.person.name)
