"""A census of parts: each format and system, every row accounted for, history never lost."""

import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fieldwork.conftest import Field, code, days, middle
from yiwang.engine.duties import Duty
from yiwang.fieldwork.parts import importing, queries, same_place
from yiwang.fieldwork.parts.actions import Census
from yiwang.fieldwork.parts.models import Part, Record, Survey
from yiwang.fieldwork.parts.report import Report
from yiwang.kernel.coordinates import Position, System, distance_in_metres
from yiwang.kernel.identifiers import part_code
from yiwang.kernel.refusals import Invalid, NotFound

HEADING = ["部件编码", "部件名称", "经度", "纬度", "权属单位", "养护单位", "状态", "普查日期"]
LAMP, COVER = "4201990137000001", "4201990102000001"
Lines = list[list[str]]


def line(part: str = LAMP, at: Position | None = None, **more: str) -> list[str]:
    place = at or middle(0, 0)
    given = {"name": "路灯", "owner": "城管局", "manager": "", "state": "完好", "on": "2026-03-01"}
    given |= more
    where = [f"{place.longitude:.7f}", f"{place.latitude:.7f}"]
    return [part, given["name"], *where, *(given[k] for k in ("owner", "manager", "state", "on"))]


def as_csv(lines: Lines, encoding: str = "gb18030") -> tuple[str, bytes]:
    text = io.StringIO()
    csv.writer(text).writerows([HEADING, *lines])
    return "parts.csv", text.getvalue().encode(encoding)


def as_xlsx(lines: Lines) -> tuple[str, bytes]:
    book, target = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["部件普查表"])
    for cells in [HEADING, *lines]:
        book.active.append(cells)
    book.save(target)
    return "parts.xlsx", target.getvalue()


def as_geojson(lines: Lines, **more: object) -> tuple[str, bytes]:
    features = [
        {
            "type": "Feature",
            "properties": dict(zip(HEADING, cells, strict=True)),
            "geometry": {"type": "Point", "coordinates": [float(cells[2]), float(cells[3])]},
        }
        for cells in lines
    ]
    told = {"type": "FeatureCollection", "features": features} | more
    return "parts.geojson", json.dumps(told).encode()


def take(field: Field, lines: Lines, system: System = System.WGS_84, form=as_csv) -> Report:
    return take_file(field, form(lines), system)


def take_file(field: Field, file: tuple[str, bytes], system: System = System.WGS_84) -> Report:
    worker = field.district.worker(Duty.ADMINISTRATOR)
    census = Census(batch="普查", surveyed_on=date(2026, 1, 1), system=system, worker=worker)
    report = importing.import_file(name=file[0], content=file[1], census=census).report
    assert report.adds_up
    return report


@pytest.mark.parametrize("form", [as_csv, as_xlsx, as_geojson])
@pytest.mark.parametrize("system", list(System))
def test_every_format_in_every_system_gives_the_same_part(field: Field, form, system):
    report = take(field, [line(at=middle(1, 1).to(system))], system, form)
    assert (report.parts_added, report.rows_refused, report.file_refused) == (1, [], None)
    part = queries.part(LAMP)
    found = Position(part.longitude, part.latitude)
    assert distance_in_metres(found, middle(1, 1)) < 0.05
    assert (part.category, part.grid, part.state) == ("5137", code(4), "intact")
    assert part.segments == ["420199", "01", "37", "000001"]
    assert queries.owner_of(LAMP) == field.district.units["bureau"]


