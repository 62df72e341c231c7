"""Texts as small numbers: the same in every process, and back again."""

import random

import pytest

from yiwang.insight.alike import made_up
from yiwang.insight.alike.sketch import MOST_PAIRS, opened, packed, sketch, words_of


def test_what_is_kept_of_a_text_comes_back_as_it_was():
    read = sketch("云锦台小区停车", "云锦台小区门口乱停车。", "江畔路3号")
    assert opened(read.blob) == read and read.title and read.places <= read.pairs
    kept = packed(read.words, list(read.words)[:2])
    assert words_of(kept) == frozenset(read.words)
    assert words_of(kept, posted=True) == frozenset(list(read.words)[:2])


def test_width_case_and_blanks_make_no_difference():
    assert sketch("", "Ａ座 ＫＴＶ 太吵").pairs == sketch("", "a座ktv太吵").pairs


@pytest.mark.parametrize("text", ["", "。，！", "　", "好"])
def test_a_text_without_words_is_an_empty_sketch(text: str):
    assert not sketch(text, text).pairs


def test_a_long_text_is_kept_in_bounds_and_its_title_with_it():
    long = "".join(chr(0x4E00 + random.Random(1).randrange(5000) + at) for at in range(3000))
    read = sketch("云锦台小区停车", long)
    assert len(read.pairs) == MOST_PAIRS and len(read.title) == 6


def test_the_same_seed_makes_the_same_appeals_and_another_others():
    once, again = (list(made_up.groups(1, 3)) for _ in range(2))
    assert once == again != list(made_up.groups(2, 3))
    assert len({appeal.matter for appeal in once}) == 9
