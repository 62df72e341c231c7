"""Targets and actual values are read as forms print them; words stay words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.disclosure.performance import Operator
from yiwang.disclosure.reading.performance.values import (
    actual,
    parts,
    printed_weight,
    target,
    without_weight,
)


@pytest.mark.parametrize(
    ("text", "operator", "value", "unit"),
    [
        ("≥85%", Operator.AT_LEAST, "85", "%"),
        ("≥ 100百分比", Operator.AT_LEAST, "100", "%"),
        ("不小于 240 次", Operator.AT_LEAST, "240", "次"),
        ("大于或等于3期", Operator.AT_LEAST, "3", "期"),
        ("$\\geq 12$", Operator.AT_LEAST, "12", ""),
        ("95%以上", Operator.AT_LEAST, "95", "%"),
        ("≤24小时", Operator.AT_MOST, "24", "小时"),
        ("不超过 30 万元", Operator.AT_MOST, "30", "万元"),
        ("2小时以内", Operator.AT_MOST, "2", "小时"),
        ("＞160", Operator.MORE, "160", ""),
        ("<10ms", Operator.LESS, "10", "ms"),
        ("100%", Operator.EQUAL, "100", "%"),
        ("0次", Operator.EQUAL, "0", "次"),
        ("26", Operator.EQUAL, "26", ""),
        ("3,000,000 人次/年", Operator.EQUAL, "3000000", "人次/年"),
        ("办结率 100%", Operator.EQUAL, "100", "%"),
        ("办结率≥95%", Operator.AT_LEAST, "95", "%"),
        ("339.76m²办公用房", Operator.EQUAL, "339.76", "m²办公用房"),
    ],
)
def test_a_target_is_read(text: str, operator: Operator, value: str, unit: str) -> None:
    read = target(text)
    assert (read.operator, read.value, read.unit) == (operator, Decimal(value), unit)
    assert not read.misprinted
    assert read.text == text


@pytest.mark.parametrize("text", ["5%≤", "20% ≤"])
def test_a_sign_behind_its_number_is_misprinted(text: str) -> None:
    read = target(text)
    assert read.misprinted and read.operator is Operator.AT_MOST


@pytest.mark.parametrize("text", ["10–20", "10-20%", "10~20次", "10%-20%", "10至20天"])
def test_a_range_has_two_ends(text: str) -> None:
    read = target(text)
    assert (read.operator, read.value, read.upper) == (Operator.RANGE, Decimal(10), Decimal(20))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "无",
        "正常运行",
        "每周五",
        "全年",
        "7*24 小时",  # two numbers that are not a range
        "12月底前",  # a date
        "2024年12月31日",
        "甲考评>85分;乙考评>80分",  # two promises: see `parts`
        "20-10",  # no range that anybody could keep
    ],
)
def test_words_stay_words(text: str) -> None:
    assert target(text).operator is Operator.WORDS


@pytest.mark.parametrize(
    ("text", "value", "operator"),
    [
        ("341 次", "341", None),
        ("42.29%", "42.29", None),
        ("未发生", "0", None),
        (">220", "220", Operator.MORE),
        ("≤2 小时", "2", Operator.AT_MOST),
        ("-3.5%", "-3.5", None),
    ],
)
def test_an_actual_value_is_read(text: str, value: str, operator: Operator | None) -> None:
    read = actual(text)
    assert (read.value, read.operator) == (Decimal(value), operator)


@pytest.mark.parametrize("text", ["完成", "设计方案", "正常运行", "", "无"])
def test_words_are_no_actual_value(text: str) -> None:
    assert actual(text).value is None


def test_several_promises_are_told_apart() -> None:
    read = parts("甲考评>85分；乙考评>80 分")
    assert [(name, one.value) for name, one in read] == [
        ("甲考评", Decimal(85)),
        ("乙考评", Decimal(80)),
    ]
    assert parts("≥85%") == () == parts("正常运行；及时")


def test_a_weight_behind_a_name_is_taken_off() -> None:
    assert printed_weight("巡查次数（15分）") == 15
    assert without_weight("数量 指标（20 分）") == "数量指标"
    assert printed_weight("巡查次数（不少于15次）") is None


@given(st.text(max_size=30))
def test_any_text_is_read_without_failing(text: str) -> None:
    assert target(text).text == actual(text).text == text
    parts(text)
