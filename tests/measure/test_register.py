"""The catalogue as a whole: one word for one figure, each meant for procedures that there are."""

from yiwang.engine import register as procedures
from yiwang.measure import register
from yiwang.measure.composites import Composite
from yiwang.measure.dimensions import Dimension

INDICATORS = register.indicators()


def test_no_two_indicators_have_the_same_name():
    labels = [one.label for one in INDICATORS]
    assert len(labels) > 100 and len(set(labels)) == len(labels)


def test_another_word_for_an_indicator_is_not_the_name_of_one():
    labels = {one.label for one in INDICATORS}
    assert not {word for one in INDICATORS for word in one.synonyms} & labels


def test_each_is_meant_for_procedures_that_there_are():
    known = {procedure.key for procedure in procedures.procedures()}
    assert {key for one in INDICATORS for key in one.procedures} == known


def test_what_a_composite_is_made_of_can_be_opened_by_itself():
    keys = {one.key for one in INDICATORS}
    parts = [part for one in INDICATORS if isinstance(one, Composite) for part in one.parts]
    assert parts and all(part.of.key in keys for part in parts)


def test_each_can_be_divided_by_unit_and_by_every_length_of_time():
    wanted = {Dimension.UNIT, Dimension.DAY, Dimension.MONTH, Dimension.YEAR}
    assert [one.key for one in INDICATORS if not wanted <= set(one.dimensions())] == []


def of_people() -> set[str]:
    return {one.key for one in INDICATORS if Dimension.PERSON in one.dimensions()}


def test_what_a_row_says_of_somebody_else_is_not_held_against_a_person():
    assert not {"on_time_rate", "satisfied_rate", "rework_rate", "missed_rate"} & of_people()
    assert {"received", "steps_in_time", "dispatch_accuracy", "collector_score"} <= of_people()


def test_every_version_is_its_own():
    assert len({one.version for one in INDICATORS}) == len(INDICATORS)
