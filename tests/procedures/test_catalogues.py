"""The catalogue and the limits by class that every procedure ships beside its declaration."""

import csv
from importlib.resources import files

import pytest

from yiwang.engine.language import Procedure
from yiwang.kernel.worktime import TimeUnit
from yiwang.startup.apps import PROCEDURES


def rows(procedure: Procedure, name: str) -> list[dict[str, str]]:
    path = files(procedure.catalogue) / name
    return list(csv.DictReader(path.read_text("utf-8").splitlines())) if path.is_file() else []


def codes(procedure: Procedure) -> list[str]:
    return [row["code"] for row in rows(procedure, "catalogue.csv")]


def test_no_two_classes_of_any_two_procedures_share_a_code():
    found = [code for procedure in PROCEDURES for code in codes(procedure)]
    assert len(found) > 100
    assert len(found) == len(set(found))


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p.key)
def test_every_class_lies_under_the_two_above_it(procedure: Procedure):
    known = codes(procedure)
    assert known
    assert not [code for code in known if len(code) > 2 and code[:-2] not in known]


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda p: p.key)
def test_every_limit_by_class_speaks_of_a_class_or_an_urgency_that_is_declared(
    procedure: Procedure,
):
    known, urgencies = codes(procedure), procedure.choices_of("urgency")
    for row in rows(procedure, "limits.csv"):
        limit = procedure.limit_by_key[row["limit"]]
        assert limit.may_be[0] <= int(row["amount"]) <= limit.may_be[1], row
        assert row["unit"] in set(TimeUnit), row
        urgency = row.get("urgency", "")
        assert (row["code"] in known) or (not row["code"] and urgency), row
        assert not urgency or urgency in urgencies, row
