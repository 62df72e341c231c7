"""Numbers of people and sums of money."""

import pytest

from yiwang.insight.reading import amounts
from yiwang.insight.reading.numerals import value


@pytest.mark.parametrize(
    ("text", "count", "what"),
    [
        ("我们30多户居民", 30, "户"),
        ("涉及二百余人", 200, "人"),
        ("三十二名业主联名", 32, "人"),
        ("共1.2万人", 12000, "人"),
    ],
)
def test_the_number_of_people_is_read(text: str, count: int, what: str):
    found = amounts.people(text)
    assert found and (found.value, found.what) == (count, what)


@pytest.mark.parametrize("text", ["一人反映", "3人民路", "30人次", "第二人民医院", "12栋居民"])
def test_other_numbers_are_no_people(text: str):
    assert amounts.people(text) is None


def test_sums_are_read_in_yuan():
    found = [amount.value for amount in amounts.money("工资三万元，押金500元，投资1.5亿元")]
    assert found == [30_000, 500, 150_000_000]


@pytest.mark.parametrize(
    ("written", "number"),
    [("三十二", 32), ("两百", 200), ("十", 10), ("一千零五", 1005), ("1.5", 1.5)],
)
def test_chinese_numerals(written: str, number: float):
    assert value(written) == number
