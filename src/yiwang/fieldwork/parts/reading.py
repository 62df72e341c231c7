"""Turns rows of a census into what is to be recorded, one by one; each rule refuses in words."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import timezone

from yiwang.dials import queries as dials
from yiwang.fieldwork.parts.models import State
from yiwang.fieldwork.parts.report import Report
from yiwang.fieldwork.tables import LATITUDE, LONGITUDE, Row, day
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.identifiers import PartCode, part_code
from yiwang.kernel.refusals import Conflict, Invalid, Missing, NotFound
from yiwang.org import queries as org
from yiwang.org.models import Unit

HEADINGS = {
    "code": ("部件编码", "编码", "code", "part_code", "objcode", "部件标识码"),
    "category": ("小类", "部件小类", "小类代码", "category"),
    "name": ("部件名称", "名称", "name", "objname"),
    LONGITUDE: ("经度", "longitude", "lon", "lng", "x"),
    LATITUDE: ("纬度", "latitude", "lat", "y"),
    "owner": ("权属单位", "权属单位代码", "owner", "deptname1"),
    "manager": ("养护单位", "养护单位代码", "manager", "deptname3"),
    "state": ("状态", "部件状态", "state", "objstate"),
    "surveyed_on": ("普查日期", "调查日期", "surveyed_on", "date"),
}
MUST = ("code",)
# A hundred-millionth of a degree is a millimetre.
DECIMALS = 7
# In the catalogue 部件 begin where the class of the code ends: class 01 is category 51.
PARTS_FROM = 50
PARTS = range(51, 60)
_STATES = {str(state.label): state for state in State} | {state.value: state for state in State}
_STATES |= {"": State.INTACT, "正常": State.INTACT, "损坏": State.DAMAGED, "缺失": State.LOST}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What a row says of a part."""

    code: PartCode
    category: str
    name: str
    longitude: float
    latitude: float
    owner: Unit | None
    owner_name: str
    manager: Unit | None
    manager_name: str
    state: str
    surveyed_on: date

    def columns(self) -> dict[str, Any]:
        """The columns that a part and its record share, but for the grid."""
        apart = ("code", "category")
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in apart}


def category_of(code: PartCode) -> str:
    """The category of the dials that a part code says: class 01, kind 02 is 5102.

    Raises `Invalid` for a code without such segments.
    """
    if len(code.segments) < 4:
        raise Invalid("部件编码的分段应含大类和小类")
    large, small = code.segments[1], code.segments[2]
    number = PARTS_FROM + int(large)
    if number not in PARTS:
        raise Invalid("部件大类{large}不在01至09之间", large=large)
    return f"{number}{small}"


class Reader:
    """Turns rows into drafts and remembers what it has looked up."""

    def __init__(self, system: System, surveyed_on: date, report: Report) -> None:
        self.system, self.surveyed_on, self.report = system, surveyed_on, report
        self.classes = {c.code: c for c in dials.all_categories() if c.level == 2}
        units = org.units()
        self.units = {unit.name: unit for unit in units} | {unit.code: unit for unit in units}
        self.lines: dict[str, int] = {}

    def draft(self, row: Row) -> Draft:
        """What a row says. Raises a `Refusal` where it cannot be used."""
        code = part_code(row["code"], lengths=settings.PART_CODE)
        if code.code in self.lines:
            raise Conflict("部件编码重复，已在第{line}行", line=self.lines[code.code])
        self.lines[code.code] = row.line
        category = self._category(code, row["category"])
        owner, owner_name = self._unit(row["owner"])
        manager, manager_name = self._unit(row["manager"])
        place = self._place(row)
        return Draft(
            code=code,
            category=category,
            name=row["name"][:60] or self.classes[category].name,
            longitude=round(place.longitude, DECIMALS),
            latitude=round(place.latitude, DECIMALS),
            owner=owner,
            owner_name=owner_name,
            manager=manager,
            manager_name=manager_name,
            state=_state(row["state"]),
            surveyed_on=self._day(row["surveyed_on"]),
        )

    def _category(self, code: PartCode, told: str) -> str:
        found = category_of(code)
        known = self.classes.get(found)
        if known is None or not known.active:
            raise NotFound("分类表中没有在用的部件小类{code}", code=found)
        if told and told not in (found, known.name, code.segments[2]):
            raise Conflict(
                "小类“{told}”与编码不符，编码中是{code}（{name}）",
                told=told[:20],
                code=found,
                name=known.name,
            )
        return found

    def _unit(self, told: str) -> tuple[Unit | None, str]:
        """The unit in use of this name or code; what is no unit of ours is kept as a name."""
        unit = self.units.get(told)
        if told and unit is None:
            self.report.unknown_units[told[:60]] = self.report.unknown_units.get(told[:60], 0) + 1
        return unit, unit.name if unit else told[:60]

    def _place(self, row: Row) -> Position:
        if not row[LONGITUDE] or not row[LATITUDE]:
            raise Missing("没有经度和纬度")
        try:
            east, north = float(row[LONGITUDE]), float(row[LATITUDE])
        except ValueError:
            raise Invalid("经度和纬度应为数字") from None
        return Position(east, north, self.system).to(System.WGS_84)

    def _day(self, told: str) -> date:
        found = day(told, self.surveyed_on) or self.surveyed_on
        if found > timezone.localdate():
            raise Invalid("普查日期{day}还没有到", day=found)
        return found


def _state(told: str) -> str:
    if told not in _STATES:
        raise Invalid("没有“{state}”这个部件状态", state=told[:20])
    return _STATES[told].value
