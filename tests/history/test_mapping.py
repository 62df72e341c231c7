"""Whatever stands in a mapping is understood, or refused in words that name the entry."""

import json
import re
import string
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.history.conftest import HEADER, MAPPING, ROW
from yiwang.cases.models import Case
from yiwang.history import mapping_file
from yiwang.history.actions import Import, import_file
from yiwang.history.mapping import SHIPPED, MappingFault
from yiwang.history.report import Report
from yiwang.org.models import Unit

SHIPPED_TEXTS = [path.read_text("utf-8") for path in sorted(SHIPPED.glob("*.toml"))]
WORDS = ["", " ", "*", "Asia", "auto", "Asia/Shanghai", "工作表", "{", "}", "{}", "{工作表}", "a:b"]
WORDS += [
    "\x00",
    "1",
    "closed",
    "help",
    "0103",
    "history",
    "last_time",
    "x" * 200,
    "{a}{b",
    "utf-7",
]
ANYTHING = st.recursive(
    st.sampled_from(WORDS) | st.text(max_size=5) | st.integers() | st.booleans() | st.floats(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3)
    ),
    max_leaves=4,
)
CELLS = ["", "1", "投诉", "2024-03-04", "2024-03-04 09:00", "电话", "Closed", "x", "3.5", "-", "是"]
ANY_CASES = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def written(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, dict):
        inside = ", ".join(f"{json.dumps(key)} = {written(one)}" for key, one in value.items())
        return f"{{{inside}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, float):
        return repr(value)
    return json.dumps(value, ensure_ascii=True).replace("\x7f", "\\u007f")


@st.composite
def bent(draw: st.DrawFn) -> str:
    """A shipped mapping of which some entries were replaced, taken out, doubled or added."""
    content = tomllib.loads(draw(st.sampled_from(SHIPPED_TEXTS)))
    for _ in range(draw(st.integers(1, 3))):
        at = content
        while inner := [key for key in at if isinstance(at[key], dict)]:
            if draw(st.booleans()):
                break
            at = at[draw(st.sampled_from(inner))]
        key = draw(st.sampled_from([*at, "unknown"]))
        if draw(st.integers(0, 3)):
            at[key] = draw(ANYTHING)
        else:
            at.pop(key, None)
    return "\n".join(f"{json.dumps(key)} = {written(value)}" for key, value in content.items())


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    """A shipped mapping with bytes put in, taken out or repeated anywhere."""
    raw = bytearray(draw(st.sampled_from(SHIPPED_TEXTS)).encode())
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(raw)))
        end = start + draw(st.integers(0, 20))
        kind = draw(st.integers(0, 2))
        piece = draw(st.binary(max_size=4)) if kind == 0 else bytes(raw[start:end]) * kind
        raw[start : end if kind == 0 else start] = piece
    return bytes(raw)


def tried(folder: Path, raw: bytes, cells: list[str]) -> Report:
    """A dry run of a one-row file that has the columns of the mapping, if it has any."""
    mapping, file = folder / "bent.toml", folder / "file.csv"
    mapping.write_bytes(raw)
    try:
        columns = sorted(mapping_file.read(mapping).columns) or ["x"]
    except MappingFault:
        columns = ["x"]
    row = [cells[at % len(cells)] for at in range(len(columns))]
    lines = [*("\t".join(each) for each in (columns, row, row[::-1])), ""]
    file.write_text("\n".join(lines), encoding="utf-8", errors="replace")
    return import_file(Import(file=file, mapping=mapping, dry_run=True))


def check(report: Report) -> None:
    """Taken in or refused in words; never broken off, and every row accounted for."""
    assert report.stopped is None
    assert report.outcome == ("refused" if report.file_refused else "done")
    found = json.loads(json.dumps(report.as_json()))
    if report.file_refused:
        assert found["file_refused"]["reason"].startswith(found["file_refused"]["file"])
        assert (found["rows_read"], found["cases_created"], found["rows_refused"]) == (0, 0, [])
    assert report.adds_up
    assert all(row["reason"] and row["code"] and row["line"] for row in found["rows_refused"])
    assert (Case.objects.count(), Unit.objects.filter(code__startswith="H-").count()) == (0, 0)


