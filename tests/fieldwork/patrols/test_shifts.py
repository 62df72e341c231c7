"""Shifts: planned by the week, published once, then handed over or excused."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.fieldwork.conftest import code
from tests.fieldwork.patrols.conftest import MONDAY, NOW, Street
from yiwang.engine.duties import Duty
from yiwang.fieldwork.patrols import queries, shifts
from yiwang.fieldwork.patrols.models import Absence, Shift
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotFound, NotNow


def test_nobody_sees_their_shifts_before_the_week_is_published(street: Street):
    street.shift()
    own = street.collector.person_id
    assert queries.people_of_week(MONDAY, person_id=own) == []
    assert queries.people_of_week(MONDAY) == [own]
    shifts.publish(monday=MONDAY, by=street.leader)
    assert queries.people_of_week(MONDAY, person_id=own) == [own]
    assert queries.people_of_week(MONDAY, person_id=street.grid_worker.person_id) == []
    assert len(queries.shifts_of_week(MONDAY, people=[own])) == 1
    assert queries.shifts_of_week(MONDAY, people=[]) == []


def test_a_published_week_is_not_planned_again(street: Street):
    planned = street.on_duty()
    with pytest.raises(NotNow):
        street.shift(day=3)
    with pytest.raises(NotNow):
        shifts.remove(shift_id=planned.pk)
    with pytest.raises(NotNow):
        shifts.publish(monday=MONDAY, by=street.leader)


def test_an_empty_week_is_not_published(street: Street):
    with pytest.raises(Missing):
        shifts.publish(monday=MONDAY, by=street.leader)


def test_a_shift_is_taken_out_before_publishing(street: Street):
    shifts.remove(shift_id=street.shift().pk)
    assert not Shift.objects.exists()


def test_nobody_works_twice_at_once(street: Street):
    street.shift(starts=8, ends=12)
    with pytest.raises(Conflict):
        street.shift(starts=11, ends=15)
    street.shift(starts=12, ends=15)
    street.shift(starts=8, ends=12, worker=street.grid_worker)


def test_a_shift_over_midnight_ends_on_the_next_day(street: Street):
    night = street.shift(starts=22, ends=6)
    assert night.ends_at - night.starts_at == timedelta(hours=8)
    with pytest.raises(Invalid):
        street.shift(day=4, starts=8, ends=1)


def test_only_people_of_the_street_are_planned_and_only_in_grids_there_are(street: Street):
    with pytest.raises(NotFound):
        street.shift(worker=street.field.district.worker(Duty.HANDLER))
    with pytest.raises(NotFound, match=code(77)):
        street.shift(grids=[code(77)])
    with pytest.raises(Invalid):
        street.shift(grids=[" "])


def test_a_week_is_repeated_in_the_next_one(street: Street):
    street.on_duty()
    following = MONDAY + timedelta(days=7)
    assert shifts.repeat_week(monday=MONDAY, onto=following) == 1
    assert shifts.repeat_week(monday=MONDAY, onto=following) == 0
    (found,) = queries.shifts_of_week(following)
    assert found.starts_at == NOW.replace(hour=8) + timedelta(days=7)
    with pytest.raises(Invalid):
        shifts.repeat_week(monday=MONDAY, onto=date(2026, 9, 22))


def test_an_excused_shift_is_nobodys_duty(street: Street):
    planned = street.on_duty()
    assert [row.shift for row in queries.on_duty()] == [planned]
    shifts.excuse(shift_id=planned.pk, kind="sick", reason="发烧", by=street.leader)
    assert queries.on_duty() == []
    with pytest.raises(Conflict):
        shifts.excuse(shift_id=planned.pk, kind="leave", reason="事假", by=street.leader)


def test_an_excuse_needs_a_kind_and_a_reason_and_a_published_week(street: Street):
    planned = street.shift()
    with pytest.raises(NotNow):
        shifts.excuse(shift_id=planned.pk, kind="sick", reason="发烧", by=street.leader)
    shifts.publish(monday=MONDAY, by=street.leader)
    with pytest.raises(Missing):
        shifts.excuse(shift_id=planned.pk, kind="sick", reason=" ", by=street.leader)
    with pytest.raises(Invalid):
        shifts.excuse(shift_id=planned.pk, kind="bored", reason="无", by=street.leader)


def test_a_shift_is_handed_over_and_both_names_are_kept(street: Street):
    planned = street.on_duty(day=3)
    other = street.grid_worker.person_id
    done = shifts.hand_over(shift_id=planned.pk, person_id=other, reason="调班", by=street.leader)
    assert (done.before_id, done.after_id) == (street.collector.person_id, other)
    assert Shift.objects.get().person_id == other
    with pytest.raises(Invalid):
        shifts.hand_over(shift_id=planned.pk, person_id=other, reason="调班", by=street.leader)


def test_two_people_swap_shifts_of_the_same_hours(street: Street):
    one, other = street.shift(day=3), street.shift(day=3, worker=street.grid_worker)
    shifts.publish(monday=MONDAY, by=street.leader)
    shifts.swap(shift_id=one.pk, other_id=other.pk, reason="互换", by=street.leader)
    one.refresh_from_db()
    other.refresh_from_db()
    pair = (street.grid_worker.person_id, street.collector.person_id)
    assert (one.person_id, other.person_id) == pair


def test_a_swap_that_would_put_somebody_on_two_shifts_at_once_changes_nothing(street: Street):
    one = street.shift(day=3, starts=8, ends=12)
    other = street.shift(day=4, starts=8, ends=12, worker=street.grid_worker)
    street.shift(day=4, starts=10, ends=14)
    shifts.publish(monday=MONDAY, by=street.leader)
    with pytest.raises(Conflict):
        shifts.swap(shift_id=one.pk, other_id=other.pk, reason="互换", by=street.leader)
    one.refresh_from_db()
    assert one.person_id == street.collector.person_id


def test_a_shift_that_has_begun_is_not_handed_over(street: Street):
    planned = street.on_duty()
    with pytest.raises(NotNow, match="已开始"):
        shifts.hand_over(
            shift_id=planned.pk,
            person_id=street.grid_worker.person_id,
            reason="晚了",
            by=street.leader,
        )


def test_what_was_excused_is_never_altered(street: Street):
    planned = street.on_duty()
    shifts.excuse(shift_id=planned.pk, kind="sick", reason="发烧", by=street.leader)
    with pytest.raises(DatabaseError), transaction.atomic():
        Absence.objects.update(kind="leave")
