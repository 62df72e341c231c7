"""What tells why a row is in a figure."""

from yiwang.measure.evidence import evidence
from yiwang.measure.formulas import Average
from yiwang.measure.language import Side
from yiwang.measure.standard.backlog import BACKLOG
from yiwang.measure.standard.closing import ON_TIME_RATE


def keys(indicator, side: Side) -> set[str]:
    return {column.key for column in evidence(indicator, side)}


def test_the_moment_and_the_conditions_of_both_sides_are_evidence():
    for side in Side:
        assert {"due_at", "closed", "on_time"} <= keys(ON_TIME_RATE, side)


def test_coming_and_going_is_evidence_of_what_is_still_there():
    assert keys(BACKLOG, Side.WHOLE) >= {"opened_at", "ended_at"}


def test_an_amount_is_evidence_and_nothing_that_the_formula_does_not_name():
    mean = Average(
        key="mean", label="平均", better=BACKLOG.better, basis="b", note="n",
        of=ON_TIME_RATE.whole, amount="close_seconds",
    )  # fmt: skip
    assert "close_seconds" in keys(mean, Side.WHOLE) and "people" not in keys(mean, Side.WHOLE)
