"""Who sees what of the street: some everything, those on the street themselves their own."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.fieldwork.patrols.queries import monday_of
from yiwang.kernel.refusals import Invalid
from yiwang.web.ui.ways import STREET

PLANNING = (Duty.SHIFT_LEADER, Duty.SUPERVISOR, Duty.ADMINISTRATOR)
SEEING_ALL = (*PLANNING, Duty.ASSESSOR)
EVERYBODY = STREET


def own(request: HttpRequest) -> int | None:
    """The person whose rows alone may be shown; None for somebody who sees all."""
    return None if request.worker.duty in SEEING_ALL else request.worker.person_id


def may_plan(request: HttpRequest) -> bool:
    """Whether the person may change rows of others."""
    return request.worker.duty in PLANNING


def day(text: str) -> date:
    """A day that was asked for, by default today. Raises `Invalid`."""
    if not text:
        return timezone.localdate()
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Invalid("日期应写作2026-09-14") from None
    if not 2000 <= found.year <= 2100:
        raise Invalid("日期应写作2026-09-14")
    return found


def week(text: str) -> date:
    """The Monday of a day that was asked for."""
    return monday_of(day(text))


def number(text: str) -> int:
    """A whole number from a form. Raises `Invalid`."""
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise Invalid("请填写数字")
    return int(text)
