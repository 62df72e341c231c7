"""Writes log-ins and log-outs: for oneself, once at a time, with the place where it is told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from yiwang.engine.duties import FIELD
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.patrols import queries
from yiwang.fieldwork.patrols.models import LogIn, Shift
from yiwang.fieldwork.patrols.points import CLOCK_ERROR
from yiwang.kernel.coordinates import OFFSET_AREA, Position, System
from yiwang.kernel.refusals import Conflict, Invalid, NotAllowed, NotNow
from yiwang.org.actors import Worker
from yiwang.org.models import Person

# A phone without network tells later what it did before.
LATEST = timedelta(hours=24)


@dataclass(frozen=True)
class Place:
    """Where somebody stands: the position in WGS-84, its grid, whether it is one of the shift."""

    position: Position | None
    grid_code: str = ""
    inside: bool | None = None


@transaction.atomic
def log_in(
    *,
    worker: Worker,
    position: Position | None,
    at: datetime | None = None,
    late: timedelta = LATEST,
) -> LogIn:
    """Begin to work. Without a shift it is kept all the same, and counts as after hours."""
    person_id, moment = _person(worker), _moment(at, late)
    own = LogIn.objects.filter(person_id=person_id)
    if own.filter(at__lte=moment, out_at__gt=moment).exists():
        raise Conflict("这个时间您已在岗")
    _end_forgotten(person_id, moment)
    shift = queries.shift_at(person_id, moment)
    place = _place(position, moment, shift)
    return LogIn.objects.create(
        person_id=person_id,
        shift=shift,
        at=moment,
        longitude=place.position and place.position.longitude,
        latitude=place.position and place.position.latitude,
        grid_code=place.grid_code,
        inside=place.inside,
    )


@transaction.atomic
def log_out(
    *,
    worker: Worker,
    position: Position | None,
    at: datetime | None = None,
    late: timedelta = LATEST,
) -> LogIn:
    """End to work. Raises `NotNow` when nobody began."""
    person_id, moment = _person(worker), _moment(at, late)
    running = _running(person_id)
    if running is None or running.at > moment:
        raise NotNow("您还没有签到")
    place = _place(position, moment, running.shift)
    running.out_at = moment
    if place.position is not None:
        running.out_longitude = place.position.longitude
        running.out_latitude = place.position.latitude
    running.out_grid_code, running.out_inside = place.grid_code, place.inside
    running.save()
    return running


def _person(worker: Worker) -> int:
    if worker.person_id is None or worker.duty not in FIELD:
        raise NotAllowed("只有监督员和网格员需要签到")
    # Two phones of one person wait for each other.
    Person.objects.select_for_update().get(pk=worker.person_id)
    return worker.person_id


def _moment(at: datetime | None, late: timedelta) -> datetime:
    now = timezone.now()
    if at is None:
        return now
    if at > now + CLOCK_ERROR or at < now - late:
        raise Invalid("签到时间不可信，请校准手机时间")
    return at


def _end_forgotten(person_id: int, moment: datetime) -> None:
    """Raises `Conflict` while an earlier log-in still runs."""
    running = _running(person_id)
    if running is None:
        return
    if not _forgotten(running, moment):
        raise Conflict("您已签到，请先签退")
    # Nobody logged out: the day ended when the shift did.
    running.out_at = running.shift.ends_at if running.shift else running.at
    running.save(update_fields=["out_at"])


def _running(person_id: int) -> LogIn | None:
    rows = LogIn.objects.select_for_update(of=("self",)).select_related("shift")
    return rows.filter(person_id=person_id, out_at=None).first()


def _forgotten(running: LogIn, moment: datetime) -> bool:
    """Whether a log-in must have ended though nobody said so."""
    if running.shift is not None:
        return running.shift.ends_at < moment
    return timezone.localdate(running.at) != timezone.localdate(moment)


def _place(position: Position | None, moment: datetime, shift: Shift | None) -> Place:
    if position is None:
        return Place(None)
    plain = position.to(System.WGS_84)
    west, south, east, north = OFFSET_AREA
    if not (west <= plain.longitude <= east and south <= plain.latitude <= north):
        raise Invalid("位置在中国境外")
    grid = grids.grid_at(plain, moment).grid
    code = grid.code if grid else ""
    inside = code in queries.ground_of(shift, timezone.localdate(moment)) if shift else None
    return Place(plain, code, inside)
