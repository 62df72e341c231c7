"""A threshold promises a precision only as far as the labels bear it out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.refusals import Invalid
from yiwang.lake.linkage.thresholds import bound, choose


def test_twenty_right_pairs_do_not_promise_99_of_100():
    with pytest.raises(Invalid, match="20对还不足以保证99.00%"):
        choose([(0.99, True)] * 20, precision=0.99)


def test_the_lowest_threshold_that_keeps_the_promise():
    labelled = [(0.9, True)] * 400 + [(0.6, True)] * 100 + [(0.5, False)] * 50
    chosen = choose(labelled, precision=0.99)
    assert (chosen.threshold, chosen.taken, chosen.right, chosen.recall) == (0.6, 500, 500, 1.0)


def test_pairs_of_equal_probability_are_taken_together():
    # Half of those at 0.9 are wrong: there is no threshold among them.
    with pytest.raises(Invalid):
        choose([(0.9, True)] * 500 + [(0.9, False)] * 500, precision=0.9)


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_bound_is_below_the_share(right, wrong):
    taken = right + wrong
    assert 0 <= bound(right, taken) <= (right / taken if taken else 0) + 1e-12
