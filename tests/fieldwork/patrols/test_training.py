"""Training: results, and until when a pass is good."""

from datetime import date
from decimal import Decimal

import pytest

from tests.fieldwork.patrols.conftest import Street
from yiwang.fieldwork.patrols import queries, training
from yiwang.fieldwork.patrols.models import Attendance
from yiwang.kernel.refusals import Invalid, Missing, NotNow


def course(street: Street, **more):
    given = {
        "title": "燃气隐患识别", "held_on": date(2026, 8, 31), "hours": Decimal("1.5"),
        "valid_months": 6,
    }  # fmt: skip
    return training.add(new=training.NewCourse(**(given | more)), by=street.leader)


def record(street: Street, made, result: str = "passed"):
    person = street.collector.person_id
    return training.record(course_id=made.pk, person_id=person, result=result, by=street.leader)


def test_a_pass_expires_on_the_same_day_or_the_last_of_a_shorter_month(street: Street):
    assert record(street, course(street)).expires_on == date(2027, 2, 28)
    assert record(street, course(street, valid_months=None)).expires_on is None
    assert training.months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert training.months_after(date(2026, 12, 15), 12) == date(2027, 12, 15)


def test_only_a_pass_expires_and_a_resit_takes_the_place_of_a_fail(street: Street):
    made = course(street)
    assert record(street, made, "failed").expires_on is None
    assert record(street, made).expires_on is not None
    assert Attendance.objects.count() == 1
    assert [(c.passed, c.failed, c.missed) for c in queries.courses()] == [(1, 0, 0)]


def test_those_that_expire_first_come_first(street: Street):
    for months in (None, 12, 3):
        record(street, course(street, valid_months=months))
    assert [row.course.valid_months for row in queries.attendances()] == [3, 12, None]
    assert queries.attendances(person_id=street.grid_worker.person_id) == []


def test_a_course_to_come_has_no_results(street: Street):
    with pytest.raises(NotNow):
        record(street, course(street, held_on=date(2026, 9, 17)))


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [({"title": " "}, Missing), ({"hours": Decimal(0)}, Invalid), ({"valid_months": 0}, Invalid)],
)
def test_a_course_needs_a_title_hours_and_a_sensible_validity(street: Street, wrong, refusal):
    with pytest.raises(refusal):
        course(street, **wrong)
