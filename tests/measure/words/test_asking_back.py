"""What is asked back can be answered, and answering leads to a plan."""

import pytest

from tests.measure.words.expected import asked, questions
from tests.measure.words.vocabulary import TODAY, vocabulary
from yiwang.measure.words.asking import understand
from yiwang.measure.words.outcome import Ambiguous, Asked, NotUnderstood, Outcome, Understood

UNSURE = [one for one in questions("asked") if one.sign == "?"]


def answered(text: str, taken: dict[str, str]) -> Outcome:
    return understand(text, vocabulary(), TODAY, taken)


@pytest.mark.parametrize("question", UNSURE, ids=lambda one: one.text)
def test_whatever_is_chosen_leads_on_and_never_round_in_a_circle(question):
    first = asked(question)
    assert isinstance(first, Ambiguous)
    for option in first.doubts[0].options:
        taken, outcome = {first.doubts[0].word: option.key}, None
        for _ in range(4):
            outcome = answered(question.text, taken)
            if not isinstance(outcome, Ambiguous):
                break
            assert outcome.doubts[0].word not in taken
            taken[outcome.doubts[0].word] = outcome.doubts[0].options[0].key
        assert isinstance(outcome, Understood | NotUnderstood)


def test_a_name_of_two_places_is_asked_with_the_street_of_each():
    found = asked_plainly("新苗社区上个月受理量")
    (doubt,) = found.doubts
    assert [one.label for one in doubt.options] == ["新苗社区（青桥街道）", "新苗社区（长堤街道）"]
    chosen = answered("新苗社区上个月受理量", {"新苗社区": doubt.options[1].key})
    assert isinstance(chosen, Understood)
    assert chosen.plan.where[0].keys == ("420199005003",)


def asked_plainly(text: str) -> Ambiguous:
    found = understand(text, vocabulary(), TODAY)
    assert isinstance(found, Ambiguous)
    return found


def test_a_close_name_is_offered_and_not_taken():
    (doubt,) = asked_plainly("江潭街道上个月受理量").doubts
    assert doubt.asked is Asked.MEANT
    assert doubt.options[0].label == "江滩街道"
    taken = answered("江潭街道上个月受理量", {"江潭街道": doubt.options[0].key})
    assert isinstance(taken, Understood)
    assert taken.plan.where[0].keys == ("420199001",)


def test_a_mistyped_figure_is_offered():
    (doubt,) = asked_plainly("上个月按时办结律").doubts
    assert "按期结案率" in [one.label for one in doubt.options]


def test_a_unit_of_the_same_name_stands_beside_the_place():
    found = answered("江北社区上个月受理量", {})
    assert isinstance(found, Understood)
    assert found.plan.where[0].dimension == "community"
    (other,) = found.others
    unit = answered("江北社区上个月受理量", {other.word: other.options[0].key})
    assert isinstance(unit, Understood) and unit.plan.where[0].dimension == "unit"


def test_a_complaint_may_be_any_appeal():
    found = answered("上个月投诉多少件", {})
    assert isinstance(found, Understood)
    (other,) = found.others
    every = answered("上个月投诉多少件", {other.word: other.options[0].key})
    assert isinstance(every, Understood) and every.plan.where == ()


def test_a_choice_that_is_none_changes_nothing():
    text = "新苗社区上个月受理量"
    assert answered(text, {"新苗社区": "street:1", "别的": "figure:received"}) == asked_plainly(
        text
    )
    assert isinstance(
        answered("上个月受理量", {"上个月": "when:nonsense"}), Understood | NotUnderstood
    )


def test_every_word_of_an_answered_question_is_told_with_what_it_did():
    found = answered("请问上个月江滩街道各社区的按时办结率排名", {})
    assert isinstance(found, Understood)
    assert "".join(one.text for one in found.pieces) == "请问上个月江滩街道各社区的按时办结率排名"
    told = {one.text: (one.role.name, one.value) for one in found.pieces}
    assert told["上个月"] == ("PERIOD", "2026年5月")
    assert told["江滩街道"] == ("ONLY", "江滩街道")
    assert told["各社区"] == ("DIVIDE", "社区")
    assert told["按时办结率"] == ("FIGURE", "按期结案率")
    assert told["请问"] == ("NOTHING", "")
