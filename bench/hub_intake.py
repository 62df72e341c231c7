"""Bringing rows in: CSV and SQL into the tables of the hub, rows a second, memory at the peak."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg

from bench.measure import Figure
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.intake.contract import Terms
from yiwang.lake.intake.order import Order, Place
from yiwang.lake.intake.run import run
from yiwang.lake.intake.sources.files import FileSource
from yiwang.lake.intake.sources.tables import TableSource
from yiwang.lake.receipts import keys
from yiwang.lake.receipts.receipt import Delivery, Link, countersign, issue
from yiwang.lake.receipts.tallying import tally
from yiwang.lake.schema import Field, Kind, Schema
from yiwang.lake.tables.store import TableStore

SCHEMA = Schema(
    (
        Field("number", "编号", required=True),
        Field("name", "名称", required=True),
        Field("place", "地址"),
        Field("phone", "电话"),
        Field("kind", "类别"),
        Field("seats", "座位数", Kind.WHOLE),
        Field("area", "面积", Kind.DECIMAL),
        Field("open", "营业", Kind.YES_NO),
        Field("since", "开业日期", Kind.DAY),
        Field("changed_at", "更新时间", Kind.MOMENT),
    ),
    ("number",),
)
# A file of so many megabytes, for memory; 0 leaves it out.
LARGE = int(os.environ.get("YIWANG_BENCH_LARGE_MB", "2000"))
ASKED = {"csv": 500_000, "sqlite": 150_000, "postgresql": 150_000}
# What a feed may take of memory, however large the file (README of the hub).
MOST_MB = 2048
SERVER = os.environ.get("YIWANG_TEST_POSTGRESQL", "postgresql://postgres@127.0.0.1:5432/postgres")
# Where the rows lie while they are measured, on a server that others may use too.
TABLE = f"bench_shops_{os.getpid()}"


def lines(many: int) -> Iterator[str]:
    """Made-up rows, as a file has them."""
    yield ",".join(SCHEMA.names) + "\n"
    for n in range(many):
        yield (
            f"{n:09d},门店{n % 5000},临江区江滩街道{n % 300}号,1{n % 10**10:010d},餐饮,{n % 200},"
            f"{n % 1000}.50,{'是' if n % 3 else '否'},2020-01-{n % 28 + 1:02d},"
            f"2026-01-01 10:{n // 60 % 60:02d}:{n % 60:02d}\n"
        )


def brought(source: Any, folder: Path) -> dict[str, Any]:
    """A first run of a source with its receipt: rows a second, and the memory of this process."""
    order = Order(name="shops", table="shops", terms=Terms(schema=SCHEMA))
    place = Place(TableStore(folder / "tables"), folder / "incoming")
    begun = time.perf_counter()
    outcome = run(order, source, place, lambda _rows, _step: None)
    run_seconds = time.perf_counter() - begun
    _receipted(place, folder)
    seconds = time.perf_counter() - begun
    assert outcome.accepted == outcome.rows_in == place.store.rows("shops")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "rows": outcome.rows_in,
        "seconds": round(seconds, 2),
        "of_it_receipt": round(seconds - run_seconds, 2),
        "rows_per_second": round(outcome.rows_in / seconds),
        "peak_mb": round(peak / 1024),
    }


def _receipted(place: Place, folder: Path) -> None:
    """What the table adds up to, signed by both sides, as every good run has it."""
    engine = DuckEngine(spill=folder)
    key = keys.made(folder / "key.pem", "hub")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    counted = tally(engine, engine.table(place.store.files("shops")), SCHEMA)
    engine.close()
    said = Delivery(run="1", resource="shops", sender="unit", receiver="hub", at=at)
    countersign(issue(said, counted, Link(), key), counted, key, at)


def one(kind: str, address: str) -> dict[str, Any]:
    """One measurement, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "csv":
            return brought(FileSource(Path(address)), Path(folder))
        name = TABLE_OF.get(kind, "shops")
        source = TableSource(address=address, table=name, keys=("number",))
        return brought(source, Path(folder))


