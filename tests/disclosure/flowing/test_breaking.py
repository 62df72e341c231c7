"""Whatever way a made-up table is broken over lines, it is shaped to the same table again."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure.flowing import labels, region, texts
from tests.disclosure.flowing.breaking import SPENDING_HEAD, Breaker, spending
from yiwang.disclosure.reading.flowing import shape
from yiwang.disclosure.tables import Role

COLUMNS = [
    "科目编码",
    "科目名称",
    "合计",
    "基本支出/小计",
    "基本支出/人员经费",
    "基本支出/公用经费",
    "项目支出",
]


SEEDS = st.integers(0, 10**6)


@settings(max_examples=100, deadline=None)
@given(SEEDS, SEEDS, st.sampled_from(["{:.2f}", "{:,.2f}"]))
def test_a_broken_table_is_whole_again(made: int, broken: int, printed: str) -> None:
    table = [
        [one.code, one.label, *(printed.format(amount) for amount in one.amounts)]
        for one in spending(made)
    ]
    shaped = shape(region(Breaker(broken).text(SPENDING_HEAD, table), "general_spending"))
    assert labels(shaped) == COLUMNS
    assert texts(shaped) == table


@settings(max_examples=100, deadline=None)
@given(SEEDS, SEEDS)
def test_cells_left_empty_are_found_so_that_every_row_adds_up(made: int, broken: int) -> None:
    table = [
        [one.code, one.label, *(f"{amount:.2f}" for amount in one.amounts if amount)]
        for one in spending(made)
    ]
    shaped = shape(region(Breaker(broken).text(SPENDING_HEAD, table), "general_spending"))
    told = texts(shaped)
    assert [row[:2] for row in told] == [row[:2] for row in table]
    for row in told:
        total, basic, staff, running, projects = (Decimal(cell or 0) for cell in row[2:])
        assert (total, basic) == (basic + projects, staff + running)


@settings(max_examples=200, deadline=None)
@given(
    st.text(alphabet="一二合计支出编码名称0123456789.,- \n[]（）：≥%目标指", max_size=300),
    st.sampled_from(
        [None, "summary", "spending", "projects", "procurement", "unit_targets", "three_public"]
    ),
)
def test_no_text_breaks_the_reader(text: str, form: str | None) -> None:
    shaped = shape(region(text, form))
    width = len(shaped.columns)
    assert all(0 <= column < width for row in shaped.rows for column in row)
    figures = {one.index for one in shaped.columns if one.role is Role.FIGURE}
    told = [cell for row in shaped.rows for cell in row.values() if cell.column in figures]
    assert all(cell.figure is not None or not cell.text.strip("-—–－") for cell in told)
