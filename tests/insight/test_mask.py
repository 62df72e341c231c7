"""`yiwang insight mask`: what becomes of a file, and what is refused."""

import csv
from pathlib import Path

import orjson
import pytest
from django.core.management import CommandError, call_command

TEXT = "我叫张伟明，请打13800000000，编号FZ19050312344"
HIDDEN = "我叫张*明，请打138****0000，编号FZ19050312344"


def _mask(capsys, file: Path, *more: str) -> dict:
    call_command("insight", "mask", str(file), *more)
    return orjson.loads(capsys.readouterr().out)


def _written(path: Path, encoding: str = "utf-8", rows: int = 1) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "content", "note"])
        for number in range(rows):
            writer.writerow(
                [13900000000, TEXT if not number else "路灯不亮，\n很久了", "0591-60010357"]
            )
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_only_the_named_columns_change_and_the_encoding_stays(tmp_path, capsys, encoding):
    told = _mask(capsys, _written(tmp_path / "a.csv", encoding, rows=3), "--column", "content")
    target = tmp_path / "a.masked.csv"
    assert told == {
        "rows": 3,
        "rows_touched": 1,
        "counts": {"name": 1, "phone": 1},
        "output": str(target),
    }
    with target.open(encoding=encoding, newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["content"] for row in rows] == [HIDDEN, *["路灯不亮，\n很久了"] * 2]
    assert {row["id"] for row in rows} == {"13900000000"}
    assert {row["note"] for row in rows} == {"0591-60010357"}
    marked = target.read_bytes().startswith(b"\xef\xbb\xbf")
    assert marked == (encoding == "utf-8-sig")


def test_several_columns_and_another_name(tmp_path, capsys):
    out = tmp_path / "out.csv"
    more = ("--column", "note", "--column", "content", "--output", str(out))
    told = _mask(capsys, _written(tmp_path / "a.csv"), *more)
    assert told["counts"] == {"name": 1, "phone": 2} and out.exists()


def test_a_missing_column_is_refused_with_those_there_are(tmp_path):
    file = _written(tmp_path / "a.csv")
    with pytest.raises(CommandError, match="没有列“text”，现有列：id、content、note"):
        call_command("insight", "mask", str(file), "--column", "text")
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("way", ["a.csv", "./a.csv", "link.csv"])
def test_the_file_itself_is_never_written_over(tmp_path, way):
    file = _written(tmp_path / "a.csv")
    (tmp_path / "link.csv").symlink_to(file)
    before = file.read_bytes()
    with pytest.raises(CommandError, match="不能是原文件"):
        call_command(
            "insight", "mask", str(file), "--column", "content", "--output", str(tmp_path / way)
        )
    assert file.read_bytes() == before


def test_a_file_that_is_not_there_or_breaks_off_leaves_nothing_behind(tmp_path):
    with pytest.raises(CommandError, match="没有文件"):
        call_command("insight", "mask", str(tmp_path / "b.csv"), "--column", "content")
    broken = tmp_path / "c.csv"
    broken.write_bytes("content\n好\n".encode() + b"a\n" * 600_000 + b"\xff\xfe\xff\n")
    with pytest.raises(CommandError, match="不是utf-8编码"):
        call_command("insight", "mask", str(broken), "--column", "content")
    assert list(tmp_path.iterdir()) == [broken]