def apart(kind: str, address: str) -> dict[str, Any]:
    """The same in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.hub_intake", kind, address, TABLE],
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


def sqlite(path: Path, many: int) -> str:
    """A table of the same rows."""
    with sqlite3.connect(path) as made:
        columns = ", ".join(f"{name} TEXT" for name in SCHEMA.names)
        made.execute(f"CREATE TABLE shops ({columns}, PRIMARY KEY (number)) WITHOUT ROWID")
        rows = (line.rstrip("\n").split(",") for line in lines(many))
        next(rows)
        made.executemany(f"INSERT INTO shops VALUES ({', '.join('?' * 10)})", rows)
    return f"sqlite:///{path}"


@contextmanager
def postgresql(many: int) -> Iterator[str | None]:
    """The same on a server of PostgreSQL; None with a printed reason where none answers."""
    plain = SERVER.replace("postgres://", "postgresql://", 1)
    try:
        connection = psycopg.connect(plain, connect_timeout=3, autocommit=True)
    except psycopg.OperationalError as fault:
        print(f"  PostgreSQL left out: {' '.join(str(fault).split())}", file=sys.stderr)
        yield None
        return
    columns = ", ".join(f"{field.key} {_TYPES[field.kind]}" for field in SCHEMA.fields)
    with connection:
        connection.execute(f"CREATE TABLE {TABLE} ({columns}, PRIMARY KEY (number))")
        try:
            with connection.cursor().copy(f"COPY {TABLE} FROM STDIN (FORMAT csv)") as copy:
                rows = lines(many)
                next(rows)
                for line in rows:
                    copy.write(line.replace(",是,", ",true,").replace(",否,", ",false,"))
            yield plain
        finally:
            connection.execute(f"DROP TABLE {TABLE}")


_TYPES = {
    Kind.TEXT: "text",
    Kind.WHOLE: "bigint",
    Kind.DECIMAL: "numeric(18, 4)",
    Kind.YES_NO: "boolean",
    Kind.DAY: "date",
    Kind.MOMENT: "timestamp",
}


def figures() -> list[Figure]:
    """CSV, SQLite, PostgreSQL where a server answers, and the memory on a large file."""
    rows, large = int(os.environ.get("YIWANG_BENCH_ROWS", "3000000")), LARGE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shops.csv"
        found = [("CSV, first run", "csv", str(written(path, rows)))]
        found += [("SQLite, first run", "sqlite", sqlite(Path(folder) / "a.sqlite3", rows // 3))]
        told = [_figure(name, kind, apart(kind, address)) for name, kind, address in found]
        with postgresql(rows // 3) as address:
            if address:
                name, kind = "PostgreSQL, first run", "postgresql"
                told.append(_figure(name, kind, apart(kind, address)))
        if large:
            many = int(large * 1e6 / (path.stat().st_size / rows))
            written(path, many)
            told += _large(large, apart("csv", str(path)))
    return told


def _large(megabytes: int, told: dict[str, Any]) -> list[Figure]:
    """The large file: how fast, and how much memory it took at most."""
    memory = Figure(
        name=f"memory at most on a {megabytes / 1000:g} GB file",
        value=told["peak_mb"],
        unit="MB",
        target=f"at most {MOST_MB:,}",
        more={"rows": told["rows"], "seconds": told["seconds"]},
    )
    return [_figure(f"CSV of {megabytes} MB", "csv", dict(told)), memory]


def _figure(name: str, kind: str, told: dict[str, Any]) -> Figure:
    return Figure(
        name=name,
        value=told.pop("rows_per_second"),
        unit="rows/s",
        target=f"{ASKED[kind]:,}",
        more=told,
    )


def written(path: Path, rows: int) -> Path:
    """A file of so many rows."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(lines(rows))
    return path


TABLE_OF = {"postgresql": sys.argv[3]} if len(sys.argv) == 4 else {}

if __name__ == "__main__":
    json.dump(one(sys.argv[1], sys.argv[2]), sys.stdout)
