"""Numbers that are counted over groups are those that are counted row by row."""

import pytest

from tests.analytics.walked import PERIOD, walked
from tests.measure.facts import Facts
from yiwang.analytics import queries
from yiwang.kernel.refusals import Refusal
from yiwang.measure import grouped, register
from yiwang.measure.dimensions import Dimension
from yiwang.measure.facts import ACTS, CASES, STEPS
from yiwang.measure.language import At, Condition, Selection, Term
from yiwang.measure.plan import Plan


@pytest.fixture(scope="module")
def facts() -> Facts:
    return walked(each=6)


def term(view, sql: str, **more) -> Term:
    return Term(Selection(view, At("opened_at"), Condition(key="k", label="", sql=sql)), **more)


@pytest.mark.parametrize("by", [(), (Dimension.UNIT,), (Dimension.MONTH, Dimension.STREET)])
def test_all_figures_are_the_same_over_groups_and_row_by_row(facts: Facts, monkeypatch, by):
    keys = [one.key for one in register.indicators() if fits(one.key, by)]
    assert len(keys) > 60
    found = []
    for worth in (0, 10**6):
        monkeypatch.setattr(grouped, "_WORTH", worth)
        tables = [queries.table_of(Plan((key,), PERIOD, by), facts) for key in keys]
        found.append([(table.total, table.rows) for table in tables])
    assert found[0] == found[1]


def fits(key: str, by: tuple[Dimension, ...]) -> bool:
    try:
        queries.check(Plan((key,), PERIOD, by))
    except Refusal:
        return False
    return True


def test_the_steps_of_all_indicators_are_counted_over_groups():
    terms = [t for one in register.indicators() for t in one.terms() if t.of.view is STEPS]
    found = grouped.grouping(STEPS, terms)
    assert found is not None
    assert (found.values, found.known) == (("late", "procedure", "step"), ("done_at",))


def test_few_numbers_are_counted_row_by_row():
    assert grouped.grouping(ACTS, [term(ACTS, "f.what = 'dispatched'")]) is None


@pytest.mark.parametrize(
    "left_out",
    [
        term(CASES, "f.number = 'SQ1'"),
        term(CASES, "f.closed_at > f.due_at"),
        term(CASES, "f.closed_at IS NOT NULL AND f.closed_at > f.due_at"),
        term(CASES, "f.due_at < b.moment"),
        term(CASES, "f.closed", amount="close_seconds", quantile=0.5),
    ],
)
def test_what_looks_at_more_than_columns_of_few_values_is_not_grouped(left_out: Term):
    plain = [term(CASES, f"f.closed AND f.state = '{n}'") for n in range(20)]
    found = grouped.grouping(CASES, [*plain, left_out])
    assert found is not None
    assert found.terms == tuple(plain)


def test_what_is_only_known_or_not_may_be_anything():
    plain = [term(CASES, f"f.closed_at IS NOT NULL AND f.state = '{n}'") for n in range(20)]
    found = grouped.grouping(CASES, plain)
    assert found is not None
    assert (found.values, found.known) == (("state",), ("closed_at",))
