"""Measured on real messages: labels by id that were given by eye before any rule was written."""

from pathlib import Path

import pytest

from tests.conftest import SHARED
from yiwang.insight.replies import measuring

pytestmark = pytest.mark.shared
LABELS = Path(__file__).parent / "labels.csv"


@pytest.fixture(scope="module")
def found() -> dict:
    options = {
        "file": SHARED / "data" / "messages" / "replies.csv",
        "appeal": ["留言主题", "留言详情"],
        "reply": "答复意见",
        "id": "留言编号",
        "asked_at": "留言时间",
        "answered_at": "答复时间",
        "labels": LABELS,
        "summary": True,
    }
    return measuring.run(options)


def test_relevance_tells_own_replies_from_others_where_they_say_enough(found: dict):
    assert found["relevance"]["auc_shuffled"] >= 0.95
    assert found["relevance"]["auc_like_appeals"] >= 0.85


def test_poor_replies_are_found_on_the_part_that_was_held_back(found: dict):
    held = found["labelled"]["held"]
    assert held["poor"]["precision"] >= 0.8 and held["poor"]["recall"] >= 0.75
    assert held["empty"]["recall"] >= 0.85


def test_a_judgement_takes_a_few_hundredths_of_a_second_at_most(found: dict):
    assert found["milliseconds_each"] < 50
