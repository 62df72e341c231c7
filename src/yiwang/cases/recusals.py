"""Who must not see a confidential case (回避): set and ended with a reason, both kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from yiwang.cases.models import Assignment, Case, Recusal, RecusalEnd
from yiwang.engine.duties import Duty
from yiwang.engine.language import Action, NeedKind
from yiwang.kernel.refusals import Conflict, Invalid, NotAllowed, NotFound
from yiwang.org import queries as org
from yiwang.org.actors import Worker

SETTERS = frozenset({Duty.SUPERVISOR, Duty.DISPATCHER})
CENTRE = "centre"


@transaction.atomic
def recuse(
    *, case: Case, worker: Worker, unit: int | None = None, person: int | None = None, reason: str
) -> Recusal:
    """Keep a confidential case from the unit or person that it is about."""
    _check_setter(worker)
    if (unit is None) == (person is None):
        raise Invalid("请指明需要回避的单位或人员")
    if not case.confidential:
        raise Invalid("只有保密件需要设置回避")
    if unit is not None:
        _check_unit(unit)
    else:
        org.person(person or 0)
    if Recusal.objects.filter(case=case, unit=unit, person=person, end=None).exists():
        raise Conflict("已经设置过这项回避")
    return Recusal.objects.create(
        case=case,
        unit=unit,
        person=person,
        reason=_reason(reason),
        set_by=worker.person_id,
        set_at=timezone.now(),
    )


def _check_setter(worker: Worker) -> None:
    if worker.duty not in SETTERS:
        raise NotAllowed("只有督办员和派遣员可以设置或解除回避")


def _check_unit(unit: int) -> None:
    if org.unit(unit).kind == CENTRE:
        raise Invalid("受理中心不能整体回避，请指明需要回避的人员")


def _reason(text: str) -> str:
    if len(text.strip()) < 2:
        raise Invalid("请写明理由", fields={"reason": "请写明理由"})
    return text.strip()[:200]


@transaction.atomic
def end_recusal(*, case: Case, worker: Worker, recusal: int, reason: str) -> RecusalEnd:
    """Let the unit or person see the case again; both the recusal and its end are kept."""
    _check_setter(worker)
    found = Recusal.objects.filter(pk=recusal, case=case).first()
    if found is None:
        raise NotFound("没有这项回避")
    if RecusalEnd.objects.filter(recusal=found).exists():
        raise Conflict("这项回避已经解除")
    return RecusalEnd.objects.create(
        recusal=found,
        reason=_reason(reason),
        set_by=worker.person_id,
        set_at=timezone.now(),
    )


def recused_units(case: Case) -> dict[int, str]:
    """The units that must not see a confidential case now, with their names."""
    if not case.confidential:
        return {}
    rows = Recusal.objects.filter(case=case, unit__isnull=False, end=None)
    return org.unit_names(rows.values_list("unit", flat=True))


def recused_of(cases: Iterable[int]) -> dict[int, set[int]]:
    """Which units are kept from these cases now, by their numbers; one query."""
    found: dict[int, set[int]] = {}
    wanted = list(cases)
    rows = Recusal.objects.filter(case__in=wanted, unit__isnull=False, end=None) if wanted else ()
    for row in rows:
        found.setdefault(row.case_id, set()).add(row.unit)
    return found


def check_recused(case: Case, action: Action, given: dict[str, object]) -> None:
    """Raises `NotAllowed` when a confidential case would go to a unit that must not see it."""
    if case.pk is None or not case.confidential:
        return
    named = set(_units_named(action, given))
    if not named:
        return
    kept = Recusal.objects.filter(case=case, unit__in=named, end=None)
    number = kept.values_list("unit", flat=True).first()
    if number is not None:
        raise NotAllowed("{unit}须回避本案，不能承办", unit=org.unit(number).name)


def _units_named(action: Action, given: dict[str, object]) -> Iterator[int]:
    for need in action.needs:
        value = given.get(need.key)
        if need.kind is NeedKind.UNIT and isinstance(value, int):
            yield value
        elif need.kind is NeedKind.UNITS and isinstance(value, list):
            yield from value


@dataclass(frozen=True)
class RecusalLine:
    """A recusal as people read it; `ended_at` is None while it holds.

    A unit that is `acting` still has the case in hand without seeing it: it must be sent elsewhere.
    """

    number: int
    who: str
    is_unit: bool
    acting: bool
    reason: str
    set_by: str
    set_at: datetime
    ended_by: str
    ended_at: datetime | None
    ended_why: str


def recusals(case: Case) -> list[RecusalLine]:
    """Who is or was kept from a case, the newest first; four queries."""
    rows = list(Recusal.objects.filter(case=case).select_related("end").order_by("-id"))
    ends = [getattr(row, "end", None) for row in rows]
    people = org.person_names(
        [row.person for row in rows]
        + [row.set_by for row in rows]
        + [end.set_by for end in ends if end]
    )
    units = org.unit_names(row.unit for row in rows)
    held = Assignment.objects.filter(case=case, active=True).values_list("unit_id", flat=True)
    names = _Names(people, units, frozenset(held))
    return [_line(row, end, names) for row, end in zip(rows, ends, strict=True)]


@dataclass(frozen=True)
class _Names:
    people: dict[int, str]
    units: dict[int, str]
    acting: frozenset[int]


def _line(row: Recusal, end: RecusalEnd | None, names: _Names) -> RecusalLine:
    return RecusalLine(
        number=row.pk,
        who=names.units.get(row.unit or 0, "") or names.people.get(row.person or 0, ""),
        is_unit=row.unit is not None,
        acting=row.unit in names.acting,
        reason=row.reason,
        set_by=names.people.get(row.set_by or 0, ""),
        set_at=row.set_at,
        ended_by=names.people.get(end.set_by or 0, "") if end else "",
        ended_at=end.set_at if end else None,
        ended_why=end.reason if end else "",
    )
