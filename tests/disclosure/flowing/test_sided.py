"""Tables of two halves: income at the left, spending at the right."""

import pytest

from tests.disclosure.flowing import region, texts
from yiwang.disclosure.reading.flowing import shape
from yiwang.disclosure.reading.flowing.sided import ordinal

HEAD = "收 入 支 出\n\n项 目 预算数 项 目 预算数\n\n"


def rows(text: str) -> list[list[str]]:
    return texts(shape(region(HEAD + text, "summary")))


def test_two_items_on_a_line_stand_side_by_side() -> None:
    assert rows("一、一般公共预算拨款收入 9.50 一、一般公共服务支出 8.00")[0] == [
        "一、一般公共预算拨款收入", "9.50", "一、一般公共服务支出", "8.00",
    ]  # fmt: skip


def test_an_item_alone_goes_where_its_words_say() -> None:
    assert rows("一、事业收入 1.00 一、外交支出 2.00\n十、城乡社区支出 3.00\n上年结转结余 4.00")[
        1:
    ] == [
        ["", "", "十、城乡社区支出", "3.00"],
        ["上年结转结余", "4.00", "", ""],
    ]


def test_items_without_figures_keep_their_sides() -> None:
    assert rows(
        "（一）一般公共预算拨款 5.00 （一）国防支出 1.00\n（二）政府性基金预算拨款 （二）教育支出"
    ) == [
        ["（一）一般公共预算拨款", "5.00", "（一）国防支出", "1.00"],
        ["（二）政府性基金预算拨款", "", "（二）教育支出", ""],
    ]


def test_the_one_figure_of_a_line_belongs_to_the_label_before_it() -> None:
    assert rows("（三）国有资本经营预算拨款 （七）社会保障和就业支出 39.85") == [
        ["（三）国有资本经营预算拨款", "", "（七）社会保障和就业支出", "39.85"]
    ]


def test_letters_set_apart_are_one_label() -> None:
    assert rows("一、事业收入 1.00 一、外交支出 1.00\n收 入 总 计 1.00 支 出 总 计 1.00")[-1] == [
        "收入总计", "1.00", "支出总计", "1.00",
    ]  # fmt: skip


def test_a_label_broken_off_goes_on_in_the_next_line() -> None:
    assert rows(
        "一、事业收入 1.00 一、外交支出 1.00\n十三、资源勘探工业信\n息等支出 0.00"
        "\n十四、文化旅游体育与 0.00\n传媒支出"
    )[1:] == [
        ["", "", "十三、资源勘探工业信息等支出", "0.00"],
        ["", "", "十四、文化旅游体育与传媒支出", "0.00"],
    ]


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("三、外交支出", 3),
        ("（十）其他", 10),
        ("廿一、其他", 21),
        ("二十五、其他", 25),
        ("卅、其他", 30),
    ],
)
def test_ordinals_are_read(label: str, number: int) -> None:
    assert ordinal(label) == number


def test_a_label_without_ordinal_has_none() -> None:
    assert ordinal("本年支出合计") is None
