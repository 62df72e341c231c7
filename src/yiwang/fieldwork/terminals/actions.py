"""Writes terminals: put on record, given out and back, out of use."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import FIELD
from yiwang.fieldwork.terminals.importing import NUMBER
from yiwang.fieldwork.terminals.models import Holding, Terminal
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotFound
from yiwang.org import queries as org
from yiwang.org.actors import Worker


@dataclass(frozen=True, kw_only=True)
class NewTerminal:
    """A terminal to be."""

    device: str
    number: str
    sim: str = ""
    since: date


@transaction.atomic
def register(*, new: NewTerminal) -> Terminal:
    """Put a terminal on record. Raises `Conflict` when another has its number."""
    if not new.device.strip():
        raise Missing("请填写设备", fields={"device": "请填写设备"})
    number = new.number.strip()
    if not NUMBER.fullmatch(number):
        raise Invalid("号码应为11位或13位数字")
    if Terminal.objects.filter(number=number).exists():
        raise Conflict("这个号码已登记")
    return Terminal.objects.create(
        device=new.device.strip()[:60],
        number=number,
        sim=new.sim.strip()[:20],
        since=new.since,
    )


@transaction.atomic
def give(
    *, terminal_id: int, person_id: int | None, by: Worker, since: date | None = None
) -> Holding | None:
    """Somebody holds a terminal for the unit of their post; None takes it back.

    From a day on, by default today; it may be told later. Raises `Invalid` for a day to come or
    before whoever holds it got it.
    """
    terminal = Terminal.objects.select_for_update().filter(pk=terminal_id).first()
    if terminal is None:
        raise NotFound("没有这台终端")
    today = timezone.localdate()
    day = since or today
    last = terminal.holdings.order_by("since", "id").last()
    if day > today or (last is not None and day < max(last.since, last.until or last.since)):
        raise Invalid("领用日期不能晚于今天，也不能早于上一次领用或归还")
    terminal.holdings.filter(until=None).update(until=day)
    if person_id is None:
        return None
    person = org.person(person_id)
    return Holding.objects.create(
        terminal=terminal,
        person=person,
        unit_id=_unit(person_id),
        since=day,
        by_name=by.person_name,
    )


def _unit(person_id: int) -> int | None:
    """The unit that somebody works for on the street, else that of their first post."""
    posts = org.workers_of(person_id)
    street = [post for post in posts if post.duty in FIELD]
    return next((post.unit_id for post in (*street, *posts)), None)