@ANY_CASES
@given(text=bent(), cells=st.lists(st.sampled_from(CELLS), min_size=1, max_size=9))
def test_a_mapping_with_any_entry_bent_is_used_or_refused_in_words(
    district, tmp_path: Path, text: str, cells: list[str]
) -> None:
    check(tried(tmp_path, text.encode("utf-8", "replace"), cells))


@ANY_CASES
@given(raw=torn(), cells=st.lists(st.sampled_from(CELLS), min_size=1, max_size=9))
def test_a_mapping_with_any_bytes_torn_is_used_or_refused_in_words(
    district, tmp_path: Path, raw: bytes, cells: list[str]
) -> None:
    check(tried(tmp_path, raw, cells))


TOP, SECTION = 'source = "other"', "[times]"


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        # A folder of zones was taken for an unreadable file, or for a zone.
        ("Asia/Shanghai", "Asia", "times.zone", "时区.*Asia/Shanghai"),
        ("Asia/Shanghai", "localtime", "times.zone", "时区"),
        # Every row was refused for want of a number.
        ('key = ["编号"]', "key = []", "key", "至少写一项"),
        ('key = ["编号"]', 'key = ["编号", ""]', "key", "空白"),
        ('key = ["编号"]', 'key = ["编号", "编 号"]', "key", "重复"),
        # Each of these ended in a traceback and without a report.
        ('key = ["编号"]', 'key = ["编号", "*"]', "key", "整行"),
        ("[texts]", '[file]\nseparator = ",,"\n[texts]', "file.separator", "恰好一个"),
        ("[texts]", '[file]\nseparator = ""\n[texts]', "file.separator", "恰好一个"),
        ("[texts]", '[file]\nencoding = "rot13"\n[texts]', "file.encoding", "只能是"),
        ("[texts]", '[file]\nencoding = "utf-7"\n[texts]', "file.encoding", "只能是"),
        (TOP, f'{TOP}\nprocedure = "nonsense"', "procedure", "可写的有：.*appeals"),
        # Braces that do not close stood in the texts of every case.
        ("{标题}", "{标题", "texts.title", "花括号"),
        ("{标题}", "{标题}{}", "texts.title", "花括号"),
        ("{标题}", "{ }", "texts.title", "花括号"),
        # One flag cannot say both, and an empty list says nothing.
        ('overdue = ["否"]', 'overdue = ["是"]', "on_time.overdue", "既是按期又是逾期"),
        ('overdue = ["否"]', "overdue = []", "on_time.overdue", "至少写一项"),
        ('values = ["办结"]', "values = []", "closed.values", "至少写一项"),
        # A source with a colon could be taken for another with a number.
        ('source = "other"', 'source = "a:b"', "source", "冒号"),
        ('source = "other"', f'source = "{"x" * 41}"', "source", "40"),
        ('label = "某系统"', f'label = "{"长" * 51}"', "label", "50"),
        ('label = "某系统"', 'label = "某\\u0000系统"', "label", "控制字符"),
        # What the dials and the procedure do not have was found row by row, or never.
        ('other = "help"', 'other = "shout"', "nature.other", "shout.*complaint"),
        ('[channel]\nother = "history"', '[channel]\nother = "radio"', "channel.other", "mailbox"),
        ('[category]\nother = "0304"', "[category]", "category", "对不出"),
        ('other = "help"', 'values = {"投诉" = "complaint"}', "nature.column", "nature.values"),
        ('other = "help"', 'column = "状态"', "nature", "对不出"),
        ("[closed]", "[point]\n[closed]", "point.longitude", "缺少"),
        ('opened = "受理"', 'opened = "\ufeff"', "times.opened", "列名"),
        (
            'opened = "受理"',
            'opened = "受理"\nformat = "%d/%m"',
            "times.format",
            "可写的有：.*opened",
        ),
        ('opened = "受理"', 'opened = ["受理"]', "times.opened", "带引号的文字"),
        ('opened = "受理"', "opened = 2024-01-01", "times.opened", "带引号的文字"),
        (SECTION, "[[times]]", "times", "应为一节"),
        ('as_of = "last_time"', 'as_of = "last_time"\nzone2 = 1', "times.zone2", "不认识"),
    ],
)
def test_a_fault_of_the_mapping_is_refused_with_its_entry_and_what_to_do(
    district, tmp_path: Path, old: str, new: str, at: str, sentence: str
) -> None:
    text = MAPPING.replace('address = ""', 'address = "{单位}"')
    assert old in text
    report = taken(tmp_path, text.replace(old, new, 1).encode())
    assert report.file_refused is not None
    assert (report.file_refused["file"], report.file_refused["at"]) == ("mapping.toml", at)
    assert report.file_refused["reason"].startswith("mapping.toml第")
    assert re.search(sentence, report.file_refused["reason"])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        ("名称 = '市'".encode("gb18030"), "第1行.*UTF-8"),
        (b"source = 1\nsource = 2\n", "第2行.*写了两次"),
        (b"a = [[[[" * 20_000, "TOML"),
        (b"a = " + b"9" * 5000, "TOML"),
        (b"a = 2024-02-30\n", "TOML"),
        (b"# " + b"x" * (1 << 20), "1 MB"),
        (b"", "source"),
        (b"\x00", "TOML"),
    ],
)
def test_a_file_that_is_no_mapping_is_refused_and_not_a_traceback(
    district, tmp_path: Path, raw: bytes, sentence: str
) -> None:
    report = taken(tmp_path, raw)
    assert report.file_refused is not None and report.outcome == "refused"
    assert re.search(sentence, report.file_refused["reason"], re.S)


