"""Takes a file of people and houses in: a row is a house, or somebody who lives in it."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from yiwang.fieldwork import tables
from yiwang.fieldwork.grids import queries as grids
from yiwang.fieldwork.grids import systems
from yiwang.fieldwork.people import actions, addresses
from yiwang.fieldwork.people.actions import HouseFacts, ResidentFacts
from yiwang.fieldwork.people.models import House, Intake, Resident, Use
from yiwang.fieldwork.people.report import Report
from yiwang.fieldwork.tables import LATITUDE, LONGITUDE, Row
from yiwang.kernel.coordinates import Position, System
from yiwang.kernel.refusals import Invalid, Missing, NotFound, Refusal
from yiwang.org.actors import Worker

# What is sensitive is not among them: it is noted one by one, by who needs to know it.
HEADINGS = {
    "address": ("地址", "现住门（楼）详址", "现住门(楼)详址", "房屋地址", "address"),
    "grid": ("网格编码", "所属网格", "grid"),
    "number": ("房屋编号", "number"),
    "use": ("房屋用途", "建筑用途", "用途", "use"),
    "rented": ("是否出租", "出租", "rented"),
    "hazards": ("隐患", "隐患类型", "hazards"),
    LONGITUDE: ("经度", "longitude"),
    LATITUDE: ("纬度", "latitude"),
    "name": ("姓名", "name"),
    "id_number": ("公民身份号码", "身份证号", "身份证号码", "id_number"),
    "sex": ("性别", "sex"),
    "born": ("出生日期", "born"),
    "phone": ("联系方式", "联系电话", "电话", "phone"),
    "relation": ("与户主关系", "relation"),
    "since": ("入住日期", "since"),
}
MUST = ("address",)
_USES = {str(use.label): use.value for use in Use} | {use.value: use.value for use in Use}
_USES |= {"": Use.LIVING.value, "自住": Use.LIVING.value, "住宅": Use.LIVING.value}
_SEXES = {"": "", "男": "male", "女": "female", "male": "male", "female": "female"}
_YES = {"是": True, "有": True, "1": True, "出租": True, "yes": True}
_YES |= {"": False, "否": False, "无": False, "0": False, "自住": False, "no": False}


@dataclass(frozen=True)
class Taken:
    """The report, and what was recorded; `refused` where the file as a whole was."""

    report: Report
    intake: Intake | None = None
    refused: Refusal | None = None


def import_file(*, name: str, content: bytes, worker: Worker, system: System | None) -> Taken:
    """Take a file in; whatever is wrong with it is in the report.

    `system` is that of the positions, where the file has any.
    """
    report = Report(name, hashlib.sha256(content).hexdigest())
    try:
        source = tables.read(name, content, HEADINGS, MUST)
        for told in sorted(source.told):
            if system is not None:
                systems.agree(told, system)
    except Refusal as refusal:
        report.file_refused = {"code": refusal.code, "reason": refusal.message}
        return Taken(report, refused=refusal)
    report.rows_read = len(source.rows)
    return Taken(report, _take(source.rows, report, system, worker))


@transaction.atomic
def _take(rows: list[Row], report: Report, system: System | None, worker: Worker) -> Intake:
    taking = _Taking(report, system)
    before = Resident.objects.count()
    for row in rows:
        try:
            with transaction.atomic():
                taking.row(row)
        except Refusal as refusal:
            report.refuse_row(row.line, refusal)
    report.people_added = Resident.objects.count() - before
    return Intake.objects.create(
        file=report.file[:200],
        sha256=report.sha256,
        report=report.plain(),
        by_name=worker.person_name,
        at=timezone.now(),
    )


class _Taking:
    """Takes row after row; the counts of a row that is refused are not kept."""

    def __init__(self, report: Report, system: System | None) -> None:
        self.report, self.system = report, system
        self.codes = set(grids.valid().values_list("code", flat=True))

    def row(self, row: Row) -> None:
        """One row. Raises a `Refusal` where it cannot be used; then nothing of it is kept."""
        house, new_house = self._house(row)
        new_residence = False
        if row["name"]:
            _residence, new_residence = actions.move_in(
                house=house,
                facts=_resident(row),
                relation=row["relation"],
                since=tables.day(row["since"]),
            )
        elif row["id_number"]:
            raise Missing("有公民身份号码而没有姓名")
        self.report.houses_added += new_house
        self.report.residences_added += new_residence
        if new_house or new_residence:
            self.report.rows_used += 1
        else:
            self.report.rows_repeated += 1

    def _house(self, row: Row) -> tuple[House, bool]:
        facts = self._facts(row)
        known = House.objects.filter(merged_into=None)
        if facts.number:
            found = known.filter(number=facts.number).first()
        else:
            key = addresses.key(facts.address)[:200]
            found = known.filter(grid=facts.grid, address_key=key).order_by("id").first()
        return (found, False) if found else (actions.register_house(facts), True)

    def _facts(self, row: Row) -> HouseFacts:
        if row["use"] not in _USES:
            raise Invalid("没有“{use}”这种房屋用途", use=row["use"][:20])
        if row["rented"] not in _YES:
            raise Invalid("是否出租只能填是或否")
        place = self._place(row)
        return HouseFacts(
            address=row["address"],
            grid=self._grid(row, place),
            number=row["number"],
            use=_USES[row["use"]],
            rented=_YES[row["rented"]],
            hazards="" if row["hazards"] in ("无", "否") else row["hazards"],
            longitude=place.longitude if place else None,
            latitude=place.latitude if place else None,
        )

    def _place(self, row: Row) -> Position | None:
        if not row[LONGITUDE] and not row[LATITUDE]:
            return None
        if self.system is None:
            raise Invalid("有经度和纬度，但没有指明坐标系")
        try:
            east, north = float(row[LONGITUDE]), float(row[LATITUDE])
        except ValueError:
            raise Invalid("经度和纬度应为数字") from None
        return Position(east, north, self.system).to(System.WGS_84)

    def _grid(self, row: Row, place: Position | None) -> str:
        """As given, else where the place lies. Raises `NotFound` for no grid of today."""
        at = grids.grid_at(place).grid if place else None
        there = at.code if at else ""
        if row["grid"] and there and there != row["grid"]:
            told = {"line": row.line, "given": row["grid"][:20], "place": there}
            self.report.elsewhere.append(told)
        code = row["grid"] or there
        if code not in self.codes:
            raise NotFound("没有“{code}”这个网格", code=code[:20])
        return code


def _resident(row: Row) -> ResidentFacts:
    if row["sex"] not in _SEXES:
        raise Invalid("性别只能是男或女")
    return ResidentFacts(
        name=row["name"],
        id_number=row["id_number"],
        born=tables.day(row["born"]),
        sex=_SEXES[row["sex"]],
        phone=row["phone"],
    )
