"""What the models promise, on pairs that they were not fitted on."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import SHARED
from yiwang.insight.alike import fitting, weights
from yiwang.insight.alike.labelled import HELD_OUT, appeals, pairs
from yiwang.insight.alike.scoring import FEATURES

LABELS = Path(__file__).with_name("messages.csv")
TEXTS = SHARED / "data" / "messages" / "hot_topics_source.csv"


def test_every_feature_has_a_weight_in_both_models():
    for model in weights.MODELS.values():
        assert list(model["weights"]) == [*FEATURES, "bias"]


def test_no_family_of_labels_is_in_both_halves_and_no_message_twice():
    rows = list(csv.DictReader(LABELS.open(encoding="utf-8")))
    halves = Counter(family for _, family in {(row["split"], row["family"]) for row in rows})
    assert max(halves.values()) == 1
    assert len({row["message"] for row in rows}) == len(rows) > 600


def test_made_up_appeals_that_were_not_fitted_on_are_told_apart():
    ones, rarity = appeals(HELD_OUT)
    told = fitting.told(weights.MODELS, pairs(ones, rarity), ones)
    # First run: see docs/how-to/alike.md.
    assert told["pairwise"]["precision"] >= 0.90 and told["pairwise"]["recall"] >= 0.85


@pytest.mark.shared
@pytest.mark.longer
def test_real_messages_that_were_not_fitted_on_are_told_apart():
    found = fitting.run({"texts": TEXTS, "labels": LABELS, "fit": False})[HELD_OUT]["messages"]
    assert found["as_groups"]["precision"] >= 0.85 and found["pairwise"]["precision"] >= 0.9
