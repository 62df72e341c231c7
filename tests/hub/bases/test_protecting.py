"""No hidden count can be reckoned from what is shown: another way than reasoning tries to."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from yiwang.hub.bases.protecting import TOTAL, Column, hidden

FLOOR = 5
WHOLES = {"all": "", "aged": "all", "old": "aged"}


def attack(columns, kept, place):
    """The least and the most that a hidden count can be by everything that is shown."""
    places = [(one.key, area) for one in columns for area in (TOTAL, *one.cells)]
    number = {one: at for at, one in enumerate(places)}
    shown = {(one.key, area): one.at(area) for one in columns for area in (TOTAL, *one.cells)}
    low = np.array([1 if one in kept else shown[one] for one in places], float)
    high = np.array([500 if one in kept else shown[one] for one in places], float)
    rows, left, right = [], [], []
    for column in columns:
        row = np.zeros(len(places))
        row[[number[column.key, area] for area in column.cells]] = 1
        row[number[column.key, TOTAL]] = -1
        rows.append(row)
        left.append(0)
        right.append(0)
        for area in (TOTAL, *column.cells) if column.within else ():
            row = np.zeros(len(places))
            row[number[column.key, area]], row[number[column.within, area]] = 1, -1
            rows.append(row)
            left.append(-np.inf)
            right.append(0)
    aim = np.zeros(len(places))
    aim[number[place]] = 1
    told = {
        "constraints": LinearConstraint(np.array(rows), left, right),
        "integrality": np.ones(len(places)),
        "bounds": Bounds(low, high),
    }
    least, most = milp(aim, **told), milp(-aim, **told)
    return round(least.fun), round(-most.fun)


@st.composite
def tables(draw):
    """A theme of one, two or three measures, each a part of the one before, in a few areas."""
    names = [f"社区{at}" for at in range(draw(st.integers(1, 5)))]
    keys = list(WHOLES)[: draw(st.integers(1, 3))]
    small = st.one_of(st.integers(0, 7), st.integers(0, 40))
    whole = {name: draw(small) for name in names}
    columns = []
    for key in keys:
        columns.append(Column(key, whole, WHOLES[key]))
        whole = {name: draw(st.integers(0, many)) for name, many in whole.items()}
    return columns


def one_way(*counts):
    return [Column("all", {f"社区{at}": count for at, count in enumerate(counts)})]


@settings(max_examples=60, deadline=None)
@given(tables())
@example(one_way(3, 40, 50))
@example(one_way(1, 1, 40))
@example(one_way(3, 0, 0))
def test_no_hidden_count_is_recovered_from_totals_and_wholes(columns):
    kept = hidden(columns, FLOOR)
    for place in kept:
        least, most = attack(columns, kept, place)
        assert least < most, (place, kept)


@settings(max_examples=60, deadline=None)
@given(tables())
def test_every_count_of_few_is_hidden_and_no_empty_one(columns):
    kept = hidden(columns, FLOOR)
    for column in columns:
        for area in (TOTAL, *column.cells):
            if 0 < column.at(area) < FLOOR:
                assert (column.key, area) in kept
            if column.at(area) == 0:
                assert (column.key, area) not in kept


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        # The least of the others goes with it; the total stays.
        ((3, 40, 50), {"社区0", "社区1"}),
        ((12, 40, 50), set()),
        # Two of one each would be told by their sum of two.
        ((1, 1, 40, 50), {"社区0", "社区1", "社区2"}),
        ((3, 4, 40, 50), {"社区0", "社区1"}),
        # Where nothing else can be hidden the total goes.
        ((3, 0, 0), {"社区0", TOTAL}),
    ],
)
def test_no_more_is_hidden_than_is_needed(counts, told):
    assert {area for _key, area in hidden(one_way(*counts), FLOOR)} == told


def test_all_but_a_few_of_a_whole_are_hidden_like_the_few():
    whole = Column("all", {"甲": 100, "乙": 60, "丙": 50})
    part = Column("aged", {"甲": 98, "乙": 20, "丙": 30}, "all")
    kept = hidden([whole, part], FLOOR)
    assert ("aged", "甲") in kept and ("all", "甲") not in kept