def test_a_file_that_names_another_system_is_refused_and_nothing_is_written(field: Field):
    file = as_geojson([line()], crs={"properties": {"name": "urn:ogc:def:crs:EPSG::4490"}})
    report = take_file(field, file, System.GCJ_02)
    assert "不符" in report.file_refused["reason"] and not Survey.objects.exists()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (line("42019901370001"), "16位数字"),
        (line("4201990199000001"), "没有在用的部件小类5199"),
        (line("4201991137000001"), "大类11"),
        (line(at=middle(0, 0))[:2] + ["", ""] + line()[4:], "没有经度和纬度"),
        (line()[:2] + ["东", "北"] + line()[4:], "应为数字"),
        (line()[:2] + ["30.6", "114.3"] + line()[4:], "填反了"),
        (line(state="不明"), "部件状态"),
        (line(on="2026-13-01"), "不是有效的日期"),
        (line(on="2099-01-01"), "还没有到"),
        (line(COVER), "已在第2行"),
    ],
)
def test_each_row_that_cannot_be_used_is_told_with_its_line_and_reason(field: Field, cells, reason):
    report = take(field, [line(COVER), cells])
    assert (report.rows_read, report.parts_added) == (2, 1)
    (told,) = report.rows_refused
    assert told["line"] == 3 and reason in told["reason"]
    assert Part.objects.count() == Record.objects.count() == 1


def test_a_class_that_the_code_contradicts_is_refused(field: Field):
    file = ("p.csv", f"部件编码,小类,经度,纬度\n{LAMP},污水井盖,114.301,30.601\n".encode())
    assert "与编码不符" in take_file(field, file).rows_refused[0]["reason"]
    file = ("p.csv", f"部件编码,小类,经度,纬度\n{LAMP},路灯,114.301,30.601\n".encode())
    assert take_file(field, file).parts_added == 1


def test_the_same_file_again_changes_nothing(field: Field):
    lines = [line(), line(COVER, owner="某供水公司")]
    take(field, lines)
    before = list(Part.objects.values()), Record.objects.count()
    report = take(field, lines)
    assert (report.rows_repeated, report.parts_added, report.parts_seen_again) == (2, 0, 0)
    assert (list(Part.objects.values()), Record.objects.count()) == before
    assert Survey.objects.count() == 2


def test_a_later_survey_is_the_present_and_the_former_stays_in_the_history(field: Field):
    take(field, [line()])
    report = take(field, [line(state="破损", on="2026-06-01")])
    assert (report.parts_seen_again, report.parts_changed) == (1, 1)
    assert queries.part(LAMP).state == "damaged"
    assert [r.state for r in queries.history(queries.part(LAMP))] == ["damaged", "intact"]


def test_an_older_survey_that_comes_later_is_only_history(field: Field):
    take(field, [line(state="破损", on="2026-06-01")])
    report = take(field, [line()])
    assert (report.rows_older, report.parts_seen_again) == (1, 0)
    assert queries.part(LAMP).state == "damaged"
    assert len(queries.history(queries.part(LAMP))) == 2


def test_what_a_survey_saw_can_be_neither_changed_nor_deleted(field: Field):
    take(field, [line()])
    for attempt in (
        lambda: Record.objects.update(state="lost"),
        lambda: Survey.objects.all().delete(),
        lambda: Record.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()


def test_two_of_a_class_at_one_place_are_shown_and_both_kept(field: Field):
    other = LAMP[:-1] + "2"
    take(field, [line()])
    report = take(field, [line(other), line(COVER)])
    (told,) = report.same_place
    assert told["parts"] == [LAMP, other] and told["metres"] == 0
    assert Part.objects.count() == 3


def test_a_part_that_moved_and_one_outside_of_the_grids_are_told(field: Field):
    take(field, [line()])
    report = take(field, [line(at=middle(8, 8), on="2026-06-01")])
    assert report.moved[0]["part"] == LAMP and report.moved[0]["metres"] > 1000
    assert report.outside_of_grids == [{"line": 2, "part": LAMP}]
    assert queries.part(LAMP).grid == ""


def test_an_owner_that_is_no_unit_is_kept_by_name_and_proposed_to_nobody(field: Field):
    report = take(field, [line(owner="某供水公司")])
    assert report.unknown_units == {"某供水公司": 1}
    assert queries.part(LAMP).owner_name == "某供水公司"
    assert queries.owner_of(LAMP) is None


def test_what_is_near_comes_nearest_first_and_of_the_class_alone(field: Field):
    here = middle(0, 0)
    spots = [Position(here.longitude + n * 1e-4, here.latitude) for n in range(4)]
    lamps = [line(f"{LAMP[:-1]}{n + 1}", spot) for n, spot in enumerate(spots)]
    take(field, [*lamps, line(COVER, spots[1])])
    found = queries.near(here, "5137", metres=25)
    assert [item.part.code[-1] for item in found] == ["1", "2", "3"]
    assert found[1].metres == pytest.approx(9.57, abs=0.1)
    assert {item.part.category for item in queries.near(here, metres=25)} == {"5137", "5102"}
    assert queries.near(here.to(System.GCJ_02), "5137", metres=1)[0].part.code == LAMP


def test_a_part_that_is_not_on_the_register_is_refused_in_words(field: Field):
    with pytest.raises(NotFound, match="没有编码为"):
        queries.part("4201990137999999")


spots = st.lists(
    st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["5137", "5102"])),
    max_size=25,
)


