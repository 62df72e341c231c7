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
from pathlib import Path
from typing import Any

from bench.measure import Figure
from yiwang.lake.intake.contract import Terms
from yiwang.lake.intake.order import Order, Place
from yiwang.lake.intake.run import run
from yiwang.lake.intake.sources.files import FileSource
from yiwang.lake.intake.sources.tables import TableSource
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
LARGE = int(os.environ.get("YIWANG_BENCH_LARGE_MB", "0"))
ASKED = {"csv": 500_000, "sqlite": 150_000, "postgresql": 150_000}


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
    """A first run of a source: seconds, rows a second, and the memory of this process."""
    order = Order(name="shops", table="shops", terms=Terms(schema=SCHEMA))
    place = Place(TableStore(folder / "tables"), folder / "incoming")
    begun = time.perf_counter()
    outcome = run(order, source, place, lambda _rows, _step: None)
    seconds = time.perf_counter() - begun
    assert outcome.accepted == outcome.rows_in == place.store.rows("shops")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "rows": outcome.rows_in,
        "seconds": round(seconds, 2),
        "rows_per_second": round(outcome.rows_in / seconds),
        "peak_mb": round(peak / 1024),
    }


def one(kind: str, address: str) -> dict[str, Any]:
    """One measurement, in this process."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "csv":
            return brought(FileSource(Path(address)), Path(folder))
        source = TableSource(address=address, table="shops", keys=("number",))
        return brought(source, Path(folder))


def apart(kind: str, address: str) -> dict[str, Any]:
    """The same in a process of its own, so that its memory is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.hub_intake", kind, address],
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


def figures() -> list[Figure]:
    """CSV and SQLite, and a file of `YIWANG_BENCH_LARGE_MB` where that is asked for."""
    rows, large = int(os.environ.get("YIWANG_BENCH_ROWS", "3000000")), LARGE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "shops.csv"
        found = [("CSV, first run", "csv", str(written(path, rows)))]
        found += [("SQLite, first run", "sqlite", sqlite(Path(folder) / "a.sqlite3", rows // 3))]
        told = [_figure(name, kind, apart(kind, address)) for name, kind, address in found]
        if large:
            many = int(large * 1e6 / (path.stat().st_size / rows))
            written(path, many)
            told.append(_figure(f"CSV of {large} MB", "csv", apart("csv", str(path))))
    return told


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


if __name__ == "__main__":
    json.dump(one(sys.argv[1], sys.argv[2]), sys.stdout)
