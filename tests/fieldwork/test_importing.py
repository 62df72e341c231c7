"""Outlines from files: each format, each coordinate system, each fault with its amount."""

import io
import json
import zipfile

import pytest
import shapely
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.fieldwork.conftest import Field, cell, code, days, middle
from tests.fieldwork.files import (
    CGCS_PRJ,
    METRES_PRJ,
    WGS_PRJ,
    fresh,
    geojson,
    shapes,
    shifted,
    table,
)
from yiwang.fieldwork.grids import outlines, queries, systems
from yiwang.fieldwork.grids.importing import Import, import_file
from yiwang.fieldwork.grids.models import Grid
from yiwang.fieldwork.grids.report import Report
from yiwang.kernel.coordinates import System


def take(field: Field, file: tuple[str, bytes], system: System = System.WGS_84, **more) -> Report:
    name, content = file
    order = field.order(days(0))
    wanted = Import(name=name, content=content, system=system, order=order, **more)
    report = import_file(wanted)
    assert report.adds_up
    return report


@pytest.mark.parametrize("form", [geojson, table, shapes])
@pytest.mark.parametrize("system", list(System))
def test_every_format_in_every_system_gives_the_same_grids(field: Field, form, system):
    drawn = {number: shifted(area, system) for number, area in fresh().items()}
    report = take(field, form(drawn), system)
    assert (report.grids_added, report.faulty, report.file_refused) == (2, False, None)
    grid = queries.grid(code(11))
    assert (grid.name, grid.area.code) == ("新11", code(11)[:12])
    apart = shapely.hausdorff_distance(outlines.read(grid.outline), cell(4, 0))
    assert apart * 111_000 < 0.01
    assert queries.grid_at(middle(5, 0)).grid.code == code(12)


def test_the_wrong_system_would_move_the_grids_by_hundreds_of_metres(field: Field):
    drawn = {n: shifted(area, System.GCJ_02) for n, area in fresh().items()}
    take(field, geojson(drawn), System.WGS_84)
    grid = outlines.read(queries.grid(code(11)).outline)
    assert shapely.distance(grid.centroid, cell(4, 0).centroid) * 111_000 > 300


@pytest.mark.parametrize(
    ("file", "system", "sentence"),
    [
        (shapes(fresh(), prj=WGS_PRJ), System.GCJ_02, "不符"),
        (shapes(fresh(), prj=WGS_PRJ), System.CGCS2000, "不符"),
        (shapes(fresh(), prj=CGCS_PRJ), System.WGS_84, "不符"),
        (shapes(fresh(), prj=METRES_PRJ), System.CGCS2000, "投影坐标"),
        (shapes(fresh(), prj='GEOGCS["GCS_Xian_1980"]'), System.WGS_84, "不能识别"),
        (shapes(fresh(), prj="nonsense"), System.WGS_84, "不能识别"),
        (
            geojson(fresh(), crs={"properties": {"name": "urn:ogc:def:crs:EPSG::4490"}}),
            System.BD_09,
            "不符",
        ),
        (geojson(fresh(), crs="?"), System.WGS_84, "不能识别"),
        (
            ("g.csv", b"code,wkt\n1,SRID=4326;POINT(1 1)\n"),
            System.CGCS2000,
            "不符",
        ),
    ],
)
def test_a_file_that_says_another_system_than_the_named_one_is_refused(
    field: Field, file, system, sentence
):
    report = take(field, file, system)
    assert sentence in report.file_refused["reason"]
    assert Grid.objects.count() == 4


@pytest.mark.parametrize("prj", [CGCS_PRJ, 'GEOGCS["CGCS2000"]', 'GEOGCRS["CGCS 2000"]'])
def test_a_file_that_says_the_named_system_is_taken(field: Field, prj):
    assert take(field, shapes(fresh(), prj=prj), System.CGCS2000).grids_added == 2


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_are_read_in_the_encoding_of_the_table(field: Field, encoding):
    take(field, shapes(fresh(), encoding=encoding))
    assert queries.grid(code(12)).name == "新12"


def test_longitude_and_latitude_the_wrong_way_round_are_refused_and_not_turned(field: Field):
    turned = {11: shapely.transform(cell(4, 0), lambda corners: corners[:, ::-1])}
    report = take(field, geojson(turned), accept=True)
    assert "填反" in report.rows_refused[0]["reason"] and Grid.objects.count() == 4


def test_overlaps_and_gaps_are_told_with_rows_and_amounts_and_nothing_is_written(field: Field):
    ring = {11: cell(4, 0, 3, 1), 12: cell(4, 1, 1, 1), 13: cell(6, 1, 1, 1)}
    ring |= {14: cell(4, 2, 3, 1), 15: cell(3.9, 0, 0.5, 0.5)}
    report = take(field, geojson(ring))
    assert (report.grids_added, report.rows_held_back, Grid.objects.count()) == (0, 5, 4)
    (overlap,), (gap,) = report.overlaps, report.gaps
    assert (overlap["codes"], overlap["rows"]) == ([code(11), code(15)], [1, 5])
    assert overlap["square_metres"] == pytest.approx(0.4 * 0.5 * 42_520, rel=1e-3)
    assert gap["rows"] == [1, 2, 3, 4]
    assert gap["square_metres"] == pytest.approx(42_520, rel=1e-3)
    assert shapely.contains_xy(cell(5, 1), *gap["point"])
    accepted = take(field, geojson(ring), accept=True)
    assert (accepted.grids_added, len(accepted.overlaps), len(accepted.gaps)) == (5, 1, 1)


