"""Files that are not what they seem: each is refused in words, and nothing is made of it."""

import csv
import gzip
import io
import random
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.history.conftest import HEADER, OPEN, ROW, Take
from yiwang.cases.models import Case
from yiwang.history import packed
from yiwang.history.actions import Import, import_file
from yiwang.history.report import Report

TABLE = f"{HEADER}\n{ROW}\n{OPEN}\n"
COLUMNS = HEADER.split(",")
TakeBook = Callable[..., Report]


def book(*rows: list[Any]) -> bytes:
    """A workbook with the heading and these rows."""
    made, out = Workbook(), io.BytesIO()
    for row in (COLUMNS, *rows):
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def repacked(raw: bytes, old: bytes, new: bytes, *, part: str = "sheet1.xml") -> bytes:
    """The workbook with a piece of one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", 8) as target:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith(part):
                assert old in text
                text = text.replace(old, new)
            target.writestr(name, text)
    return out.getvalue()


CLOSED_ROW: list[Any] = ROW.split(",")
FAR_CELL = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'


@pytest.mark.parametrize(
    ("raw", "code", "sentence"),
    [
        (b"\n \n", "empty", "重新导出"),
        (f"{HEADER}\n".encode(), "no_rows", "没有数据行"),
        (f"{HEADER}\n\n,,,\n".encode(), "no_rows", "没有数据行"),
        (book(), "no_rows", "没有数据行"),
        (b"<html><table><tr><td>" + HEADER.encode(), "markup", "另存为"),
        (gzip.compress(book(CLOSED_ROW), mtime=0), "not_text", "压缩包"),
        (b"%PDF-1.4\n", "not_text", "PDF"),
        (TABLE.encode("utf-16-le"), "nul_byte", "编码"),
        (TABLE.encode().replace(b"A2", b"A\x002"), "nul_byte", "第3行"),
        (gzip.compress(TABLE.encode(), mtime=0)[:30], "broken_gzip", "重新传输"),
        (gzip.compress(TABLE.encode(), mtime=0)[:-4] + b"\0\0\0\0", "broken_gzip", "重新传输"),
        (f"{TABLE}A3,{'长' * (1 << 20)}长,x\n".encode(), "malformed", "第4行.*改正"),
        (f"{TABLE}A3,{'长' * (2 << 20)},x\n".encode("utf-16"), "malformed", "第4行"),
        (book(CLOSED_ROW)[:-40], "malformed", "重新导出"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 2000, "malformed", "重新导出"),
    ],
)
def test_a_file_that_is_no_table_of_cases_is_refused_with_what_to_do(
    take: Take, raw: bytes, code: str, sentence: str
) -> None:
    report = take(raw=raw)
    assert report.file_refused is not None and report.stopped is None
    assert report.file_refused["code"] == code
    reason = report.file_refused["reason"]
    assert reason.startswith("file.csv：") and all(word in reason for word in sentence.split(".*"))
    assert (Case.objects.count(), report.rows_read, report.outcome) == (0, 0, "refused")


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16", "gb18030", "utf-8-sig"])
def test_a_table_in_any_usual_encoding_is_read(take: Take, encoding: str) -> None:
    assert take(raw=TABLE.encode(encoding)).cases_created == 2


def test_two_cells_in_opposite_corners_do_not_take_all_memory(take: Take) -> None:
    # Before, this ended the whole process without a report.
    report = take(raw=repacked(book(CLOSED_ROW), b"</sheetData>", FAR_CELL))
    assert report.file_refused is not None and report.file_refused["code"] == "too_large"
    assert "16384列" in report.file_refused["reason"]


def test_a_styled_blank_far_away_does_no_harm(take: Take) -> None:
    far = FAR_CELL.replace(b"<v>1</v></c>", b"</c>").replace(b"></c>", b' s="0"/>')
    assert take(raw=repacked(book(CLOSED_ROW), b"</sheetData>", far)).cases_created == 1


def test_a_bomb_is_measured_by_what_comes_out_of_it(
    take: Take, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MOST_WORKBOOK_BYTES", 1 << 20)
    bomb = repacked(book(CLOSED_ROW), b"</sheetData>", b"</sheetData>" + b" " * (3 << 20))
    # The directory may claim whatever it likes.
    with zipfile.ZipFile(io.BytesIO(bomb)) as source:
        sheet = next(e for e in source.infolist() if e.filename.endswith("sheet1.xml"))
    lying = bomb.replace(sheet.file_size.to_bytes(4, "little"), (999).to_bytes(4, "little"))
    assert lying != bomb
    for raw in (bomb, lying):
        report = take(raw=raw)
        assert report.file_refused is not None and report.file_refused["code"] == "too_large"


@pytest.mark.parametrize(
    ("names", "sentence"),
    [(["cases.csv"], "解压"), (["xl/workbook.bin"], "xlsb"), (["mimetype", "content.xml"], "ods")],
)
def test_an_archive_that_is_no_xlsx_is_refused_with_what_to_do(
    take: Take, names: list[str], sentence: str
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name in names:
            target.writestr(name, TABLE)
    report = take(raw=out.getvalue())
    assert report.file_refused is not None and report.file_refused["code"] == "not_xlsx"
    assert sentence in report.file_refused["reason"]


def cell(at: int, value: Any) -> list[Any]:
    return [*CLOSED_ROW[:at], value, *CLOSED_ROW[at + 1 :]]


@pytest.mark.parametrize(
    ("row", "code", "sentence"),
    [
        # Formulas that nobody worked out, and errors, were read as blanks.
        (cell(2, '=CONCATENATE("门口","路灯")'), "formula", "内容"),
        (cell(5, "#N/A"), "error_value", "办结.*#N/A"),
        (cell(3, 45355.375), "bad_time", "日期序号"),
        (cell(3, 45355), "bad_time", "日期序号"),
        (cell(3, "2024-13-01"), "impossible_time", "2024-13-01"),
        (cell(3, "2023-02-29 08:00"), "impossible_time", "2023-02-29"),
        (cell(3, "1700000000000"), "bad_time", "不是时间"),
        (cell(3, "2024030410900"), "bad_time", "不是时间"),
        (cell(3, 20241301), "impossible_time", "20241301"),
        # A number of eighteen digits comes out of a workbook with other last ones.
        (cell(0, 420103202403040001), "bad_key", "文本格式"),
        (cell(8, "_x0000_城管局"), "bad_value", "字符"),
    ],
)
def test_a_cell_of_a_workbook_that_holds_no_value_refuses_its_row(
    take: Take, row: list[Any], code: str, sentence: str
) -> None:
    report = take(raw=book(OPEN.split(","), row))
    refused = report.as_json()["rows_refused"]
    assert report.stopped is None and report.adds_up
    assert (refused[-1]["code"], refused[-1]["line"]) == (code, 3)
    assert all(word in refused[-1]["reason"] for word in sentence.split(".*"))


def test_a_last_row_of_formulas_alone_is_not_lost(take: Take) -> None:
    report = take(raw=book(CLOSED_ROW, [f'="{text}"' for text in CLOSED_ROW]))
    assert (report.rows_read, report.cases_created) == (2, 1)
    assert report.rows_refused[0]["code"] == "formula"


def test_a_formula_that_was_worked_out_is_its_result(take: Take) -> None:
    raw = repacked(book(cell(2, "=1+1")), b"<v></v>", b"<v>2</v>")
    assert take(raw=raw).cases_created == 1
    assert Case.objects.get().events.get(kind="receive").given["content"] == "2"


def test_an_error_in_a_text_file_refuses_its_row_only_in_a_column_that_is_used(take: Take) -> None:
    report = take(ROW.replace("路灯不亮", "#REF!"), OPEN)
    assert [row["code"] for row in report.rows_refused] == ["error_value"]


def test_a_number_that_lost_its_last_digits_is_no_key(take: Take) -> None:
    report = take(ROW.replace("A1", "4.20103E+17"), OPEN.replace("A2", "5E10"))
    assert [row["code"] for row in report.rows_refused] == ["bad_key"]
    assert report.cases_created == 1


def test_digits_alone_are_a_time_where_they_can_be_no_other(take: Take) -> None:
    report = take(
        ROW.replace("2024-03-04 09:00:00", "20240304090000"),
        ROW.replace("A1", "A3").replace("2024-03-04 09:00:00", "202403040900"),
        ROW.replace("A1", "A4").replace("2024-03-04 09:00:00", "20240304"),
    )
    opened = Case.objects.order_by("source_key").values_list("opened_at", flat=True)
    assert [at.isoformat() for at in opened] == [
        "2024-03-04T01:00:00+00:00",
        "2024-03-04T01:00:00+00:00",
        "2024-03-03T16:00:00+00:00",
    ]
    assert report.rows_refused == []


def test_a_date_of_a_workbook_keeps_its_second(take: Take) -> None:
    take(raw=book(cell(3, datetime(2024, 3, 4, 9, 0, 59))))
    assert Case.objects.get().opened_at.isoformat() == "2024-03-04T01:00:59+00:00"


CELL = st.text(max_size=8) | st.sampled_from(
    ["", "2024-03-04", "2024-03-04 09:00", "办结", "在办", "是", "否", "A1", "nan", "1e400", "#N/A"]
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELL, min_size=9, max_size=9), min_size=1, max_size=6))
@pytest.mark.parametrize("door", ["replay", "bulk"])
def test_any_cells_become_cases_or_refused_rows(
    district, mapping: Path, tmp_path: Path, door: str, rows: list[list[str]]
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-16", newline="") as out:
        csv.writer(out).writerows([COLUMNS, *rows])
    report = import_file(Import(file=path, mapping=mapping, door=door, dry_run=True))
    assert report.stopped is None and report.adds_up
    assert report.file_refused or report.rows_read + report.blank_lines == len(rows)


@pytest.mark.parametrize("seed", range(6))
def test_a_workbook_with_torn_parts_is_read_or_refused_in_words(
    district, mapping: Path, tmp_path: Path, seed: int
) -> None:
    chance, raw = random.Random(seed), book(CLOSED_ROW, OPEN.split(","))
    with zipfile.ZipFile(io.BytesIO(raw)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    path = tmp_path / "torn.xlsx"
    for _ in range(60):
        with zipfile.ZipFile(path, "w", 8) as target:
            torn = chance.choice([name for name in parts if "xml" in name])
            for name, text in parts.items():
                target.writestr(name, tear(chance, text) if name == torn else text)
        if not chance.randrange(4):
            path.write_bytes(tear(chance, path.read_bytes()))
        report = import_file(Import(file=path, mapping=mapping, dry_run=True))
        assert report.stopped is None and report.adds_up
        assert report.outcome == ("refused" if report.file_refused else "done")


def tear(chance: random.Random, text: bytes) -> bytes:
    """Some bytes changed, taken out or repeated."""
    found = bytearray(text)
    for _ in range(chance.randint(1, 6)):
        at, kind = chance.randrange(len(found)), chance.randrange(3)
        if kind == 0:
            found[at] = chance.randrange(256)
        elif kind == 1:
            del found[at : at + chance.randint(1, min(20, len(found) - 1))]
        else:
            found[at:at] = found[at : at + chance.randint(1, 30)]
        found = found or bytearray(b"x")
    return bytes(found)
