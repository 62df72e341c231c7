"""A faulty declaration never runs."""

from dataclasses import replace
from fractions import Fraction

import pytest

from yiwang.measure import register
from yiwang.measure.checks import faults
from yiwang.measure.composites import Composite, Weighed
from yiwang.measure.facts import CASES
from yiwang.measure.formulas import Quantile
from yiwang.measure.language import At, Condition, Selection
from yiwang.measure.standard.closing import CLOSING_RATE
from yiwang.measure.standard.intake import RECEIVED
from yiwang.measure.standard.spans import SPANS

CLOSE_MEDIAN = next(one for one in SPANS if one.key == "close_median")


def where(sql: str) -> Selection:
    return Selection(CASES, At("opened_at"), Condition(key="k", label="条件", sql=sql))


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("f.nowhere", "no column nowhere"),
        ("closed", "closed is no word"),
        ("f.closed; DROP TABLE cases", "without marks"),
        ("f.id IN (SELECT id FROM cases)", "SELECT is no word"),
        ("read_csv('/etc/passwd') IS NULL", "read_csv is no word"),
        ("f.state = ?", "without marks"),
    ],
)
def test_a_condition_names_columns_and_nothing_else(sql: str, fault: str):
    assert any(fault in said for said in faults(replace(RECEIVED, of=where(sql))))


def test_a_moment_must_be_a_moment_and_an_amount_a_number():
    assert faults(replace(RECEIVED, of=replace(RECEIVED.of, when=At("state"))))
    assert isinstance(CLOSE_MEDIAN, Quantile)
    assert faults(replace(CLOSE_MEDIAN, at_most=1.5))


def test_weights_add_up_to_one():
    parts = (Weighed(of=CLOSING_RATE, weight=Fraction(1, 2)),)
    said = {"better": CLOSING_RATE.better, "basis": "测试", "note": "测试"}
    found = faults(Composite(key="c", label="合成", parts=parts, **said))
    assert found == ["the weights do not add up to one"]


def test_an_indicator_without_saying_what_must_not_count_is_refused():
    with pytest.raises(register.FaultyIndicator, match="note is empty"):
        register.add(replace(RECEIVED, key="other", note=""))


def test_two_indicators_may_not_share_a_key():
    with pytest.raises(register.FaultyIndicator, match="another indicator"):
        register.add(replace(CLOSING_RATE, key=RECEIVED.key))


def test_another_formula_is_another_version():
    assert replace(CLOSING_RATE, part=CLOSING_RATE.whole.where).version != CLOSING_RATE.version
    assert replace(CLOSING_RATE).version == CLOSING_RATE.version
