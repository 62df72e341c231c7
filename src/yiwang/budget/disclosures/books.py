"""Composes the books of a unit and year from the register, for the writer of disclosures."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from yiwang.budget.disclosures.sheets import sheets
from yiwang.budget.register import queries as register
from yiwang.budget.register.models import BudgetUnit
from yiwang.budget.register.models import Project as Registered
from yiwang.budget.register.queries import Executed, Wanted
from yiwang.budget.register.words import GRANTS, AssetKind, Side, StaffKind, Step
from yiwang.disclosure.document import Kind
from yiwang.disclosure.writing.book import (
    Before,
    Book,
    Carried,
    Economic,
    Income,
    Level,
    Member,
    Nature,
    Project,
    Spending,
    Staff,
    ThreePublic,
    Unit,
)
from yiwang.disclosure.writing.purchases import Holding, Purchase
from yiwang.disclosure.writing.sources import Source
from yiwang.kernel.money import Money, total

# basis: 部门预算支出经济分类科目, where the parts of “三公”经费 are entered.
THREE_PUBLIC = {
    "30212": "abroad",
    "31013": "cars_bought",
    "30231": "cars_run",
    "30217": "receptions",
}
PERSONAL = ("301", "303")
# The code of a budget unit begins with that of its department: 121001 is of 121.
DEPARTMENT = 3


class Books:
    """The register of one unit and year as a budget or as an account."""

    def __init__(self, unit: BudgetUnit, year: int, kind: Kind) -> None:
        self.unit, self.year, self.kind = unit, year, kind
        self.final = kind is Kind.FINAL
        self.projects = {one.pk: one for one in register.projects(unit.pk)}
        by = ("functional", "source", "economic", "project")
        self.rows = register.executed(self._wanted(Side.SPENDING), *by)

    def _wanted(self, side: Side) -> Wanted:
        return Wanted(year=self.year, unit=self.unit.pk, side=side)

    def fen(self, one: Executed) -> int:
        """What counts here: the budget, or what the account prints."""
        return one.account if self.final else one.budget

    def is_basic(self, project: int | None) -> bool:
        """Whether money of a project, or of none, is basic spending."""
        return project is None or self.projects[project].is_basic

    def spending(self) -> tuple[Spending, ...]:
        """By functional item and source, parted into people, running and projects."""
        parts: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for one in self.rows:
            code, source, economic, project = one.key
            parts[code, source][self._part(economic, project)] += self.fen(one)
            parts[code, source]["opening"] += one.budget if self.final else 0
        return tuple(
            Spending(code, Source(source), **{key: Money(fen) for key, fen in found.items()})
            for (code, source), found in sorted(parts.items())
        )

    def _part(self, economic: str, project: int | None) -> str:
        if not self.is_basic(project):
            return "project"
        return "personnel" if economic[:3] in PERSONAL else "public"

    def income(self) -> tuple[Income, ...]:
        """By functional item and source."""
        found = register.executed(self._wanted(Side.INCOME), "functional", "source")
        return tuple(
            Income(one.key[0], Source(one.key[1]), Money(self.fen(one)))
            for one in found
            if self.fen(one)
        )

    def carried(self) -> tuple[Carried, ...]:
        """What was left at the start; for an account also what is left at the end."""
        start = {
            one.key: one.budget + one.adjustment
            for one in register.executed(self._wanted(Side.CARRIED), "functional", "source")
        }
        end: dict[tuple[str, str], int] = defaultdict(int, start)
        for got in self.income():
            end[got.code, got.source.value] += got.amount.fen
        for spent in self.spending():
            end[spent.code, spent.source.value] -= spent.amount.fen
        keys = sorted({*start, *(key for key, fen in end.items() if fen and self.final)})
        return tuple(
            Carried(
                code,
                Source(source),
                Money(start.get((code, source), 0)),
                Money(end[code, source] if self.final else 0),
            )
            for code, source in keys
        )

    def economic(self) -> tuple[Economic, ...]:
        """Basic spending of the general budget by economic item."""
        sums: dict[str, int] = defaultdict(int)
        for one in self.rows:
            _code, source, economic, project = one.key
            if source == Source.GENERAL.value and economic and self.is_basic(project):
                sums[economic] += self.fen(one)
        return tuple(Economic(code, Money(fen)) for code, fen in sorted(sums.items()) if fen)

    def listed(self) -> tuple[Project, ...]:
        """Projects with their money by source, basic ones left out."""
        found = []
        for number, project in self.projects.items():
            rows = [one for one in self.rows if one.key[3] == number]
            if rows and not project.is_basic:
                found.append(self._project(project, rows))
        return tuple(found)

    def _project(self, project: Registered, rows: list[Executed]) -> Project:
        funds: dict[Source, Money] = {}
        for one in rows:
            source = Source(one.key[1])
            funds[source] = funds.get(source, Money()) + Money(self.fen(one))
        budget = Money(sum(one.adjusted for one in rows) if self.final else 0)
        return Project(project.code, project.name, funds, budget=budget, purpose=project.about)

    def three_public(self, *, spent: bool) -> ThreePublic:
        """“三公”经费 out of grants: the budget, or what was spent."""
        sums: dict[str, int] = defaultdict(int)
        for one in self.rows:
            part = THREE_PUBLIC.get(one.key[2])
            if part and one.key[1] in GRANTS:
                sums[part] += one.account if spent else one.budget
        return ThreePublic(**{part: Money(fen) for part, fen in sums.items()})

    def purchases(self) -> tuple[Purchase, ...]:
        """What is to be bought (budget) or was bought (account), under its project's subjects."""
        step = Step.DONE if self.final else Step.PLANNED
        places = {one.key[3]: one.key for one in self.rows}
        found = []
        for one in register.purchases(self.year, self.unit.pk):
            if one.step == step and one.project is not None and one.project_id in places:
                functional, _source, economic, _project = places[one.project_id]
                found.append(
                    Purchase(
                        one.project.name, one.item, one.name, functional, economic,
                        int(one.quantity or 1), "项", Money(one.fen),
                        Money(one.medium_fen), Money(one.small_fen),
                    )
                )  # fmt: skip
        return tuple(found)

    def before(self) -> Before | None:
        """The same of the year before; None where nothing is known of it."""
        then = Books(self.unit, self.year - 1, self.kind)
        if not then.rows:
            return None
        income, spending, carried = then.income(), then.spending(), then.carried()
        general = [one for one in spending if one.source is Source.GENERAL]
        got = total(one.amount for one in income)
        start = total(one.start for one in carried)
        granted = [one for one in income if one.source.value in GRANTS]
        left = [one for one in carried if one.source.value in GRANTS]
        return Before(
            total=got + start,
            income=got,
            spending=total(one.amount for one in spending),
            grants=total(one.amount for one in granted) + total(one.start for one in left),
            general=total(one.amount for one in general),
            basic=total(one.basic for one in spending),
            project=total(one.project for one in spending),
            by_source=_by_source(income),
            lines={one.code: one.project for one in general if one.project},
            three_public=then.three_public(spent=self.final),
        )

    def staff(self) -> Staff:
        """How many posts and people there are."""
        found = {one.kind: one for one in register.staff(self.year, self.unit.pk)}

        def told(kind: StaffKind, what: str) -> int:
            return int(getattr(found[kind], what)) if kind in found else 0

        return Staff(
            administrative=told(StaffKind.CIVIL, "posts"),
            institution=told(StaffKind.INSTITUTION, "posts"),
            serving_administrative=told(StaffKind.CIVIL, "people"),
            serving_institution=told(StaffKind.INSTITUTION, "people"),
            retired=told(StaffKind.RETIRED, "people"),
        )

    def holding(self) -> Holding:
        """The vehicles that stand in the books at the year's last day."""
        rows = [one for one in register.assets(self.year, self.unit.pk) if one.in_stock]
        cars = sum(int(one.quantity) for one in rows if one.kind == AssetKind.VEHICLE)
        day = date(self.year if self.final else self.year - 1, 12, 31)
        return Holding(day, cars)


