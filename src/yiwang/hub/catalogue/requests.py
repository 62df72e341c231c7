"""Reads of requests and grants: whose they are, who decides, what is in force."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from yiwang.engine.duties import Duty
from yiwang.hub.catalogue.models import Grant, Request, Resource
from yiwang.kernel.refusals import NotAllowed, NotFound
from yiwang.org import queries as org
from yiwang.org.actors import Worker
from yiwang.org.models import Post

READERS = frozenset({Duty.DATA_STEWARD, Duty.DATA_OFFICER})
WATCHERS = frozenset({Duty.DATA_OFFICER, Duty.LEADER, Duty.SUPERVISOR, Duty.ASSESSOR})


def has_steward(unit_id: int) -> bool:
    """Whether somebody keeps the data of this unit now."""
    posts = Post.objects.filter(org.running(timezone.now()), unit_id=unit_id)
    return posts.filter(duty=Duty.DATA_STEWARD, person__is_active=True).exists()


def may_decide(request: Request, by: Worker) -> bool:
    """The owner's steward; the data officer where it has none. Nobody decides what they asked."""
    if by.person_id is None or by.person_id == request.person_id:
        return False
    owner = request.resource.unit_id
    if by.duty is Duty.DATA_STEWARD:
        return by.unit_id == owner
    return by.duty is Duty.DATA_OFFICER and not has_steward(owner)


def request(number: int) -> Request:
    """One request. Raises `NotFound`."""
    rows = Request.objects.select_related("resource__unit", "unit")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这个申请")
    return found


def seen_by(number: int, by: Worker) -> Request:
    """The same for who asked, who decides and who watches. Raises `NotFound` for others."""
    found = request(number)
    own = by.duty is Duty.DATA_STEWARD and by.unit_id in (found.unit_id, found.resource.unit_id)
    if not own and by.duty not in WATCHERS:
        raise NotFound("没有这个申请")
    return found


def of_unit(by: Worker) -> QuerySet[Request]:
    """What this worker's unit asked for, the newest first."""
    return Request.objects.filter(unit_id=by.unit_id).select_related("resource__unit", "grant")


def to_decide(by: Worker) -> list[Request]:
    """What waits for this worker, the most urgent first."""
    waiting = Request.objects.filter(state=Request.State.ASKED).order_by("due_at", "pk")
    waiting = waiting.select_related("resource__unit", "unit")
    if by.duty is Duty.DATA_STEWARD:
        waiting = waiting.filter(resource__unit_id=by.unit_id)
    return [one for one in waiting[:500] if may_decide(one, by)]


def given_out(by: Worker) -> QuerySet[Grant]:
    """Grants on this worker's resources; all of them for those who watch."""
    rows = Grant.objects.select_related("resource__unit", "unit", "request")
    return rows if by.duty in WATCHERS else rows.filter(resource__unit_id=by.unit_id)


def grants_of(unit_id: int | None) -> list[Grant]:
    """What this unit may read now, by resource, the newest first."""
    rows = Grant.objects.filter(unit_id=unit_id, ended_at=None, until__gte=timezone.localdate())
    rows = rows.select_related("resource__unit", "unit").order_by("resource__code", "-id")
    return [one for one in rows if one.in_force()]


def grant(number: int) -> Grant:
    """One grant, in force or not. Raises `NotFound`."""
    rows = Grant.objects.select_related("resource__unit", "unit", "request")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这个授权")
    return found


def usable(number: int, by: Worker) -> Grant:
    """A grant of this worker's unit that is in force. Raises `NotFound`, `NotAllowed`."""
    found = grant(number)
    if by.unit_id is None or found.unit_id != by.unit_id:
        raise NotFound("没有这个授权")
    if not found.in_force():
        raise NotAllowed("授权已终止或到期，请重新申请")
    return found


def seen_grant(number: int, by: Worker) -> Grant:
    """One grant for who has it, who gave it and who watches. Raises `NotFound` for others."""
    found = grant(number)
    if by.duty not in WATCHERS and by.unit_id not in (found.unit_id, found.resource.unit_id):
        raise NotFound("没有这个授权")
    return found


def soon_over(by: Worker, until: object) -> list[Grant]:
    """Grants that this unit has or gave which end by a day."""
    mine = Q(unit_id=by.unit_id) | Q(resource__unit_id=by.unit_id)
    rows = Grant.objects.filter(mine, ended_at=None, until__lte=until)
    return list(rows.select_related("resource", "unit").order_by("until")[:50])


def to_resource(resource: Resource) -> list[Grant]:
    """Every grant on a resource, those in force first."""
    rows = list(resource.grants.select_related("unit", "resource").order_by("-id")[:200])
    return sorted(rows, key=lambda one: not one.in_force())
