"""Books: what they add up to and which reasons they need."""

from dataclasses import replace

from tests.disclosure.writing.year import balanced, budget, final, yuan
from yiwang.disclosure.writing import sums
from yiwang.disclosure.writing.reasons import differences, reasons_asked, unanswered
from yiwang.disclosure.writing.sources import Source


def test_the_made_up_year_is_balanced_and_fully_explained() -> None:
    for book in (final(), budget()):
        assert balanced(book)
        assert unanswered(book) == ()


def test_economic_items_add_up_to_basic_spending_of_the_general_budget() -> None:
    for book in (final(), budget()):
        assert sums.economic(book) == sums.spending(book, (Source.GENERAL,)).basic


def test_no_item_is_negative() -> None:
    for book in (final(), budget()):
        amounts = [one.amount for one in (*book.income, *book.spending, *book.economic)]
        assert min(amounts) >= yuan("0")


def test_a_reason_is_asked_only_where_a_difference_can_be_seen() -> None:
    book = final()
    asked = {one.key for one in reasons_asked(book)}
    assert "line.2010350" in asked
    assert "line.2013799" not in asked  # spent exactly as planned
    assert "three_public.abroad" not in asked  # nothing planned, nothing spent


def test_a_difference_of_a_few_yuan_needs_no_reason() -> None:
    book = final()
    lines = tuple(
        replace(one, opening=one.amount + yuan("12.30")) if one.code == "2080505" else one
        for one in book.spending
    )
    assert "line.2080505" not in {one.key for one in reasons_asked(replace(book, spending=lines))}


def test_without_the_year_before_nothing_is_compared_with_it() -> None:
    keys = {one.key for one in differences(replace(final(), before=None))}
    assert "total" not in keys
    assert "line.2010350" in keys


def test_an_empty_reason_is_no_answer() -> None:
    book = replace(final(), reasons={"total": " "})
    assert "total" in {one.key for one in unanswered(book)}
