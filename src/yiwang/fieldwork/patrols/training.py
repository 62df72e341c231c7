"""Writes trainings and who took part in them with what result."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.patrols import queries
from yiwang.fieldwork.patrols.models import Attendance, Course
from yiwang.kernel.refusals import Invalid, Missing, NotFound, NotNow
from yiwang.org.actors import Worker

RESULTS = Attendance.Result.choices
MOST_HOURS, MOST_MONTHS = Decimal(99), 120


@dataclass(frozen=True, kw_only=True)
class NewCourse:
    """A training to be; without months a pass does not expire."""

    title: str
    held_on: date
    hours: Decimal
    valid_months: int | None = None


def add(*, new: NewCourse, by: Worker) -> Course:
    """Put a training on record."""
    if not new.title.strip():
        raise Missing("请填写课程名称", fields={"title": "请填写课程名称"})
    if not 0 < new.hours <= MOST_HOURS:
        raise Invalid("学时应在0至{most}之间", most=MOST_HOURS)
    if new.valid_months is not None and not 1 <= new.valid_months <= MOST_MONTHS:
        raise Invalid("有效期应在1至{most}个月之间", most=MOST_MONTHS)
    return Course.objects.create(
        title=new.title.strip()[:80],
        held_on=new.held_on,
        hours=new.hours,
        valid_months=new.valid_months,
        by_name=by.person_name,
        at=timezone.now(),
    )


@transaction.atomic
def record(*, course_id: int, person_id: int, result: str, by: Worker) -> Attendance:
    """Note somebody's result; a later one (after a resit) takes its place."""
    course = Course.objects.filter(pk=course_id).first()
    if course is None:
        raise NotFound("没有这门课程")
    if course.held_on > timezone.localdate():
        raise NotNow("课程还没有举行")
    if result not in Attendance.Result.values:
        raise Invalid("没有这种结果")
    if not queries.field_people().filter(pk=person_id).exists():
        raise NotFound("没有这位监督员或网格员")
    passed = result == Attendance.Result.PASSED
    expires = months_after(course.held_on, course.valid_months) if passed else None
    told = {"result": result, "expires_on": expires, "by_name": by.person_name}
    found, _made = Attendance.objects.update_or_create(
        course=course, person_id=person_id, defaults=told | {"at": timezone.now()}
    )
    return found


def months_after(day: date, months: int | None) -> date | None:
    """The same day so many months later, or the last one of a shorter month."""
    if months is None:
        return None
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
