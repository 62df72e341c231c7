"""How texts and queries are cut: every Chinese character counts, form and width do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwang.kernel.bigrams import LONGEST_WORD, is_character, phrases, tokens


def test_width_and_case_do_not_matter():
    assert tokens("ＡＢＣ１２ 路灯") == tokens("abc12路灯") == ["abc12", "路灯", "灯"]
    assert tokens("STRASSE") == tokens("straße")


@pytest.mark.parametrize(
    "character",
    ["〇", "々", "㛃", "䶮", "𠮷", "𡈽", "𫖯", "\U0002b820", "\U0002ceb0", "\U00031350", "﨑",
     "\ue815", "\U000f0001"],
)  # fmt: skip
def test_rare_characters_of_names_are_characters_like_any_other(character):
    assert tokens(f"张{character}明") == [f"张{character}", f"{character}明", "明"]
    assert tokens(character) == [character]
    assert is_character(character)


def test_two_numbers_of_one_character_are_the_same():
    # Compatibility ideographs: kept in Unicode for old code pages only.
    assert tokens("\uf9d0\U0002f800") == tokens("類丽") != tokens("类丽")


def test_what_is_not_seen_does_not_part_words():
    assert tokens("葛\U000e0100城\u200b路") == tokens("葛城路")
    assert tokens("park\u00ading") == ["parking"]


def test_letters_of_any_script_are_words():
    assert tokens("Café Ürümqi ئۈرۈمچى") == ["café", "ürümqi", "ئۈرۈمچى"]


def test_very_long_words_are_cut_into_pieces_alike_in_texts_and_queries():
    word = "x" * (2 * LONGEST_WORD + 1)
    assert tokens(word) == ["x" * LONGEST_WORD, "x" * LONGEST_WORD, "x"] == phrases(word)[0]


@pytest.mark.parametrize("token", ["a", "1", "é", "路灯"])
def test_only_one_chinese_character_is_the_beginning_of_pairs(token):
    assert not is_character(token)


@given(st.text(max_size=60))
def test_any_text_is_found_by_itself(text):
    found = tokens(text)
    for phrase in phrases(text):
        places = range(len(found) - len(phrase) + 1)
        assert any(found[i : i + len(phrase)] == phrase for i in places)
    assert all(token.isprintable() or not token.isascii() for token in found)


@given(st.text(max_size=60))
def test_no_token_holds_a_sign_with_a_meaning_in_a_query(text):
    assert not set("".join(tokens(text))) & set("\"'\\*~:&|!()<>- \t\n")
