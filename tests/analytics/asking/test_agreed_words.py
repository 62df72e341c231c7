"""Words are agreed on for the district, by name and day; nobody can bend a word that is clear."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.district import District
from yiwang.analytics.asking import actions, queries
from yiwang.analytics.asking.models import AgreedWord
from yiwang.engine.duties import Duty
from yiwang.kernel.refusals import Invalid, NotAllowed, NotFound
from yiwang.measure.words.outcome import Ambiguous, NotUnderstood, Understood

NOISE = "今年噪音多少件"


def first_option(worker, text: str = NOISE):
    doubt = queries.ask(text, worker).doubts[0]
    return doubt.word, doubt.options[0].key


def agreed(worker, text: str = NOISE) -> AgreedWord:
    word, key = first_option(worker, text)
    return actions.agree(text=text, word=word, sense=key, taken={word: key}, by=worker)


def test_a_word_that_was_agreed_on_is_understood_by_everybody(district: District, leader):
    row = agreed(leader)
    assert (row.agreed_by, row.withdrawn) == (leader.person_name, False)
    for worker in (leader, district.worker(Duty.HANDLER)):
        assert isinstance(queries.ask(NOISE, worker).outcome, Understood)


def test_a_word_that_is_withdrawn_is_asked_about_again_and_both_rows_stay(leader):
    row = agreed(leader)
    actions.withdraw(word=row.word, by=leader)
    assert isinstance(queries.ask(NOISE, leader).outcome, Ambiguous)
    assert [one.withdrawn for one in AgreedWord.objects.all()] == [True, False]
    assert [one.withdrawn for one in queries.agreed_words()] == [True]
    with pytest.raises(NotFound):
        actions.withdraw(word=row.word, by=leader)


def test_only_a_few_duties_may_agree(district: District, leader):
    word, key = first_option(leader)
    for worker in (district.worker(Duty.HANDLER), district.worker(Duty.OPERATOR)):
        assert not actions.may_agree(worker)
        with pytest.raises(NotAllowed):
            actions.agree(text=NOISE, word=word, sense=key, taken={}, by=worker)
        with pytest.raises(NotAllowed):
            actions.teach(text="创城办今年受理量", word="创城办", meant="城管局", by=worker)
        with pytest.raises(NotAllowed):
            actions.withdraw(word=word, by=worker)


@pytest.mark.parametrize(
    ("text", "word", "sense"),
    [
        ("今年受理量", "受理量", "figure:closed"),
        (NOISE, "今年", "when:2020"),
        (NOISE, "噪音", "figure:closed"),
        (NOISE, "噪音", "unit:1"),
        ("江潭街道今年受理量", "受理量", "street:420199001"),
        ("今年单位受理量", "单位", "how:divide"),
        ("最近受理量", "最近", "when:2026-01"),
    ],
)
def test_what_was_not_asked_back_cannot_be_agreed_on(leader, text: str, word: str, sense: str):
    with pytest.raises(Invalid):
        actions.agree(text=text, word=word, sense=sense, taken={}, by=leader)
    assert not AgreedWord.objects.exists()


def test_a_mistyped_name_may_be_agreed_on(leader):
    row = agreed(leader, "江潭街道今年受理量")
    assert (row.word, row.label) == ("江潭街道", "江滩街道")
    assert isinstance(queries.ask("江潭街道今年受理量", leader).outcome, Understood)


def test_an_unknown_word_may_be_taught_by_a_full_name(leader):
    text = "创城办今年承办任务数"
    assert isinstance(queries.ask(text, leader).outcome, NotUnderstood)
    row = actions.teach(text=text, word="创城办", meant="城管局", by=leader)
    assert row.label == "城管局"
    assert queries.ask(text, leader).plan.where[0].keys == (row.sense.removeprefix("unit:"),)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("创城办", "没有这个名称"), ("今年", "城管局"), ("创城办", ""), ("创城办", "临江社区")],
    ids=["unknown name", "known word", "nothing", "two things"],
)
def test_only_an_unknown_word_and_only_one_thing_can_be_taught(leader, word: str, meant: str):
    with pytest.raises(Invalid):
        actions.teach(text="创城办今年受理量", word=word, meant=meant, by=leader)


def test_a_word_means_nothing_to_whom_its_thing_is_hidden(district: District, leader):
    text = "创城办今年承办任务数"
    actions.teach(text=text, word="创城办", meant="城管局", by=leader)
    assert queries.ask(text, district.worker(Duty.HANDLER)).plan is None


@pytest.mark.parametrize(
    "verb", ["UPDATE asking_agreedword SET word='x'", "DELETE FROM asking_agreedword"]
)
def test_the_database_refuses_to_change_what_was_agreed(leader, verb: str):
    agreed(leader)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(verb)


def test_each_person_has_a_history_of_their_own_without_repeats(district: District, leader):
    answer = queries.ask(NOISE, leader)
    for text in ("一", "二", "一"):
        actions.remember(text=text, answer=answer, by=leader)
    assert [one.text for one in queries.own_questions(leader)] == ["一", "二"]
    assert queries.own_questions(district.worker(Duty.OPERATOR)) == []
    for number in range(30):
        actions.remember(text=f"第{number}问", answer=answer, by=leader)
    kept = queries.own_questions(leader)
    assert len(kept) == queries.MOST_OWN and kept[0].text == "第29问"
    actions.forget(by=leader)
    assert queries.own_questions(leader) == []
