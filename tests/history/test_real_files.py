"""The real files of other systems: every row accounted for, every flag compared."""

import csv
import gzip
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED
from yiwang.cases import audit
from yiwang.cases.models import Case, Deadline
from yiwang.history.actions import BULK, Import, import_file
from yiwang.history.mapping import SHIPPED

pytestmark = pytest.mark.shared


def take(path: Path, mapping: str) -> dict[str, Any]:
    """The report of a real file, after checking that it adds up."""
    if not path.exists():
        pytest.skip("the real data is not beside the checkout")
    report = import_file(Import(file=path, mapping=SHIPPED / f"{mapping}.toml", door=BULK))
    assert report.file_refused is None
    assert report.adds_up
    return report.as_json()


def test_the_district_file_attests_its_flags_and_they_are_not_read_back(district) -> None:
    found = take(SHARED / "data" / "appeals" / "district_appeals_2018.csv", "district_appeals_2018")
    assert (found["rows_read"], found["cases_created"], found["rows_refused"]) == (7013, 7013, [])
    assert found["on_time_compared"] == 0
    assert found["on_time_attested"] == {"on_time": 6354, "overdue": 656}
    assert sum(found["on_time_undecidable"].values()) == 7013


def test_the_city_file_is_taken_in_but_for_the_answer_without_a_date(district) -> None:
    found = take(SHARED / "data" / "appeals" / "city_12345_appeals.csv", "city_12345_appeals")
    assert (found["rows_read"], found["cases_created"]) == (1203, 1202)
    assert [row["code"] for row in found["rows_refused"]] == ["answer_without_time"]
    assert audit.check().faults == []


def test_the_messy_workbook_is_taken_in_sheet_by_sheet(district) -> None:
    found = take(SHARED / "data" / "appeals" / "messy_workbook.xlsx", "messy_workbook")
    assert (found["rows_read"], found["cases_created"]) == (1203, 1202)
    assert found["rows_refused"][0]["sheet"] == "仓山区"


BOSTON = SHARED / "data" / "requests311" / "boston_2011.csv.gz"


def flags_of(path: Path) -> dict[str, str]:
    """What the other system says of each case, by the key under which it is taken in."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return {
            f"boston-2011:{row['case_enquiry_id']}": row["ontime"] for row in csv.DictReader(lines)
        }


def judged_by_what_is_stored(as_of: datetime) -> dict[str, str]:
    """On time or not, from nothing but the rows of deadlines and cases in the database."""
    clocks = Deadline.objects.filter(limit="outer", case__source_key__startswith="boston-2011:")
    columns = ("case__source_key", "due_at", "case__closed_at")
    found = {
        key: "OVERDUE" if (closed_at or as_of) > due_at else "ONTIME"
        for key, due_at, closed_at in clocks.values_list(*columns)
    }
    # The rule of the mapping: without a limit a case counts as on time.
    cases = Case.objects.filter(source_key__startswith="boston-2011:")
    keys = [str(key) for key in cases.values_list("source_key", flat=True)]
    return {key: found.get(key, "ONTIME") for key in keys}


@pytest.mark.longer
def test_every_flag_of_the_boston_file_is_what_the_stored_deadlines_say(district) -> None:
    found = take(BOSTON, "boston_2011")
    assert (found["rows_read"], found["cases_created"], found["rows_refused"]) == (58251, 58251, [])
    assert (found["on_time_compared"], found["on_time_differences"]) == (58093, [])
    assert len(found["on_time_unflagged"]) == 158
    flags = flags_of(BOSTON)
    stored = judged_by_what_is_stored(datetime.fromisoformat(found["as_of"]))
    flagged = [key for key, flag in flags.items() if flag]
    assert (len(stored), len(flagged)) == (58251, 58093)
    assert [key for key in flagged if flags[key] != stored[key]] == []
    # Not everything may be on time for want of deadlines.
    assert Deadline.objects.filter(limit="outer", due_at__isnull=False).count() > 40_000
    assert 5_000 < sum(flag == "OVERDUE" for flag in flags.values()) < 40_000


@pytest.mark.longer
def test_false_flags_in_the_boston_file_are_found_and_change_no_deadline(
    district, tmp_path: Path
) -> None:
    if not BOSTON.exists():
        pytest.skip("the real data is not beside the checkout")
    false = {"ONTIME": "OVERDUE", "OVERDUE": "ONTIME"}
    path = tmp_path / "false.csv"
    with gzip.open(BOSTON, "rt", encoding="utf-8", newline="") as lines:
        rows = list(islice(csv.DictReader(lines), 4000))
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows({**row, "ontime": false.get(row["ontime"], "")} for row in rows)
    mapping = SHIPPED / "boston_2011.toml"
    found = import_file(Import(file=path, mapping=mapping, door=BULK)).as_json()
    flags = {f"boston-2011:{row['case_enquiry_id']}": row["ontime"] for row in rows}
    stored = judged_by_what_is_stored(datetime.fromisoformat(found["as_of"]))
    closed = {row["case_enquiry_id"] for row in rows if row["case_status"] == "Closed"}
    # Open cases hang on the latest time of the file, of which this is only a part.
    for key, flag in flags.items():
        if flag and key.partition(":")[2] in closed:
            assert stored[key] == flag
    # Every flag that was turned round is a difference: ours is what is stored, not what is said.
    said = [key for key in flags if flags[key]]
    agreeing = [key for key in said if stored[key] == false[flags[key]]]
    assert found["on_time_compared"] == len(said)
    assert len(found["on_time_differences"]) == len(said) - len(agreeing) > 3000
