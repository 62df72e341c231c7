"""Every write by people: what is owed, pauses, the ladder, more time asked for and decided."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from yiwang.engine.duties import OUTSIDE, Duty
from yiwang.hub.feeds.models import Feed
from yiwang.hub.reminders import queries
from yiwang.hub.reminders.judging import Step
from yiwang.hub.reminders.models import Decision, Expectation, Extension, Ladder, Pause, Rule
from yiwang.hub.reminders.spans import Requirement
from yiwang.hub.reminders.words import State
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotNow
from yiwang.org.actors import Worker

# More time than this is another rule, not an extension.
LONGEST = timedelta(days=60)
LONGEST_PAUSE = timedelta(days=400)


@transaction.atomic
def publish_rule(*, feed: Feed, wanted: Requirement, reason: str, by: Worker) -> Rule:
    """What a feed owes from now on; what is not due yet is written down anew."""
    _keeper(by)
    now = timezone.now()
    row = Rule.objects.create(
        feed=feed,
        **asdict(wanted),
        reason=_said(reason),
        at_moment=now,
        by_id=by.person_id,
        by_name=by.person_name,
    )
    untouched = Expectation.objects.filter(
        feed=feed, due_at__gt=now, settled_at=None, level=0, extensions=None
    )
    untouched.delete()
    return row


@transaction.atomic
def pause(*, feed: Feed, first: date, last: date, reason: str, by: Worker) -> Pause:
    """Nothing is owed on these days (免报). Raises `NotAllowed`, `Missing` or `Invalid`."""
    _keeper(by)
    if not first <= last <= first + LONGEST_PAUSE:
        raise Invalid("止日应不早于起日，最长400天", fields={"last": "止日应不早于起日，最长400天"})
    return Pause.objects.create(
        feed=feed,
        first=first,
        last=last,
        reason=_said(reason),
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


@transaction.atomic
def publish_ladder(*, steps: tuple[Step, ...], basis: str, by: Worker) -> Ladder:
    """Who is told how long after the limit. Raises `NotAllowed`, `Missing` or `Invalid`."""
    _keeper(by)
    afters = [step.after for step in steps]
    if not steps or afters != sorted(set(afters)) or afters[0] != 0 or len(steps) > 9:
        raise Invalid("级次应从0分钟开始，逐级增加，最多9级")
    if any(not step.duties or set(step.duties) & OUTSIDE for step in steps):
        raise Invalid("每一级都要写明提醒哪些岗位")
    if [step.severe for step in steps] != sorted(step.severe for step in steps):
        raise Invalid("严重逾期之后的级次都是严重逾期")
    plain = [
        {"after": s.after, "duties": [d.value for d in s.duties], "severe": s.severe} for s in steps
    ]
    return Ladder.objects.create(
        steps=plain,
        basis=_said(basis),
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


@transaction.atomic
def ask_extension(*, number: int, until: datetime, reason: str, by: Worker) -> Extension:
    """The unit's steward asks for more time, before or after the due moment.

    Raises `NotAllowed`, `NotNow` for what came or waits for a decision, `Missing`, `Invalid`.
    """
    if by.duty is not Duty.DATA_STEWARD or by.person_id is None:
        raise NotAllowed("延期由提供单位的数据专员申请")
    row = _locked(number, by)
    if row.feed.resource.unit_id != by.unit_id:
        raise NotAllowed("延期由提供单位的数据专员申请")
    if row.extensions.filter(decision=None).exists():
        raise NotNow("已有一份延期申请在等待审定")
    _check_until(until, row)
    return Extension.objects.create(
        expectation=row,
        until=until,
        reason=_said(reason, 500),
        at=timezone.now(),
        by_id=by.person_id,
        by_name=by.person_name,
    )


@dataclass(frozen=True)
class Verdict:
    """What is decided on a request; without `until` it is what was asked."""

    granted: bool
    note: str = ""
    until: datetime | None = None


@transaction.atomic
def decide(*, number: int, verdict: Verdict, by: Worker) -> Decision:
    """The data officer decides, never on their own request.

    More time that is granted begins the telling anew: under the new limit, once more.
    """
    _keeper(by)
    asked = queries.extension(number)
    row = _locked(asked.expectation_id, by)
    if hasattr(asked, "decision"):
        raise NotNow("这份申请已经审定")
    if by.person_id is None or by.person_id == asked.by_id:
        raise NotAllowed("延期申请须由申请者以外的人审定", rule="separation")
    if not verdict.granted and not verdict.note.strip():
        raise Missing("不同意的请写明理由", fields={"note": "不同意的请写明理由"})
    until = (verdict.until or asked.until) if verdict.granted else None
    now = timezone.now()
    if until is not None:
        _check_until(until, row)
        row.extended_to, row.level, row.state, row.changed_at = until, 0, State.NORMAL, now
        row.save(update_fields=["extended_to", "level", "state", "changed_at"])
    return Decision.objects.create(
        extension=asked,
        granted=verdict.granted,
        until=until,
        note=verdict.note.strip()[:500],
        at=now,
        by_id=by.person_id,
        by_name=by.person_name,
    )


def _locked(number: int, by: Worker) -> Expectation:
    queries.expectation(number, by)
    row = Expectation.objects.select_for_update(of=("self",)).get(pk=number)
    if row.settled_at is not None:
        raise NotNow("这一期已经报送或免报，不需要延期")
    return row


def _check_until(until: datetime, row: Expectation) -> None:
    now = timezone.now()
    if until <= max(now, row.limit):
        words = gettext_noop("延至的时间应晚于现在和原截止时间")
        raise Invalid(words, fields={"until": words})
    if until > max(now, row.due_at) + LONGEST:
        words = gettext_noop("延期最长60天；更长的请调整报送要求")
        raise Invalid(words, fields={"until": words})


def _said(reason: str, most: int = 200) -> str:
    if not reason.strip():
        raise Missing("请填写理由", fields={"reason": "请填写理由"})
    return reason.strip()[:most]


def _keeper(by: Worker) -> None:
    if by.duty is not Duty.DATA_OFFICER:
        raise NotAllowed("催报由数据管理员维护")
