"""What must hold before an adjustment of grids is recorded; each rule refuses in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.conf import settings
from django.utils import timezone

from yiwang.fieldwork.grids import mosaic, outlines, queries
from yiwang.fieldwork.grids.models import Grid
from yiwang.fieldwork.grids.outlines import Outline
from yiwang.kernel.identifiers import grid_code
from yiwang.kernel.refusals import Conflict, Invalid, NotNow


def sound(code: str, outline: Outline | None) -> Outline:
    """An outline that holds ground and does not cross itself. Raises `Invalid`."""
    if outline is None:
        raise Invalid("网格{code}没有边界", code=code)
    where = outlines.fault(outline)
    if where:
        raise Invalid("网格{code}的边界自相交：{where}", code=code, where=where)
    if outlines.square_metres(outline) < mosaic.LEAST:
        raise Invalid("网格{code}的边界没有面积", code=code)
    return outline


def new_codes(codes: Sequence[str]) -> None:
    """Codes in the right form that no grid has or ever had. Raises `Invalid`, `Conflict`."""
    plain = [grid_code(code, lengths=settings.GRID_CODE).code for code in codes]
    if len(set(plain)) < len(plain):
        raise Invalid("网格编码重复")
    # What was taken back before its day never named anything.
    used = sorted(queries.register().filter(code__in=plain).values_list("code", flat=True))
    if used:
        raise Conflict("网格编码{code}已经用过，用过的编码不再使用", code=used[0])


def adjustable(codes: Sequence[str], on: date) -> list[Grid]:
    """The grids of these codes on the day, of which no later change is planned."""
    if on < timezone.localdate():
        raise Invalid("网格调整的生效日期不能早于今天")
    if len(set(codes)) < len(codes) or not codes:
        raise Invalid("请选择要调整的网格，每个一次")
    found = [queries.grid(code, on) for code in codes]
    for grid in found:
        if grid.valid_until is not None:
            raise NotNow(
                "网格{code}已有{day}起生效的调整，请先撤回", code=grid.code, day=grid.valid_until
            )
    return found


def tiles(parts: Mapping[str, Outline | None], whole: Mapping[str, Outline]) -> None:
    """The parts must hold the same ground as the whole, none of it twice. Raises `Invalid`."""
    drawn = {code: sound(code, outline) for code, outline in parts.items()}
    _apart(mosaic.overlaps(drawn))
    allowed = mosaic.tolerance(sum(outlines.square_metres(area) for area in whole.values()))
    missing = mosaic.missing(drawn.values(), whole.values())
    if missing > allowed:
        raise Invalid(
            "调整后少了{metres}平方米（允许{allowed}）",
            metres=_told(missing),
            allowed=_told(allowed),
        )
    beyond = mosaic.beyond(drawn.values(), whole.values())
    if beyond > allowed:
        raise Invalid(
            "调整后超出原边界{metres}平方米（允许{allowed}）",
            metres=_told(beyond),
            allowed=_told(allowed),
        )


def beside_the_others(drawn: Mapping[str, Outline | None], on: date) -> None:
    """New outlines must hold no ground of each other or of the grids that stay."""
    new = {code: sound(code, outline) for code, outline in drawn.items()}
    others = queries.drawn(queries.lasting(on).exclude(code__in=list(new)))
    _apart(mosaic.overlaps(others | new, among=frozenset(new)))


def _apart(found: Iterable[mosaic.Overlap]) -> None:
    for overlap in found:
        raise Invalid(
            "网格{one}与{other}重叠{metres}平方米",
            one=overlap.one,
            other=overlap.other,
            metres=_told(overlap.square_metres),
        )


def _told(metres: float) -> str:
    return f"{metres:,.1f}"
