"""Files of every usual kind are read in bounded memory; those that mean harm are refused."""

import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from yiwang.kernel.refusals import Invalid, NotFound, Refusal, TooLarge
from yiwang.lake.intake.chunks import Span
from yiwang.lake.intake.sources.delimited import encoding_of
from yiwang.lake.intake.sources.files import FileSource
from yiwang.lake.intake.sources.limits import Limits

TABLE = "编号{0}名称\n1{0}甲\n2{0}乙\n"


def rows(path: Path, after=None, limits: Limits | None = None, **settings) -> list[dict]:
    """What came, each row with its number under `#`."""
    more = {"limits": limits} if limits else {}
    found = []
    for chunk in FileSource(path, settings, "x", **more).chunks(Span(), after):
        numbers = chunk.numbers.to_pylist()
        pairs = zip(numbers, chunk.rows.to_pylist(), strict=True)
        found += [{"#": number, **row} for number, row in pairs]
        found += [{"#": one.row, "!": one.rule} for one in chunk.bad]
    return sorted(found, key=lambda one: one["#"])


def written(tmp_path: Path, content: bytes, name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_any_usual_encoding_and_delimiter_is_read(tmp_path, encoding, sign):
    told = TABLE.format(sign)
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    path = written(tmp_path, (mark + told).encode(encoding))
    assert rows(path) == [{"#": 2, "编号": "1", "名称": "甲"}, {"#": 3, "编号": "2", "名称": "乙"}]


def test_a_text_of_gb18030_is_not_taken_for_utf_8():
    assert encoding_of("临江区江滩街道办事处".encode("gb18030")) == "gb18030"
    assert encoding_of("临江区".encode()[:-1]) == "utf-8"


def test_rows_keep_their_numbers_around_line_breaks_and_bad_rows(tmp_path):
    text = 'a,b\n1,"x\ny"\n2\n3,z\n4,5,6\n7,w\n'
    assert rows(written(tmp_path, text.encode())) == [
        {"#": 2, "a": "1", "b": "x\ny"},
        {"#": 3, "!": "columns:1/2"},
        {"#": 4, "a": "3", "b": "z"},
        {"#": 5, "!": "columns:3/2"},
        {"#": 6, "a": "7", "b": "w"},
    ]


def test_bytes_that_are_no_text_make_a_bad_row_not_a_bad_file(tmp_path):
    path = written(tmp_path, "a,b\n1,甲\n".encode() + b"2,\xff\xfe\n3,x\n" + b"4,y\n" * 400)
    found = rows(path)
    assert found[1] == {"#": 3, "!": "encoding"} and len(found) == 403


def test_reading_goes_on_after_the_rows_that_are_kept_already(tmp_path):
    path = written(tmp_path, b"a\n1\n2\n3\n4\n")
    assert [one["#"] for one in rows(path, after=[3])] == [4, 5]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"a,a\n1,2\n"])
def test_what_is_no_table_is_refused_in_words(tmp_path, content):
    with pytest.raises(Refusal):
        rows(written(tmp_path, content), limits=Limits(columns=3))


def test_a_file_that_is_gone_or_too_large_is_refused(tmp_path):
    with pytest.raises(NotFound):
        FileSource(tmp_path / "no.csv").span(None)
    with pytest.raises(TooLarge):
        FileSource(written(tmp_path, b"a\n1\n"), limits=Limits(file=3)).span(None)
    with pytest.raises(Invalid):
        rows(written(tmp_path, b"x", "a.exe"))


def test_a_sheet_gives_its_cells_as_people_read_them(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["编号", "日期", "面积", "备注"])
    book.active.append([1.0, datetime(2026, 1, 2), 30.5, None])
    book.active.append(["007", datetime(2026, 1, 2, 8, 30), True, " 甲 "])
    book.active.append([None, None, None, None])
    book.save(tmp_path / "a.xlsx")
    assert rows(tmp_path / "a.xlsx") == [
        {"#": 2, "编号": "1", "日期": "2026-01-02", "面积": "30.5", "备注": ""},
        {"#": 3, "编号": "007", "日期": "2026-01-02 08:30:00", "面积": "true", "备注": "甲"},
    ]
    with pytest.raises(Invalid):
        rows(tmp_path / "a.xlsx", sheet="没有")
    with pytest.raises(TooLarge):
        rows(tmp_path / "a.xlsx", limits=Limits(whole=100))
    with pytest.raises(Invalid):
        rows(written(tmp_path, b"PK\x03\x04 no workbook", "b.xlsx"))


def test_parquet_keeps_its_kinds_and_nested_columns_are_refused(tmp_path):
    table = pa.table({"a": [1, 2], "d": [date(2026, 1, 1), None], "m": [Decimal("1.50"), None]})
    pq.write_table(table, tmp_path / "a.parquet")
    assert rows(tmp_path / "a.parquet")[0] == {
        "#": 1,
        "a": 1,
        "d": date(2026, 1, 1),
        "m": Decimal("1.50"),
    }
    pq.write_table(pa.table({"a": [[1]]}), tmp_path / "b.parquet")
    for broken in (tmp_path / "b.parquet", written(tmp_path, b"PAR1", "c.parquet")):
        with pytest.raises(Invalid):
            rows(broken)


def test_json_by_lines_and_as_an_array(tmp_path):
    lines = '{"a":1,"b":{"c":2}}\nno\n\n[1]\n{"a":1.50,"d":true}\n'
    found = rows(written(tmp_path, lines.encode(), "a.ndjson"))
    assert [one.get("!") for one in found] == [None, "object", "object", None]
    assert found[0]["b"] == '{"c":2}' and found[3]["d"] == "true"
    array = written(tmp_path, b'{"data":{"list":[{"a":"007"},5]}}', "a.json")
    assert rows(array, records="data.list") == [{"#": 1, "a": "007"}, {"#": 2, "!": "object"}]
    for wrong in ({"records": "data"}, {}):
        with pytest.raises(Invalid):
            rows(array, **wrong)
    with pytest.raises(TooLarge):
        rows(array, limits=Limits(whole=5))


def packed(tmp_path: Path, **members: bytes) -> Path:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return path


def test_the_members_of_an_archive_follow_one_another(tmp_path):
    path = packed(tmp_path, **{"b.csv": b"a\n3\n", "a.csv": b"a\n1\n2\n", "notes.md": b"x"})
    found = rows(path, members="*.csv")
    assert [(one["#"], one["a"]) for one in found] == [(2, "1"), (3, "2"), (5, "3")]
    assert [one["a"] for one in rows(path, after=[3], members="*.csv")] == ["3"]


@pytest.mark.parametrize(
    "members",
    [
        {"bomb.csv": b"0" * 20_000_000},
        {"..__..__etc.csv": b"a\n1\n"},
        {"inner.zip": b"x"},
        {"a.csv": b"a", "b.csv": b"b", "c.csv": b"c", "d.csv": b"d"},
        {"a.txt.exe": b"x"},
    ],
)
def test_an_archive_that_means_harm_is_refused(tmp_path, members):
    with pytest.raises(Refusal):
        rows(packed(tmp_path, **members), limits=Limits(members=3))


def test_a_member_that_is_larger_than_it_says_is_refused(tmp_path):
    path = packed(tmp_path, **{"a.csv": b"a\n" + b"1\n" * 500})
    raw = path.read_bytes()
    size = (1002).to_bytes(4, "little")
    path.write_bytes(raw.replace(size, (100).to_bytes(4, "little")))
    with pytest.raises(Refusal):
        rows(path)
    with pytest.raises(Invalid):
        rows(written(tmp_path, b"no archive", "b.zip"))
