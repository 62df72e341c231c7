"""The two real final accounts with tabs are read whole: re-totalled they give what they print."""

from collections.abc import Iterable
from decimal import Decimal
from time import perf_counter

import pytest

from tests.conftest import SHARED
from yiwang.disclosure.document import Document, FileType, Kind
from yiwang.disclosure.reading import read
from yiwang.disclosure.tables import Entry, Role, Table
from yiwang.kernel.money import MoneyUnit

pytestmark = pytest.mark.shared

SEEDS = SHARED / "seeds"
NAMES = ("001_f4a815153176995a.txt", "002_9c5bcdef2538c72d.txt")
MONEY = [
    "summary",
    "income",
    "spending",
    "grant_summary",
    "general_spending",
    "basic_spending",
]
# The order in which the two years print the tables that follow.
REST = {
    NAMES[0]: ["three_public", "fund_spending", "capital_spending"],
    NAMES[1]: ["fund_spending", "capital_spending", "three_public"],
}
SHEETS = {
    NAMES[0]: ["unit_evaluation", *["project_evaluation"] * 4, "work"],
    NAMES[1]: ["work", "unit_evaluation", *["project_evaluation"] * 4],
}
# Headings that only divide codes; a column of names shifted under them does not keep them.
DIVIDED = ("功能分类科目编码", "类", "款", "项")
LAST_DIGIT = Decimal("0.01")


@pytest.fixture(scope="module", params=NAMES)
def document(request: pytest.FixtureRequest) -> Document:
    path = SEEDS / request.param
    if not path.exists():
        pytest.skip("the real documents are not beside the checkout")
    return read(path.read_bytes(), request.param)


def table(document: Document, form: str) -> Table:
    return next(one for one in document.tables if one.form == form)


def amount(entry: Entry, index: int) -> Decimal:
    cell = entry.figures.get(index)
    return Decimal(0) if cell is None or cell.value is None else cell.value


def close(parts: Iterable[Decimal], total: Decimal) -> bool:
    """Equal but for half a last digit for each addend."""
    addends = list(parts)
    return abs(sum(addends) - total) <= LAST_DIGIT * max(len(addends), 1) / 2


def figures(one: Table) -> list[int]:
    return [column.index for column in one.columns if column.role is Role.FIGURE]


def test_every_table_is_found_in_its_order_with_its_unit(document: Document) -> None:
    assert document.kind is Kind.FINAL
    assert document.type is FileType.TXT
    assert [one.form for one in document.tables] == [
        *MONEY,
        *REST[document.name],
        *SHEETS[document.name],
    ]
    for one in document.tables[:9]:
        assert (one.unit, bool(one.number)) == (MoneyUnit.WAN, True), one.title
        assert one.columns
    assert all(one.title for one in document.tables)


@pytest.mark.parametrize("form", ["income", "spending", "general_spending"])
def test_items_add_up_to_the_printed_total_in_every_column(document: Document, form: str) -> None:
    one = table(document, form)
    entries = one.entries
    total = next(entry for entry in entries if entry.label == "合计")
    items = [entry for entry in entries if entry.code and len(entry.code) == 7]
    assert len(items) >= 8
    for index in figures(one):
        assert close((amount(entry, index) for entry in items), amount(total, index)), index


@pytest.mark.parametrize("form", ["income", "spending", "general_spending"])
def test_columns_add_up_in_every_row(document: Document, form: str) -> None:
    one = table(document, form)
    first, *rest = figures(one)
    for entry in one.entries:
        assert close((amount(entry, index) for index in rest), amount(entry, first)), entry.label


@pytest.mark.parametrize("form", ["summary", "grant_summary"])
def test_both_halves_add_up_and_agree(document: Document, form: str) -> None:
    one = table(document, form)
    for panel in (0, 1):
        column = next(c.index for c in one.columns if c.panel == panel and c.role is Role.FIGURE)
        own = [entry for entry in one.entries if entry.panel == panel]
        numbers = [int(entry.line_number or 0) for entry in own]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        at = next(
            i for i, entry in enumerate(own) if entry.label.endswith(("收入合计", "支出合计"))
        )
        assert close((amount(entry, column) for entry in own[:at]), amount(own[at], column))
    grand = [entry for entry in one.entries if entry.label == "总计"]
    assert len({next(iter(entry.figures.values())).value for entry in grand}) == 1


def test_economic_classes_are_the_sum_of_their_items_in_each_third(document: Document) -> None:
    one = table(document, "basic_spending")
    assert {column.panel for column in one.columns} == {0, 1, 2}
    entries = [entry for entry in one.entries if entry.code]
    sums = 0
    for entry in entries:
        index = next(
            c.index for c in one.columns if c.panel == entry.panel and c.role is Role.FIGURE
        )
        if entry.code and len(entry.code) == 3 and amount(entry, index):
            items = [
                other
                for other in entries
                if other.panel == entry.panel
                and other.code
                and other.code != entry.code
                and other.code.startswith(entry.code)
            ]
            assert close((amount(item, index) for item in items), amount(entry, index))
            sums += 1
    assert sums == 2
    assert all(len(entry.code or "") in (3, 5) for entry in entries)
    printed = {entry.label: entry for entry in one.entries if not entry.code}
    assert {"人员经费合计", "公用经费合计"} <= printed.keys()
    assert all(len(entry.figures) == 1 for entry in printed.values())


def test_every_cell_with_tabs_is_in_a_table(document: Document) -> None:
    """No printed cell is lost: each line with tabs is a heading, or its cells are found."""
    covered = {
        line for one in document.tables for line in range(one.place.line, one.place.end_line + 1)
    }
    outside = [
        line.place.line
        for line in document.lines
        if "\t" in line.text and line.place.line not in covered
    ]
    assert outside == []
    for one in document.tables:
        told = "".join(cell.text for cell in one.cells) + "".join(
            label for column in one.columns for label in (*column.labels, column.number or "")
        )
        flat = "".join(told.split())
        for line in document.lines[one.place.line - 1 : one.place.end_line]:
            if "\t" not in line.text or "<" in line.text or "$" in line.text:
                continue
            for field in line.text.split("\t"):
                text = "".join(field.split()).removeprefix("栏次")
                assert text in flat or text in DIVIDED, (one.title, line.place.line)


def test_sheets_keep_a_row_for_each_printed_row(document: Document) -> None:
    for one in document.tables:
        if one.form not in ("unit_evaluation", "project_evaluation"):
            continue
        lines = [
            line
            for line in document.lines[one.place.line - 1 : one.place.end_line]
            if "\t" in line.text and line.text.strip()
        ]
        assert len(one.rows) == len(lines)


def test_the_contents_page_gives_entries_and_no_sections(document: Document) -> None:
    assert len(document.contents) >= 28
    last = document.contents[-1].place.line
    assert min(section.place.line for section in document.sections) > last
    parts = [section for section in document.sections if section.level == 1]
    assert len(parts) in (5, 6)
    assert all(section.title for section in parts)


def test_it_takes_less_than_a_second(document: Document) -> None:
    content = (SEEDS / document.name).read_bytes()
    began = perf_counter()
    read(content, document.name)
    assert perf_counter() - began < 1
