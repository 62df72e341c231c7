"""What a district calls its places and figures decides what a word means, and nothing else."""

from dataclasses import replace

from tests.measure.words.vocabulary import TODAY, vocabulary
from yiwang.measure.dimensions import Dimension
from yiwang.measure.words.asking import understand
from yiwang.measure.words.outcome import Ambiguous, NotUnderstood, Understood
from yiwang.measure.words.vocabulary import Name, Vocabulary


def with_names(*names: Name) -> Vocabulary:
    known = vocabulary()
    return replace(known, names=(*known.names, *names))


def test_one_district_learns_nothing_from_another():
    person = Name(Dimension.PERSON, "7", "欧阳小满")
    text = "欧阳小满上个月登记多少件"
    assert isinstance(understand(text, with_names(person), TODAY), Understood)
    assert isinstance(understand(text, vocabulary(), TODAY), NotUnderstood)


def test_a_word_that_staff_agreed_on_is_understood():
    text = "城管局上个月按时办结率"
    assert isinstance(understand(text, vocabulary(), TODAY), Ambiguous)
    unit = next(one.key for one in vocabulary().names if one.name == "区城市管理局")
    agreed = replace(vocabulary(), agreed=(("城管局", f"unit:{unit}"),))
    found = understand(text, agreed, TODAY)
    assert isinstance(found, Understood) and found.plan.where[0].keys == (unit,)


def test_several_classes_may_be_agreed_on_for_one_word():
    agreed = replace(vocabulary(), agreed=(("欠薪", "matter:090301,730101"),))
    found = understand("欠薪今年多少件", agreed, TODAY)
    assert isinstance(found, Understood)
    assert found.plan.where[0].keys == ("090301", "730101")


def test_what_was_agreed_on_and_is_gone_means_nothing():
    agreed = replace(vocabulary(), agreed=(("城管局", "unit:9999"), ("欠薪", "matter:999999")))
    assert isinstance(understand("城管局上个月按时办结率", agreed, TODAY), Ambiguous)
    assert isinstance(understand("欠薪今年多少件", agreed, TODAY), Ambiguous)


def test_of_two_people_of_one_name_none_is_taken():
    people = (
        Name(Dimension.PERSON, "7", "王伟（一处）"),
        Name(Dimension.PERSON, "8", "王伟（二处）"),
    )
    found = understand("王伟上个月登记多少件", with_names(*people), TODAY)
    assert isinstance(found, Ambiguous)
    assert [one.label for one in found.doubts[0].options] == ["王伟（一处）", "王伟（二处）"]


def test_a_person_called_like_a_small_word_changes_no_question():
    known = with_names(Name(Dimension.PERSON, "8", "全部"))
    found = understand("全部诉求上个月受理量", known, TODAY)
    assert isinstance(found, Understood) and found.plan.where == ()


def test_a_street_called_like_a_holiday_is_asked():
    known = with_names(Name(Dimension.STREET, "420199009", "五一街道"))
    assert isinstance(understand("五一受理量", known, TODAY), Ambiguous)
    found = understand("五一期间五一街道受理量", known, TODAY)
    assert isinstance(found, Understood)
    assert found.plan.period.key == "2026-05-01..2026-05-05"
    assert found.plan.where[0].keys == ("420199009",)


def test_one_s_own_unit_is_what_the_vocabulary_says():
    known = with_names(Name(Dimension.UNIT, "99", "区园林局", ("本单位", "我单位")))
    found = understand("本单位上个月按时办结率", known, TODAY)
    assert isinstance(found, Understood) and found.plan.where[0].keys == ("99",)
