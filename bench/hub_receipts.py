"""Receipts: ten thousand of them verified, and what five million rows add up to."""

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import duckdb

from bench.measure import Figure
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.covers import chained, cover
from yiwang.lake.receipts.receipt import Delivery, Link, Receipt, countersign, issue
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.tallying import tally
from yiwang.lake.schema import Field, Kind, Meaning, Schema

RECEIPTS = 10_000
ROWS = 5_000_000
AT = "2026-03-01T08:00:00+08:00"
SCHEMA = Schema(
    (
        Field("id", "序号", Kind.WHOLE),
        Field("card", "号码"),
        Field("name", "姓名", meaning=Meaning.PERSON_NAME),
        Field("phone", "电话", meaning=Meaning.PHONE),
        Field("address", "地址", meaning=Meaning.ADDRESS),
        Field("amount", "金额", Kind.DECIMAL),
        Field("points", "分值", Kind.WHOLE),
        Field("day", "日期", Kind.DAY),
        Field("moment", "时间", Kind.MOMENT),
        Field("closed", "办结", Kind.YES_NO),
    ),
    ("id",),
)
MADE = f"""
    COPY (SELECT i AS id, '990000' || lpad(i::varchar, 12, '0') AS card, '某' || i % 977 AS name,
        '1' || lpad(i::varchar, 10, '0') AS phone, '某某街道' || i % 5000 || '号' AS address,
        ((i % 100000) / 7)::decimal(18, 4) AS amount, (i * 37) % 1000 AS points,
        date '2020-01-01' + (i % 1500)::int AS day,
        timestamp '2024-01-01' + interval (i) second AS moment, i % 3 = 0 AS closed
    FROM range({ROWS}) made(i)) TO 'ROWS_FILE' (FORMAT parquet, COMPRESSION zstd)
"""


def figures() -> list[Figure]:
    """Both measurements, on files made for them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        duckdb.connect().execute(MADE.replace("ROWS_FILE", str(path)))
        counted, seconds = _counted(path)
        file = _file(Path(folder), counted)
        return [
            Figure(
                name=f"tally of {ROWS:,} rows of 10 fields",
                value=round(min(seconds), 2),
                unit="s",
                target="about 3",
                samples=len(seconds),
            ),
            *_verified(file),
        ]


def _counted(path: Path) -> tuple[Tally, list[float]]:
    engine = DuckEngine()
    seconds = []
    for _round in range(3):
        started = perf_counter()
        counted = tally(engine, engine.table([str(path)]), SCHEMA)
        seconds.append(perf_counter() - started)
    engine.close()
    return counted, seconds


def _file(folder: Path, counted: Tally) -> Path:
    """Ten thousand receipts of one chain, signed by both sides, with their buckets."""
    parties = [keys.made(folder / f"{owner}.pem", owner) for owner in ("U01", "HUB")]
    link, made = Link(), list[Receipt]()
    started = perf_counter()
    for number in range(RECEIPTS):
        said = Delivery(run=f"r{number}", resource="rows", sender="U01", receiver="HUB", at=AT)
        receipt = countersign(issue(said, counted, link, parties[0]), counted, parties[1], AT)
        link = receipt.link
        made.append(receipt)
    print(f"  issued in {perf_counter() - started:.2f} s")
    head = cover(chained(made), [one.public for one in parties], parties[1], at=AT, by="HUB")
    plain = [head, *(replace(one, sums=()).line() for one in made)]
    (folder / "plain.jsonl").write_bytes(b"\n".join(plain) + b"\n")
    (folder / "whole.jsonl").write_bytes(b"\n".join([head, *(one.line() for one in made)]) + b"\n")
    return folder


def _verified(folder: Path) -> list[Figure]:
    found = []
    for name, said in (("plain", ""), ("whole", ", each with its 256 buckets")):
        seconds = []
        for _round in range(3):
            started = perf_counter()
            command = [sys.executable, "-m", "yiwang.startup.command", "receipt", "verify"]
            subprocess.run(
                [*command, str(folder / f"{name}.jsonl")], check=True, capture_output=True
            )
            seconds.append(perf_counter() - started)
        found.append(
            Figure(
                name=f"{RECEIPTS:,} receipts verified by the command{said}",
                value=round(min(seconds), 2),
                unit="s",
                target="at most 2" if not said else "",
                samples=len(seconds),
            )
        )
    return found
