"""Real documents whose columns are kept by spaces; their tables are re-totalled as printed."""

import time
from decimal import Decimal

import pytest

from tests.conftest import SHARED
from yiwang.disclosure.document import Document
from yiwang.disclosure.reading import read
from yiwang.disclosure.tables import Entry, Role, Table

FOLDER = SHARED / "data" / "disclosures"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.exists(), reason="needs ../shared"),
]


def document(name: str) -> Document:
    path = FOLDER / name
    return read(path.read_bytes(), path.name)


def told(table: Table) -> list[object]:
    """Everything that a table says, without its places."""
    columns = [(one.labels, one.role, one.panel) for one in table.columns]
    rows = [{at: cell.text for at, cell in row.items()} for row in table.rows]
    return [table.title, table.form, table.unit, columns, rows]


def total_of(entries: list[Entry], column: int) -> Decimal:
    cells = [entry.figures[column] for entry in entries if column in entry.figures]
    return sum((cell.value for cell in cells if cell.value is not None), Decimal(0))


def test_the_text_and_the_pdf_of_one_document_read_to_equal_tables() -> None:
    text = document("full_pt_fuban_yusuan2025_unit.txt")
    pdf = document("full_pt_fuban_yusuan2025_unit.pdf")
    assert len(text.tables) == len(pdf.tables) == 9
    for one, other in zip(text.tables, pdf.tables, strict=True):
        assert told(one) == told(other)


@pytest.mark.parametrize(
    "name",
    [
        "full_pt_fuban_yusuan2025_unit.txt",
        "full_pt_sifaju_yusuan2026_dept.txt",
        "full_pt_caizhengju_juesuan2024.txt",
    ],
)
def test_codes_of_three_digits_add_up_to_the_printed_total_in_every_column(name: str) -> None:
    checked = 0
    for table in document(name).tables:
        if (
            not any(one.role is Role.CODE for one in table.columns)
            or table.form == "basic_spending"
        ):
            continue
        classes = [entry for entry in table.entries if entry.code and len(entry.code) == 3]
        total = next((entry for entry in table.entries if entry.label == "合计"), None)
        if total is None or not classes:
            continue
        for column, cell in total.figures.items():
            assert cell.value is not None
            # A class may be printed a last digit off: the documents are rounded by themselves.
            assert abs(total_of(classes, column) - cell.value) <= Decimal("0.02"), table.title
            checked += 1
    assert checked >= 8


@pytest.mark.parametrize(
    "name",
    [
        "full_pt_fuban_yusuan2025_unit.txt",
        "full_pt_sifaju_yusuan2026_dept.txt",
        "full_pt_caizhengju_juesuan2024.txt",
        "template_shanghai_juesuan2024.txt",
    ],
)
def test_nine_tables_are_found_each_with_columns_and_a_unit_in_less_than_a_second(
    name: str,
) -> None:
    started = time.monotonic()
    found = document(name)
    assert time.monotonic() - started < 1
    assert len(found.tables) == 9
    assert all(table.columns and table.unit for table in found.tables)
    forms = {table.form for table in found.tables}
    assert len(forms) == 9
