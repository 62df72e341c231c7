"""Recall and precision on made-up appeals that were written before the recognisers."""

import pytest

from tests.kernel.personal.made_up import lines, made
from tests.kernel.personal.measure import score

NUMBERS = ("identity_card", "bank_card", "plate", "phone", "email", "travel_document", "account")


@pytest.fixture(scope="module")
def held_out():
    return score(made("held_out.txt", seed=20261121, times=20))


@pytest.mark.parametrize("kind", NUMBERS)
def test_numbers_are_found_and_nothing_else_is_taken_for_them(held_out, kind: str):
    assert held_out.there[kind] >= 20
    assert held_out.recall(kind) >= 0.98, held_out.missed[:5]
    assert held_out.precision(kind) >= 0.98, held_out.extra[:5]


def test_names_are_found_as_often_as_was_measured(held_out):
    """The names are hard on purpose: rare signs, words of the language, a cue here and there."""
    assert held_out.there["name"] >= 900
    assert held_out.recall("name") >= 0.87
    assert held_out.precision("name") >= 0.98


def test_sentences_without_a_person_lose_hardly_a_sign():
    told = score(made("hard_negatives.txt", seed=20261121, times=20))
    assert sum(told.wrong.values()) <= 0.05 * 20 * len(lines("hard_negatives.txt")), told.extra
    assert set(told.wrong) <= {"name"}
