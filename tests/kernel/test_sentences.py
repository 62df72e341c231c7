"""Sentences are Chinese texts, and can be told in another language down to the words in them."""

from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.refusals import Missing
from yiwang.kernel.sentences import Listing, Sentence

ENGLISH = {
    "“{action}”还缺：{names}": "“{action}” lacks {names}",
    "派遣": "Dispatch",
    "承办单位": "unit",
    "理由": "reason",
    "、": ", ",
}


def english(text: str) -> str:
    return ENGLISH.get(text, text)


def refusal(**more: str) -> Missing:
    names = Listing([Sentence("承办单位"), Sentence("理由")])
    return Missing(
        "“{action}”还缺：{names}", **({"action": Sentence("派遣"), "names": names} | more)
    )


def test_the_words_within_a_sentence_are_told_too():
    assert refusal().message == "“派遣”还缺：承办单位、理由"
    assert refusal().told(english) == "“Dispatch” lacks unit, reason"


def test_what_people_wrote_is_left_as_it_is_even_where_it_is_a_word_of_ours():
    assert refusal(names="理由").told(english) == "“Dispatch” lacks 理由"


@given(st.lists(st.text(st.characters(exclude_characters="{}")), max_size=4))
def test_in_chinese_nothing_changes(words: list[str]):
    listed = Listing(map(Sentence, words))
    assert listed.told(str) == listed == "、".join(words)
    whole = Sentence("{one}：{many}", one="甲", many=listed)
    assert whole.told(str) == whole == f"甲：{listed}"
