"""What changed after acting, beyond what changed everywhere; too little says nothing."""

from datetime import date

import pytest

from yiwang.insight.topics.effect import Side, Verdict, dispersion, effect, spans

ACTED = date(2026, 10, 1)


def test_a_fall_that_only_this_topic_had_is_an_effect():
    found = effect(Side(40, 600, 56), Side(5, 600, 56))
    assert found.verdict is Verdict.LESS and found.high < 1
    assert found.ratio == pytest.approx(5.5 / 40.5)


def test_a_fall_that_everything_had_is_none():
    found = effect(Side(40, 600, 56), Side(20, 300, 56))
    assert found.verdict is Verdict.OPEN and found.ratio == pytest.approx(20.5 / 40.5 * 2)


def test_standing_still_while_everything_doubles_is_less():
    found = effect(Side(40, 300, 56), Side(40, 1200, 56))
    assert found.verdict is Verdict.LESS and found.ratio == pytest.approx(0.25)


def test_more_than_elsewhere_is_told_too():
    assert effect(Side(20, 600, 56), Side(60, 600, 56)).verdict is Verdict.MORE


def test_days_are_counted_not_only_cases():
    found = effect(Side(40, 600, 56), Side(10, 150, 14))
    assert found.ratio == pytest.approx(10.5 / 40.5 * 4) and found.verdict is Verdict.OPEN


def test_few_people_before_conclude_nothing():
    assert effect(Side(4, 600, 56), Side(0, 600, 56)).verdict is Verdict.TOO_FEW


def test_few_cases_elsewhere_conclude_nothing():
    assert effect(Side(40, 600, 56), Side(0, 19, 56)).verdict is Verdict.TOO_FEW


@pytest.mark.parametrize("before, after", [(56, 13), (13, 56)])
def test_less_than_two_weeks_conclude_nothing(before: int, after: int):
    found = effect(Side(40, 600, before), Side(1, 600, after))
    assert found.verdict is Verdict.TOO_EARLY and found.ratio is None


def test_nothing_at_all_afterwards_is_a_number_too():
    found = effect(Side(40, 600, 56), Side(0, 600, 56))
    assert found.verdict is Verdict.LESS and 0 < found.low < found.high < 1


def test_weeks_that_vary_widely_widen_the_interval():
    calm, wild = dispersion([5, 5, 6, 5, 5, 4]), dispersion([0, 20, 0, 1, 0, 9])
    assert calm == 1 and wild > 5
    narrow = effect(Side(30, 600, 42), Side(12, 600, 42), spread=calm)
    wide = effect(Side(30, 600, 42), Side(12, 600, 42), spread=wild)
    assert narrow.verdict is Verdict.LESS and wide.verdict is Verdict.OPEN


def test_the_day_of_the_act_counts_as_after_and_both_sides_end():
    assert spans(ACTED, date(2026, 10, 20), date(2026, 1, 1)) == (
        (date(2026, 8, 6), ACTED),
        (ACTED, date(2026, 10, 21)),
    )
    assert spans(ACTED, date(2027, 6, 1), date(2026, 1, 1))[1][1] == date(2026, 11, 26)


def test_before_anything_was_known_nothing_is_compared():
    assert spans(ACTED, date(2026, 10, 20), date(2026, 9, 20))[0] == (date(2026, 9, 20), ACTED)
    assert spans(ACTED, date(2026, 10, 20), date(2026, 11, 1))[0] == (ACTED, ACTED)


def test_an_act_that_is_still_to_come_has_no_days_after():
    assert spans(ACTED, date(2026, 9, 20), date(2026, 1, 1))[1] == (ACTED, ACTED)
