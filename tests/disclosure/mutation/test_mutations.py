"""Slips of one digit, sign, row, unit or percentage are noticed, and hide nothing else."""

import pytest

from tests.conftest import SHARED
from tests.disclosure.mutation.changes import Typist
from tests.disclosure.mutation.made_up import TEXT
from tests.disclosure.mutation.running import run
from yiwang.disclosure.auditing import audit
from yiwang.disclosure.reading import read

FEW = {"digit": 20, "sign": 5, "swap": 5, "percent": 4, "amount": 4, "unit": 3}


def test_the_made_up_document_has_no_errors() -> None:
    found = audit(read(TEXT.encode(), "made-up.txt"))
    assert [
        one.message for one in found if one.rule.startswith("table-") and one.severity == "error"
    ] == []


def test_slips_in_a_made_up_document_are_noticed() -> None:
    result = run(TEXT, "made-up.txt", seed=7, shares=FEW)
    assert result.made.total() >= 35
    assert result.counted.total() >= 30
    assert result.crashed == []
    assert result.lost == []
    assert result.share >= 97, result.told()


def test_the_same_seed_makes_the_same_changes() -> None:
    document = read(TEXT.encode(), "made-up.txt")
    first, again = (list(Typist(TEXT, document, 3).changes(FEW)) for _ in range(2))
    assert [one.told for one in first] == [one.told for one in again]
    assert all(one.made(TEXT) != TEXT for one in first)


def test_what_breaks_no_rule_is_left_out_with_its_reason() -> None:
    alone = TEXT.replace("增加7.50万元，增长7.5%", "增加7.50万元，增长7.5%，预计下年度增长3.3%")
    result = run(alone, "made-up.txt", seed=7, shares={"percent": 20})
    assert any("百分比" in why for why in result.left_out)


@pytest.mark.shared
@pytest.mark.longer
@pytest.mark.parametrize("number", ["000", "001", "002"])
def test_slips_in_the_real_documents_are_noticed(number: str) -> None:
    path = next((SHARED / "seeds").glob(f"{number}*.txt"))
    result = run(path.read_text("utf-8"), path.name)
    assert result.made.total() >= 500
    assert result.crashed == []
    assert result.lost == []
    assert result.share >= 97, result.told()
