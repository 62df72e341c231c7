"""The figures by which a model is judged, counted by hand."""

import numpy as np
import pytest

from yiwang.insight.classes.scoring import scores

LABELS = ("a", "b", "c", "d")


def chances(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows)


def test_scores_are_those_counted_by_hand():
    given = chances((0.8, 0.1, 0.1, 0), (0.6, 0.4, 0, 0), (0.2, 0.7, 0.1, 0), (0, 0.1, 0.5, 0.4))
    found = scores(LABELS, given, ["a", "b", "b", "d"], least=0.65)
    assert found["accuracy"] == 0.5
    assert found["first_3"] == 1.0
    # a: one of two said is right; b: said once, rightly, of two; d: never said.
    assert found["per_class"]["a"]["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["per_class"]["b"] == {"precision": 1.0, "recall": 0.5, "f1": 0.6667, "many": 2}
    assert found["per_class"]["d"]["f1"] == 0
    assert found["macro_f1"] == pytest.approx((2 / 3 + 2 / 3 + 0) / 3, abs=1e-4)
    assert (found["said"], found["said_right"]) == (0.5, 1.0)


def test_confidence_that_is_kept_has_no_error_and_that_which_is_not_has():
    sure = chances(*[(0.75, 0.25, 0, 0)] * 4)
    assert scores(LABELS, sure, ["a", "a", "a", "b"])["ece"] == 0
    assert scores(LABELS, sure, ["b", "b", "b", "b"])["ece"] == 0.75


def test_an_answer_that_is_no_label_counts_as_missed():
    found = scores(LABELS, chances((1, 0, 0, 0)), ["other"])
    assert (found["accuracy"], found["first_3"], found["macro_f1"]) == (0, 0, 0)


def test_where_nothing_is_said_nothing_is_right():
    found = scores(LABELS, chances((0.5, 0.5, 0, 0)), ["a"], least=0.9)
    assert (found["said"], found["said_right"]) == (0, None)
