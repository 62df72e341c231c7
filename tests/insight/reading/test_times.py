"""Times as people tell them, on a day that is known."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from yiwang.insight.reading import times

AT = datetime(2026, 11, 21, 18, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TOLD = {
    "昨晚10点": ("11-20 22:00", "11-20 22:00"),
    "10月17日22:30": ("10-17 22:30", "10-17 22:30"),
    "2026-10-17": ("10-17 00:00", "10-18 00:00"),
    "2026年3月5日上午": ("03-05 08:00", "03-05 12:00"),
    "昨晚1点": ("11-21 01:00", "11-21 01:00"),
    "今早8点半": ("11-21 08:30", "11-21 08:30"),
    "上周五下午3点": ("11-13 15:00", "11-13 15:00"),
    "三天前": ("11-18 00:00", "11-19 00:00"),
    "两小时前": ("11-21 16:00", "11-21 16:00"),
    "前天中午12点": ("11-19 12:00", "11-19 12:00"),
    "刚才": ("11-21 18:00", "11-21 18:00"),
}


@pytest.mark.parametrize(("text", "span"), TOLD.items())
def test_a_time_becomes_a_span(text: str, span: tuple[str, str]):
    (found,) = times.find(text, AT)
    assert found.since and found.until
    assert (found.since.strftime("%m-%d %H:%M"), found.until.strftime("%m-%d %H:%M")) == span
    assert found.since.tzinfo is AT.tzinfo


def test_a_date_without_a_year_is_the_last_one_that_was():
    (found,) = times.find("12月30日晚上施工", AT.replace(month=1))
    assert found.since and found.since.year == 2025


@pytest.mark.parametrize("text", ["每天凌晨施工", "每晚十点以后", "经常停水"])
def test_what_happens_again_and_again_is_told_apart(text: str):
    assert [found.repeats for found in times.find(text, AT)] == [True]


@pytest.mark.parametrize("text", ["2026年13月40日", "4月31日", "比例1:20", "昨晚30点"])
def test_what_is_no_time_is_left(text: str):
    assert times.find(text, AT) == []
