"""Whether a figure crossed its line: from readings and days alone."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.analytics.alerts.judging import Line, before, judge, period_of
from yiwang.measure.reading import Reading, Scale

MONDAY = date(2026, 6, 15)
NOTHING = Reading(Scale.PERCENT, None, 0, 0)
DAYS = st.dates(date(2010, 1, 1), date(2040, 12, 31))
SPANS = ("today", "week", "month", "days_7", "days_30")


def share(part: int, whole: int) -> Reading:
    return Reading(Scale.PERCENT, Fraction(part, whole) if whole else None, part, whole)


def count(many: int) -> Reading:
    return Reading(Scale.COUNT, Fraction(many), None, many)


def line(kind: str, level: str, *, up: bool = True, least: int = 1) -> Line:
    return Line(kind, up, Fraction(level), least)


@given(DAYS, st.sampled_from(SPANS))
def test_what_is_compared_ends_before_what_is_judged_begins(today: date, span: str):
    now, earlier = period_of(span, today), before(span, today)
    assert earlier.until <= now.first
    days, former = (now.until - now.first).days, (earlier.until - earlier.first).days
    # February has no 30th: the month before may be shorter, never longer.
    assert former == days or (span == "month" and former < days)


def test_a_day_is_not_judged_by_a_day_that_is_still_running():
    assert period_of("days_7", MONDAY).until == MONDAY
    assert period_of("week", MONDAY).until == MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("up", "part", "crossed"),
    [(False, 90, True), (False, 91, False), (False, 89, True), (True, 90, True), (True, 89, False)],
)
def test_the_line_itself_is_crossed(up: bool, part: int, crossed: bool):
    found = judge(line("threshold", "90", up=up), "today", MONDAY, share(part, 100), NOTHING)
    assert found.crossed is crossed


def test_the_figure_is_judged_as_people_read_it():
    # 89.996 % is read as 90.00 %.
    found = judge(line("threshold", "90", up=False), "today", MONDAY, share(89996, 100000), NOTHING)
    assert found.crossed and found.shown == "90.00%"


@pytest.mark.parametrize("reading", [NOTHING, share(0, 9)])
def test_too_few_rows_say_nothing(reading: Reading):
    assert (
        judge(line("threshold", "90", up=False, least=10), "today", MONDAY, reading, NOTHING)
        is None
    )


def test_a_share_changes_by_points_and_a_count_by_percent():
    fell = judge(line("change", "-5", up=False), "week", MONDAY, share(85, 100), share(90, 100))
    assert fell.crossed and fell.shown == "-5.00个百分点"
    rose = judge(line("change", "50"), "week", MONDAY, count(30), count(20))
    assert rose.crossed and rose.shown == "+50.00%" and rose.against == "20 → 30"
    assert not judge(line("change", "51"), "week", MONDAY, count(30), count(20)).crossed


def test_from_nothing_there_is_no_change_in_percent():
    assert judge(line("change", "50", least=0), "week", MONDAY, count(30), count(0)) is None
    assert judge(line("change", "5"), "week", MONDAY, share(1, 2), NOTHING) is None


def test_a_month_is_expected_to_go_on_as_it_began():
    tenth = date(2026, 6, 10)
    found = judge(line("forecast", "300"), "month", tenth, count(100), NOTHING)
    assert found.crossed and found.shown == "300"
    # Not told: five days of thirty are less than a fifth.
    assert judge(line("forecast", "300"), "month", date(2026, 6, 5), count(100), NOTHING) is None
    # Not told: a share does not add up, and seven days gone by do not go on.
    assert judge(line("forecast", "1"), "month", tenth, share(1, 2), NOTHING) is None
    assert judge(line("forecast", "1"), "days_7", tenth, count(100), NOTHING) is None
