"""Everything that is read of the register: totals by phase, the ledger, subjects by year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet, Sum

from yiwang.budget.register.models import (
    Asset,
    BudgetUnit,
    Intake,
    Movement,
    Procurement,
    Project,
    Staff,
)
from yiwang.budget.register.words import Phase, Side
from yiwang.kernel.refusals import NotFound

SIZE = 50


@dataclass(frozen=True, slots=True)
class Executed:
    """What became of the money of one place: sums of each phase in fen."""

    key: Any
    budget: int = 0
    adjustment: int = 0
    payment: int = 0
    closing: int = 0

    @property
    def adjusted(self) -> int:
        """The budget after its adjustments, in fen."""
        return self.budget + self.adjustment

    @property
    def account(self) -> int:
        """What the final account prints, in fen."""
        return self.payment + self.closing

    @property
    def left(self) -> int:
        """What is not spent of the adjusted budget, in fen."""
        return self.adjusted - self.account

    @property
    def rate(self) -> Fraction | None:
        """The execution rate (执行率); None without a budget."""
        return Fraction(self.account, self.adjusted) if self.adjusted > 0 else None

    @property
    def percent(self) -> int:
        """The rate for a bar, from 0 to 100."""
        return 0 if self.rate is None else max(0, min(100, int(self.rate * 100)))


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which movements: of a year, perhaps one unit, project, subject, source or phase."""

    year: int
    unit: int | None = None
    project: int | None = None
    side: str = Side.SPENDING
    phase: str = ""
    source: str = ""
    code: str = ""
    until: date | None = None
    sources: tuple[str, ...] = ()

    def rows(self) -> QuerySet[Movement]:
        """The movements that are meant."""
        found = Movement.objects.filter(year=self.year)
        exact = {"unit_id": self.unit, "project_id": self.project, "side": self.side}
        exact |= {"phase": self.phase, "source": self.source}
        found = found.filter(**{key: value for key, value in exact.items() if value})
        if self.sources:
            found = found.filter(source__in=self.sources)
        if self.code:
            of_code = Q(functional__startswith=self.code) | Q(economic__startswith=self.code)
            found = found.filter(of_code)
        return found.filter(on__lte=self.until) if self.until else found


_PHASES = {phase.value: Sum("fen", filter=Q(phase=phase), default=0) for phase in Phase}


def executed(wanted: Wanted, *by: str) -> list[Executed]:
    """Sums by one or more columns (`functional`, `project`, `source` …) in their order.

    The key is the value, or a tuple of values for several columns; one query.
    """
    rows = wanted.rows().order_by().values(*by).annotate(**_PHASES).order_by(*by)
    names = [phase.value for phase in Phase]
    return [
        Executed(
            row[by[0]] if len(by) == 1 else tuple(row[one] for one in by),
            *(row[name] for name in names),
        )
        for row in rows
    ]


def whole(wanted: Wanted) -> Executed:
    """All of it together; one query."""
    found = wanted.rows().order_by().aggregate(**_PHASES)
    return Executed("", *(found[phase.value] for phase in Phase))


def ledger(wanted: Wanted, page: int) -> Page[Movement]:
    """One page of movements, the newest first, with what took them back."""
    rows = wanted.rows().select_related("unit", "project", "reversed_by", "intake")
    return Paginator(rows, SIZE).get_page(page)


def movement(number: int) -> Movement:
    """One movement. Raises `NotFound`."""
    found = Movement.objects.select_related("unit", "project").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这条分录")
    return found


def years() -> list[int]:
    """The years of which anything is known, the newest first."""
    return list(Movement.objects.order_by("-year").values_list("year", flat=True).distinct())


def units() -> list[BudgetUnit]:
    """Every budget unit."""
    return list(BudgetUnit.objects.select_related("unit"))


def unit(number: int) -> BudgetUnit:
    """One budget unit. Raises `NotFound`."""
    found = BudgetUnit.objects.select_related("unit").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这个预算单位")
    return found


def projects(unit: int | None = None, year: int | None = None) -> list[Project]:
    """Projects, of one unit and running in one year where these are given."""
    found = Project.objects.select_related("unit")
    if unit:
        found = found.filter(unit_id=unit)
    if year:
        ended = Q(last_year__lt=year)
        found = found.filter(first_year__lte=year).exclude(ended)
    return list(found)


def project(number: int) -> Project:
    """One project. Raises `NotFound`."""
    found = Project.objects.select_related("unit").filter(pk=number).first()
    if found is None:
        raise NotFound("没有这个项目")
    return found


def intakes(limit: int = 20) -> list[Intake]:
    """The files that were taken in, the newest first."""
    return list(Intake.objects.all()[:limit])


def intake(number: int) -> Intake:
    """One file that was taken in. Raises `NotFound`."""
    found = Intake.objects.filter(pk=number).first()
    if found is None:
        raise NotFound("没有这次导入")
    return found


def purchases(year: int, unit: int | None = None) -> list[Procurement]:
    """What is to be bought and was bought in a year, what was taken back left out."""
    return list(_standing(Procurement.objects.filter(year=year), unit).select_related("project"))


def assets(year: int, unit: int | None = None) -> list[Asset]:
    """Assets of a year, what was taken back left out."""
    return list(_standing(Asset.objects.filter(year=year), unit))


def staff(year: int, unit: int | None = None) -> list[Staff]:
    """The newest row of each kind of staff."""
    rows = _standing(Staff.objects.filter(year=year), unit).order_by("on", "id")
    return list({(row.unit_id, row.kind): row for row in rows}.values())


def _standing(rows: Any, unit: int | None) -> Any:
    standing = rows.filter(reverses=None, reversed_by=None)
    return standing.filter(unit_id=unit) if unit else standing


def project_names(numbers: Iterable[int | None]) -> dict[int, str]:
    """Names of projects by their numbers."""
    wanted = {number for number in numbers if number}
    return dict(Project.objects.filter(pk__in=wanted).values_list("id", "name"))
