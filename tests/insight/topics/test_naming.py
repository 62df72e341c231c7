"""A name that a person would give: place and matter, no word cut off."""

import pytest

from yiwang.insight.topics.naming import LONGEST, name_of, words_of

OTHERS = [
    "小区门口路灯三天不亮",
    "垃圾桶满了没人清运",
    "夜间施工吵得睡不着",
    "公交站台挡雨棚坏了",
    "人行道地砖松动",
    "小区水压太低",
    "健身房关门不退卡",
    "流动摊贩占道经营",
]


def named(*titles: str) -> str:
    return str(name_of(titles, words_of([*titles, *OTHERS * 5])))


@pytest.mark.parametrize(
    "titles, name",
    [
        (
            ("锦棠雅苑物业费、停车费上涨", "投诉锦棠雅苑物业费上涨", "锦棠雅苑物业费上涨不合理"),
            "锦棠雅苑 · 物业费上涨",
        ),
        (
            (
                "关于云溪里小区夜间施工扰民的投诉",
                "云溪里小区夜间施工扰民",
                "云溪里小区夜间施工扰民何时管",
            ),
            "云溪里小区 · 夜间施工扰民",
        ),
    ],
)  # fmt: skip
def test_place_and_matter_stand_apart(titles, name):
    assert named(*titles) == name


def test_what_cutting_tore_from_the_name_is_put_back():
    found = named(
        *[f"{before}澜泊花都小区门口料场噪音" for before in ("投诉", "反映", "南区", "关于")]
    )
    assert found.startswith("澜泊花都小区 · ")


def test_forms_of_speech_are_not_part_of_a_name():
    found = named(
        "请问锦棠雅苑停车费上涨怎么办", "投诉锦棠雅苑停车费上涨", "强烈反映锦棠雅苑停车费上涨问题"
    )
    assert found == "锦棠雅苑 · 停车费上涨"


def test_a_name_is_never_longer_than_its_room():
    title = "锦棠雅苑二期三期四期地下停车场停车费擅自大幅上涨并且拒绝公示成本明细和业主大会决议"
    assert len(named(title, title + "？", title + "！")) <= LONGEST


def test_where_titles_say_no_place_what_is_known_of_it_stands_there():
    words = words_of(["夜间施工扰民"] * 3 + OTHERS * 5)
    assert str(name_of(["夜间施工扰民"] * 3, words, where="荷园社区")) == "荷园社区 · 夜间施工扰民"


def test_without_titles_the_known_words_are_the_name():
    assert str(name_of(["", ""], words_of(["", "", *OTHERS]), about="停水、水压")) == "停水、水压"
