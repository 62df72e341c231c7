"""What the clock does: written down once, told once a step, a case when severe, recovery once."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.hub.reminders.conftest import Owing, on
from yiwang.cases import queries as cases
from yiwang.cases.models import Case
from yiwang.engine.duties import Duty
from yiwang.hub.catalogue.words import Period
from yiwang.hub.feeds import actions as feeds
from yiwang.hub.feeds.models import Feed, Lease
from yiwang.hub.feeds.words import Every, Mode, RunState, Source
from yiwang.hub.reminders import actions, following, queries
from yiwang.hub.reminders.models import Expectation, Rule, Telling
from yiwang.hub.reminders.spans import Requirement
from yiwang.hub.reminders.words import Span, State


def told(row: Expectation) -> list[str]:
    return [telling.state for telling in queries.tellings(row)]


def test_what_is_owed_is_written_down_up_to_the_next_due_moment_and_once(owing: Owing):
    owing.look(on(1, 13), on(1, 13, 1))
    assert list(Expectation.objects.values_list("period", flat=True)) == ["2026-06-02"]
    owing.look(on(4, 13))
    assert Expectation.objects.count() == 4


def test_in_time_nobody_is_told_but_the_steward_that_it_is_due_soon(owing: Owing):
    owing.look(on(2, 7, 59))
    assert owing.owed(2).state == State.NORMAL
    assert owing.look(on(2, 8), on(2, 8, 1), on(2, 10, 30)) == 1
    owing.came(on(2, 10, 30))
    assert owing.look(on(2, 10, 31), on(2, 12)) == 0
    row = owing.owed(2)
    assert (row.state, row.delivered_at) == (State.NORMAL, on(2, 10, 30))
    assert told(row) == [State.SOON]


def test_late_is_told_up_the_ladder_and_severe_becomes_one_case_that_recovery_closes(
    owing: Owing,
):
    moments = [on(2, 8) + timedelta(minutes=15 * step) for step in range(4 * 30)]
    owing.look(*moments)
    row = owing.owed(2)
    assert told(row) == [State.SOON, State.LATE, State.LATE, State.SEVERE]
    assert Case.objects.filter(procedure="data_matters").count() == 1
    case = cases.case(owing.hub.steward, row.case_number)
    assert case.state == "handling"
    owing.came(on(3, 15))
    # Two were late by then, and both are told to have come.
    assert owing.look(on(3, 15, 1), on(3, 15, 2)) == 2
    row.refresh_from_db()
    assert row.state == State.RECOVERED
    assert told(row)[-1] == State.RECOVERED
    assert Duty.SUPERVISOR in row.tellings.first().duties
    case.refresh_from_db()
    assert case.state == "closed"


def test_overdue_whatever_the_cause_and_the_case_says_how_the_last_run_ended(owing: Owing):
    for state in (RunState.FAILED, RunState.HELD, RunState.FROZEN):
        owing.came(on(2, 9), state)
    owing.came(on(2, 9, 30), RunState.SUCCEEDED, rows=4)
    owing.look(on(2, 9, 31), on(4, 18))
    row = owing.owed(2)
    assert row.state == State.SEVERE
    assert Case.objects.get(number=row.case_number).category == "810101"


def test_what_had_not_changed_is_a_delivery_however_few_rows(owing: Owing):
    owing.look(on(2, 7))
    owing.came(on(2, 9), RunState.UNCHANGED, rows=0)
    owing.look(on(2, 12))
    assert (owing.owed(2).state, owing.owed(2).run.state) == (State.NORMAL, "unchanged")


def test_while_a_run_is_at_work_nobody_is_told_and_a_dead_one_is_none(owing: Owing):
    owing.look(on(2, 8))
    lease = Lease.objects.filter(feed=owing.feed)
    lease.update(holder="a", beat_at=on(2, 10, 30))
    assert owing.look(on(2, 10, 31)) == 0
    assert owing.look(on(2, 10, 41)) == 1
    assert owing.owed(2).state == State.LATE


def test_a_clock_that_was_set_back_tells_nothing_twice_and_takes_nothing_back(owing: Owing):
    owing.look(on(2, 8), on(2, 11))
    assert owing.look(on(2, 9), on(2, 7), on(2, 11, 5)) == 0
    assert told(owing.owed(2)) == [State.SOON, State.LATE]


def test_two_clocks_at_once_tell_once(owing: Owing):
    owing.look(on(2, 7))
    row = owing.owed(2)
    owing.look(on(2, 11))
    working, ladder = following.worktime.calendar(0), queries.ladder()
    owed = following.Owed(row.limit, on(2, 8))
    assert following._move(row, owed, None, on(2, 11), (working, ladder)) == 0
    assert Telling.objects.count() == 1


def test_on_excused_days_nothing_is_owed_nor_by_a_feed_that_is_switched_off(owing: Owing):
    officer = owing.hub.officer
    actions.pause(feed=owing.feed, first=on(2).date(), last=on(3).date(), reason="系统升级",
                  by=officer)  # fmt: skip
    owing.look(on(2, 8), on(3, 12))
    assert [owing.owed(day).state for day in (2, 3)] == [State.EXCUSED, State.EXCUSED]
    owing.hub.feed(enabled=False)
    owing.look(on(4, 12))
    assert owing.owed(4).state == State.EXCUSED
    assert not Telling.objects.exists()


def test_a_new_rule_holds_for_what_is_not_due_yet_and_leaves_what_was_due(owing: Owing):
    owing.look(on(2, 12))
    late = owing.owed(2)
    Expectation.objects.filter(due_at__gt=on(2, 12)).update(
        due_at=timezone.now() + timedelta(days=1)
    )
    wanted = Requirement(Span.MONTH, day=5)
    actions.publish_rule(feed=owing.feed, wanted=wanted, reason="改为每月", by=owing.hub.officer)
    owing.look(on(2, 12, 1))
    late.refresh_from_db()
    assert late.state == State.LATE
    assert Expectation.objects.filter(period="2026-06").exists()


@pytest.mark.parametrize(
    ("every", "period", "span"),
    [
        (Every.HOUR, Period.DAILY, Span.HOUR),
        (Every.DAY, Period.MONTHLY, Span.DAY),
        (Every.BY_HAND, Period.DAILY, Span.WORKDAY),
        (Every.BY_HAND, Period.QUARTERLY, Span.QUARTER),
        (Every.BY_HAND, Period.IRREGULAR, None),
        (Every.BY_HAND, Period.NEVER, None),
    ],
)
def test_without_a_rule_a_feed_owes_as_it_runs_or_as_its_resource_says(hub, every, period, span):
    hub.resource.period = period
    hub.resource.save()
    feed = hub.feed(every=every)
    found = queries.requirement(feed, queries.rule_of(feed))
    assert (found.span if found else None) == span


def test_a_minute_in_which_nothing_changes_costs_the_same_for_one_feed_and_for_forty(
    owing: Owing,
):
    def cost() -> int:
        owing.look(on(2, 11))
        with CaptureQueriesContext(
            connection,
        ) as spent:
            owing.look(on(2, 11, 1))
        return len(spent)

    one = cost()
    for number in range(40):
        told = feeds.NewFeed(key=f"f{number}", resource=owing.hub.resource, name="门店",
                             source=Source.DELIVERY, mode=Mode.MERGE, every=Every.DAY)  # fmt: skip
        feeds.publish(told=told, reason="新建", by=owing.hub.officer)
    owing.feed.__class__.objects.update(published_at=on(1))
    assert cost() == one <= 8


def test_what_was_told_and_required_cannot_be_altered(owing: Owing):
    owing.look(on(2, 11))
    for model in (Rule, Telling):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()


def test_what_fell_due_before_a_feed_was_on_record_is_told_to_nobody(owing: Owing):
    """The unit delivers since May; the feed is put on record on 1 June at noon."""
    Feed.objects.update(due_from=date(2026, 5, 28))
    assert owing.look(on(1, 13), on(1, 14)) == 0
    past = Expectation.objects.filter(due_at__lte=on(1, 12)).order_by("due_at")
    assert [row.period for row in past] == ["2026-05-28", "2026-05-29", "2026-06-01"]
    assert {row.state for row in past} == {State.EXCUSED} and not Telling.objects.exists()
    # What falls due afterwards is owed like any other.
    assert owing.look(on(2, 11)) == 1 and owing.owed(2).state == State.LATE


def test_nothing_is_owed_before_the_day_that_was_named(owing: Owing):
    Feed.objects.update(due_from=date(2026, 6, 4))
    assert owing.look(on(2, 13), on(3, 13)) == 0
    assert list(Expectation.objects.values_list("period", flat=True)) == ["2026-06-04"]
