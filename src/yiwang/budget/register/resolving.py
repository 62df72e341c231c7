"""Turns what a file says into movements: finds units, projects and subjects, leaves out repeats."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from yiwang.budget.register import actions, codes, queries, subjects
from yiwang.budget.register.actions import Moved, Told
from yiwang.budget.register.models import BudgetUnit, Movement, Project, Subject
from yiwang.budget.register.projects import NewSubject
from yiwang.budget.register.reading import Entry, Read
from yiwang.budget.register.report import Order, Report
from yiwang.budget.register.words import ProjectKind
from yiwang.kernel.refusals import Invalid, Refusal
from yiwang.org.actors import Worker


@dataclass
class Found:
    """A file read against the register: what would be added."""

    report: Report
    fresh: list[Movement]
    projects: list[Project]
    subjects: list[NewSubject]


class Resolver:
    """Finds the units, projects and subjects that entries name; refuses what is not there."""

    def __init__(self, order: Order, report: Report, by: Worker) -> None:
        self.order, self.report, self.by = order, report, by
        known = queries.units()
        self.units = {one.code: one for one in known} | {one.name: one for one in known}
        self.projects = {one.code: one for one in queries.projects()}
        self.by_name = {(one.name, one.unit_id): one for one in self.projects.values()}
        self.new: dict[str, Project] = {}

    def resolved(self, read: Read) -> Found:
        """The movements to be, those that are there already left out."""
        report = self.report
        wrong: dict[int, Refusal] = dict(read.refused)
        rows: list[Movement] = []
        for entry in read.entries:
            try:
                rows.append(self._movement(entry))
            except Refusal as refusal:
                wrong.setdefault(entry.line, refusal)
        report.rows_refused = [{"row": at} | wrong[at].plain() for at in sorted(wrong)]
        # A row is taken in whole or not at all.
        fresh = _fresh([row for row in rows if row.line not in wrong])
        used = {id(row.project) for row in fresh}
        projects = [one for one in self.new.values() if id(one) in used]
        report.new_projects = [{"code": one.code, "name": one.name} for one in projects]
        return Found(report, fresh, projects, self._subjects(read.entries))

    def _movement(self, entry: Entry) -> Movement:
        unit = self._unit(entry)
        moved = Moved(
            phase=entry.phase,
            money=entry.money,
            source=entry.source,
            side=entry.side,
            functional=entry.functional,
            economic=entry.economic,
            project=self._project(entry, unit),
        )
        actions.check_moved(moved, unit)
        told = Told(
            year=entry.year,
            unit=unit,
            on=entry.on,
            basis=entry.texts["basis"] or self.order.name,
            document=entry.texts["document"],
        )
        return Movement(**told.columns(self.by), **actions.movement_columns(moved), line=entry.line)

    def _unit(self, entry: Entry) -> BudgetUnit:
        named = entry.texts["unit_code"] or entry.texts["unit_name"]
        code = named.split("-")[0].split(" ")[0]
        found = self.units.get(named) or self.units.get(code)
        if found is None and not named:
            found = self.order.unit
        if found is None:
            raise Invalid("预算单位“{named}”没有登记，请先登记或在导入时选择", named=named[:40])
        return found

    def _project(self, entry: Entry, unit: BudgetUnit) -> Project | None:
        code, name = entry.texts["project"].upper(), entry.texts["project_name"]
        if not code:
            return next(
                (p for p in self.projects.values() if (p.name, p.unit_id) == (name, unit.pk)), None
            )
        found = self.projects.get(code) or self.new.get(code)
        if found is not None:
            return found
        parts = codes.project_code(code)
        if not name:
            raise Invalid("项目{code}没有登记，文件里也没有它的名称", code=code)
        kind = parts.kind if parts and parts.kind in ProjectKind.values else ProjectKind.SPECIAL
        year = parts.year if parts else entry.year
        self.new[code] = Project(code=code, name=name[:120], unit=unit, kind=kind, first_year=year)
        return self.new[code]

    def _subjects(self, entries: Iterable[Entry]) -> list[NewSubject]:
        """Codes that nobody declared: published with the name in the file, or listed."""
        wanted: dict[tuple[str, str], tuple[str, int]] = {}
        for one in entries:
            for kind in (Subject.Kind.FUNCTIONAL, Subject.Kind.ECONOMIC):
                code, name = getattr(one, kind.value), one.texts[f"{kind.value}_name"]
                wanted.setdefault((kind.value, code), (name, one.year))
        known: set[str] = set()
        for year in {year for _name, year in wanted.values()}:
            known |= set(subjects.names((code for _kind, code in wanted), year))
        new = [
            NewSubject(kind=kind, code=code, name=name, since_year=year, source=self.order.name)
            for (kind, code), (name, year) in sorted(wanted.items())
            if code and code not in known
        ]
        self.report.unknown_subjects = [one.code for one in new if not one.name]
        named = [one for one in new if one.name]
        self.report.new_subjects = [{"code": one.code, "name": one.name} for one in named]
        return named


def _fresh(rows: list[Movement]) -> list[Movement]:
    """Rows with a document number that are there already, as often as there, are left out."""
    numbered = {row.document for row in rows if row.document}
    standing = Movement.objects.filter(document__in=numbered, reverses=None, reversed_by=None)
    there = Counter(_identity(row) for row in standing)
    fresh = []
    for row in rows:
        if row.document and there[_identity(row)]:
            there[_identity(row)] -= 1
        else:
            fresh.append(row)
    return fresh


def _identity(row: Movement) -> tuple[Any, ...]:
    place = (row.year, row.unit_id, row.phase, row.side, row.functional, row.economic)
    return (*place, row.project_id, row.source, row.fen, row.on, row.document)
