"""A topic rises against its own past, given what the district had; chance rarely seems so."""

import random
from datetime import date, timedelta
from math import comb

import pytest

from yiwang.insight.topics.rising import (
    CHANCE,
    Direction,
    at_least,
    begin_of,
    by_week,
    chance_of,
    trend,
    week_of,
)

UNTIL = date(2026, 11, 22)
EVEN = [100] * 12


def test_the_chance_is_that_of_the_binomial():
    exact = sum(comb(10, k) * 0.25**k * 0.75 ** (10 - k) for k in range(4, 11))
    assert at_least(4, 10, 0.25) == pytest.approx(exact)
    assert at_least(0, 10, 0.25) == 1 and at_least(1, 10, 0) == 0


def test_weeks_end_with_the_last_day():
    assert week_of(UNTIL, UNTIL, 12) == 11 and week_of(UNTIL - timedelta(days=7), UNTIL, 12) == 10
    assert week_of(UNTIL + timedelta(days=1), UNTIL, 12) is None
    assert week_of(begin_of(0, UNTIL, 12), UNTIL, 12) == 0
    assert week_of(begin_of(0, UNTIL, 12) - timedelta(days=1), UNTIL, 12) is None
    assert sum(by_week([UNTIL - timedelta(days=day) for day in range(100)], UNTIL, 12)) == 84


def test_what_was_never_there_and_comes_at_once_rises_since_that_week():
    found = trend([0] * 11 + [6], EVEN, UNTIL)
    assert found.direction is Direction.RISING and found.since == date(2026, 11, 16)


def test_a_rise_that_goes_on_is_dated_by_its_first_week():
    found = trend([1, 0, 1, 0, 1, 0, 1, 0, 6, 8, 9, 12], EVEN, UNTIL)
    assert found.direction is Direction.RISING and found.since == begin_of(8, UNTIL, 12)


def test_a_peak_long_ago_is_not_the_begin_of_the_present_rise():
    found = trend([0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 9], EVEN, UNTIL)
    assert found.since == begin_of(11, UNTIL, 12)


def test_what_always_came_so_often_does_not_rise():
    assert trend([5, 6, 4, 5, 5, 6, 4, 5, 6, 5, 4, 7], EVEN, UNTIL).direction is Direction.STEADY


def test_a_busy_week_of_the_whole_district_is_no_rise_of_a_topic():
    topic = [3] * 11 + [12]
    assert trend(topic, EVEN, UNTIL).direction is Direction.RISING
    assert trend(topic, [100] * 11 + [400], UNTIL).direction is Direction.STEADY


def test_two_people_are_never_a_rise():
    assert chance_of([0] * 11 + [2], EVEN, 11) == 1


def test_without_a_past_nothing_rises():
    assert chance_of([0, 0, 9], [100] * 3, 2) == 1


def test_what_ceased_falls_and_little_does_not():
    assert trend([6, 7, 6, 5, 7, 6, 6, 5, 0, 1, 0, 0], EVEN, UNTIL).direction is Direction.FALLING
    assert trend([1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0], EVEN, UNTIL).direction is Direction.STEADY


def test_shuffled_dates_are_seldom_taken_for_a_rise():
    """Topics of every size with days by chance: at most one in a hundred may seem to rise."""
    chance = random.Random(5)
    risen = looked = 0
    for size in (4, 8, 15, 30, 60, 120):
        for _ in range(400):
            topic = [0] * 12
            for _ in range(size):
                topic[chance.randrange(12)] += 1
            risen += trend(topic, EVEN, UNTIL).direction is Direction.RISING
            looked += 1
    assert risen / looked <= 0.01
    assert CHANCE <= 0.005
