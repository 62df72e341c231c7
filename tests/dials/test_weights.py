"""Weights of composite indicators: whole sets, within their range, from a day on, never changed."""

from datetime import date, datetime
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from yiwang.dials import kept, weights
from yiwang.dials.actions import By
from yiwang.dials.models import WeightNotice
from yiwang.kernel.refusals import Invalid, NotFound, Refusal

pytestmark = pytest.mark.django_db
CONTACTED, SOLVED, SATISFIED = "contacted_rate", "appeals_solved_rate", "appeals_satisfied_rate"


@pytest.fixture(autouse=True)
def looked_up_anew():
    kept.forget()
    yield
    kept.forget()


def three(*percent: int) -> dict[str, Fraction]:
    keys = (CONTACTED, SOLVED, SATISFIED)
    return {key: Fraction(n, 100) for key, n in zip(keys, percent, strict=False)}


def publish(*percent: int, since: date = date(2026, 7, 1), basis: str = "区政数〔2026〕9号"):
    day = timezone.make_aware(datetime(since.year, since.month, since.day))
    by = By(name="考核员", basis=basis, valid_from=day)
    return weights.publish(indicator="three_rates", weights=three(*percent), by=by)


def on(day: date) -> tuple[Fraction, ...]:
    found = weights.on(day)
    return tuple(found["three_rates", key] for key in (CONTACTED, SOLVED, SATISFIED))


def of(*percent: int) -> tuple[Fraction, ...]:
    return tuple(Fraction(n, 100) for n in percent)


def test_before_any_publication_the_weights_are_those_of_birth():
    assert on(date(2026, 6, 30)) == of(10, 50, 40)


def test_weights_hold_from_their_day_on_and_the_day_before_has_the_former():
    publish(20, 40, 40)
    publish(30, 35, 35, since=date(2026, 10, 1))
    assert on(date(2026, 6, 30)) == of(10, 50, 40)
    assert on(date(2026, 7, 1)) == on(date(2026, 9, 30)) == of(20, 40, 40)
    assert on(date(2026, 10, 1)) == of(30, 35, 35)


def test_of_two_publications_for_the_same_day_the_later_holds():
    publish(20, 40, 40)
    publish(30, 35, 35)
    assert on(date(2026, 7, 1)) == of(30, 35, 35)


def test_a_publication_of_an_earlier_day_does_not_take_the_place_of_a_later_one():
    publish(30, 35, 35, since=date(2026, 10, 1))
    publish(20, 40, 40, since=date(2026, 7, 1))
    assert on(date(2026, 12, 31)) == of(30, 35, 35)


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        ((20, 40, 30), "之和应为100%，现在是90%"),
        ((20, 80), "每一项都填"),
        ((60, 20, 20), "响应率的权重应在0%至50%之间"),
        ((5, 90, 5), "诉求解决率的权重应在10%至80%之间"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_to_do(percent: tuple[int, ...], said: str):
    with pytest.raises(Invalid, match=said):
        publish(*percent)
    assert not WeightNotice.objects.exists()


def test_a_basis_must_be_given():
    with pytest.raises(Invalid, match="依据"):
        publish(20, 40, 40, basis=" ")


def test_only_composites_have_weights():
    by = By(name="考核员", basis="试")
    with pytest.raises(NotFound, match="没有权重"):
        weights.publish(indicator="on_time_rate", weights={}, by=by)
    with pytest.raises(NotFound):
        weights.publish(indicator="nothing", weights={}, by=by)


def test_what_was_published_cannot_be_changed_or_deleted():
    notice = publish(20, 40, 40)
    for change in (lambda: notice.delete(), lambda: _change(notice)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert weights.history("three_rates") == [notice]


def _change(notice: WeightNotice) -> None:
    WeightNotice.objects.filter(pk=notice.pk).update(basis="改过的依据")


def test_the_set_of_a_composite_that_has_other_parts_since_is_passed_over():
    day = timezone.make_aware(datetime(2026, 7, 1))
    told = {"indicator": "three_rates", "weights": {CONTACTED: "1"}, "valid_from": day}
    WeightNotice.objects.create(published_by="考核员", basis="旧口径", **told)
    assert on(date(2026, 8, 1)) == of(10, 50, 40)


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3))
def test_whatever_is_in_force_adds_up_to_one_and_lies_within_its_range(percent: list[int]):
    try:
        with transaction.atomic():
            publish(*percent)
            found = on(date(2026, 7, 1))
            transaction.set_rollback(True)
    except Refusal:
        return
    assert sum(found) == 1
    assert found == of(*percent)
