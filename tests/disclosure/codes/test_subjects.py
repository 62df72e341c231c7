"""Codes, their names by year, and what lies above them."""

import re

from yiwang.disclosure.codes import above, name, subject, subjects


def test_every_code_has_the_length_of_its_level_and_a_known_parent() -> None:
    codes = {one.code for one in subjects()}
    assert all(re.fullmatch(r"2\d\d(\d\d){0,2}|3\d\d(\d\d)?", one) for one in codes)
    assert [one for one in codes if len(one) > 3 and one[:-2] not in codes] == []


def test_a_name_is_the_one_in_force_in_that_year() -> None:
    assert name("210", 2018) == "医疗卫生与计划生育支出"
    assert name("210", 2025) == name("210") == "卫生健康支出"


def test_no_two_names_of_a_code_are_in_force_in_one_year() -> None:
    for year in range(2015, 2030):
        valid = [one.code for one in subjects() if one.valid(year)]
        assert len(valid) == len(set(valid))


def test_an_unknown_code_is_told_as_it_is() -> None:
    assert subject("2999999") is None
    assert name("2999999") == "2999999"


def test_above_an_item_are_its_section_and_class() -> None:
    assert above("2010350") == ("201", "20103", "2010350")
