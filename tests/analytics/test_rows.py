"""Rows of facts: every declared column and no other, of the kind that it was declared to be."""

from datetime import datetime

import pytest

from tests.district import District
from tests.weeks import CATEGORIES, Week, wander
from yiwang.analytics.rows import VIEWS, rows_of, wall
from yiwang.cases.facts import measured
from yiwang.cases.models import Case
from yiwang.measure.facts import Kind

KINDS = {Kind.NUMBER: int, Kind.TEXT: str, Kind.MOMENT: datetime, Kind.YES_NO: bool}


@pytest.mark.parametrize("procedure", sorted(CATEGORIES))
def test_rows_fill_the_declared_columns_and_no_others(district: District, procedure: str):
    week = Week(district)
    for seed in range(60, 63):
        wander(week, procedure, seed, 30, ending=True)
    for case in measured(Case.objects.values_list("id", flat=True)):
        for view in VIEWS:
            for row in rows_of(view, case):
                assert set(row) == set(view.column_by_key)
                for key, value in row.items():
                    kind = KINDS[view.column_by_key[key].kind]
                    assert value is None or type(value) is kind, (view.key, key, value)


def test_a_case_has_a_row_for_each_assignment_waiting_and_meaning(district: District):
    district.answered()
    (case,) = measured(Case.objects.values_list("id", flat=True))
    many = {view.key: len(list(rows_of(view, case))) for view in VIEWS}
    facts = case.facts
    assert many == {
        "cases": 1,
        "shares": len(facts.shares),
        "steps": len(facts.steps),
        "acts": len(facts.acts),
    }


def test_a_moment_is_told_by_the_clock_on_the_wall_of_the_district():
    assert wall(1_790_000_000) == datetime(2026, 9, 21, 22, 13, 20)
