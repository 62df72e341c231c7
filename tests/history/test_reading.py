"""Rows keep their line numbers, times their moments, mappings their sense."""

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.history.conftest import HEADER, MAPPING, OPEN, ROW
from yiwang.history import mapping_file as mappings
from yiwang.history.actions import Import, import_file
from yiwang.history.faults import FileFault, RowFault
from yiwang.history.mapping import SHIPPED, MappingFault
from yiwang.history.reading import open_table
from yiwang.history.rows import RowReader
from yiwang.history.times import LocalTimes

CELL = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n",;\t'))
NEW_YORK = ZoneInfo("America/New_York")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(CELL, max_size=12), max_size=8))
def test_every_record_of_a_ragged_file_is_read_or_the_file_refused(
    tmp_path: Path, rows: list[list[str]]
) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER.split(","))
    writer.writerows(rows)
    path = tmp_path / "ragged.csv"
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
    mapping = mappings.read(_mapping(tmp_path))
    if not any(any(cells) for cells in rows):
        with pytest.raises(FileFault, match="没有数据行"):
            open_table(path, mapping)
        return
    table = open_table(path, mapping)
    reader = RowReader(mapping, table.header)
    read = refused = 0
    for line, cells in table.rows():
        assert line > 1
        read += 1
        try:
            reader.read(line, cells)
        except RowFault as fault:
            refused += 1
            assert fault.code and fault.reason
    assert read + table.blank_lines == len(rows)
    assert refused <= read


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "bytes.csv"
    path.write_bytes(raw)
    with pytest.raises(FileFault) as refusal:
        open_table(path, mappings.read(_mapping(tmp_path)))
    assert refusal.value.message and refusal.value.details["kind"]


@given(at=st.datetimes(datetime(1995, 1, 1), datetime(2035, 1, 1)))
def test_a_local_time_is_the_moment_that_the_zone_says(at: datetime) -> None:
    wall = at.replace(microsecond=0)
    there_and_back = wall.replace(tzinfo=NEW_YORK).astimezone(UTC).astimezone(NEW_YORK)
    times = LocalTimes(NEW_YORK, "first")
    if there_and_back.replace(tzinfo=None) != wall:
        with pytest.raises(RowFault, match="不存在"):
            times.moment(str(wall), "时间")
    else:
        moment = int(wall.replace(tzinfo=NEW_YORK).timestamp())
        assert times.moment(str(wall), "时间") == moment


def test_an_hour_that_comes_twice_is_decided_as_the_mapping_says() -> None:
    text = "2011-11-06 01:30:00"
    first = LocalTimes(NEW_YORK, "first").moment(text, "时间")
    assert LocalTimes(NEW_YORK, "second").moment(text, "时间") == first + 3600
    with pytest.raises(RowFault, match="两次"):
        LocalTimes(NEW_YORK, "refuse").moment(text, "时间")


@pytest.mark.parametrize(
    "text",
    ["2024/3/4 9:05", "2024年3月4日 9时5分", "2024.03.04 09:05:00", "2024-03-04T09:05:00+08:00"],
)
def test_times_are_read_in_the_ways_in_which_people_write_them(text: str) -> None:
    moment = LocalTimes(ZoneInfo("Asia/Shanghai"), "first").moment(text, "时间")
    assert datetime.fromtimestamp(moment, UTC) == datetime(2024, 3, 4, 1, 5, tzinfo=UTC)


def test_a_workbook_with_title_rows_several_sheets_and_blank_rows_is_read(
    district, mapping: Path, tmp_path: Path
) -> None:
    book = Workbook()
    book.active.title = "说明"
    book.active["A1"] = "本表由某系统导出"
    for name, row in (("甲区", ROW), ("乙区", OPEN)):
        sheet = book.create_sheet(name)
        sheet.append(["某系统诉求清单"])
        sheet.merge_cells("A1:D1")
        sheet.append([" 编 号 ".replace(" ", "\n"), *HEADER.split(",")[1:]])
        sheet.append([None])
        cells = row.split(",")
        sheet.append([*cells[:3], datetime.fromisoformat(cells[3]), *cells[4:]])
        sheet.append(["坏行"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    report = import_file(Import(file=path, mapping=mapping))
    assert report.file_refused is None
    assert (report.cases_created, report.skipped_sheets, report.adds_up) == (2, ["说明"], True)
    places = [(r["sheet"], r["line"]) for r in report.as_json()["rows_refused"]]
    assert places == [("乙区", 5), ("甲区", 5)]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('source = "other"', "", "缺少“source”"),
        ("Asia/Shanghai", "Mars/Olympus", "时区"),
        ("[closed]", "[ended]", "closed"),
        ('record = "由历史文件导入"', "", "closed.record"),
        ('as_of = "last_time"', 'as_of = "today"', "times.as_of"),
        ('other = "help"', 'othre = "help"', "nature.othre"),
        ("[texts]", "[texts", "TOML"),
    ],
)
def test_a_wrong_mapping_is_refused_with_the_name_of_the_entry(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    path = _mapping(tmp_path)
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(MappingFault, match=sentence):
        mappings.read(path)


def test_a_mapping_may_only_name_channels_and_categories_that_are_there(
    district, tmp_path: Path
) -> None:
    path = _mapping(tmp_path)
    path.write_text(path.read_text("utf-8").replace("0304", "9999"), encoding="utf-8")
    report = import_file(Import(file=tmp_path / "none.csv", mapping=path))
    assert report.file_refused is not None and "9999" in report.file_refused["reason"]


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_mapping_is_sound(path: Path) -> None:
    assert mappings.read(path).columns


def _mapping(folder: Path) -> Path:
    path = folder / "mapping.toml"
    path.write_text(MAPPING.replace('address = ""', 'address = "{单位}"'), encoding="utf-8")
    return path
