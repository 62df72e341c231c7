"""The small district with a budget unit and a project of its centre; all invented."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.utils import timezone

from tests.district import District, build
from yiwang.budget.register import actions, projects
from yiwang.budget.register.actions import Moved, Told
from yiwang.budget.register.models import BudgetUnit, Movement, Project
from yiwang.budget.register.words import Phase
from yiwang.engine.duties import Duty
from yiwang.kernel.money import Money
from yiwang.org.actors import Worker

# Readings are of the year that is running.
YEAR = timezone.localdate().year


@dataclass
class Books:
    """A unit with a project, and the person who keeps its money."""

    district: District
    finance: Worker
    unit: BudgetUnit
    project: Project

    def moved(self, phase: Phase, yuan: str, on: str = "01-10", **more) -> Movement:
        """One movement of the project's money."""
        given = {"functional": "2010399", "economic": "30227", "project": self.project} | more
        told = Told(year=YEAR, unit=self.unit, on=date.fromisoformat(f"{YEAR}-{on}"), basis="批复")
        moved = Moved(phase=phase, money=Money.of(yuan), **given)
        return actions.record(moved=moved, told=told, by=self.finance)


@pytest.fixture
def books(db, settings, tmp_path) -> Books:
    settings.FACTS_ROOT = tmp_path
    district = build()
    finance = district.worker(Duty.FINANCE)
    unit = projects.add_unit(
        new=projects.NewUnit(code="121001", name="青川区大数据中心", unit=district.units["centre"]),
        by=finance,
    )
    project = projects.add_project(
        new=projects.NewProject(code="42019926121T000000101", name="热线运行", unit=unit),
        by=finance,
    )
    return Books(district, finance, unit, project)
