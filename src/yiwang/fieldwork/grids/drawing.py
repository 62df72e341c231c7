"""A change of grids as somebody draws it: texts made into outlines, cut, fitted, handed in.

What is drawn travels as text (WKT in WGS-84, which CGCS2000 equals here), so that whoever cannot
use a mouse writes the same. Every change goes through `actions`, as those of files do.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import shapely
from django.conf import settings

from yiwang.fieldwork.grids import actions, cutting, mosaic, outlines, queries, reading, showing
from yiwang.fieldwork.grids.actions import Draft, Order
from yiwang.fieldwork.grids.models import Adjustment, Grid
from yiwang.fieldwork.grids.outlines import DECIMALS, Outline
from yiwang.kernel.identifiers import grid_code
from yiwang.kernel.refusals import Invalid, NotFound, TooLarge
from yiwang.org import queries as org
from yiwang.org.models import Area, Unit

Kind = Adjustment.Kind
DRAWN = (Kind.ADD, Kind.REDRAW, Kind.SPLIT, Kind.MERGE)
MOST_PIECES = 100
# Of an outline that is only asked about; one that is stored may have `outlines.MOST_VERTICES`.
LONGEST_TEXT = 1_500_000


@dataclass(frozen=True)
class Piece:
    """One outline as it was written: its code and name may still be missing."""

    code: str = ""
    name: str = ""
    wkt: str = ""

    def outline(self, number: int) -> Outline | None:
        """The outline; None while nothing is drawn. Raises `Invalid`, naming the piece."""
        if not self.wkt.strip():
            return None
        try:
            return outlines.read(reading.geometry(self.wkt))
        except Invalid as refusal:
            raise Invalid("第{row}块：{reason}", row=number, reason=refusal.message) from None


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """What is to be changed from a day on; `codes` are grids on record, `pieces` what is drawn."""

    change: str
    on: date
    codes: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()
    line: str = ""
    # The ground of all changed grids together may become another.
    outer: bool = False

    def drawn(self) -> list[tuple[str, Outline | None]]:
        """Codes with outlines, as far as they were written. Raises `Invalid`, `TooLarge`."""
        _bounded(self.pieces)
        return [(piece.code, piece.outline(n)) for n, piece in enumerate(self.pieces, 1)]


def _bounded(pieces: Sequence[Piece]) -> None:
    if len(pieces) > MOST_PIECES:
        raise TooLarge("一次最多画{most}个网格；更多请用命令 yiwang grids import", most=MOST_PIECES)
    if sum(len(piece.wkt) for piece in pieces) > LONGEST_TEXT:
        raise TooLarge("所画边界的顶点过多，请用命令 yiwang grids import")


def written(outline: Outline) -> str:
    """An outline as text, with every decimal that is stored."""
    return str(shapely.to_wkt(outline, rounding_precision=DECIMALS, trim=True))


def on_record(drawing: Drawing) -> Drawing:
    """The same with the outlines of its grids as they are on that day."""
    found = [queries.grid(code, drawing.on) for code in drawing.codes]
    pieces = [Piece(g.code, g.name, written(outlines.read(g.outline))) for g in found]
    return replace(drawing, pieces=tuple(pieces))


def cut(drawing: Drawing) -> Drawing:
    """The same with the pieces into which its line cuts its grid, under codes that are free."""
    if len(drawing.codes) != 1:
        raise Invalid("请选择要拆分的网格", fields={"codes": "请选择要拆分的网格"})
    old = queries.grid(drawing.codes[0], drawing.on)
    pieces = cutting.cut(outlines.read(old.outline), line(drawing.line))
    return replace(drawing, pieces=_coded(pieces, old.area, drawing.pieces))


def line(text: str) -> shapely.LineString:
    """A line as it was written. Raises `Invalid`."""
    found = shapely.from_wkt(text.strip()[:LONGEST_TEXT], on_invalid="ignore")
    if isinstance(found, shapely.LinearRing | shapely.LineString) and found.is_valid:
        return shapely.LineString(shapely.force_2d(found))
    raise Invalid("分割线应写作LINESTRING（经度 纬度, 经度 纬度, …）")


def joined(drawing: Drawing) -> Drawing:
    """The same with the one outline of its grids together, under a code that is free."""
    old = [queries.grid(code, drawing.on) for code in drawing.codes]
    if len(old) < 2:
        return replace(drawing, pieces=tuple(replace(p, wkt="") for p in drawing.pieces[:1]))
    whole = mosaic.joined(queries.drawn(old).values())
    return replace(drawing, pieces=_coded([whole], old[0].area, drawing.pieces))


def fitted(drawing: Drawing) -> Drawing:
    """The same with its outlines fitted to the grids around, one after the other."""
    sheet = showing.sheet(drawing.on)
    pieces: list[Piece] = []
    before: list[Outline] = []
    for number, piece in enumerate(drawing.pieces, 1):
        drawn = piece.outline(number)
        if drawn is not None and not outlines.fault(drawn):
            drawn = cutting.fitted(drawn, [g.outline for g in sheet.touching(drawn)] + before)
            before.append(drawn)
        pieces.append(replace(piece, wkt=written(drawn)) if drawn is not None else piece)
    return replace(drawing, pieces=tuple(pieces))


def with_codes(drawing: Drawing) -> Drawing:
    """The same with free codes where none is written, by the grids nearest to what is drawn."""
    outline = next((drawn for _code, drawn in drawing.drawn() if drawn is not None), None)
    if outline is None or all(piece.code for piece in drawing.pieces):
        return drawing
    near = showing.sheet(drawing.on).nearest(outline)
    area = org.area(_above(near.code)) if near else None
    if area is None:
        return drawing
    return replace(drawing, pieces=_coded([], area, drawing.pieces))


def _coded(drawn: Sequence[Outline], area: Area, before: Sequence[Piece]) -> tuple[Piece, ...]:
    """Pieces of these outlines (or as before), what was written kept, blanks given free codes."""
    count = len(drawn) or len(before)
    kept = [*before[:count], *[Piece()] * (count - len(before))]
    if drawn:
        kept = [replace(p, wkt=written(o)) for p, o in zip(kept, drawn, strict=True)]
    used = {piece.code for piece in kept}
    free = iter([c for c in showing.next_codes(area.code, 2 * count) if c not in used])
    return tuple(p if p.code else replace(p, code=next(free, "")) for p in kept)


def carry_out(drawing: Drawing, order: Order) -> Adjustment:
    """Hand the change in. Raises whatever the action refuses it with."""
    drawn = drawing.drawn()
    if drawing.change == Kind.ADD:
        return actions.add(grids=_drafts(drawing, []), order=order)
    if drawing.change == Kind.REDRAW:
        new = {code: outline for code, outline in drawn if not _as_it_was(code, outline, order)}
        if drawn and not new:
            raise Invalid("边界没有变化，不必提交")
        return actions.redraw(drawn=new, order=order, outer_may_change=drawing.outer)
    old = [queries.grid(code, order.effective_on) for code in drawing.codes]
    if drawing.change == Kind.MERGE:
        into = _drafts(drawing, old)[:1] or [Draft(code="", name="", area=_of(old))]
        return actions.merge(codes=drawing.codes, into=into[0], order=order)
    if drawing.change == Kind.SPLIT and old:
        return actions.split(code=old[0].code, into=_drafts(drawing, old), order=order)
    raise Invalid("请选择要调整的网格，每个一次")


def _as_it_was(code: str, outline: Outline | None, order: Order) -> bool:
    """Whether a grid was only looked at: what did not change is not adjusted."""
    before = outlines.read(queries.grid(code, order.effective_on).outline)
    return outline is None or bool(shapely.equals(before, outline))


def _of(old: Sequence[Grid]) -> Area:
    if not old:
        raise Invalid("请选择要调整的网格，每个一次")
    return old[0].area


def _drafts(drawing: Drawing, old: Sequence[Grid]) -> list[Draft]:
    """The grids to be; what those before them had in common they keep."""
    kinds = {grid.kind for grid in old}
    kind = kinds.pop() if len(kinds) == 1 else Grid.Kind.BASIC
    manager = _common_manager(old)
    return [
        Draft(
            code=piece.code,
            name=piece.name or piece.code,
            area=_area(piece.code, old),
            outline=outline,
            managed_by=manager,
            kind=kind,
        )
        for piece, (_code, outline) in zip(drawing.pieces, drawing.drawn(), strict=True)
    ]


def _common_manager(old: Sequence[Grid]) -> Unit | None:
    managers = {grid.managed_by for grid in old}
    return managers.pop() if len(managers) == 1 else None


def _area(code: str, old: Sequence[Grid]) -> Area:
    """The area that a code names; where there is none, that of the grids before."""
    area = org.area(_above(code))
    if area is None and old:
        return old[0].area
    if area is None:
        raise NotFound("没有网格所在的社区：{code}", code=code[:20])
    return area


def _above(code: str) -> str:
    """A code without its last segment. Raises `Invalid`."""
    return "".join(grid_code(code, lengths=settings.GRID_CODE).segments[:-1])
