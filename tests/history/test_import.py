"""Files of another system become complete cases, and every row is accounted for."""

import gzip
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.history.conftest import HEADER, OPEN, ROW, Take
from yiwang.cases import audit
from yiwang.cases.models import Case, Event


def test_a_closed_row_becomes_a_closed_case_with_its_events_at_their_own_times(take: Take) -> None:
    report = take(ROW)
    case = Case.objects.get()
    events = list(case.events.order_by("seq"))
    assert (report.cases_created, report.rows_refused, case.state) == (1, [], "closed")
    assert [event.kind for event in events] == [
        "receive",
        "accept",
        "establish",
        "dispatch",
        "sign",
        "reply",
        "verify_pass",
        "close_without_call",
    ]
    assert events[0].at.isoformat() == "2024-03-04T01:00:00+00:00"
    assert case.closed_at is not None and case.closed_at.isoformat() == "2024-03-05T02:00:00+00:00"
    assert {event.via for event in events} == {"import"}
    assert case.outer_number == "A1" and case.lead_unit is not None
    assert case.lead_unit.name == "城管局"


def test_a_time_that_the_file_does_not_give_is_marked_as_inferred(take: Take) -> None:
    take(ROW)
    notes = dict(Event.objects.values_list("kind", "given__note"))
    assert "时间推定" in notes["dispatch"] and "时间推定" in notes["sign"]


def test_whoever_handled_an_imported_case_did_not_close_it(take: Take) -> None:
    take(ROW)
    units = dict(Event.objects.values_list("kind", "unit"))
    assert units["reply"] != units["close_without_call"]


def test_both_doors_write_the_same_log(take: Take, db) -> None:
    take(ROW, OPEN)
    replayed = list(Event.objects.order_by("case__number", "seq").values_list("kind", "given"))
    numbered = take(ROW.replace("A1", "B1"), OPEN.replace("A2", "B2"), door="bulk")
    loaded = list(
        Event.objects.filter(case__source_key__startswith="other:B")
        .order_by("case__number", "seq")
        .values_list("kind", "given")
    )
    rename = json.loads(json.dumps(replayed).replace('"A', '"B'))
    assert numbered.cases_created == 2
    assert [list(event) for event in loaded] == rename
    assert audit.check().faults == []


def test_a_second_run_changes_nothing_and_says_so(take: Take) -> None:
    take(ROW, OPEN)
    before = Event.objects.count()
    again = take(ROW, OPEN)
    assert (again.rows_read, again.cases_created, again.rows_repeated) == (2, 0, 2)
    assert Event.objects.count() == before and again.adds_up


def test_our_clocks_are_compared_with_the_flag_of_the_file(take: Take) -> None:
    late = ROW.replace("A1", "A3").replace("2024-03-05 10", "2024-03-07 10").replace("是", "否")
    comparison = take(ROW, OPEN, late).comparison
    assert comparison is not None
    assert (comparison.compared, comparison.differences) == (3, [])


def test_a_flag_that_contradicts_the_times_is_listed_with_its_line_and_cause(take: Take) -> None:
    found = take(ROW.replace(",是,", ",否,")).as_json()["on_time_differences"]
    assert [(d["line"], d["ours"], d["theirs"]) for d in found] == [(2, "on_time", "overdue")]
    assert found[0]["cause"]


