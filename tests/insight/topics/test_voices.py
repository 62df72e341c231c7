"""Heat counts people, not copies."""

from datetime import date, timedelta

from yiwang.insight.topics.texts import Text
from yiwang.insight.topics.voices import heat, people, voices

TODAY = date(2026, 11, 20)


def text(key: int, content: str, who: str = "", **more) -> Text:
    return Text(key, "停车费上涨", content, more.pop("on", TODAY), who, **more)


def test_two_people_with_words_of_their_own_are_two():
    found = voices([text(1, "停车费从一百五涨到三百"), text(2, "不交停车费就不抬杆")])
    assert people(found) == 2


def test_one_caller_many_times_counts_once():
    told = [text(key, f"第{key}次说停车费的事情", "13900000001") for key in range(5)]
    assert people(voices(told)) == 1


def test_a_copied_text_counts_once_whoever_hands_it_in():
    told = [text(key, "停车费 从一百五涨到三百。", f"1390000000{key}") for key in range(4)]
    assert people(voices(told)) == 1


def test_copies_differ_in_blanks_and_width_only():
    told = [text(1, "停车费涨到300元，不合理"), text(2, "停车费 涨到３００元，不合理 ")]
    assert people(voices(told)) == 1


def test_a_word_that_many_say_is_no_copy():
    assert people(voices([text(1, "停车费"), text(2, "停车费")])) == 2


def test_who_hands_in_a_copy_and_a_text_of_their_own_ties_both_together():
    told = [
        text(1, "停车费从一百五涨到三百", "13900000001"),
        text(2, "停车费从一百五涨到三百", "13900000002"),
        text(3, "我再说一次，不交不抬杆", "13900000002"),
    ]
    assert people(voices(told)) == 1


def test_unknown_reporters_with_different_words_are_different_people():
    assert people(voices([text(1, "停车费从一百五涨到三百"), text(2, "不交停车费不抬杆")])) == 2


def test_a_group_appeal_counts_its_people_and_telling_it_again_adds_none():
    told = [
        text(1, "我们三栋四十户都反对涨价", "13900000001", people=40),
        text(2, "上次说的四十户还没有答复", "13900000001", people=40),
    ]
    assert people(voices(told)) == 40


def test_heat_halves_with_every_two_weeks_and_likes_count_a_tenth():
    fresh = voices([text(1, "停车费从一百五涨到三百")])
    old = voices([text(1, "停车费从一百五涨到三百", on=TODAY - timedelta(days=14))])
    liked = voices([text(1, "停车费从一百五涨到三百", likes=10)])
    assert [heat(one, TODAY) for one in (fresh, old, liked)] == [1.0, 0.5, 2.0]
