"""How figures are said to have moved: never out of nothing, never out of what nobody knows."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from yiwang.analytics.reports import changes
from yiwang.analytics.reports.contents import Reach
from yiwang.analytics.reports.making import reach
from yiwang.measure.period import parse
from yiwang.measure.plan import Compare
from yiwang.measure.reading import Reading, Scale

BEFORE, YEAR = Compare.BEFORE, Compare.YEAR_BEFORE
WHOLE, PART, NONE = Reach.WHOLE, Reach.PART, Reach.NONE
COUNTS = st.integers(0, 10**6)


def count(many: int) -> Reading:
    return Reading(Scale.COUNT, Fraction(many), None, many)


def share(part: int, whole: int) -> Reading:
    return Reading(Scale.PERCENT, Fraction(part, whole) if whole else None, part, whole)


@given(COUNTS, COUNTS)
def test_counts_are_said_to_rise_and_fall_as_they_do(now: int, then: int):
    told = changes.told(count(now), count(then), BEFORE, WHOLE)
    if then == 0 and now:
        assert told == "上期为0"
    elif now == then:
        assert told == "环比持平"
    else:
        assert told.startswith("环比上升" if now > then else "环比下降")
        assert "升0.0%" not in told and "降0.0%" not in told


@given(COUNTS, COUNTS, st.sampled_from([PART, NONE]), st.sampled_from(list(Compare)))
def test_nothing_is_compared_with_what_is_not_known(now, then, known, compare):
    told = changes.told(count(now), count(then), compare, known)
    assert "数据" in told and not any(digit in told for digit in "0123456789")
    assert changes.short(count(now), count(then), compare, known) == "—"


def test_shares_move_in_points_and_have_none_without_a_whole():
    assert changes.told(share(9616, 10000), share(9496, 10000), BEFORE, WHOLE) == (
        "环比上升1.20个百分点"
    )
    assert changes.told(share(1, 2), share(0, 0), YEAR, WHOLE) == "上年同期没有可以计算的案件"
    assert changes.told(share(0, 0), share(1, 2), YEAR, WHOLE) == "本期没有可以计算的案件"
    assert changes.told(share(1, 2), share(2, 4), YEAR, WHOLE) == "同比持平"


def test_what_moved_by_next_to_nothing_did_not_stay_the_same():
    assert changes.told(count(10001), count(10000), BEFORE, WHOLE) == "环比上升不足0.1%"
    assert changes.short(count(9999), count(10000), BEFORE, WHOLE) == "−不足0.1%"


def test_how_far_the_facts_reach():
    may = parse("2026-05")
    assert reach(may, None) is NONE
    assert reach(may, parse("2026-06-01").first) is NONE
    assert reach(may, parse("2026-05-31").first) is PART
    assert reach(may, parse("2026-05-01").first) is WHOLE
