"""More time is asked with a reason by the unit, and decided by the data officer, never oneself."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.hub.reminders.conftest import Owing
from yiwang.engine.duties import Duty
from yiwang.hub.feeds.models import Feed
from yiwang.hub.reminders import actions, following, measured, queries
from yiwang.hub.reminders.actions import Verdict
from yiwang.hub.reminders.judging import LADDER, Step
from yiwang.hub.reminders.models import Expectation
from yiwang.hub.reminders.words import State
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed, NotFound, NotNow


@pytest.fixture
def late(owing: Owing) -> Expectation:
    """A delivery that is late now."""
    now = timezone.now()
    Feed.objects.update(published_at=now - timedelta(days=12))
    following.follow(now)
    return Expectation.objects.exclude(level=0).earliest("due_at")


def ask(owing: Owing, row: Expectation, days: int = 3, reason: str = "上游系统检修"):
    until = timezone.now() + timedelta(days=days)
    return actions.ask_extension(number=row.pk, until=until, reason=reason, by=owing.hub.steward)


def test_granted_after_it_was_late_it_is_in_time_again_and_told_anew_under_the_new_limit(
    owing: Owing, late: Expectation
):
    before = len(queries.tellings(late))
    asked = ask(owing, late)
    actions.decide(number=asked.pk, verdict=Verdict(True), by=owing.hub.officer)
    following.follow(timezone.now())
    late.refresh_from_db()
    assert late.state in (State.NORMAL, State.SOON)
    following.follow(asked.until + timedelta(minutes=1))
    late.refresh_from_db()
    assert late.state == State.LATE
    assert len(queries.tellings(late)) > before
    assert next(one for one in measured.measured() if one.id == late.pk).extensions == 1


def test_refused_with_a_reason_nothing_moves_and_it_may_be_asked_again(owing, late):
    limit = late.limit
    asked = ask(owing, late)
    with pytest.raises(Missing):
        actions.decide(number=asked.pk, verdict=Verdict(False), by=owing.hub.officer)
    actions.decide(number=asked.pk, verdict=Verdict(False, "应提前安排"), by=owing.hub.officer)
    with pytest.raises(NotNow, match="已经审定"):
        actions.decide(number=asked.pk, verdict=Verdict(True), by=owing.hub.officer)
    late.refresh_from_db()
    assert late.limit == limit
    assert ask(owing, late)


def test_who_may_ask_and_who_may_decide(owing: Owing, late: Expectation):
    until = timezone.now() + timedelta(days=2)
    for worker, refusal in ((owing.hub.stranger, NotFound), (owing.hub.officer, NotAllowed)):
        with pytest.raises(refusal):
            actions.ask_extension(number=late.pk, until=until, reason="忙", by=worker)
    asked = ask(owing, late)
    with pytest.raises(NotNow, match="等待审定"):
        ask(owing, late)
    same_person = replace(owing.hub.officer, person_id=owing.hub.steward.person_id)
    for worker in (owing.hub.steward, same_person):
        with pytest.raises(NotAllowed):
            actions.decide(number=asked.pk, verdict=Verdict(True), by=worker)


def test_a_request_says_why_and_until_when(owing: Owing, late: Expectation):
    with pytest.raises(Missing):
        ask(owing, late, reason=" ")
    for days in (-1, 61):
        with pytest.raises(Invalid):
            ask(owing, late, days)


def test_what_came_needs_no_more_time(owing: Owing, late: Expectation):
    owing.came(timezone.now())
    following.follow(timezone.now())
    with pytest.raises(NotNow, match="已经报送"):
        ask(owing, late)


def test_each_duty_reads_what_it_was_told_and_a_unit_only_its_own(owing: Owing, late: Expectation):
    assert queries.told(owing.hub.steward)
    assert queries.told(owing.hub.officer)
    assert not queries.told(owing.hub.stranger)
    assert not queries.seen_by(owing.hub.stranger).exists()


def test_the_ladder_is_published_by_the_data_officer_and_rises(owing: Owing):
    steps = (Step(0, (Duty.DATA_STEWARD,)), Step(60, (Duty.LEADER,), severe=True))
    actions.publish_ladder(steps=steps, basis="区里规定", by=owing.hub.officer)
    assert queries.ladder() == steps
    for wrong in ((), steps[::-1], (Step(0, ()),), (replace(LADDER[2], after=0), LADDER[1])):
        with pytest.raises(Invalid):
            actions.publish_ladder(steps=wrong, basis="错", by=owing.hub.officer)
    with pytest.raises(NotAllowed):
        actions.publish_ladder(steps=steps, basis="自己定", by=owing.hub.steward)
