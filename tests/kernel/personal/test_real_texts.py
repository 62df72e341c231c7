"""Telephones in the appeals of a real city, counted by hand: which rows have them, and how many."""

import csv

import pytest

from tests.conftest import SHARED
from yiwang.kernel import personal
from yiwang.kernel.personal import Kind

pytestmark = pytest.mark.shared
FILE = SHARED / "data" / "appeals" / "city_12345_appeals.csv"
COLUMNS = ("title", "content", "reply")
# Rows counted from 0 behind the heads, judged by eye over every run of seven or more digits.
MOBILES = {
    48, 56, 65, 161, 200, 223, 225, 246, 264, 272, 278, 280, 294, 301, 329, 342, 343, 432, 433,
    449, 483, 498, 616, 622, 623, 625, 628, 698, 762, 900, 1051,
}  # fmt: skip
LANDLINES = {
    35, 36, 37, 49, 50, 195, 245, 314, 548, 787, 860, 871, 912, 963, 1098, 1099, 1100, 1101,
    1102, 1103, 1104,
}  # fmt: skip
# Rows with numbers of other kinds: case numbers, papers, notices, standards, years, dates.
OTHERS = {
    64, 153, 319, 375, 456, 457, 458, 459, 460, 473, 481, 521, 595, 599, 612, 701, 733, 782, 794,
    830, 876, 994, 1126, 1148,
}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _phones(row: dict[str, str]) -> list[str]:
    return [
        span.why
        for column in COLUMNS
        for span in personal.find(row[column], kinds=personal.NUMBERS)
        if span.kind is Kind.PHONE
    ]


def test_every_row_with_a_telephone_is_found_and_no_other(rows):
    found = [_phones(row) for row in rows]
    assert {at for at, whys in enumerate(found) if "mobile" in whys} == MOBILES
    assert {at for at, whys in enumerate(found) if {"landline", "local"} & set(whys)} == LANDLINES
    assert sum(map(len, found)) == 54


def test_numbers_of_other_kinds_stay_as_they_are(rows):
    assert not OTHERS & (MOBILES | LANDLINES)
    for at in OTHERS:
        spans = [personal.find(rows[at][column], kinds=personal.NUMBERS) for column in COLUMNS]
        assert spans == [[], [], []], at


def test_a_case_number_beside_a_telephone_stays(rows):
    (span,) = personal.find(rows[264]["content"] + rows[264]["reply"], kinds=personal.NUMBERS)
    assert span.end - span.start == 11 and span.start >= len(rows[264]["content"])
