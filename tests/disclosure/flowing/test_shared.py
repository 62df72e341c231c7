"""The budget with broken tables: re-totalling what was read gives the printed totals."""

from decimal import Decimal
from functools import cache
from time import perf_counter

import pytest

from tests.conftest import SHARED
from tests.disclosure.flowing import labels, texts
from yiwang.disclosure.reading.flowing import shape
from yiwang.disclosure.reading.shaped import Region, Shaped
from yiwang.disclosure.tables import Line, Place, Role

pytestmark = pytest.mark.shared
SEED = "000_c55d7a46def22906.txt"
TABLES = {
    "summary": (93, 158),
    "income": (159, 280),
    "spending": (281, 320),
    "grant_summary": (321, 384),
    "general_spending": (385, 428),
    "basic_spending": (429, 471),
    "three_public": (472, 493),
    "fund_spending": (494, 506),
    "capital_spending": (507, 519),
    "projects": (520, 630),
    "procurement": (631, 923),
    "bought_services": (924, 1004),
    "assets": (1005, 1175),
}
SIZES = {
    "summary": (4, 28),
    "income": (19, 3),
    "spending": (8, 17),
    "grant_summary": (4, 28),
    "general_spending": (7, 17),
    "basic_spending": (5, 17),
    "three_public": (6, 1),
    "fund_spending": (5, 0),
    "capital_spending": (5, 0),
    "projects": (12, 8),
    "procurement": (14, 7),
    "bought_services": (13, 0),
    "assets": (19, 2),
}


@cache
def table(form: str) -> Shaped:
    first, last = TABLES[form]
    lines = (SHARED / "seeds" / SEED).read_text("utf-8").split("\n")[first - 1 : last]
    body = tuple(Line(one, Place(n, n)) for n, one in enumerate(lines, first))
    return shape(Region("", (), body, form))


def value(shaped: Shaped, row: int, column: int) -> Decimal:
    cell = shaped.rows[row].get(column)
    return Decimal(0) if cell is None or cell.value is None else cell.value


def figures(shaped: Shaped) -> list[int]:
    return [one.index for one in shaped.columns if one.role is Role.FIGURE]


@pytest.mark.parametrize("form", TABLES)
def test_every_table_has_its_rows_and_columns(form: str) -> None:
    shaped = table(form)
    assert (len(shaped.columns), len(shaped.rows)) == SIZES[form]
    assert all(labels(shaped))


@pytest.mark.parametrize("form", TABLES)
def test_no_figure_is_lost_and_every_figure_stands_in_a_column_of_figures(form: str) -> None:
    shaped = table(form)
    kept = set(figures(shaped))
    for row in shaped.rows:
        for cell in row.values():
            assert cell.column not in kept or cell.value is not None


@pytest.mark.parametrize("form", ["spending", "general_spending", "basic_spending"])
def test_codes_add_up_to_the_codes_above_them_in_every_column(form: str) -> None:
    shaped = table(form)
    codes = [row[0].text if 0 in row else "" for row in shaped.rows]
    assert codes[0] == "" and all(len(code) in (3, 5, 7) for code in codes[1:])
    checked = 0
    for column in figures(shaped):
        for number, code in enumerate(codes):
            below = [
                n for n, one in enumerate(codes) if one[: len(one) - 2] == code and len(one) > 3
            ]
            below = below if code else [n for n, one in enumerate(codes) if len(one) == 3]
            if below:
                total = sum(value(shaped, n, column) for n in below)
                assert total == value(shaped, number, column)
                checked += 1
    assert checked >= 12


def test_columns_of_general_spending_add_up() -> None:
    shaped = table("general_spending")
    for row in range(len(shaped.rows)):
        total, basic, staff, running, projects = (value(shaped, row, n) for n in figures(shaped))
        assert (total, basic) == (basic + projects, staff + running)


def test_the_halves_of_the_summaries_add_up() -> None:
    for form in ("summary", "grant_summary"):
        shaped = table(form)
        last = len(shaped.rows) - 1
        for label, figure in ((0, 1), (2, 3)):
            names = [row[label].text if label in row else "" for row in shaped.rows]
            start = "（" if form == "grant_summary" else tuple("一二三四五六七八九十廿")
            total = sum(
                value(shaped, n, figure) for n, one in enumerate(names) if one.startswith(start)
            )
            assert total == value(shaped, last, figure) > 0


def test_projects_add_up_and_tell_their_names_and_unit() -> None:
    shaped = table("projects")
    told = [row for row in shaped.rows if 0 in row and len(row[0].text) == 21]
    assert len(told) == 4 and len({row[2].text for row in told}) == 1
    assert all(row[2].text.endswith("中心本级") and len(row[1].text) > 12 for row in told)
    total = sum(Decimal(row[3].text.replace(",", "")) for row in told)
    assert total == value(shaped, 0, 3) == Decimal("8604800.00")


def test_procurement_adds_up_and_its_words_stand_in_their_columns() -> None:
    shaped = table("procurement")
    for column in figures(shaped):
        assert sum(value(shaped, n, column) for n in range(1, 7)) == value(shaped, 0, column)
    assert value(shaped, 0, 11) == 4158800
    for row in texts(shaped)[1:]:
        assert all(row) and all(cell.startswith("[") for cell in row[3:6])
        assert row[1].endswith("本级") and row[2].startswith("工作性") and row[6] == "预算安排"


def test_assets_tell_their_classes_and_figures() -> None:
    first, second = texts(table("assets"))
    assert all(second) and second[5] == second[12] == "复印机" and second[4] == "[A3]设备"
    assert [*second[6:11], *second[13:15]] == ["0", "1", "1", "25000", "25000", "25000", "1"]
    assert first[6:11] == second[6:11] and first[18] == second[18]


@pytest.mark.parametrize(
    "form", ["three_public", "fund_spending", "capital_spending", "bought_services"]
)
def test_the_note_that_there_is_nothing_is_kept(form: str) -> None:
    assert len(table(form).notes) == 1


SHEETS = {1176: (1487, 24, 6), 1488: (1598, 4, 0), 1599: (1713, 4, 0), 1714: (1803, 4, 0)}
"""Sheets of targets: first line, last line, indicators, lines of money."""


@pytest.mark.parametrize("first", SHEETS)
def test_sheets_of_targets_tell_every_indicator_and_line_of_money(first: int) -> None:
    last, indicators, money = SHEETS[first]
    form = "unit_targets" if money else "project_targets"
    lines = (SHARED / "seeds" / SEED).read_text("utf-8").split("\n")[first - 1 : last]
    body = tuple(Line(one, Place(n, n)) for n, one in enumerate(lines, first))
    shaped = shape(Region("", (), body, form))
    rows = [row for row in texts(shaped) if row[3]]
    assert len(rows) == indicators
    assert all(row[1].endswith("指标") and row[2].endswith("指标") for row in rows)
    assert all(row[6] and row[7] and " " not in row[3] for row in rows)
    assert sum(1 for row in texts(shaped) if row[12:] and row[12]) == money
    assert len(shaped.notes) in (3, 4)


def test_all_tables_are_shaped_within_half_a_second() -> None:
    table.cache_clear()
    begun = perf_counter()
    for form in TABLES:
        table(form)
    assert perf_counter() - begun < 0.5
