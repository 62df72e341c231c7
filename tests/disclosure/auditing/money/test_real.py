"""The real documents: every error that the money rules report was confirmed by reading them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SHARED
from yiwang.disclosure.auditing import audit
from yiwang.disclosure.auditing.finding import Finding, Severity
from yiwang.disclosure.auditing.identities.reckoned import identities
from yiwang.disclosure.auditing.money import RULES
from yiwang.disclosure.document import Document
from yiwang.disclosure.reading import read

pytestmark = pytest.mark.shared
# Rule and line of each error, with what is wrong there in the document.
CONFIRMED = {
    "000": {},
    "001": {
        ("subject-names", 142): "20604 has another name here than in tables 3 and 5",
        ("subject-names", 143): "2060499 has another name here than in tables 3 and 5",
        ("table-formulas", 244): "names row 57 (an item) for the total, which is row 59",
    },
    "002": {},
    "full_pt_caizhengju": {},
    "full_pt_fuban_yusuan2025_unit.txt": {},
    "full_pt_fuban_yusuan2025_unit.pdf": {},
    "full_pt_sifaju": {},
}
OWN = {one.key for one in RULES}


def path_of(name: str) -> Path:
    folders = [SHARED / "seeds", SHARED / "data" / "disclosures"]
    return next(one for folder in folders for one in folder.glob(f"{name}*"))


def document(name: str) -> Document:
    path = path_of(name)
    return read(path.read_bytes(), path.name)


def found(name: str) -> Iterator[Finding]:
    return (one for one in audit(document(name)) if one.rule in OWN)


@pytest.mark.parametrize("name", CONFIRMED)
def test_every_error_in_a_real_document_is_one(name: str) -> None:
    errors = {(one.rule, one.place.line) for one in found(name) if one.severity is Severity.ERROR}
    assert errors == set(CONFIRMED[name])


def test_last_digits_of_a_real_account_are_rounding() -> None:
    """Class 210 is printed with 29.89 and with 29.88, and its parts add up to 29.87."""
    told = [one for one in found("001") if one.severity is Severity.ROUNDING]
    assert {183, 267} <= {one.place.line for one in told}


@pytest.mark.parametrize(("name", "least"), [("000", 400), ("001", 180), ("002", 90)])
def test_every_figure_of_the_money_tables_takes_part_in_a_sum(name: str, least: int) -> None:
    sums = identities(document(name))
    cells = {cell for one in sums for cell in one.signs}
    assert len(cells) >= least
    assert not [one for one in sums if one.severity is Severity.ERROR]
