"""What is counted of a text is the same whichever way it is looked up."""

from hypothesis import given
from hypothesis import strategies as st

from yiwang.insight.classes.copies import copies
from yiwang.insight.classes.grams import folded, number_of, numbered_signs, signs_of, told_of


@given(st.text(max_size=40))
def test_signs_have_the_same_numbers_alone_and_in_their_text(text):
    text = folded(text)
    if len(text) > 1:
        assert numbered_signs(text).tolist() == [number_of(sign) for sign in signs_of(text)]


def test_width_case_blanks_and_numbers_do_not_matter():
    assert folded("Ａ栋 １２ 楼 13800000000") == folded("a栋0楼0")
    assert folded("见https://example.org/a?b=1页") == "见0页"


def test_two_known_things_count_together_too_and_the_order_does_not_matter():
    assert told_of({"b": "2", "a": "1", "c": ""}) == ["a=1", "b=2", "a=1 & b=2"]
    assert told_of({"a": "1", "b": "2"}) == told_of({"b": "2", "a": "1"})
    assert told_of({"a": "一\n二"}) == ["a=一二"]


def test_copies_stand_in_one_group_and_forms_of_words_do_not():
    first = "三号楼门口的路灯已经坏了一个星期没有人来修理晚上非常危险"
    longer = f"您好，{first}，请安排。"
    other = "隔壁工地每天施工到凌晨一点半噪音非常大影响休息请安排处理"
    assert copies([first, other, longer]) == [0, 1, 0]
    assert copies(["", "", other]) == copies(["", "", other])


def test_a_piece_that_stands_in_many_texts_makes_no_copies():
    greeting = "尊敬的领导您好我要反映以下问题"
    ends = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃"
    texts = [greeting + end * 20 for end in ends]
    assert len(texts) > 30
    assert copies(texts) == list(range(len(texts)))