def _by_source(income: tuple[Income, ...]) -> dict[Source, Money]:
    sums: dict[Source, Money] = {}
    for one in income:
        sums[one.source] = sums.get(one.source, Money()) + one.amount
    return sums


def _duties(text: str) -> Iterator[str]:
    for one in text.replace("\n", "；").split("；"):
        if one.strip(" 。"):
            yield one.strip(" 。") + "。"


def compose(unit: BudgetUnit, kind: Kind, year: int, day: date, reasons: Mapping[str, str]) -> Book:
    """The whole book of a unit and year, as the register is now."""
    books = Books(unit, year, kind)
    told = Unit(
        code=unit.above.code if unit.above else unit.code[:DEPARTMENT],
        name=unit.name,
        short=unit.name,
        level=Level.UNIT,
        nature=Nature.INSTITUTION,
        duties=tuple(_duties(unit.duties)),
        members=(Member(unit.code, unit.name),),
        staff=books.staff(),
    )
    return Book(
        unit=told,
        kind=kind,
        year=year,
        published=day,
        income=books.income(),
        spending=books.spending(),
        economic=books.economic(),
        carried=books.carried(),
        projects=books.listed(),
        three_public=books.three_public(spent=False),
        three_public_spent=books.three_public(spent=True) if books.final else ThreePublic(),
        purchases=books.purchases(),
        holding=books.holding(),
        before=books.before(),
        reasons=dict(reasons),
        sheets=sheets(unit, year, evaluated=books.final),
    )
