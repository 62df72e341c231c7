"""A draft invents nothing: every line has a source, and the facts of another case become blanks."""

import pytest

from yiwang.insight.replies.composing import Source, blanked, compose
from yiwang.insight.replies.demands import demands
from yiwang.insight.replies.form import blanks

EARLIER = Source(
    "earlier",
    "SQ20260101000001",
    "您好！感谢您的关注。10月19日，区城管局工作人员到滨湖社区5号现场核实，情况属实，已补装井盖2个。"
    "井盖由产权单位负责日常养护。如有疑问，请拨打027-85550000。",
    foreign=True,
    unit="区城管局",
)


@pytest.mark.parametrize(
    "fact",
    ["10月19日", "滨湖社区", "2个", "85550000", "区城管局"],
)
def test_no_day_place_number_phone_or_unit_of_another_case_comes_along(fact: str):
    draft = compose("井盖缺失", (), [EARLIER], ["滨湖社区"])
    assert fact not in draft.text and draft.blanks >= 3


def test_what_was_done_in_another_case_must_be_confirmed_and_general_wording_stays():
    lines = [line.text for line in compose("井盖缺失", (), [EARLIER], ["滨湖社区"]).lines]
    assert any(line.startswith("【核查属实再保留：") and "补装井盖" in line for line in lines)
    assert "井盖由产权单位负责日常养护。" in lines
    assert all(len(blanks(line)) == 1 for line in lines if line.startswith("【核查属实再保留"))


def test_every_line_says_where_it_is_from():
    template = Source("template", "井盖", "经{时间}核查，井盖已更换。", "lid")
    draft = compose("井盖缺失", demands("请问何时补装井盖？"), [template, EARLIER], [])
    kinds = [line.source.kind for line in draft.lines]
    assert kinds[0] == "form" and kinds[-1] == "form"
    assert {"template", "earlier", "demand"} <= set(kinds)
    assert "【相关时间】" in draft.text and "请问何时补装井盖" in draft.text


def test_without_any_source_there_is_still_a_form_with_blanks():
    draft = compose("井盖缺失", (), [], [])
    assert [line.source.kind for line in draft.lines] == ["form", "form", "form"]
    assert draft.blanks == 3


@pytest.mark.parametrize(
    "text, left",
    [
        ("已联系王女士并告知", "【相关人员】"),
        ("车牌鄂A12345已拖移", "鄂A12345"),
        ("拨打12345转我单位", ""),
    ],
)
def test_names_and_plates_go_and_the_hotline_stays(text: str, left: str):
    found = blanked(text, [])
    if text.startswith("拨打"):
        assert found == text
    elif left.startswith("【"):
        assert left in found and "王女士" not in found
    else:
        assert left not in found
