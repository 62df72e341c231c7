"""Reading names in full, or what is sensitive: only with a purpose, and every time it is noted."""

from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.people import sight
from yiwang.fieldwork.people.models import House, Look, Residence, Resident, Sensitive
from yiwang.kernel.refusals import Missing, NotAllowed, NotFound
from yiwang.org.actors import Worker

LEAST_PURPOSE = 2


@transaction.atomic
def reveal(*, house_id: int, purpose: str, worker: Worker) -> House:
    """Note that the names of a house are read; the house. Raises `Missing` without a purpose."""
    house, _seeing = sight.house(worker, house_id)
    _note(Look.What.IDENTITY, purpose, worker, house=house)
    return house


@transaction.atomic
def sensitive(*, house_id: int, resident_id: int, purpose: str, worker: Worker) -> list[Sensitive]:
    """What is sensitive about somebody of this house, for those who need to know it."""
    house, _seeing = sight.house(worker, house_id)
    if worker.duty not in sight.NEED_TO_KNOW:
        raise NotAllowed("敏感信息只供网格员和督办员因工作需要查看")
    resident = resident_in(house, resident_id)
    _note(Look.What.SENSITIVE, purpose, worker, house=house, resident=resident)
    known = [resident.pk, *resident.merged.values_list("pk", flat=True)]
    return list(Sensitive.objects.filter(resident__in=known).order_by("-noted_at"))


def resident_in(house: House, resident_id: int) -> Resident:
    """Somebody who lives in a house now. Raises `NotFound`."""
    here = Residence.objects.filter(house=house, until=None, resident=resident_id)
    found = here.select_related("resident").first()
    if found is None:
        raise NotFound("这处房屋没有这个人员")
    return found.resident


def _note(
    what: Look.What,
    purpose: str,
    worker: Worker,
    *,
    house: House,
    resident: Resident | None = None,
) -> None:
    if len(purpose.strip()) < LEAST_PURPOSE:
        raise Missing("请写明查看用途", fields={"purpose": "请写明查看用途"})
    Look.objects.create(
        what=what,
        house=house,
        resident=resident,
        purpose=purpose.strip()[:200],
        person=worker.person_id,
        person_name=worker.person_name,
        unit_name=worker.unit_name,
        duty=worker.duty.value,
        at=timezone.now(),
    )
