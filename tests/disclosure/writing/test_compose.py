"""Composed documents: exact figures, gaps that can be seen, statements of nothing."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.disclosure.writing.year import budget, final, yuan
from yiwang.disclosure.tables import Role
from yiwang.disclosure.writing.blocks import Draft, Head, Printed, Words, head_rows
from yiwang.disclosure.writing.book import Income, PublicCounts, Spending, ThreePublic
from yiwang.disclosure.writing.classes import numeral
from yiwang.disclosure.writing.compose import compose
from yiwang.disclosure.writing.sources import Source
from yiwang.disclosure.writing.told import in_wan, share, wan
from yiwang.kernel.money import Money
from yiwang.kernel.refusals import Invalid


def _words(draft: Draft) -> str:
    return "\n".join(one.text for one in draft.blocks if isinstance(one, Words))


def _table(draft: Draft, number: str) -> Printed:
    return next(one for one in draft.blocks if isinstance(one, Printed) and one.number == number)


def test_the_official_tables_are_all_there_in_order() -> None:
    numbers = [one.number for one in compose(final()).blocks if isinstance(one, Printed)]
    assert numbers == [f"公开{number:02}表" for number in range(1, 10)]
    numbers = [one.number for one in compose(budget()).blocks if isinstance(one, Printed)]
    assert numbers == [f"表 {number}" for number in range(1, 14)]


def test_line_30_equals_line_60() -> None:
    rows = _table(compose(final()), "公开01表").rows
    assert rows[-1][1] == "30"
    assert rows[-1][4] == "60"
    assert rows[-1][2] == rows[-1][5]


def test_a_missing_reason_stands_as_a_gap() -> None:
    told = _words(compose(replace(final(), reasons={})))
    assert "【请填写原因】" in told
    assert "【请填写原因】" not in _words(compose(final()))


def test_nothing_is_stated_in_words() -> None:
    book = replace(
        final(),
        three_public=ThreePublic(),
        three_public_spent=ThreePublic(),
        counts=PublicCounts(),
        purchases=(),
        before=None,
    )
    draft = compose(book)
    assert "本部门2025年度无财政拨款“三公”经费支出。" in _table(draft, "公开09表").notes[-1]
    assert "无政府采购支出" in _words(draft)
    assert "本部门2025年度无国有资本经营预算财政拨款支出。" in _words(draft)


def test_the_glossary_explains_only_subjects_that_are_used() -> None:
    told = _words(compose(final()))
    assert "其他网信事务支出（项）：" in told
    assert "行政运行（项）" not in told
    assert "附属单位上缴收入：" not in told


def test_a_subject_that_no_table_holds_is_refused() -> None:
    book = final()
    odd = Spending("2300101", Source.GENERAL, project=yuan("1"))
    with pytest.raises(Invalid):
        compose(replace(book, spending=(*book.spending, odd)))
    with pytest.raises(Invalid):
        compose(replace(book, income=(*book.income, Income("20103", Source.GENERAL, yuan("1")))))


def test_figures_are_rounded_once_and_nothing_is_empty() -> None:
    assert in_wan(yuan("18026412.45")) == "1,802.64"
    assert in_wan(Money()) == ""
    assert wan(Money()) == "0万元"
    assert share(Money(), Money(100)) == "0%"
    assert share(Money(1), Money(3)) == "33.33%"


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=30))
def test_shares_of_parts_differ_from_a_hundred_by_no_more_than_their_rounding(
    parts: list[int],
) -> None:
    whole = Money(sum(parts))
    told = [Decimal(share(Money(one), whole).rstrip("%")) for one in parts]
    if whole:
        assert abs(sum(told) - 100) <= Decimal("0.005") * len(parts)


def test_numerals_are_those_of_the_forms() -> None:
    assert [numeral(one) for one in (1, 10, 11, 20, 26)] == ["一", "十", "十一", "二十", "二十六"]


def test_equal_headings_merge_and_short_ones_reach_down() -> None:
    heads = (
        Head(("科目名称",), Role.LABEL),
        Head(("支出", "小计"), number="1"),
        Head(("支出", "项目"), number="2"),
    )
    told = [[(one.text, one.rows, one.columns) for one in row] for row in head_rows(heads)]
    assert told == [
        [("科目名称", 2, 1), ("支出", 1, 2)],
        [("小计", 1, 1), ("项目", 1, 1)],
        [("栏次", 1, 1), ("1", 1, 1), ("2", 1, 1)],
    ]


def test_money_of_a_unit_that_is_no_member_is_refused() -> None:
    book = final()
    odd = Income("2010350", Source.GENERAL, yuan("1"), member="999999")
    with pytest.raises(Invalid):
        compose(replace(book, income=(*book.income, odd)))