def test_a_row_without_flag_is_not_compared_but_listed(take: Take) -> None:
    report = take(ROW.replace(",是,", ",,")).as_json()
    assert report["on_time_compared"] == 0
    assert report["on_time_unflagged"][0]["ours"] == "on_time"
    assert sum(report["on_time_undecidable"].values()) == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (ROW + ",多一格", "ragged"),
        ("A1,只有三格,内容", "ragged"),
        (ROW.replace("2024-03-04 09:00:00", "2024-02-30 09:00:00"), "impossible_time"),
        (ROW.replace("2024-03-04 09:00:00", "上周一"), "bad_time"),
        (ROW.replace("2024-03-04 09:00:00", ""), "no_time"),
        (ROW.replace("2024-03-04", "2024-03-06"), "closed_before_opened"),
        (
            ROW.replace("2024-03-04", "2098-03-04").replace("2024-03-05", "2098-03-05"),
            "future_time",
        ),
        (ROW.replace("2024-03-05 10:00:00", ""), "closed_without_time"),
        (ROW.replace(",办结,是", ",在办,是"), "answer_without_time"),
        (ROW.replace("路灯不亮", "长" * 121), "bad_value"),
        (ROW.replace("路灯不亮", ""), "bad_value"),
        (ROW.replace("A1", ""), "no_key"),
        (ROW.replace("城管局", ""), "bad_unit"),
        (OPEN.replace("A2", "A0"), "duplicate_key"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_line_and_reason(
    take: Take, row: str, code: str
) -> None:
    report = take(OPEN.replace("A2", "A0"), row)
    refused = report.as_json()["rows_refused"]
    assert [(r["line"], r["code"]) for r in refused] == [(3, code)]
    assert refused[0]["reason"]
    assert (report.cases_created, report.adds_up) == (1, True)


def test_blank_lines_are_counted_apart_and_keep_the_line_numbers_right(take: Take) -> None:
    report = take("", ROW, "", "坏行")
    assert report.blank_lines == 2
    assert report.rows_refused[0]["line"] == 5


def test_a_cell_over_several_lines_keeps_the_line_numbers_right(take: Take) -> None:
    report = take(ROW.replace("门口路灯坏了", '"门口\n路灯\n坏了"'), "坏行")
    assert (report.cases_created, report.rows_refused[0]["line"]) == (1, 5)


TABLE = f"{HEADER}\n{ROW}\n{OPEN}\n"


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode("utf-8-sig"),
        TABLE.encode("gb18030"),
        TABLE.encode("utf-16"),
        TABLE.replace(",", "\t").encode(),
        TABLE.replace(",", ";").encode("gb18030"),
        TABLE.replace("\n", "\r\n").encode(),
        gzip.compress(TABLE.encode()),
        f"某系统导出\n\n{TABLE}".encode(),
    ],
)
def test_encoding_separator_packing_and_title_lines_are_found_out(take: Take, raw: bytes) -> None:
    report = take(raw=raw)
    assert report.file_refused is None
    assert report.cases_created == 2


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (TABLE.replace("受理", "时间").encode(), "missing_column"),
        (TABLE.replace("期限", "受理", 1).encode(), "missing_column"),
        (TABLE.replace("按期,单位", "按期,单位,编号", 1).encode(), "duplicate_column"),
        (TABLE.encode() + b"A3,\xff\xfe\xff,x\n", "wrong_encoding"),
        (TABLE.encode() + b"A3,\x00,x\n", "nul_byte"),
        (TABLE.encode() + b'A3,"never ends\n', "malformed"),
        (gzip.compress(TABLE.encode())[:-20], "broken_gzip"),
        (b"PK\x03\x04 not a workbook", "malformed"),
    ],
)
def test_a_faulty_file_is_refused_whole_and_nothing_is_written(
    take: Take, raw: bytes, code: str
) -> None:
    report = take(raw=raw)
    assert report.file_refused is not None
    assert (report.file_refused["code"], bool(report.file_refused["reason"])) == (code, True)
    assert (Case.objects.count(), report.rows_read, report.cases_created) == (0, 0, 0)


def test_the_command_writes_the_report_and_fails_on_a_refused_file(
    district, mapping: Path, tmp_path: Path
) -> None:
    file, out = tmp_path / "file.csv", tmp_path / "report.json"
    file.write_text(TABLE, encoding="utf-8")
    options = {"mapping": str(mapping), "report": out, "stdout": StringIO(), "stderr": StringIO()}
    call_command("import", str(file), **options)
    report = json.loads(out.read_text("utf-8"))
    assert (report["rows_read"], report["cases_created"], report["events_written"]) == (2, 2, 12)
    with pytest.raises(CommandError, match="没有这个文件"):
        call_command("import", str(tmp_path / "none.csv"), **options)
    assert json.loads(out.read_text("utf-8"))["file_refused"]["code"] == "no_file"
