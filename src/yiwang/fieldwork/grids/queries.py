"""Which grids there are on a day, which of them a point lies in, and what became of a grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from yiwang.fieldwork.grids import outlines
from yiwang.fieldwork.grids.days import Day, Days, Lasting
from yiwang.fieldwork.grids.locator import NOWHERE
from yiwang.fieldwork.grids.models import Adjustment, Ending, Grid
from yiwang.fieldwork.grids.outlines import Numbers
from yiwang.kernel.coordinates import Position
from yiwang.kernel.refusals import NotFound
from yiwang.org import queries as org
from yiwang.org.models import Unit

_ENDING = Ending.objects.filter(grid=OuterRef("pk"), by__undone_by=None)


@dataclass(frozen=True)
class GridAt:
    """The grid of a position; where there is none, the nearest one and how far it is.

    `shared` are the codes of other grids on whose border it lies too.
    """

    grid: Grid | None
    nearest: Grid | None = None
    metres: float | None = None
    shared: tuple[str, ...] = ()


def register() -> QuerySet[Grid]:
    """Every grid that was, is or will be, with `valid_until` (None: no end is known)."""
    grids = Grid.objects.filter(made_by__undone_by=None)
    return grids.annotate(valid_until=Subquery(_ENDING.values("on")[:1])).order_by("code", "id")


def lasting(on: date) -> QuerySet[Grid]:
    """Grids that hold on a day or begin after it."""
    return register().filter(Q(valid_until=None) | Q(valid_until__gt=on))


def valid(on: date | None = None) -> QuerySet[Grid]:
    """The grids of a day, by default of today."""
    on = on or timezone.localdate()
    return lasting(on).filter(valid_from__lte=on).select_related("area", "managed_by")


def found(text: str, on: date | None = None, *, limit: int = 200) -> list[Grid]:
    """The grids of a day whose code, name, area or manager holds the text."""
    named = Q(code__startswith=text) | Q(name__contains=text)
    placed = Q(area__name__contains=text) | Q(managed_by__name__contains=text)
    grids = valid(on).defer("outline")
    return list((grids.filter(named | placed) if text else grids)[:limit])


def grid(code: str, on: date | None = None) -> Grid:
    """The grid of a code on a day, by default today. Raises `NotFound`."""
    found = valid(on).filter(code=code).first()
    if found is None:
        raise NotFound("这一天没有编码为{code}的网格", code=code[:20])
    return found


def names(codes: Iterable[str]) -> dict[str, str]:
    """What grids are called, with their community; by the last name that a code had."""
    rows = register().filter(code__in=set(codes))
    told = rows.values_list("code", "area__name", "name")
    return {code: f"{area}·{name}" for code, area, name in told}


def history(code: str) -> list[Grid]:
    """Every outline and manager that a code had, the first first."""
    return list(register().filter(code=code).select_related("made_by").order_by("valid_from"))


def replaced_by(ended: Grid) -> list[Grid]:
    """The grids that took the place of one; none while no end of it is known."""
    ending = Ending.objects.filter(grid=ended, by__undone_by=None).first()
    if ending is None:
        return []
    begun = list(register().filter(made_by=ending.by_id))
    same = [after for after in begun if after.code == ended.code]
    return same or begun


@dataclass(frozen=True)
class Kept:
    """The grid that a case was opened in, and what took its place since."""

    grid: Grid
    since: list[Grid]


def kept(code: str, on: date) -> Kept | None:
    """The grid of a code as it was on a day, and today's where an adjustment ended it."""
    was = register().select_related("area", "managed_by").filter(code=code, valid_from__lte=on)
    found = was.defer("outline").order_by("valid_from").last()
    if found is None:
        return None
    today = timezone.localdate()
    ended = found.valid_until is not None and found.valid_until <= today
    return Kept(found, replaced_by(found) if ended else [])


def adjustments(*, limit: int = 100) -> list[Adjustment]:
    """What was decided, the newest first."""
    rows = Adjustment.objects.select_related("undoes", "undone_by").order_by("-id")
    begun = Prefetch("begun", Grid.objects.only("code", "made_by"))
    ended = Prefetch("endings__grid", Grid.objects.only("code"))
    return list(rows.prefetch_related(begun, "endings", ended)[:limit])


def adjustment(adjustment_id: int) -> Adjustment:
    """One adjustment. Raises `NotFound`."""
    found = Adjustment.objects.filter(pk=adjustment_id).first()
    if found is None:
        raise NotFound("没有这次网格调整")
    return found


def grid_at(position: Position, moment: datetime | date | None = None) -> GridAt:
    """The grid that a position lies in by the grids of that moment's day, by default of now.

    A case keeps the code that it was opened with; this answers for a case that is being opened.
    """
    found = _ready(_day(moment))
    place = found.locator.one(position)
    if place.code is not None:
        return GridAt(_loaded(found.numbers[place.code]), shared=place.shared)
    nearest = _loaded(found.numbers[place.nearest]) if place.nearest else None
    return GridAt(None, nearest, place.metres)


def near(position: Position, *, metres: float, besides: Sequence[str] = ()) -> list[Grid]:
    """Today's grids that are no further away than so many metres, others than those named."""
    codes = days().on(_day(None)).locator.near(position, metres)
    wanted = [code for code in codes if code not in besides]
    return list(valid().filter(code__in=wanted).defer("outline")) if wanted else []


def count(below: str = "") -> int:
    """How many grids there are today, all or those in an area by its code."""
    rows = valid()
    return rows.filter(area__path__contains=f"/{below}/").count() if below else rows.count()


def codes_at(points: Numbers, moment: datetime | date | None = None) -> list[str | None]:
    """The codes of many points (longitude, latitude in WGS-84) at once; None outside."""
    locator = _ready(_day(moment)).locator
    return [locator.codes[i] if i != NOWHERE else None for i in locator.assign(points)]


def unit_of(found: Grid) -> Unit | None:
    """Who looks after a grid: who manages it, else the unit of the area that it lies in."""
    if found.managed_by is not None and found.managed_by.active:
        return found.managed_by
    return org.unit_of_area(found.area.code)


def _day(moment: datetime | date | None) -> date:
    if isinstance(moment, datetime):
        return timezone.localdate(moment)
    return moment or timezone.localdate()


def _loaded(grid_id: int) -> Grid:
    return register().select_related("area", "managed_by").get(pk=grid_id)


def _ready(on: date) -> Day:
    """The grids of a day, ready to be asked."""
    return days().on(on)


def days() -> Days:
    """The grids of every day, in one query; any adjustment since makes them anew."""
    last = Adjustment.objects.order_by("-id").values_list("id", "at").first()
    return _read(last)


@lru_cache(maxsize=1)
def _read(_last: tuple[int, datetime] | None) -> Days:
    rows = register().values_list("id", "code", "outline", "valid_from", "valid_until")
    return Days(Lasting(n, code, outlines.read(drawn), *span) for n, code, drawn, *span in rows)


def code_at(point: Sequence[float] | None, area: str, moment: datetime | date) -> str:
    """The code of the grid of a place by the grids of a moment's day; empty outside of all.

    As `Days.code`; asks nothing where no grid can be meant.
    """
    if point is None and not may_be_grid(area):
        return ""
    return days().code(point, area, _day(moment))


def may_be_grid(area: str) -> bool:
    """Whether the code of an area is long enough for that of a grid."""
    return len(area) >= sum(settings.GRID_CODE)


def drawn(grids: Iterable[Grid]) -> dict[str, outlines.Outline]:
    """Outlines by code; of two grids of one code the later."""
    return {found.code: outlines.read(found.outline) for found in grids}
