"""What is too long, too often or too rare for the databases: found alike on both, never a fault."""

import pytest

from yiwang.cases.models import Reporter as Row
from yiwang.search import actions, queries

pytestmark = pytest.mark.django_db
FILLING = "".join(chr(0x4E00 + i) for i in range(0, 15_000))


def kept(*texts: str) -> list[int]:
    rows = [Row.objects.create(name="").pk for _ in texts]
    actions.put_rows([actions.entry("case", *pair) for pair in zip(rows, texts, strict=True)])
    return rows


def found(query: str) -> set[int]:
    rows = Row.objects.filter(pk__in=queries.matching("case", query))
    return set(rows.values_list("pk", flat=True))


CORPUS = [
    "𠮷野家门口路灯不亮",
    "居民㛃某反映二〇二六年噪音",
    "二○二六年",
    "ＡＢＣ大厦１２楼电梯故障",
    "abc大厦12楼",
    "﨑女士来电",
    "葛\U000e0100城路积水",
    "Café 门前占道",
    "張三",
    "张三",
]
HITS = [
    ("𠮷", {0}),
    ("𠮷野", {0}),
    ("野", {0}),
    ("㛃某", {1}),
    ("二〇二六", {1}),
    ("〇", {1}),
    ("abc", {3, 4}),
    ("ＡＢＣ 大厦", {3, 4}),
    ("Abc大厦12", {3, 4}),
    ("１２楼", {3, 4}),
    ("﨑", {5}),
    ("葛城路", {6}),
    ("CAFÉ", {7}),
    ("cafe", set()),
    ("張三", {8}),
    ("张三", {9}),
    ("路灯不亮门口", set()),
    ("口路灯", {0}),
]


@pytest.mark.parametrize(("query", "numbers"), HITS)
def test_the_same_corpus_gives_the_same_hits_on_both_databases(query, numbers):
    rows = kept(*CORPUS)
    assert found(query) == {rows[number] for number in numbers}


def test_a_long_text_is_found_by_its_last_words_as_by_its_first():
    (row,) = kept(FILLING[:15_000])
    for start in (0, 7_000, 14_990):
        assert found(FILLING[start : start + 6]) == {row}


def test_what_lies_beyond_the_limit_is_not_found_and_breaks_nothing():
    beginning, end = "开头的路灯不亮", "末尾的井盖丢失"
    (row,) = kept(beginning + FILLING + FILLING + end)
    assert found("路灯不亮") == {row}
    assert found("井盖丢失") == set()


def test_a_text_of_a_million_characters_is_taken():
    words = " ".join(f"{number:x}" * 12 for number in range(10**5, 10**5 + 40_000))
    (row,) = kept(words)
    assert found(f"{10**5:x}" * 12) == {row}


def test_a_text_of_long_words_of_another_script_is_cut_at_its_size():
    letters = [chr(0x10400 + 40 + i) for i in range(30)]
    words = (letters[i % 30] + letters[i // 30 % 30] + letters[i // 900] * 38 for i in range(9_000))
    (row,) = kept(" ".join(["路灯", *words]))
    assert found("路灯") == {row}


def test_a_word_of_ten_thousand_letters_is_found_whole():
    word = "0123456789abcdef" * 700
    (row,) = kept(f"文件校验值{word}完")
    assert found(word[:32]) == set()
    assert found(word[:400]) == {row}


def test_a_phrase_is_found_after_its_words_stood_there_a_thousand_times():
    (row, other) = kept("投诉" * 2_000 + "路灯", "投诉" * 2_000 + "，路灯")
    assert found("投诉路灯") == {row}
    assert found("诉路") == {row}
    assert found("投诉") == found("路灯") == found("诉") == {row, other}


def test_a_repeated_text_is_replaced_as_a_whole():
    (row,) = kept("投诉" * 2_000)
    actions.index(kind="case", object_id=row, text="路灯")
    assert found("投诉") == set()


@pytest.mark.parametrize("query", ["路灯 " * 3_000, "路" * 9_000, "a " * 9_000, "😀" * 500])
def test_a_query_of_any_length_is_answered(query):
    kept("路灯 a")
    found(query)


def test_only_the_beginning_of_an_overlong_query_counts():
    (row,) = kept("路灯 a")
    assert found("路灯 " + " " * queries.LONGEST_QUERY + "井盖") == {row}
