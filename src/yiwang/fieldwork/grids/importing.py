"""Takes outlines of a file into the register: all of it or, with faults, only when accepted."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import shapely
from django.conf import settings

from yiwang.fieldwork.grids import (
    actions,
    checks,
    mosaic,
    outlines,
    queries,
    reading,
    shapefiles,
    systems,
)
from yiwang.fieldwork.grids.actions import Draft, Order
from yiwang.fieldwork.grids.models import Grid
from yiwang.fieldwork.grids.outlines import Outline
from yiwang.fieldwork.grids.report import Report
from yiwang.kernel.coordinates import System
from yiwang.kernel.identifiers import grid_code
from yiwang.kernel.refusals import Conflict, Invalid, NotFound, Refusal, TooLarge
from yiwang.org import queries as org
from yiwang.org.models import Unit

MOST_CORNERS = 1_000_000
HEADINGS = {
    "code": ("code", "网格编码", "编码", "grid_code", "gridcode", "bgcode", "wgbm"),
    "name": ("name", "网格名称", "名称", "grid_name", "bgname", "wgmc"),
    "area": ("area", "社区代码", "社区编码", "area_code"),
    "managed_by": ("managed_by", "管理单位", "管理单位代码", "unit_code"),
    "kind": ("kind", "网格类别", "类别"),
}
_KINDS = {"": Grid.Kind.BASIC} | {kind.value: kind for kind in Grid.Kind}
_KINDS |= {"基础网格": Grid.Kind.BASIC, "专属网格": Grid.Kind.DEDICATED}


@dataclass(frozen=True, kw_only=True)
class Import:
    """A file, the system in which it is drawn, and from which day on its grids hold."""

    name: str
    content: bytes
    system: System
    order: Order
    # Outlines that cross themselves are made into areas; the change is in the report.
    repair: bool = False
    # The good rows are written although some are not, or overlap, or leave gaps.
    accept: bool = False


def from_path(path: Path) -> tuple[str, bytes]:
    """Name and content of a file; a .shp brings its neighbours. Raises `Invalid`, `TooLarge`."""
    try:
        if path.stat().st_size > reading.MOST_BYTES:
            raise TooLarge("文件超过{most}兆字节", most=reading.MOST_BYTES // 1024 // 1024)
        content = shapefiles.packed(path)
    except OSError:
        raise Invalid("文件“{name}”无法打开", name=path.name) from None
    return (f"{path.stem}.zip" if path.suffix.lower() == ".shp" else path.name), content


def import_file(wanted: Import) -> Report:
    """Take a file in; whatever is wrong with it is in the report, not raised."""
    digest = hashlib.sha256(wanted.content).hexdigest()
    report = Report(wanted.name, digest, wanted.system.value)
    try:
        source = _source(wanted)
    except Refusal as refusal:
        report.file_refused = {"code": refusal.code, "reason": refusal.message}
        return report
    report.rows_read = len(source.rows)
    known = {grid.code: grid for grid in queries.register().order_by("id")}
    drafts = _Reader(wanted, report, known).drafts(source)
    _look_at_the_whole(drafts, wanted.order.effective_on, report)
    if drafts and (wanted.accept or not report.faulty):
        grids = list(drafts.values())
        actions.add(grids=grids, order=wanted.order, accept_overlaps=True)
        report.grids_added = len(drafts)
    else:
        report.rows_held_back = len(drafts)
    return report


def drawn(wanted: Import) -> list[Draft]:
    """The grids that a file draws, for a split or new borders. Raises a `Refusal` for any fault."""
    report = Report(wanted.name, "", wanted.system.value)
    drafts = _Reader(wanted, report, {}).drafts(_source(wanted))
    for refused in report.rows_refused:
        raise Invalid("第{row}行：{reason}", row=refused["row"], reason=refused["reason"])
    return list(drafts.values())


def _source(wanted: Import) -> reading.Source:
    source = reading.read(wanted.name, wanted.content)
    for told in sorted(source.told):
        systems.agree(told, wanted.system)
    return source


class _Reader:
    """Turns rows into drafts, one by one, and lists what is wrong with them."""

    def __init__(self, wanted: Import, report: Report, known: dict[str, Grid]) -> None:
        self.wanted, self.report, self.known = wanted, report, known
        self.corners = 0
        self.seen: set[str] = set()

    def drafts(self, source: reading.Source) -> dict[int, Draft]:
        """The rows that can be used and are new, by their numbers."""
        found = {}
        for row in source.rows:
            try:
                draft = self._draft(row)
            except Refusal as refusal:
                self.report.refuse_row(row.number, refusal)
                continue
            if draft is None:
                self.report.rows_repeated += 1
            else:
                found[row.number] = draft
        return found

    def _draft(self, row: reading.Row) -> Draft | None:
        facts = {key: _first(row.facts, names) for key, names in HEADINGS.items()}
        parts = grid_code(facts["code"], lengths=settings.GRID_CODE)
        if parts.code in self.seen:
            raise Conflict("网格编码重复")
        self.seen.add(parts.code)
        outline = self._outline(row, parts.code)
        if parts.code in self.known:
            return _repeated(self.known[parts.code], outline)
        area = org.area(facts["area"] or "".join(parts.segments[:-1]))
        if area is None:
            raise NotFound("没有网格所在的社区：{code}", code=facts["area"] or parts.code)
        if facts["kind"] not in _KINDS:
            raise Invalid("没有“{kind}”这个网格类别", kind=facts["kind"][:20])
        return Draft(
            code=parts.code,
            name=facts["name"] or parts.code,
            area=area,
            outline=outline,
            managed_by=_unit(facts["managed_by"]),
            kind=_KINDS[facts["kind"]],
        )

    def _outline(self, row: reading.Row, code: str) -> Outline:
        drawn = outlines.read(reading.geometry(row.drawn))
        self.corners += shapely.get_num_coordinates(drawn)
        if self.corners > MOST_CORNERS:
            raise TooLarge("一个文件的边界最多{most}个顶点", most=MOST_CORNERS)
        plain = systems.in_wgs84(drawn, self.wanted.system)
        where = outlines.fault(plain)
        if where:
            plain = self._crossing(row.number, code, plain, where)
        return checks.sound(code, plain)

    def _crossing(self, number: int, code: str, drawn: Outline, where: str) -> Outline:
        whole = outlines.repaired(drawn)
        told = {
            "row": number,
            "code": code,
            "where": where,
            "square_metres_as_drawn": _told(outlines.square_metres(drawn)),
            "square_metres_repaired": _told(outlines.square_metres(whole)),
            "repaired": self.wanted.repair,
        }
        self.report.self_crossing.append(told)
        return whole if self.wanted.repair else drawn


def _first(facts: dict[str, str], names: tuple[str, ...]) -> str:
    return next((facts[name] for name in names if facts.get(name)), "")


def _repeated(known: Grid, outline: Outline) -> None:
    """None for a grid that is on record exactly so. Raises `Conflict` for any other."""
    if not shapely.equals(outlines.read(known.outline), outline):
        raise Conflict("网格{code}已有不同的边界，请用网格调整", code=known.code)


def _unit(code: str) -> Unit | None:
    if not code:
        return None
    unit = org.unit_of_code(code)
    if unit is None:
        raise NotFound("没有代码为{code}的单位", code=code[:32])
    return unit


def _look_at_the_whole(drafts: dict[int, Draft], on: date, report: Report) -> None:
    """Overlaps and gaps of the new grids, among themselves and with those on record."""
    rows = {draft.code: number for number, draft in drafts.items()}
    if not rows:
        return
    new = {draft.code: draft.outline for draft in drafts.values()}
    every = queries.drawn(queries.lasting(on)) | new
    for overlap in mosaic.overlaps(every, among=frozenset(new)):
        codes = [overlap.one, overlap.other]
        report.overlaps.append(_finding(codes, rows, overlap.square_metres))
    for gap in mosaic.gaps(every):
        if set(gap.beside) & set(new):
            told = _finding(list(gap.beside), rows, gap.square_metres)
            report.gaps.append(told | {"point": list(gap.point)})


def _finding(codes: list[str], rows: dict[str, int], metres: float) -> dict[str, object]:
    """Codes with their rows; None for a grid that was on record before."""
    return {"codes": codes, "rows": [rows.get(c) for c in codes], "square_metres": _told(metres)}


def _told(metres: float) -> float:
    return round(metres, 1)