def test_an_overlap_with_a_grid_on_record_is_told_without_a_row(field: Field):
    report = take(field, table({11: cell(1.5, 0)}))
    assert report.overlaps[0]["rows"] == [None, 2]
    assert report.overlaps[0]["codes"] == [code(2), code(11)]


def test_an_outline_that_crosses_itself_is_refused_or_mended_as_asked(field: Field):
    west, south, east, north = cell(4, 0).bounds
    bow = shapely.Polygon([(west, south), (east, north), (east, south), (west, north)])
    refused = take(field, geojson({11: bow}))
    assert (
        "自相交" in refused.rows_refused[0]["reason"] and not refused.self_crossing[0]["repaired"]
    )
    mended = take(field, geojson({11: bow}), repair=True)
    assert mended.grids_added == 1
    (told,) = mended.self_crossing
    assert (told["row"], told["code"]) == (1, code(11))
    assert told["square_metres_repaired"] == pytest.approx(21_260, rel=1e-3)


def test_the_same_file_again_changes_nothing_and_another_outline_is_no_import(field: Field):
    take(field, geojson(fresh()))
    again = take(field, table(fresh()))
    assert (again.grids_added, again.rows_repeated, again.faulty) == (0, 2, False)
    moved = take(field, geojson({11: cell(4, 0, 0.9)}))
    assert "网格调整" in moved.rows_refused[0]["reason"]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"网格编码": "123"}, "15位"),
        ({}, "15位"),
        ({"网格编码": "420199001099011"}, "社区"),
        ({"网格编码": code(11), "管理单位": "没有"}, "单位"),
        ({"网格编码": code(11), "类别": "别的"}, "类别"),
    ],
)
def test_a_row_that_does_not_fit_is_listed_in_words(field: Field, facts, sentence):
    feature = {"properties": facts, "geometry": outlines.written(cell(4, 0))}
    report = take(field, ("g.json", json.dumps({"features": [feature]}).encode()))
    assert report.rows_refused[0]["row"] == 1 and sentence in report.rows_refused[0]["reason"]


def test_manager_kind_and_community_may_be_told_apart_from_the_code(field: Field):
    facts = {"code": code(11), "管理单位": "B1", "类别": "专属网格", "社区代码": "420199001003"}
    feature = {"properties": facts, "geometry": outlines.written(cell(4, 0))}
    take(field, ("g.json", json.dumps({"features": [feature]}).encode()))
    grid = queries.grid(code(11))
    assert (grid.managed_by.code, grid.kind, grid.area.code) == ("B1", "dedicated", "420199001003")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("grids.dwg", b"x", "请提供"),
        ("grids.json", b"{", "JSON"),
        ("grids.json", b"[]", "FeatureCollection"),
        ("grids.json", b'{"features": []}', "没有网格"),
        ("grids.json", b"[" * 100_000, "JSON"),
        ("grids.csv", b"code,name\n1,2\n", "WKT"),
        ("grids.zip", b"PK\x03\x04 broken", "损坏"),
        ("grids.json", b"\x00\x01\x02\x03", "二进制"),
    ],
)
def test_a_file_that_is_none_is_refused_in_words(field: Field, name, content, sentence):
    assert sentence in take(field, (name, content)).file_refused["reason"]


def test_a_corner_that_two_outlines_share_is_the_same_number_after_conversion():
    drawn = [shifted(area, System.GCJ_02) for area in fresh().values()]
    west, east = (systems.in_wgs84(area, System.GCJ_02) for area in drawn)
    shared = set(map(tuple, shapely.get_coordinates(west).tolist()))
    assert len(shared & set(map(tuple, shapely.get_coordinates(east).tolist()))) == 2


def test_the_command_writes_the_report_and_fails_when_nothing_was_written(field: Field, tmp_path):
    name, content = geojson(fresh() | {13: cell(4.5, 0)})
    (tmp_path / name).write_bytes(content)
    report = tmp_path / "report.json"
    words = ["import", str(tmp_path / name), "--system", "cgcs2000", "--basis", "区方案"]
    with pytest.raises(CommandError, match="未写入"):
        call_command("grids", *words, "--report", str(report))
    told = json.loads(report.read_text())
    assert (told["rows_read"], told["rows_held_back"], len(told["overlaps"])) == (3, 3, 2)
    call_command("grids", *words, "--report", str(report), "--accept", "--from", "2025-01-01")
    assert queries.grid(code(13)).valid_from.year == 2025


def test_a_shapefile_is_taken_with_its_neighbours(field: Field, tmp_path):
    _name, content = shapes(fresh(), prj=WGS_PRJ)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            (tmp_path / entry.filename.split("/")[-1]).write_bytes(archive.read(entry))
    words = ["import", str(tmp_path / "grids.shp"), "--basis", "区方案"]
    words += ["--report", str(tmp_path / "report.json")]
    with pytest.raises(CommandError, match="不符"):
        call_command("grids", *words, "--system", "gcj02")
    call_command("grids", *words, "--system", "wgs84")
    assert queries.grid(code(12)).name == "新12"
