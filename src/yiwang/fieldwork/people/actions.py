"""Houses and residents are registered; who moves in and out; what is sensitive is noted apart."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork.people import addresses, sight
from yiwang.fieldwork.people.models import (
    Building,
    House,
    Residence,
    Resident,
    Sensitive,
    Use,
    VisitRule,
)
from yiwang.kernel.identifiers import identity_card, phone
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotAllowed
from yiwang.org.actors import Worker

NUMBER_DIGITS = 5


@dataclass(frozen=True, kw_only=True)
class HouseFacts:
    """What is told of a house."""

    address: str
    grid: str
    number: str = ""
    use: str = Use.LIVING.value
    rented: bool = False
    hazards: str = ""
    longitude: float | None = None
    latitude: float | None = None


@dataclass(frozen=True, kw_only=True)
class ResidentFacts:
    """What is told of a resident."""

    name: str
    id_number: str = ""
    born: date | None = None
    sex: str = ""
    phone: str = ""

    def columns(self) -> dict[str, Any]:
        """The same checked: number, birth and sex must agree. Raises `Invalid`, `Missing`."""
        name = " ".join(self.name.split())
        if not name or len(name) > 40:
            raise Missing("请填写姓名", fields={"name": "请填写姓名"})
        if self.sex not in Resident.Sex.values:
            raise Invalid("性别只能是男或女")
        born, sex, number = self.born, self.sex, ""
        if self.id_number.strip():
            card = identity_card(self.id_number)
            number, told = card.number, "male" if card.male else "female"
            if (born and born != card.born) or (sex and sex != told):
                raise Invalid("出生日期或性别与公民身份号码不符")
            born, sex = card.born, told
        if born and born > timezone.localdate():
            raise Invalid("出生日期还没有到")
        reach = phone(self.phone) if self.phone.strip() else ""
        return {"name": name, "id_number": number, "born": born, "sex": sex, "phone": reach}


@transaction.atomic
def register_house(facts: HouseFacts) -> House:
    """Put a house on record. Raises `Conflict` for a number that another house has."""
    address = " ".join(facts.address.split())
    if not address:
        raise Missing("请填写地址", fields={"address": "请填写地址"})
    if facts.use not in Use.values:
        raise Invalid("没有这种房屋用途")
    number = facts.number.strip() or _next_number(facts.grid)
    if House.objects.filter(number=number).exists():
        raise Conflict("房屋编号{number}已经用过", number=number[:32])
    return House.objects.create(
        number=number[:32],
        building=_building(address, facts.grid),
        address=address[:200],
        address_key=addresses.key(address)[:200],
        grid=facts.grid,
        longitude=facts.longitude,
        latitude=facts.latitude,
        use=facts.use,
        rented=facts.rented,
        hazards=facts.hazards.strip()[:200],
        registered_at=timezone.now(),
    )


def _next_number(grid: str) -> str:
    """The grid's code with the next five digits behind it."""
    length = len(grid) + NUMBER_DIGITS
    same = House.objects.filter(number__startswith=grid).order_by("-number")
    taken = (number for number in same.values_list("number", flat=True) if len(number) == length)
    last = next((number[len(grid) :] for number in taken if number[len(grid) :].isdigit()), "0")
    return f"{grid}{int(last) + 1:0{NUMBER_DIGITS}d}"


def _building(address: str, grid: str) -> Building | None:
    name = addresses.building(address)
    if not name:
        return None
    key = addresses.key(name)[:120]
    found, _new = Building.objects.get_or_create(grid=grid, key=key, defaults={"name": name[:120]})
    return found


@transaction.atomic
def move_in(
    *, house: House, facts: ResidentFacts, relation: str = "", since: date | None = None
) -> tuple[Residence, bool]:
    """Somebody lives in a house from a day on; whether that is new.

    A known number is the same person. Raises `Conflict` where it is on record under another name.
    """
    columns = facts.columns()
    resident = _known(house, columns) or Resident.objects.create(
        registered_at=timezone.now(), **columns
    )
    _complete(resident, columns)
    day = since or timezone.localdate()
    if day > timezone.localdate():
        raise Invalid("入住日期还没有到")
    return Residence.objects.get_or_create(
        house=house,
        resident=resident,
        until=None,
        defaults={"relation": relation.strip()[:20], "since": day},
    )


def _known(house: House, columns: dict[str, Any]) -> Resident | None:
    residents = Resident.objects.filter(merged_into=None)
    if columns["id_number"]:
        found = residents.filter(id_number=columns["id_number"]).order_by("id").first()
        if found is not None and found.name != columns["name"]:
            raise Conflict("这个公民身份号码已登记在另一姓名下，请先核对")
        if found is not None:
            return found
    here = residents.filter(
        name=columns["name"],
        born=columns["born"],
        residences__house=house,
        residences__until=None,
    )
    # Whoever has another number is somebody else.
    found = here.order_by("id").first()
    other = found and found.id_number and columns["id_number"]
    return None if columns["born"] is None or other else found


def _complete(resident: Resident, columns: dict[str, Any]) -> None:
    """What was not known before is added; nothing that was known is overwritten here."""
    added = [key for key, value in columns.items() if value and not getattr(resident, key)]
    for key in added:
        setattr(resident, key, columns[key])
    if added:
        resident.save(update_fields=added)


def move_out(*, residence: Residence, on: date) -> None:
    """Somebody lives there no more. Raises `Invalid` for a day before they moved in."""
    if on < residence.since:
        raise Invalid("迁出日期早于入住日期")
    residence.until = on
    residence.save(update_fields=["until"])


def note_sensitive(*, resident: Resident, kind: str, content: str, worker: Worker) -> Sensitive:
    """Note what is sensitive, apart from all else. Raises `NotAllowed` without need to know."""
    if worker.duty not in sight.NEED_TO_KNOW:
        raise NotAllowed("您的岗位不登记敏感信息")
    if kind not in Sensitive.Kind.values or not content.strip():
        raise Invalid("请选择类别并填写内容")
    return Sensitive.objects.create(
        resident=resident,
        kind=kind,
        content=content.strip()[:200],
        noted_by=worker.person_name,
        noted_at=timezone.now(),
    )


def publish_visit_rule(*, kind: str, days: int, basis: str, worker: Worker) -> VisitRule:
    """Within how many days a house is visited, from now on; a new row each time."""
    if kind not in VisitRule.Kind.values or not 1 <= days <= 730:
        raise Invalid("走访周期应为1至730天")
    if not basis.strip():
        raise Invalid("请写明依据", fields={"basis": "请写明依据"})
    return VisitRule.objects.create(
        kind=kind,
        days=days,
        basis=basis.strip()[:200],
        published_by=worker.person_name,
        valid_from=timezone.now(),
    )