def test_a_mapping_that_is_a_folder_or_is_not_there_is_refused(district, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.toml", tmp_path / ("x" * 300)):
        report = import_file(Import(file=tmp_path / "file.csv", mapping=path))
        assert report.file_refused is not None and report.file_refused["file"] == path.name


def test_a_mapping_with_a_mark_and_windows_line_ends_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mapping.toml"
    text = MAPPING.replace('address = ""', 'address = "{单位}"')
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert mapping_file.read(path).source == "other"


def test_a_value_is_found_with_blanks_around_it_in_the_mapping(district, tmp_path: Path) -> None:
    text = MAPPING.replace('address = ""', 'address = "{单位}"')
    report = taken(tmp_path, text.replace('values = ["办结"]', 'values = [" 办结 "]').encode())
    assert report.cases_created == 1 and Case.objects.get().state == "closed"


def test_the_sheet_in_a_text_file_is_a_column_like_any_other(district, tmp_path: Path) -> None:
    text = MAPPING.replace('address = ""', 'address = "{工作表}"')
    report = taken(tmp_path, text.encode())
    assert report.file_refused is not None and "缺少这些列：工作表" in report.file_refused["reason"]


@given(text=st.text(string.printable))
def test_the_line_of_an_entry_is_one_of_the_text(text: str) -> None:
    assert 0 <= mapping_file.line_of(text, "times.zone") <= max(1, len(text.splitlines()))


def test_the_line_of_an_entry_is_where_it_stands() -> None:
    assert mapping_file.line_of(MAPPING, "times.zone") == 7
    assert mapping_file.line_of(MAPPING, "times.gone") == 6
    assert mapping_file.line_of(MAPPING, "gone.zone") == 0


def taken(folder: Path, raw: bytes) -> Report:
    """One good row under a mapping."""
    mapping, file = folder / "mapping.toml", folder / "file.csv"
    mapping.write_bytes(raw)
    file.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    return import_file(Import(file=file, mapping=mapping))
