"""Tracks that cannot be are refused, those that are unlikely are marked."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fieldwork.patrols.conftest import NOW, walk
from yiwang.fieldwork.patrols import points
from yiwang.kernel.refusals import Invalid, Missing, TooLarge

HERE = (114.301, 30.601)
OLDEST = NOW - timedelta(days=30)


def check(batch) -> None:
    points.check(batch, now=NOW, oldest=OLDEST)


def test_a_track_of_today_is_taken():
    check(walk(HERE, (114.3012, 30.601), starts=NOW - timedelta(minutes=5)))


@pytest.mark.parametrize("every", [0, -30])
def test_time_that_stands_or_goes_back_is_refused_with_the_point(every):
    with pytest.raises(Invalid, match="第2个轨迹点的时间不晚于前一个"):
        check(walk(HERE, HERE, starts=NOW - timedelta(hours=1), every=every))


@pytest.mark.parametrize(
    ("place", "words"),
    [((139.7, 35.7), "境外"), ((2.35, 48.85), "境外"), ((float("nan"), 30.6), "境外")],
)
def test_a_point_outside_china_is_refused(place, words):
    with pytest.raises(Invalid, match=words):
        check(walk(HERE, place, starts=NOW - timedelta(minutes=5)))


@pytest.mark.parametrize("accuracy", [0, -1, float("nan"), float("inf"), 9000])
def test_an_accuracy_that_nobody_can_believe_is_refused(accuracy):
    with pytest.raises(Invalid, match="精度"):
        check(walk(HERE, accuracy=accuracy))


def test_the_future_the_long_past_and_half_a_day_are_refused():
    with pytest.raises(Invalid, match="晚于现在"):
        check(walk(HERE, starts=NOW + timedelta(minutes=6)))
    with pytest.raises(Invalid, match="保存期限"):
        check(walk(HERE, starts=OLDEST - timedelta(seconds=1)))
    with pytest.raises(Invalid, match="12小时"):
        check(walk(HERE, HERE, starts=NOW - timedelta(hours=13), every=12 * 3600 + 1))


def test_a_batch_is_bounded_in_size():
    with pytest.raises(TooLarge):
        check(walk(*[HERE] * (points.MOST_POINTS + 1), starts=NOW - timedelta(hours=9), every=1))
    with pytest.raises(Missing):
        check([])


def test_a_jump_is_marked_and_the_way_on_from_it_is_not():
    jump = walk(HERE, (114.331, 30.601), (114.3312, 30.601))
    assert points.too_fast(jump) == [False, True, False]


def test_the_first_point_is_compared_with_the_batch_before():
    before, after = walk(HERE, (114.331, 30.601))
    assert points.too_fast([after], before) == [True]
    assert points.too_fast([after]) == [False]


@given(st.floats(0, 33), st.integers(1, 600))
def test_nobody_below_the_limit_is_marked(speed, seconds):
    metres = speed * seconds
    there = (HERE[0], HERE[1] + metres / 111_300)
    assert points.too_fast(walk(HERE, there, every=seconds)) == [False, False]
