"""What was learned stands at the desk and on the case with its reasons; keepers choose versions."""

import re

import pytest

from tests.district import District
from tests.insight.classes.made import appeals
from tests.web.test_pages import signed_in
from yiwang.engine.duties import CENTRE, Duty
from yiwang.insight.classes import actions, queries
from yiwang.insight.classes.grams import Example
from yiwang.insight.classes.kinds import Kind
from yiwang.insight.classes.learning import Shape, learn
from yiwang.web.ui.ways import KEEPERS, LEARNED

CATEGORY = {"lamp": "030401", "noise": "040101", "water": "070103"}
SCORES = {
    "score": 0.9,
    "learned_from": 120,
    "judged_by": 30,
    "accuracy": 0.91,
    "first_3": 0.99,
    "said": 0.8,
    "said_right": 0.95,
    "ece": 0.02,
    "per_class": {"030401": {"precision": 0.7, "recall": 0.6, "f1": 0.65, "many": 10}},
}
WORDS = "街道居民反映：夜间施工，音响吵闹"


@pytest.fixture
def taught(district: District) -> District:
    """Two versions for classes and one for units; the newest are in use."""
    examples, labels = appeals(40)
    classes = learn(examples, [CATEGORY[label] for label in labels])
    units = [str(district.units["bureau" if label == "water" else "street"].pk) for label in labels]
    told = [
        Example(one.text, {"class6": CATEGORY[label]})
        for one, label in zip(examples, labels, strict=True)
    ]
    of_units = learn(told, units, Shape(kinds=("word", "told"), odds=True))
    for kind, model in ((Kind.CLASS, classes), (Kind.CLASS, classes), (Kind.UNIT, of_units)):
        version = actions.keep(
            kind=kind, procedure="appeals", model=model, scores=SCORES, by="测试"
        )
        actions.use(version=version, by="测试", reason="开始")
    return district


def hints(client, **more) -> str:
    return client.post("/desk/new/hints/", {"content": WORDS, **more}).content.decode()


def test_the_desk_tells_class_and_unit_with_confidence_and_reasons(taught: District):
    page = hints(signed_in(taught, Duty.OPERATOR))
    assert "学自本区已办结案件" in page
    assert '{"category": "040101"}' in page
    assert re.search(r"<b class=\"number\">\d{2,3}%</b>", page)
    assert re.search("依据：[^<]*(施工|夜间|音响|吵闹)", page)
    assert taught.units["street"].name in page.split("以往同类的承办单位")[1]


def test_a_chosen_class_is_not_guessed_again(taught: District):
    page = hints(signed_in(taught, Duty.OPERATOR), category="040101")
    assert "可能的分类" not in page
    assert "以往同类的承办单位" in page


def test_of_a_text_that_says_nothing_the_usual_words_decide_as_before(taught: District):
    page = hints(signed_in(taught, Duty.OPERATOR), content="您好，想说一件别的事情啊")
    assert "学自本区已办结案件" not in page


def test_without_a_model_the_desk_is_as_it_was(district: District):
    page = hints(signed_in(district, Duty.OPERATOR))
    assert "学自本区已办结案件" not in page
    assert "以往同类的承办单位" not in page


def test_the_case_tells_it_to_those_who_decide_and_only_until_there_is_a_unit(taught: District):
    number = taught.open(content=WORDS, title="夜间施工").number
    for duty, told in ((Duty.OPERATOR, True), (Duty.DISPATCHER, True), (Duty.LEADER, False)):
        page = signed_in(taught, duty).get(f"/cases/{number}/").content.decode()
        assert ("学自本区已办结案件" in page) is told, duty
    in_hand = taught.handled()
    page = signed_in(taught, Duty.DISPATCHER).get(f"/cases/{in_hand}/").content.decode()
    assert "以往同类的承办单位" not in page


@pytest.mark.parametrize("duty", [*sorted(CENTRE), Duty.HANDLER])
def test_the_page_opens_for_its_duties_and_for_nobody_else(taught: District, duty: Duty):
    answer = signed_in(taught, duty).get("/insight/learned/")
    assert answer.status_code == (200 if duty in LEARNED else 403)
    if duty in LEARNED:
        assert ("启用这一版" in answer.content.decode()) is (duty in KEEPERS)


def test_before_anything_was_learned_the_page_says_how(district: District):
    page = signed_in(district, Duty.SUPERVISOR).get("/insight/learned/").content.decode()
    assert "还没有学习过" in page
    assert "yiwang learn" in page


def test_a_keeper_puts_an_older_version_into_use_and_switches_off(taught: District):
    client = signed_in(taught, Duty.SUPERVISOR)
    older = queries.versions(Kind.CLASS, "appeals")[1]
    refused = client.post("/insight/learned/", {"version": older.pk, "reason": " "})
    assert refused.status_code == 422
    done = client.post(
        "/insight/learned/", {"version": older.pk, "reason": "新版常错"}, follow=True
    )
    assert "已启用第1版" in done.content.decode()
    assert queries.in_use(Kind.CLASS, "appeals") == older
    off = {"kind": "class", "procedure": "appeals", "reason": "检查中"}
    page = client.post("/insight/learned/", off, follow=True).content.decode()
    assert "已停用" in page
    assert "检查中" in page
    assert queries.in_use(Kind.CLASS, "appeals") is None
    assert client.post("/insight/learned/", off).status_code == 422
    assert client.post("/insight/learned/", {"version": "99999", "reason": "x"}).status_code == 422


def test_who_is_no_keeper_changes_nothing(taught: District):
    older = queries.versions(Kind.CLASS, "appeals")[1]
    answer = signed_in(taught, Duty.DISPATCHER).post(
        "/insight/learned/", {"version": older.pk, "reason": "试"}
    )
    assert answer.status_code == 403
    assert queries.in_use(Kind.CLASS, "appeals").number == 2


def test_the_desk_asks_the_database_little_for_it(taught: District, django_assert_max_num_queries):
    facts = {"title": "", "content": WORDS, "category": "040101"}
    with django_assert_max_num_queries(2):
        assert queries.units("appeals", facts)
