"""Scores follow the printed formulas, stay within their weight, and never fall with better work."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.disclosure.performance import Operator, Target
from yiwang.disclosure.schemes.scheme import NATIONAL, SCHEMES, WUHAN, Grade, Scheme
from yiwang.disclosure.schemes.scoring import (
    execution_score,
    graded,
    met,
    needs_reason,
    result_class,
    says_nothing,
    score,
    summed,
    weighted,
)
from yiwang.kernel.refusals import Invalid

AT_LEAST, AT_MOST, EQUAL = Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUAL
schemes = st.sampled_from(SCHEMES)
values = st.decimals(-1000, 10_000, places=2)
weights = st.decimals(0, 100, places=2)
bounds = st.decimals(0, 5000, places=2)


def target(operator: Operator, value: str, upper: str | None = None) -> Target:
    return Target(value, operator, Decimal(value), Decimal(upper) if upper else None)


targets = st.builds(
    lambda operator, low, more: Target(
        "", operator, low, low + more if operator is Operator.RANGE else None
    ),
    st.sampled_from([one for one in Operator if one is not Operator.WORDS]),
    bounds,
    bounds,
)


@pytest.mark.parametrize(
    ("scheme", "promised", "actual", "earned"),
    [
        (WUHAN, target(AT_LEAST, "1700"), "1692", "9.95"),  # 10 × 1692/1700
        (WUHAN, target(AT_LEAST, "1700"), "1800", "10.00"),  # capped at its weight
        (WUHAN, target(AT_MOST, "24"), "30", "8.00"),  # 10 × 24/30
        (WUHAN, target(AT_MOST, "24"), "0", "10.00"),  # nothing at all keeps an upper bound
        (WUHAN, target(EQUAL, "100"), "42.29", "4.23"),
        (WUHAN, target(EQUAL, "0"), "0", "10.00"),
        (WUHAN, target(EQUAL, "0"), "1", "0.00"),
        (WUHAN, target(AT_MOST, "0"), "1", "0.00"),  # A/B is not defined, a broken zero earns 0
        (WUHAN, target(Operator.RANGE, "10", "20"), "15", "10.00"),
        (WUHAN, target(Operator.RANGE, "10", "20"), "5", "5.00"),
        (WUHAN, target(Operator.RANGE, "10", "20"), "25", "8.00"),
        (WUHAN, target(AT_LEAST, "5"), "-2", "0.00"),  # growth promised, decline reached
        (NATIONAL, target(AT_LEAST, "1700"), "1692", "9.95"),
        (NATIONAL, target(AT_MOST, "24"), "30", "7.50"),  # 10 × (1 − 6/24)
        (NATIONAL, target(AT_MOST, "24"), "48", "0.00"),
        (NATIONAL, target(AT_MOST, "24"), "60", "0.00"),
    ],
)
def test_a_score_follows_the_printed_formula(
    scheme: Scheme, promised: Target, actual: str, earned: str
) -> None:
    assert score(scheme, promised, Decimal(actual), Decimal(10)) == Decimal(earned)


@pytest.mark.parametrize(
    ("scheme", "budget", "spent", "earned"),
    [
        (WUHAN, "13.69", "5.79", "8.46"),
        (WUHAN, "100", "154", "20.00"),  # more spent than there was: the cap holds
        (WUHAN, "0", "0", "20.00"),
        (NATIONAL, "200", "150", "7.50"),
    ],
)
def test_execution_earns_its_share_and_no_more(
    scheme: Scheme, budget: str, spent: str, earned: str
) -> None:
    assert execution_score(scheme, Decimal(budget), Decimal(spent)) == Decimal(earned)


@given(schemes, targets, values, weights)
def test_no_score_is_negative_or_above_its_weight(
    scheme: Scheme, promised: Target, actual: Decimal, weight: Decimal
) -> None:
    assert 0 <= score(scheme, promised, actual, weight) <= weight


@given(schemes, targets, values, weights)
def test_a_kept_target_earns_everything(
    scheme: Scheme, promised: Target, actual: Decimal, weight: Decimal
) -> None:
    if met(promised, actual):
        assert score(scheme, promised, actual, weight) == weight


@given(schemes, st.sampled_from([AT_LEAST, Operator.MORE]), bounds, values, values, weights)
def test_more_of_what_is_wanted_never_earns_less(
    scheme: Scheme,
    operator: Operator,
    bound: Decimal,
    one: Decimal,
    other: Decimal,
    weight: Decimal,
) -> None:
    promised = Target("", operator, bound)
    low, high = sorted((one, other))
    assert score(scheme, promised, low, weight) <= score(scheme, promised, high, weight)


@given(schemes, st.sampled_from([AT_MOST, Operator.LESS]), bounds, values, values, weights)
def test_more_of_what_is_not_wanted_never_earns_more(
    scheme: Scheme,
    operator: Operator,
    bound: Decimal,
    one: Decimal,
    other: Decimal,
    weight: Decimal,
) -> None:
    promised = Target("", operator, bound)
    low, high = sorted((one, other))
    if low > 0:  # below zero a count has no meaning, and both formulas give what is safest
        assert score(scheme, promised, low, weight) >= score(scheme, promised, high, weight)


@given(schemes, st.sampled_from(Grade), weights, st.decimals(0, 1, places=2))
def test_a_grade_stays_in_its_band(
    scheme: Scheme, grade: Grade, weight: Decimal, within: Decimal
) -> None:
    band, digit = scheme.band(grade), Decimal("0.005")
    earned = graded(scheme, grade, weight, within)
    assert band.lowest * weight - digit <= earned <= band.highest * weight + digit


def test_bands_touch_and_cover_everything() -> None:
    for scheme in SCHEMES:
        ends = [(one.highest, one.lowest) for one in scheme.bands]
        assert ends[0][0] == 1 and ends[-1][1] == 0
        assert all(upper[1] == lower[0] for upper, lower in zip(ends, ends[1:], strict=False))


def test_groups_share_what_execution_leaves() -> None:
    assert NATIONAL.left == sum(weight for _name, weight in NATIONAL.groups)
    assert WUHAN.left == 80


def test_targets_in_words_are_for_people() -> None:
    with pytest.raises(Invalid, match="定性"):
        score(WUHAN, Target("正常运行", Operator.WORDS), Decimal(1), Decimal(10))
    with pytest.raises(Invalid, match="0 到 1"):
        graded(WUHAN, Grade.MET, Decimal(10), Decimal("1.2"))


def test_totals_weights_and_classes() -> None:
    assert summed([Decimal("8.46"), Decimal("9.95")]) == Decimal("18.41")
    pairs = [(Decimal(100), Decimal(30)), (Decimal(40), Decimal(10))]
    assert weighted(WUHAN, pairs) == Decimal("85.00")
    assert [result_class(NATIONAL, Decimal(one)) for one in (90, "89.99", 60, 3)] == list(
        "优良中差"
    )
    with pytest.raises(Invalid, match="资金"):
        weighted(WUHAN, [])


@pytest.mark.parametrize(
    ("promised", "actual", "asked"),
    [
        (target(AT_LEAST, "10"), "9", True),
        (target(AT_LEAST, "10"), "13", False),
        (target(AT_LEAST, "10"), "13.1", True),
        (target(AT_MOST, "24"), "1", False),  # far below an upper bound is no overshoot
        (target(EQUAL, "0"), "0", False),
        (target(EQUAL, "0"), "1", True),
    ],
)
def test_a_reason_is_asked_for_what_was_missed_or_far_overshot(
    promised: Target, actual: str, asked: bool
) -> None:
    assert needs_reason(WUHAN, promised, Decimal(actual)) is asked


def test_how_far_is_far_can_be_set() -> None:
    wider = replace(WUHAN, overshoot=Decimal(1))
    assert not needs_reason(wider, target(AT_LEAST, "10"), Decimal(20))


@pytest.mark.parametrize("reason", ["", " ", "无", "无。", "/", "暂无"])
def test_no_reason_is_no_reason(reason: str) -> None:
    assert says_nothing(reason)


def test_a_reason_is_a_reason() -> None:
    assert not says_nothing("因办公地点搬迁，合同提前终止。")
