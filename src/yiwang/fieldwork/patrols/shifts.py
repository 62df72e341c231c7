"""Writes shifts: planned week by week, published once; then only handed over or excused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import queries
from yiwang.fieldwork.patrols.models import Absence, Rota, Shift, Swap
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotFound, NotNow
from yiwang.org.actors import Worker
from yiwang.org.models import Person

LONGEST = timedelta(hours=16)
MOST_GRIDS = 20
KINDS = Absence.Kind.choices


@dataclass(frozen=True, kw_only=True)
class NewShift:
    """A shift to be: an end that is not after the beginning lies on the next day."""

    person_id: int
    day: date
    starts: time
    ends: time
    grids: Sequence[str]


@transaction.atomic
def plan(*, new: NewShift) -> Shift:
    """Put a shift into a week that is not published yet."""
    if not queries.field_people().filter(pk=new.person_id).exists():
        raise NotFound("没有这位监督员或网格员")
    codes = list(dict.fromkeys(code.strip() for code in new.grids if code.strip()))
    if not 1 <= len(codes) <= MOST_GRIDS:
        raise Invalid("请选择1至{most}个网格", most=MOST_GRIDS)
    known = set(grids.lasting(new.day).filter(code__in=codes).values_list("code", flat=True))
    for code in codes:
        if code not in known:
            raise NotFound("这一天没有编码为{code}的网格", code=code[:20])
    starts = _moment(new.day, new.starts)
    ends = _moment(new.day + timedelta(days=new.ends <= new.starts), new.ends)
    if ends - starts > LONGEST:
        raise Invalid("一个班次最长{hours}小时", hours=LONGEST.seconds // 3600)
    rota = _open_rota(new.day)
    _free(new.person_id, starts, ends)
    return Shift.objects.create(
        rota=rota, person_id=new.person_id, starts_at=starts, ends_at=ends, grids=codes
    )


@transaction.atomic
def plan_all(*, news: Sequence[NewShift]) -> list[Shift]:
    """Several shifts, all or none of them."""
    return [plan(new=new) for new in news]


@transaction.atomic
def repeat_week(*, monday: date, onto: date) -> int:
    """Plan the shifts of one week in another; what does not fit there is left out."""
    if onto.weekday() or monday.weekday() or monday == onto:
        raise Invalid("请选择两个不同的周一")
    _open_rota(onto)
    done = 0
    for shift in queries.shifts_of_week(monday):
        try:
            with transaction.atomic():
                plan(new=_moved(shift, onto - monday))
        except (Conflict, NotFound):
            continue
        done += 1
    return done


def _moved(shift: Shift, by: timedelta) -> NewShift:
    starts, ends = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return NewShift(
        person_id=shift.person_id,
        day=starts.date() + by,
        starts=starts.time(),
        ends=ends.time(),
        grids=shift.grids,
    )


@transaction.atomic
def remove(*, shift_id: int) -> None:
    """Take a shift out of a week that is not published yet."""
    shift = queries.shift(shift_id)
    if shift.rota.published_at is not None:
        raise NotNow("排班已发布，请登记缺勤或换班")
    shift.delete()


@transaction.atomic
def publish(*, monday: date, by: Worker) -> Rota:
    """Everybody of a week sees their shifts from now on. Raises `Missing` for an empty one."""
    rota = Rota.objects.select_for_update().filter(monday=monday).first()
    if rota is None or not rota.shifts.exists():
        raise Missing("这一周还没有班次")
    if rota.published_at is not None:
        raise NotNow("这一周的排班已发布")
    rota.published_at, rota.published_by = timezone.now(), by.person_name
    rota.save(update_fields=["published_at", "published_by"])
    return rota


@transaction.atomic
def excuse(*, shift_id: int, kind: str, reason: str, by: Worker) -> Absence:
    """Nobody works this shift, for a reason; it counts in no rate."""
    shift = _published(shift_id)
    if kind not in Absence.Kind.values:
        raise Invalid("没有这种缺勤")
    if hasattr(shift, "absence"):
        raise Conflict("这个班次已登记缺勤")
    return Absence.objects.create(
        shift=shift, kind=kind, reason=_told(reason), by_name=by.person_name, at=timezone.now()
    )


@transaction.atomic
def hand_over(*, shift_id: int, person_id: int, reason: str, by: Worker) -> Swap:
    """Another person works a shift that has not begun."""
    shift = _swappable(shift_id)
    if not queries.field_people().filter(pk=person_id).exists():
        raise NotFound("没有这位监督员或网格员")
    if person_id == shift.person_id:
        raise Invalid("换班前后是同一人")
    _free(person_id, shift.starts_at, shift.ends_at)
    return _give(shift, person_id, _told(reason), by)


@transaction.atomic
def swap(*, shift_id: int, other_id: int, reason: str, by: Worker) -> list[Swap]:
    """Two people work each other's shifts."""
    one, other = _swappable(shift_id), _swappable(other_id)
    if one.person_id == other.person_id:
        raise Invalid("换班前后是同一人")
    pair = (one.pk, other.pk)
    _free(other.person_id, one.starts_at, one.ends_at, besides=pair)
    _free(one.person_id, other.starts_at, other.ends_at, besides=pair)
    first, second, told = one.person_id, other.person_id, _told(reason)
    return [_give(one, second, told, by), _give(other, first, told, by)]


def _give(shift: Shift, person_id: int, reason: str, by: Worker) -> Swap:
    before, shift.person_id = shift.person_id, person_id
    shift.save(update_fields=["person"])
    return Swap.objects.create(
        shift=shift,
        before_id=before,
        after_id=person_id,
        reason=reason,
        by_name=by.person_name,
        at=timezone.now(),
    )


def _moment(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at))


def _told(reason: str) -> str:
    if not reason.strip():
        raise Missing("请写明缘由", fields={"reason": "请写明缘由"})
    return reason.strip()[:200]


def _open_rota(day: date) -> Rota:
    monday = queries.monday_of(day)
    rota, _made = Rota.objects.select_for_update().get_or_create(monday=monday)
    if rota.published_at is not None:
        raise NotNow("{monday}这一周的排班已发布，请登记缺勤或换班", monday=monday)
    return rota


def _published(shift_id: int) -> Shift:
    shift = queries.shift(shift_id)
    if shift.rota.published_at is None:
        raise NotNow("排班还没有发布，请直接修改")
    return shift


def _swappable(shift_id: int) -> Shift:
    shift = _published(shift_id)
    if hasattr(shift, "absence"):
        raise NotNow("已登记缺勤的班次不能换班")
    if shift.starts_at <= timezone.now():
        raise NotNow("已开始的班次不能换班")
    return shift


def _free(person_id: int, starts: datetime, ends: datetime, *, besides: Sequence[int] = ()) -> None:
    """Raises `Conflict` when the person works another shift at the same time."""
    # Whoever plans for the same person at the same moment waits here.
    Person.objects.select_for_update().get(pk=person_id)
    others = Shift.objects.filter(person_id=person_id, starts_at__lt=ends, ends_at__gt=starts)
    if others.exclude(pk__in=besides).exclude(absence__isnull=False).exists():
        raise Conflict("此人这段时间已有班次")
