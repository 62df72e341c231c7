"""Figures are read however they were printed, and nothing else is taken for one."""

from decimal import Decimal

import pytest

from yiwang.disclosure.figures import figure


@pytest.mark.parametrize(
    ("text", "value", "places", "percent"),
    [
        ("1,802.64", "1802.64", 2, False),
        ("2, 156. 82", "2156.82", 2, False),
        ("１，８０２．６４", "1802.64", 2, False),
        ("-0.50", "-0.50", 2, False),
        ("（12.3）", "-12.3", 1, False),
        ("100 %", "100", 0, True),
        ("42.29％", "42.29", 2, True),
        ("0", "0", 0, False),
    ],
)
def test_a_figure_is_read(text: str, value: str, places: int, percent: bool) -> None:
    read = figure(text)
    assert read is not None
    assert (read.value, read.places, read.percent) == (Decimal(value), places, percent)


@pytest.mark.parametrize("text", ["", " ", "无", "≥85%", "1,80.2", "12次", "(12", "1.2.3", "—"])
def test_words_and_broken_numbers_are_no_figure(text: str) -> None:
    assert figure(text) is None
