"""Each cell of each figure opens on exactly the rows of its part and whole, however divided."""

from collections import Counter
from fractions import Fraction
from functools import cache

import pytest

from tests.analytics.walked import PERIOD, walked
from tests.measure.facts import Facts
from yiwang.analytics.queries import Row, Table, rows_from, table_of
from yiwang.measure import register
from yiwang.measure.composites import Composite
from yiwang.measure.dimensions import TIMES, Dimension
from yiwang.measure.formulas import Average, Portion, Quantile
from yiwang.measure.language import Indicator, Side, Still
from yiwang.measure.plan import Plan
from yiwang.measure.reading import Reading

INDICATORS = register.indicators()
WITH_ROWS = [one for one in INDICATORS if not isinstance(one, Composite)]
COMPOSITES = [one for one in INDICATORS if isinstance(one, Composite)]
# Every cell of a table of more is too many; the sum is taken over all of them.
OPENED = 3
FEW = frozenset({Dimension.UNIT, Dimension.COMMUNITY, Dimension.MONTH, Dimension.PERSON})
ways = pytest.mark.parametrize(
    "ways",
    [
        pytest.param(FEW, id="few"),
        pytest.param(frozenset(Dimension) - FEW, id="others", marks=pytest.mark.longer),
    ],
)


@cache
def facts() -> Facts:
    return walked()


def amounts(indicator: Indicator) -> dict[Side, str]:
    """The column that a side adds up; the number of rows where there is none."""
    if isinstance(indicator, Portion):
        return {Side.WHOLE: indicator.whole, Side.PART: indicator.part}
    return {}


def column(indicator: Indicator, side: Side) -> str:
    """What must be read of the rows to check a figure by hand."""
    if isinstance(indicator, Average | Quantile):
        return indicator.amount
    return amounts(indicator).get(side) or next(iter(indicator.sides()[side].view.column_by_key))


def by_hand(indicator: Indicator, plan: Plan) -> tuple[int | None, int]:
    """(part, whole) from nothing but the rows that the figure opens on."""
    found = {
        side: [row[0] for row in rows_from(facts(), plan, selection, column(indicator, side))]
        for side, selection in indicator.sides().items()
    }
    whole = found[Side.WHOLE]
    if isinstance(indicator, Portion):
        parts = rows_from(facts(), plan, indicator.of, indicator.part)
        return sum(part for (part,) in parts), sum(whole)
    if isinstance(indicator, Average):
        return sum(whole), len(whole)
    if Side.PART not in found:
        return None, len(whole)
    assert not Counter(found[Side.PART]) - Counter(whole), "the part holds rows beyond the whole"
    return len(found[Side.PART]), len(whole)


def divided(indicator: Indicator, by: Dimension) -> Table:
    return table_of(Plan((indicator.key,), PERIOD, by=(by,)), facts())


def opened(table: Table) -> list[Row]:
    step = max(1, len(table.rows) // OPENED)
    return [*table.rows[::step], *table.rows[-1:]]


def adds_up(indicator: Indicator, by: Dimension) -> bool:
    """What stands still at the end of each day is there on many days."""
    still = any(isinstance(term.of.when, Still) for term in indicator.terms())
    return not (still and by in TIMES)


def summed(table: Table, key: str) -> tuple[int, int]:
    readings = [row.readings[key] for row in table.rows]
    return sum(r.part or 0 for r in readings), sum(r.whole or 0 for r in readings)


@ways
@pytest.mark.parametrize("indicator", WITH_ROWS, ids=lambda one: one.key)
def test_every_cell_opens_on_its_own_rows_and_all_cells_make_the_total(
    indicator: Indicator, ways: frozenset[Dimension]
):
    for by in ways & set(indicator.dimensions()):
        table = divided(indicator, by)
        for row in opened(table):
            reading, cell = row.readings[indicator.key], table.plan.cell(row.keys)
            assert (reading.part, reading.whole) == by_hand(indicator, cell), (by, row.keys)
            assert reading == table_of(cell, facts()).total.readings[indicator.key]
        total = table.total.readings[indicator.key]
        if adds_up(indicator, by):
            assert summed(table, indicator.key) == (total.part or 0, total.whole), by


@pytest.mark.parametrize(
    "indicator", [one for one in WITH_ROWS if isinstance(one, Quantile)], ids=lambda one: one.key
)
def test_a_quantile_is_one_of_its_rows_with_that_share_of_them_below(indicator: Quantile):
    plan = Plan((indicator.key,), PERIOD)
    found = table_of(plan, facts()).total.readings[indicator.key].value
    rows = sorted(
        n for (n,) in rows_from(facts(), plan, indicator.sides()[Side.WHOLE], indicator.amount)
    )
    share = Fraction(str(indicator.at_most))
    assert found in rows
    assert sum(n <= found for n in rows) >= share * len(rows) > sum(n < found for n in rows)


@pytest.mark.parametrize("indicator", COMPOSITES, ids=lambda one: one.key)
def test_a_composite_is_nothing_but_its_parts(indicator: Composite):
    for by in indicator.dimensions():
        keys = (indicator.key, *(part.of.key for part in indicator.asked_by(frozenset({by})).parts))
        table = table_of(Plan(keys, PERIOD, by=(by,)), facts())
        for row in table.rows:
            assert row.readings[indicator.key].value == weighed(indicator, row.readings), row.keys


def weighed(indicator: Composite, readings: dict[str, Reading]) -> Fraction | None:
    known = [
        (part.weight, 1 - value if part.inverse else value)
        for part in indicator.parts
        if part.of.key in readings and (value := readings[part.of.key].value) is not None
    ]
    total = sum((weight for weight, _value in known), Fraction(0))
    return sum((w * v for w, v in known), Fraction(0)) / total if total else None


def test_the_walks_reach_every_indicator():
    """A figure of which there is nothing was not shown to open on anything."""
    keys = [one.key for one in WITH_ROWS]
    empty = []
    for at in range(0, len(keys), 60):
        readings = table_of(Plan(tuple(keys[at : at + 60]), PERIOD), facts()).total.readings
        empty += [key for key, reading in readings.items() if not reading.whole]
    assert not empty, empty


def test_terms_are_counted_once_however_many_ask():
    """Figures asked together are those asked one by one."""
    keys = tuple(one.key for one in INDICATORS[:60])
    together = table_of(Plan(keys, PERIOD), facts()).total.readings
    for key in keys:
        assert together[key] == table_of(Plan((key,), PERIOD), facts()).total.readings[key]
