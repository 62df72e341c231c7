"""Everything that is read of houses and residents, within the sight of who asks."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, prefetch_related_objects

from yiwang.fieldwork.people import freshness
from yiwang.fieldwork.people.freshness import Fresh
from yiwang.fieldwork.people.models import (
    House,
    Intake,
    Look,
    Residence,
    Resident,
    Sensitive,
    Use,
    Visit,
    VisitRule,
)
from yiwang.fieldwork.people.sight import GridName, Sight
from yiwang.kernel.refusals import NotFound

USES = Use.choices
SEXES = Resident.Sex.choices
KINDS = Sensitive.Kind.choices
RULES = VisitRule.Kind.choices
# Who lives in a house now.
_PEOPLE = Count("residences__resident", filter=Q(residences__until=None), distinct=True)


@dataclass(frozen=True)
class GridLine:
    """A grid with how many houses and people there are, and how fresh what is known of them."""

    grid: GridName
    houses: int
    people: int
    fresh: int
    never: int

    @property
    def stale(self) -> int:
        """Visited, but too long ago."""
        return self.houses - self.fresh - self.never


@dataclass(frozen=True)
class HouseLine:
    """A house with how many live in it and how fresh that is."""

    house: House
    people: int
    fresh: Fresh

    @property
    def mark(self) -> str:
        """Another one as soon as anything of the line is different."""
        row = self.house
        told = (row.address, row.use, row.rented, row.hazards, row.visited_on, self.people)
        return f"{zlib.crc32(repr(told).encode()):08x}"


def houses(seeing: Sight, grid: str = "") -> QuerySet[House]:
    """The houses in sight, of one grid or of all."""
    if grid and grid not in seeing:
        raise NotFound("没有这个网格，或不是您的网格")
    rows = House.objects.filter(merged_into=None)
    return rows.filter(grid=grid) if grid else rows.filter(grid__in=list(seeing.grids))


def grid_lines(seeing: Sight, known: dict[str, int]) -> list[GridLine]:
    """Every grid in sight that holds houses, by the known cycles; one query."""
    counted = (
        houses(seeing)
        .order_by()
        .values("grid")
        .annotate(
            number=Count("id", distinct=True),
            people=_PEOPLE,
            fresh=Count("id", filter=freshness.fresh(known), distinct=True),
            never=Count("id", filter=Q(visited_on=None), distinct=True),
        )
    )
    found = [
        GridLine(
            seeing.grids[row["grid"]], row["number"], row["people"], row["fresh"], row["never"]
        )
        for row in counted
    ]
    return sorted(found, key=lambda line: line.grid.code)


def house_lines(
    rows: QuerySet[House], known: dict[str, int], *, after: str = "", size: int = 50
) -> tuple[list[HouseLine], str]:
    """A page of houses by their numbers, each with its people counted, and the last of it.

    The second is empty where nothing follows; one query.
    """
    found = rows.filter(number__gt=after).order_by("number").annotate(people=_PEOPLE)[: size + 1]
    shown = lines(found, known)
    return shown[:size], shown[size - 1].house.number if len(shown) > size else ""


def stale(rows: QuerySet[House], state: str, cycles: dict[str, int]) -> QuerySet[House]:
    """Narrowed to houses of one state of freshness; any other word leaves all."""
    known = freshness.fresh(cycles)
    narrowed = {
        freshness.FRESH: Q(known),
        freshness.STALE: ~Q(known) & Q(visited_on__isnull=False),
        freshness.NEVER: Q(visited_on=None),
    }
    return rows.filter(narrowed[state]) if state in narrowed else rows


def due(seeing: Sight, known: dict[str, int]) -> QuerySet[House]:
    """The houses in sight that are to be visited: never, or longer ago than their cycle."""
    return houses(seeing).filter(Q(visited_on=None) | ~freshness.fresh(known))


def round_of(rows: QuerySet[House], *, by_address: bool = False) -> QuerySet[House]:
    """Houses as somebody goes round: those longest unvisited first, or door by door."""
    longest = (F("visited_on").asc(nulls_first=True), "grid", "address_key", "id")
    return rows.annotate(people=_PEOPLE).order_by(*(longest[1:] if by_address else longest))


def lines(rows: Iterable[House], known: dict[str, int]) -> list[HouseLine]:
    """The same, each with how fresh it is."""
    return [HouseLine(row, row.people, freshness.of(row, known)) for row in rows]


def residences(house: House) -> list[Residence]:
    """Who lives and lived in a house, also before it was merged; those of now first."""
    rows = Residence.objects.filter(_of(house)).select_related("resident")
    return sorted(rows, key=lambda row: (row.until is not None, row.since, row.pk))


def visits(house: House, *, limit: int = 100) -> list[Visit]:
    """The visits of a house and of those that were merged into it, the latest first."""
    rows = Visit.objects.filter(_of(house))
    return list(rows.order_by("-on", "-id")[:limit])


def with_photos(found: list[Visit]) -> list[Visit]:
    """The same visits, the photos of all read at once."""
    prefetch_related_objects(found, "photos")
    return found


def _of(house: House) -> Q:
    """Rows of a house and of those that were merged into it."""
    return Q(house=house) | Q(house__merged_into=house)


def looks(house: House) -> list[Look]:
    """Who read names of this house, the latest first."""
    return list(Look.objects.filter(house=house).order_by("-id")[:50])


def intake(number: int) -> Intake:
    """One file that was taken in. Raises `NotFound`."""
    found = Intake.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这次导入")
    return found


def intakes(*, limit: int = 20) -> list[Intake]:
    """The files that were taken in, the newest first."""
    return list(Intake.objects.order_by("-id")[:limit])
