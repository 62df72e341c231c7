"""Readings: exact until they are shown, and nothing where there is nothing to divide by."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.measure.composites import Composite, Weighed
from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Quotient, Ratio
from yiwang.measure.language import At, Condition, Selection, Term
from yiwang.measure.reading import Better, Reading, Scale, rounded

SHARES = st.fractions(min_value=-1000, max_value=1000, max_denominator=10**6)
SAID = {"better": Better.HIGHER, "basis": "测试", "note": "测试"}


@given(SHARES, st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_half_of_the_last_place(value: Fraction, places: int):
    shown = rounded(value, places)
    assert abs(Fraction(shown) - value) * 10**places <= Fraction(1, 2)
    assert -shown.as_tuple().exponent == places


@given(SHARES, st.integers(0, 6))
def test_halves_go_away_from_zero_alike_on_both_sides(value: Fraction, places: int):
    assert rounded(-value, places) == -rounded(value, places)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        # Published figures of two cities; the first denominator is not the 26,898 received.
        (23974, 24932, "96.16%"),
        (22345, 24932, "89.62%"),
        (911, 972, "93.72%"),
        (737, 972, "75.82%"),
        (1, 3, "33.33%"),
        (0, 7, "0.00%"),
    ],
)
def test_a_share_is_rounded_once_and_only_when_it_is_shown(part: int, whole: int, shown: str):
    assert Reading(Scale.PERCENT, Fraction(part, whole), part, whole).text == shown


def test_without_anything_to_divide_by_there_is_no_figure():
    assert Reading(Scale.PERCENT, None, 0, 0).text == "—"


def selection(key: str) -> Selection:
    return Selection(CASES, At("opened_at"), Condition(key=key, label=key, sql=f"f.{key}"))


def ratio(key: str) -> Ratio:
    part = Condition(key=f"{key}_part", label=key, sql="f.closed")
    return Ratio(key=key, label=key, whole=selection(key), part=part, **SAID)


REACHED, MERGED = ratio("reached"), ratio("merged")
BOTH = Composite(
    key="both",
    label="合成",
    parts=(
        Weighed(of=REACHED, weight=Fraction(3, 5)),
        Weighed(of=MERGED, weight=Fraction(2, 5), inverse=True),
    ),
    **SAID,
)
NUMBERS = st.dictionaries(
    st.sampled_from(BOTH.terms()), st.integers(0, 1000), min_size=len(BOTH.terms())
)


@given(NUMBERS)
def test_a_composite_lies_between_its_parts(numbers: dict[Term, int]):
    for one in (REACHED, MERGED):
        whole, part = (Term(side) for side in one.sides().values())
        numbers = numbers | {part: min(numbers[whole], numbers[part])}
    found, reached, merged = (one.reading(numbers.get, {}).value for one in (BOTH, REACHED, MERGED))
    counted = [] if reached is None else [reached]
    counted += [] if merged is None else [1 - merged]
    assert found is None if not counted else min(counted) <= found <= max(counted)


def test_a_published_weight_takes_the_place_of_the_one_of_birth():
    numbers = dict.fromkeys(BOTH.terms(), 10)
    numbers[Term(MERGED.sides()["part"])] = 4
    weights = {("both", "reached"): Fraction(1, 2), ("both", "merged"): Fraction(1, 2)}
    assert BOTH.reading(numbers.get, weights).shown == Decimal("80.00")
    assert BOTH.reading(numbers.get, {}).shown == Decimal("84.00")


def test_a_quotient_may_exceed_one():
    missed, closed = selection("missed"), selection("closed")
    found = Quotient(key="q", label="q", part=missed, whole=closed, **SAID)
    assert found.reading({Term(missed): 3, Term(closed): 2}.get, {}).text == "150.00%"
