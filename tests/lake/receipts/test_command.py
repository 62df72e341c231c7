"""`yiwang receipt`: for everybody who holds a file of receipts, without the hub."""

from pathlib import Path

import ibis
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from tests.lake.receipts.issued import chain, delivery, key, lines
from tests.lake.receipts.made_up import EDGES, SCHEMA, table
from yiwang.lake.commands.receipt import main
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.receipt import Link, issue
from yiwang.lake.receipts.tallying import tally

ROWS = [row for row in EDGES if row[0] not in (None, "") and "\x00" not in (row[1] or "")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A file of three receipts and the keys that are trusted."""
    parties = key(tmp_path, "U01"), key(tmp_path, "HUB")
    public = [one.public for one in parties]
    (tmp_path / "receipts.jsonl").write_bytes(
        b"".join(lines(chain(3, *parties), parties[1], public))
    )
    (tmp_path / "keys.json").write_bytes(keys.written(public))
    return tmp_path


def _run(folder: Path, *more: str, file: str = "receipts.jsonl") -> int:
    return main(["receipt", "verify", str(folder / file), *more])


def test_what_holds_ends_with_nothing_wrong(folder: Path, capsys) -> None:
    assert _run(folder, "--keys", str(folder / "keys.json")) == 0
    told = capsys.readouterr().out
    assert "回执 3 张，链 1 条；双方相符 3" in told and "全部相符" in told
    assert "公钥来自文件本身" not in told


def test_keys_of_the_file_alone_are_told_of(folder: Path, capsys) -> None:
    assert _run(folder) == 0
    assert "公钥来自文件本身" in capsys.readouterr().out


def test_the_altered_receipt_and_field_are_told(folder: Path, capsys) -> None:
    file = folder / "receipts.jsonl"
    file.write_bytes(file.read_bytes().replace(b'"version":2', b'"version":8'))
    assert _run(folder, "--keys", str(folder / "keys.json")) == 1
    told = capsys.readouterr().out
    assert "第 3 行　U01→HUB 2　version：内容被改动过" in told and "有误" in told


@pytest.mark.parametrize("content", [b"", None])
def test_a_file_that_is_none_is_unreadable(content, folder: Path, capsys) -> None:
    if content is not None:
        (folder / "other").write_bytes(content)
    assert _run(folder, file="other") == 2
    assert capsys.readouterr().err


def test_rubbish_has_faults(folder: Path) -> None:
    (folder / "other").write_bytes(b"\xff\x00" * 5000)
    assert _run(folder, file="other") == 1


def _receipted(folder: Path) -> None:
    """The table with its receipt, alone in a file."""
    pq.write_table(table(ROWS), folder / "rows.parquet")
    sender = key(folder, "U02")
    engine = DuckEngine(memory="200MB")
    counted = tally(engine, ibis.memtable(table(ROWS)), SCHEMA)
    engine.close()
    receipt = issue(delivery(1, "U02"), counted, Link(), sender)
    (folder / "one.jsonl").write_bytes(b"".join(lines([receipt], sender, [sender.public])))


def test_a_table_is_counted_again_against_its_receipt(folder: Path, capsys) -> None:
    _receipted(folder)
    assert _run(folder, "--table", str(folder / "rows.parquet"), file="one.jsonl") == 0
    pq.write_table(table(ROWS[:-1]), folder / "rows.parquet")
    assert _run(folder, "--table", str(folder / "rows.parquet"), file="one.jsonl") == 1
    assert "rows" in capsys.readouterr().out


def test_the_same_table_as_csv_is_the_same(folder: Path) -> None:
    """Numbers with a point are written so that they are read back exactly."""
    _receipted(folder)
    pyarrow.csv.write_csv(table(ROWS), folder / "rows.csv")
    assert _run(folder, "--table", str(folder / "rows.csv"), file="one.jsonl") == 0


def test_a_table_of_another_shape_is_refused_in_words(folder: Path, capsys) -> None:
    _receipted(folder)
    pq.write_table(table(ROWS).drop_columns(["place"]), folder / "rows.parquet")
    assert _run(folder, "--table", str(folder / "rows.parquet"), file="one.jsonl") == 2
    assert "缺少字段：place" in capsys.readouterr().err


def test_a_pair_of_keys_is_made_once(folder: Path, capsys) -> None:
    file = folder / "own.pem"
    assert main(["receipt", "keys", str(file), "--owner", "U07"]) == 0
    public = keys.read((folder / "own.pem.public.json").read_bytes())
    assert [one.owner for one in public.values()] == ["U07"]
    assert keys.loaded(file, "U07").public.id in public
    assert main(["receipt", "keys", str(file), "--owner", "U07"]) == 2
    assert "PRIVATE" not in capsys.readouterr().out