@given(spots, st.data())
@settings(deadline=None)
def test_same_places_are_those_that_comparing_each_with_each_finds(at, data):
    news = data.draw(st.lists(st.booleans(), min_size=len(at), max_size=len(at)))
    found = [
        same_place.Spot(f"{n:03d}", kind, 114 + east * 2e-6, 30 + north * 2e-6, new)
        for n, ((east, north, kind), new) in enumerate(zip(at, news, strict=True))
    ]
    expected = {
        (one.code, other.code)
        for n, one in enumerate(found)
        for other in found[n + 1 :]
        if one.category == other.category
        and (one.new or other.new)
        and distance_in_metres(
            Position(one.longitude, one.latitude), Position(other.longitude, other.latitude)
        )
        <= same_place.SAME_METRES
    }
    assert {(one.code, other.code) for one, other, _ in same_place.pairs(found)} == expected


def test_the_segments_of_a_code_are_a_setting():
    assert part_code("42010101020001", lengths=(6, 2, 2, 4)).segments[3] == "0001"
    with pytest.raises(Invalid, match="14位"):
        part_code("4201010102000001", lengths=(6, 2, 2, 4))


def test_the_command_imports_and_writes_the_report(field: Field, tmp_path, capsys):
    name, content = as_csv([line(), line("1")])
    path, report = tmp_path / name, tmp_path / "report.json"
    path.write_bytes(content)
    wanted = ["import", str(path), "--system", "wgs84", "--batch", "普查", "--report", str(report)]
    call_command("parts", *wanted)
    told = json.loads(report.read_text())
    assert (told["rows_read"], told["parts_added"], told["rows_refused"][0]["line"]) == (2, 1, 3)
    assert "新增1个部件" in capsys.readouterr().out
    path.write_bytes(b"\x00\x01")
    with pytest.raises(CommandError, match="不是文本文件"):
        call_command("parts", *wanted)


def test_a_file_without_its_columns_or_of_another_kind_is_refused_in_words(field: Field):
    for file, sentence in (
        (("p.csv", "经度,纬度\n1,2\n".encode()), "缺少这些列：部件编码"),
        (("p.xls", b"\xd0\xcf\x11\xe0"), "另存为xlsx"),
        (("p.xlsx", b"PK\x03\x04" + bytes(50)), "损坏"),
        (("p.json", b"[1]"), "FeatureCollection"),
        (("p.csv", "部件编码\n".encode()), "没有数据行"),
    ):
        assert sentence in take_file(field, file).file_refused["reason"], file[0]
    assert not Survey.objects.exists()


def test_a_day_may_be_written_in_the_usual_ways(field: Field):
    ways = ["2026-03-01", "2026/3/1", "20260301", "2026年3月1日", "2026.03.01"]
    lines = [line(f"{LAMP[:-1]}{n}", middle(0, n), on=way) for n, way in enumerate(ways)]
    take(field, lines)
    assert set(Part.objects.values_list("surveyed_on", flat=True)) == {date(2026, 3, 1)}
    assert days(0) >= date(2026, 3, 1)
