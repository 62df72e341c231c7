"""Public money is exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.money import Money, MoneyUnit, total
from yiwang.kernel.refusals import Invalid

FEN = st.integers(-(10**14), 10**14)


@given(FEN)
def test_what_is_told_in_yuan_reads_back_equal(fen: int) -> None:
    assert Money.of(f"{Money(fen).told():,}") == Money(fen)


@given(st.lists(FEN))
def test_a_total_is_the_sum_of_all_fen(amounts: list[int]) -> None:
    assert total(Money(one) for one in amounts) == Money(sum(amounts))


def test_ten_thousands_are_rounded_once_half_away_from_zero() -> None:
    assert Money.of("13529350.00").told(MoneyUnit.WAN) == Decimal("1352.94")
    assert Money.of("-13529350.00").told(MoneyUnit.WAN) == Decimal("-1352.94")
    assert Money.of("13529349.99").told(MoneyUnit.WAN) == Decimal("1352.93")


def test_full_width_and_thousands_are_read() -> None:
    assert Money.of("１，８０２．６４", MoneyUnit.WAN) == Money(1_802_640_000)


@pytest.mark.parametrize("text", ["", "一百", "1,80.2", "1.2.3", "12元", "0.001"])
def test_no_number_and_parts_of_a_fen_are_refused(text: str) -> None:
    with pytest.raises(Invalid):
        Money.of(text)
