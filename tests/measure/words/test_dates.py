"""Periods and numbers as people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.measure.words.vocabulary import HOLIDAYS, TODAY
from yiwang.measure.words.dates import Dates
from yiwang.measure.words.numerals import number
from yiwang.measure.words.senses import Cannot, Until, When
from yiwang.measure.words.spans import Seen
from yiwang.measure.words.vocabulary import Holiday
from yiwang.measure.words.why import Why

KNOWN = tuple(
    Holiday(name, date.fromisoformat(first), date.fromisoformat(last))
    for name, first, last in HOLIDAYS
)


def said(text: str, today: date = TODAY) -> set[str]:
    """The periods that the whole text may mean."""
    found = Dates(Seen(today, KNOWN)).at(text, 0)
    return {
        sense.period.key
        for end, senses in found
        if end == len(text)
        for sense in senses
        if isinstance(sense, When | Until)
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("今天", "2026-06-17"),
        ("大前天", "2026-06-14"),
        ("本周", "2026-W25..2026-06-17"),
        ("上周日", "2026-06-14"),
        ("上上星期", "2026-W23"),
        ("上个月15号", "2026-05-15"),
        ("上月下旬", "2026-05-21..2026-05-31"),
        ("2月下旬", "2026-02-21..2026-02-28"),
        ("去年2月29日", None),
        ("二〇二四年2月29日", "2024-02-29"),
        ("26年5月", "2026-05"),
        ("十一月", "2025-11"),
        ("去年第四季度", "2025-Q4"),
        ("Q1".lower(), "2026-Q1"),
        ("前三季度", "2026-01-01..2026-06-17"),
        ("今年前四个月", "2026-01-01..2026-04-30"),
        ("去年全年", "2025"),
        ("近半个月", "2026-06-03..2026-06-17"),
        ("近两个季度", "2025-12-18..2026-06-17"),
        ("最近一年", "2025-06-18..2026-06-17"),
        ("5月20日-6月3日", "2026-05-20..2026-06-03"),
        ("去年12月到今年2月", "2025-12-01..2026-02-28"),
        ("6月10日到6月30日", "2026-06-10..2026-06-17"),
        ("自5月1日起", "2026-05-01..2026-06-17"),
        ("月初至今", "2026-06..2026-06-17"),
        ("截至5月底", "2026-05-31"),
        ("到目前为止", "2026-06-17"),
        ("去年国庆", "2025-10-01..2025-10-08"),
        ("中秋假期", "2025-10-01..2025-10-08"),
        ("五一劳动节", "2026-05-01..2026-05-05"),
        ("端午", None),
        ("13月", None),
        ("5月32日", None),
        ("3到2月", None),
    ],
)
def test_a_period_is_read_as_people_say_it(text: str, key: str | None):
    assert said(text) == ({key} if key else set())


def test_a_holiday_that_no_calendar_has_is_told_as_such():
    found = [s for e, some in Dates(Seen(TODAY, KNOWN)).at("端午期间", 0) for s in some if e == 4]
    assert found == [Cannot(Why.NO_HOLIDAY)]


def test_what_may_be_two_periods_is_both():
    assert said("前两个月") == {"2026-01-01..2026-02-28", "2026-04-18..2026-06-17"}
    assert len(said("最近")) == 3


def test_the_last_day_of_a_month_leads_to_the_last_day_of_a_shorter_one():
    assert said("近一个月", date(2026, 3, 31)) == {"2026-03-01..2026-03-31"}
    assert said("上个月", date(2026, 3, 31)) == {"2026-02"}
    assert said("上季度", date(2026, 1, 31)) == {"2025-Q4"}


@pytest.mark.parametrize("text", ["6月20日", "2027年", "今年8月", "第四季度后", "6月底"])
def test_what_has_not_begun_is_no_period(text: str):
    senses = [s for _, some in Dates(Seen(TODAY)).at(text, 0) for s in some]
    whole = [s for e, some in Dates(Seen(TODAY)).at(text, 0) if e == len(text) for s in some]
    assert not any(isinstance(s, When) and s.period.last > TODAY for s in senses)
    assert all(isinstance(s, Cannot) for s in whole)


PIECES = st.sampled_from(
    list("上周三日1到至-从起近前天./底旬")
    + ["今年", "去年", "2025年", "5月", "12月", "上个月", "本月", "第2", "季度", "半年", "28", "31"]
    + ["截至", "以来", "个月"]
)


@given(st.lists(PIECES, max_size=7).map("".join), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_no_words_about_time_lead_past_today_or_astray(text: str, today: date):
    for place in range(len(text)):
        for end, senses in Dates(Seen(today, KNOWN)).at(text, place):
            assert place < end <= len(text)
            for sense in senses:
                if isinstance(sense, When | Until):
                    assert sense.period.last <= today


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("二〇二六", 2026),
        ("007", 7),
    ],
)
def test_a_numeral_is_its_number(text: str, value: int):
    assert number(text) == value


@given(st.integers(1, 9999))
def test_every_number_that_is_written_out_is_read_again(value: int):
    digits, units = "零一二三四五六七八九", ["千", "百", "十", ""]
    parts = [
        digits[int(d)] + u if d != "0" else "零" for d, u in zip(f"{value:04}", units, strict=True)
    ]
    text = "".join(parts).strip("零")
    while "零零" in text:
        text = text.replace("零零", "零")
    assert number(text) == value


@pytest.mark.parametrize("text", ["", "万", "百五x", "1,000", "123456789"])
def test_what_is_no_numeral_is_no_number(text: str):
    with pytest.raises(ValueError):
        number(text)
