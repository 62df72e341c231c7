"""The examples of every indicator, counted in DuckDB: a formula that breaks one fails here."""

from functools import cache

import pytest

from tests.measure.facts import facts_of, put
from yiwang.analytics.queries import rows_from, table_of
from yiwang.measure import register
from yiwang.measure.composites import Composite
from yiwang.measure.examples import JUNE, row_of, view_of, worked
from yiwang.measure.language import Indicator
from yiwang.measure.plan import Plan

june = cache(facts_of)
INDICATORS = register.indicators()
WITH_ROWS = [one for one in INDICATORS if not isinstance(one, Composite)]


def test_there_is_something_to_look_at():
    assert len(WITH_ROWS) > 90


@pytest.mark.parametrize("indicator", WITH_ROWS, ids=lambda one: one.key)
def test_every_example_counts_as_it_is_said_to(indicator: Indicator):
    view, facts = view_of(indicator), june()
    facts.execute(f"DELETE FROM {view.key}")
    marked = dict(enumerate(indicator.examples, start=1))
    mark = next(key for key in ("id", "person", "unit") if key in view.column_by_key)
    put(facts, view, [row_of(indicator, one) | {mark: at} for at, one in marked.items()])
    plan = Plan((indicator.key,), JUNE)
    assert table_of(plan, facts).total.readings[indicator.key] == worked(indicator)
    for side, selection in indicator.sides().items():
        found = sorted(at for (at,) in rows_from(facts, plan, selection, mark))
        assert found == [at for at, example in marked.items() if side in example.sides]
