"""Which found topic is one that was there before."""

from yiwang.insight.topics.matching import matched


def topics(*cases: str) -> list[tuple[frozenset[int], bool]]:
    return [(frozenset(map(int, one.split())), False) for one in cases]


def before(*cases: str) -> dict[int, tuple[frozenset[int], bool]]:
    return {10 + at: one for at, one in enumerate(topics(*cases))}


def test_a_topic_with_new_cases_is_the_same():
    assert matched(topics("1 2 3 4 5 6"), before("1 2 3")) == {0: 10}


def test_a_topic_that_lost_most_of_its_cases_to_time_is_the_same():
    assert matched(topics("7 8 9"), before("1 2 3 4 5 6 7 8 9")) == {0: 10}


def test_one_case_in_common_is_not_the_same():
    assert matched(topics("1 2 3"), before("3 4 5")) == {}


def test_of_two_that_came_of_one_the_larger_keeps_the_number():
    assert matched(topics("1 2 3", "4 5 6 7"), before("1 2 3 4 5 6 7")) == {1: 10}


def test_of_two_that_became_one_the_larger_gives_the_number():
    assert matched(topics("1 2 3 4 5 6 7"), before("1 2 3", "4 5 6 7")) == {0: 11}


def test_what_lies_across_places_is_not_one_place():
    across = {10: (frozenset({1, 2, 3}), True)}
    assert matched(topics("1 2 3"), across) == {}
