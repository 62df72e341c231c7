"""Readings become points, points a ranking; by values that a city published."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.analytics.scores.fairness import compared, correlation, expected
from yiwang.analytics.scores.scoring import Card, Deduction, Item, Known, ranking, score
from yiwang.analytics.scores.shapes import SHAPES, faults
from yiwang.analytics.scores.written import card_read, card_written, score_read, score_written
from yiwang.measure import register
from yiwang.measure.reading import Reading, Scale, rounded

SHARES = st.fractions(min_value=0, max_value=1, max_denominator=1000)
ON_TIME = Item("on_time", Fraction(25), Fraction("0.75"), Fraction(1))
SATISFIED = Item("satisfied", Fraction(25), Fraction("0.73"), Fraction("0.98"), Fraction("12.5"))
CARD = Card((ON_TIME, SATISFIED), (Deduction("rework", Fraction("0.2"), Fraction(1)),), 5)


def share(part: int, whole: int) -> Reading:
    return Reading(Scale.PERCENT, Fraction(part, whole) if whole else None, part, whole)


def unit(
    name: str, on_time: Reading, satisfied: Reading, rework: int = 0, cases: int = 100
) -> Known:
    readings = {"on_time": on_time, "satisfied": satisfied, "rework": share(rework, cases)}
    return Known(name, cases, readings)


@pytest.mark.parametrize(
    ("item", "percent", "points"),
    [
        # Reconstructed from the published values of one city (civic.md, 7.4).
        (ON_TIME, "89.82", "14.82"),
        (ON_TIME, "80", "5.00"),
        (ON_TIME, "66.67", "0.00"),
        (ON_TIME, "100", "25.00"),
        (SATISFIED, "87.5", "19.75"),
        (SATISFIED, "83.33", "17.67"),
        (SATISFIED, "75", "13.50"),
        (SATISFIED, "71.43", "12.50"),
        (SATISFIED, "50", "12.50"),
        (SATISFIED, "98", "25.00"),
    ],
)
def test_points_are_those_that_a_city_published(item: Item, percent: str, points: str):
    assert str(rounded(item.given(Fraction(percent) / 100), 2)) == points


@given(SHARES, SHARES)
def test_more_never_costs_points_and_less_never_gives_any(one: Fraction, other: Fraction):
    low, high = sorted((one, other))
    assert ON_TIME.given(low) <= ON_TIME.given(high)
    less_is_better = replace(ON_TIME, floor=ON_TIME.full, full=ON_TIME.floor)
    assert less_is_better.given(low) >= less_is_better.given(high)


@given(SHARES)
def test_points_stay_between_the_least_and_all(value: Fraction):
    assert SATISFIED.least <= SATISFIED.given(value) <= SATISFIED.points


def test_deductions_end_at_their_most_and_the_sum_at_nothing():
    assert score(CARD, unit("a", share(1, 1), share(1, 1), rework=3)).total == Fraction("49.4")
    assert score(CARD, unit("a", share(1, 1), share(1, 1), rework=90)).total == 49
    card = replace(CARD, items=(ON_TIME,))
    assert score(card, unit("a", share(0, 9), share(1, 1), rework=90)).total == 0


def test_what_is_unknown_is_neither_punished_nor_rewarded():
    found = score(CARD, unit("a", share(9, 10), share(0, 0)))
    # 15 of 25 points known; as if of 50.
    assert found.total == 30
    assert "satisfied" not in found.given
    assert score(CARD, unit("a", share(0, 0), share(0, 0))).total is None


def test_what_reads_the_same_has_the_same_place_and_the_next_counts_them_all():
    full, half = share(10, 10), share(9, 10)
    units = [
        unit("d", half, half),
        unit("b", full, full),
        unit("c", full, full),
        unit("a", half, full),
    ]
    found = ranking(CARD, units)
    assert [(one.unit, one.place) for one in found] == [("b", 1), ("c", 1), ("a", 3), ("d", 4)]


def test_who_has_few_cases_is_shown_and_not_ranked():
    full = share(4, 4)
    found = ranking(CARD, [unit("few", full, full, cases=4), unit("many", share(1, 2), full)])
    assert [(one.unit, one.place) for one in found] == [("many", 1), ("few", None)]


def test_of_whom_less_than_half_is_known_is_not_ranked():
    card = replace(CARD, items=(replace(ON_TIME, points=Fraction(26)), SATISFIED))
    units = [unit("half", share(1, 1), share(0, 0)), unit("less", share(0, 0), share(1, 1))]
    assert [(one.unit, one.place) for one in ranking(card, units)] == [("half", 1), ("less", None)]


@given(st.lists(st.tuples(SHARES, SHARES, st.integers(0, 50)), min_size=1, max_size=12))
def test_a_ranking_is_in_the_order_of_what_people_read(values):
    units = [
        unit(str(at), _as(one), _as(other), cases=cases)
        for at, (one, other, cases) in enumerate(values)
    ]
    found = ranking(CARD, units)
    ranked = [one for one in found if one.place is not None]
    assert len(found) == len(values)
    assert [one.shown for one in ranked] == sorted((s.shown for s in ranked), reverse=True)
    assert all(one.cases >= 5 for one in ranked)


def _as(value: Fraction) -> Reading:
    return Reading(Scale.PERCENT, value, value.numerator, value.denominator)


def test_cards_and_scores_are_written_and_read_exactly():
    for shape in SHAPES:
        assert card_read(card_written(shape.born)) == shape.born
    third = score(CARD, unit("a", share(5, 6), share(8, 9)))
    assert score_read(score_written(third, "甲")) == third


def test_the_values_of_birth_are_allowed_and_name_known_indicators():
    for shape in SHAPES:
        assert list(faults(shape, shape.born)) == []
        assert all(register.indicator(key) for key in shape.born.indicators)


def test_values_outside_their_range_are_named():
    shape = SHAPES[0]
    first, *rest = shape.born.items
    cases = {
        "points": replace(first, points=first.points + 1),
        f"points.{first.indicator}": replace(first, least=first.points + 1),
        f"floor.{first.indicator}": replace(first, floor=Fraction(2)),
        f"full.{first.indicator}": replace(first, floor=first.full),
    }
    for field, changed in cases.items():
        card = replace(shape.born, items=(changed, *rest))
        assert field in dict(faults(shape, card)), field
    assert "card" in dict(faults(shape, replace(shape.born, items=tuple(rest))))


def test_what_is_expected_of_a_mix_is_what_the_district_reaches_in_it():
    district = {"noise": (50, 100), "lamps": (90, 100)}
    assert expected({"noise": (8, 10)}, district) == Fraction(1, 2)
    assert expected({"noise": (1, 1), "lamps": (3, 3)}, district) == Fraction(1, 8) + Fraction(
        27, 40
    )
    assert expected({}, district) is None


def test_whoever_does_better_than_its_mix_and_ranks_low_comes_first():
    mixes = {
        # Only noise, and better at it than the others; yet last by its share in time.
        "hard": {"noise": (6, 10)},
        "easy": {"lamps": (18, 20)},
        "other": {"lamps": (9, 10), "noise": (0, 2)},
    }
    found = compared({"easy": 1, "other": 2, "hard": 3}, mixes)
    assert found[0].unit == "hard" and found[0].loses == 2
    assert found[0].beyond == Fraction(6, 10) - Fraction(6, 12)


def test_ranks_go_together_or_against_each_other():
    assert correlation([(1, 10), (2, 20), (3, 30)]) == pytest.approx(1)
    assert correlation([(1, 30), (2, 20), (3, 10)]) == pytest.approx(-1)
    # Ties share their mean rank; from too little nothing is said.
    assert correlation([(1, 5), (1, 5), (2, 9)]) == pytest.approx(1)
    assert correlation([(1, 5), (2, 5), (3, 5)]) is None
    assert correlation([(1, 1), (2, 2)]) is None
