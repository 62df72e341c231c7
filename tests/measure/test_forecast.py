"""Forecasts: from cases of the same class that came as far, and from nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from yiwang.measure.forecast import LEAST, SURE, Chance, Experience, Tried

NEVER = float("inf")
SHARES = st.lists(st.floats(0, 3) | st.just(NEVER), min_size=LEAST, max_size=120).map(sorted)


def of(*shares: float, category: str = "030401") -> Experience:
    return Experience([("appeals", category, sorted(shares))])


def test_the_chance_is_the_share_of_late_ones_among_those_that_came_as_far():
    # Thirty were settled by half of the limit, ten in its second half, ten too late or never.
    past = of(*[0.2] * 30, *[0.8] * 10, *[1.4] * 5, *[NEVER] * 5)
    assert past.chance("appeals", "030401", 0.0) == Chance(200, 50)
    assert past.chance("appeals", "030401", 0.5) == Chance(500, 20)


def test_what_has_passed_its_deadline_is_late_whatever_others_did():
    assert of().chance("appeals", "030401", 1.0) == Chance(SURE, 0)


def test_a_class_with_too_few_is_widened_to_the_one_above():
    rare = ("appeals", "030401", [0.9] * 3)
    usual = ("appeals", "030402", [0.9] * 15 + [2.0] * 15)
    found = Experience([rare, usual]).chance("appeals", "030401", 0.5)
    assert found == Chance(1000 * 15 // 33, 33)


def test_cases_of_another_procedure_say_nothing():
    assert of(*[2.0] * 99).chance("grid_matters", "030401", 0.5) is None


def test_without_enough_cases_alike_nothing_is_foretold():
    assert of(*[2.0] * (LEAST - 1)).chance("appeals", "030401", 0.1) is None


@given(SHARES, st.floats(0, 0.99), st.floats(0, 0.99))
def test_who_has_come_further_is_not_less_likely_to_be_late(
    shares: list[float], one: float, other: float
):
    past = of(*shares, category="")
    found = [past.chance("appeals", "", used) for used in sorted((one, other))]
    if None not in found:
        assert found[0].permille <= found[1].permille


@given(SHARES, st.floats(0, 0.99))
def test_the_chance_is_what_counting_by_hand_gives(shares: list[float], used: float):
    alike = [share for share in shares if share > used]
    found = of(*shares).chance("appeals", "030401", used)
    if len(alike) < LEAST:
        assert found is None
    else:
        late = sum(share > 1 for share in alike)
        assert found == Chance(1000 * late // len(alike), len(alike))


def test_forecasts_are_held_against_what_came():
    tried = Tried(((900, True), (600, False), (100, True), (0, False)))
    assert (tried.precision, tried.recall, tried.hit_rate) == (0.5, 0.5, 0.5)
    assert (tried.expected, tried.late) == (1.6, 2)
    assert Tried(()).hit_rate is None
