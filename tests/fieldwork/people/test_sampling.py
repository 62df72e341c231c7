"""Spot checks: a sample can be drawn again by anybody; who registers does not check."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fieldwork.people.conftest import Homes, code
from yiwang.engine.duties import Duty
from yiwang.fieldwork.people import sampling, spot_checks
from yiwang.fieldwork.people.models import SpotCheck
from yiwang.kernel.refusals import Invalid, Missing, NotAllowed

houses = st.lists(
    st.tuples(st.sampled_from(["g1", "g2", "g3"]), st.integers(1, 60).map(str)), max_size=60
)
seeds = st.text(min_size=1, max_size=12)


@given(houses, seeds, st.integers(1, 8), st.randoms())
def test_the_same_seed_and_frame_draw_the_same_sample_in_any_order(found, seed, each, chance):
    frame = sampling.frame_of(found)
    shuffled = list(frame)
    chance.shuffle(shuffled)
    assert sampling.frame_hash(shuffled) == sampling.frame_hash(frame)
    assert sampling.draw(shuffled, seed, each) == sampling.draw(frame, seed, each)


@given(houses, seeds, st.integers(1, 8))
def test_of_each_grid_as_many_are_drawn_as_wanted_or_all(found, seed, each):
    frame = sampling.frame_of(found)
    drawn = sampling.draw(frame, seed, each)
    assert set(drawn) <= set(frame) and len(set(drawn)) == len(drawn)
    for grid in {entry.split(",")[0] for entry in frame}:
        there = sum(entry.startswith(f"{grid},") for entry in frame)
        assert sum(entry.startswith(f"{grid},") for entry in drawn) == min(each, there)


@given(houses, seeds, st.integers(1, 7))
def test_a_larger_sample_holds_the_smaller_one(found, seed, each):
    frame = sampling.frame_of(found)
    assert set(sampling.draw(frame, seed, each)) <= set(sampling.draw(frame, seed, each + 1))


@given(houses.filter(bool))
def test_another_frame_has_another_fingerprint(found):
    frame = sampling.frame_of(found)
    assert sampling.frame_hash(frame) != sampling.frame_hash(frame[1:])


def test_the_draw_is_the_lowest_sums_as_any_program_counts_them():
    frame = [f"g,{n:03d}" for n in range(40)]
    sums = {e: hashlib.sha256(b"2026-11|" + e.encode()).hexdigest() for e in frame}
    expected = sorted(sorted(frame, key=sums.__getitem__)[:5])
    assert sampling.draw(frame, "2026-11", 5) == expected


def test_every_house_is_drawn_about_as_often_as_any_other():
    frame = [f"g,{n}" for n in range(20)]
    drawn = [entry for seed in range(400) for entry in sampling.draw(frame, str(seed), 5)]
    often = [drawn.count(entry) for entry in frame]
    # 100 expected, a standard deviation of 8.7.
    assert min(often) > 65 and max(often) < 135


@pytest.fixture
def checked(homes: Homes) -> SpotCheck:
    for grid in (1, 2):
        for number in range(6):
            homes.house(grid, f"测试路{number + 1}号")
    return spot_checks.draw(
        name="月度抽检", per_grid=3, seed="2026-11", worker=homes.worker(Duty.ASSESSOR)
    )


def test_a_kept_sample_can_be_replayed_and_a_tampered_one_is_found_out(checked: SpotCheck):
    assert len(checked.sample) == 6 and spot_checks.replayed(checked)
    for tampered in (
        {"sample": checked.frame[:6]},
        {"frame": checked.frame[1:]},
        {"seed": "other"},
    ):
        forged = SpotCheck(**{f: getattr(checked, f) for f in FIELDS} | tampered)
        assert not spot_checks.replayed(forged)


FIELDS = ("name", "seed", "per_grid", "frame", "frame_hash", "sample")


def test_accuracy_is_counted_by_grid_with_the_last_result_of_each_house(homes: Homes, checked):
    first, second, third = [e.split(",")[1] for e in checked.sample if e.startswith(code(1))]
    inspector = homes.worker(Duty.COLLECTOR)
    told = {"check_id": checked.pk, "worker": inspector}
    spot_checks.record(number=first, correct=True, found="", **told)
    spot_checks.record(number=second, correct=False, found="少登记一人", **told)
    spot_checks.record(number=third, correct=False, found="看错门牌", **told)
    spot_checks.record(number=third, correct=True, found="", **told)
    one, other = spot_checks.accuracy(checked)
    assert (one.drawn, one.checked, one.correct, one.percent) == (3, 3, 2, 66.7)
    assert (other.drawn, other.checked, other.percent) == (3, 0, None)


def test_only_houses_of_the_sample_are_recorded_and_a_difference_needs_words(homes: Homes, checked):
    told = {"check_id": checked.pk, "worker": homes.worker(Duty.ASSESSOR)}
    outside = next(e for e in checked.frame if e not in checked.sample).split(",")[1]
    with pytest.raises(Invalid, match="不在样本中"):
        spot_checks.record(number=outside, correct=True, found="", **told)
    inside = checked.sample[0].split(",")[1]
    with pytest.raises(Missing):
        spot_checks.record(number=inside, correct=False, found=" ", **told)


def test_who_registers_neither_draws_nor_records(homes: Homes, checked):
    number = checked.sample[0].split(",")[1]
    for worker in (homes.workers["grid1"], homes.worker(Duty.HANDLER, "community")):
        with pytest.raises(NotAllowed):
            spot_checks.draw(name="自查", per_grid=1, worker=worker)
        with pytest.raises(NotAllowed):
            spot_checks.record(
                check_id=checked.pk, number=number, correct=True, found="", worker=worker
            )


def test_without_a_seed_chance_gives_one_and_it_is_published(homes: Homes, checked):
    drawn = spot_checks.draw(name="再抽", per_grid=2, worker=homes.worker(Duty.SUPERVISOR))
    assert len(drawn.seed) == 16 and drawn.frame_hash == checked.frame_hash
    assert spot_checks.replayed(drawn)
