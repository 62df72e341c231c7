"""Tables of the lake: 100,000 rows merged into 5,000,000, the same again, two such tables compared.

Each ratio stands beside the same work without versions: the table written anew as plain Parquet.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from bench.measure import Figure
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.reconciling.comparing import compare
from yiwang.lake.schema import Field, Kind, Schema
from yiwang.lake.tables.store import TableStore

ROWS = 5_000_000
UPSERT = 100_000
KINDS = {
    "code": Kind.TEXT,
    "name": Kind.TEXT,
    "number": Kind.TEXT,
    "phone": Kind.TEXT,
    "address": Kind.TEXT,
    "age": Kind.WHOLE,
    "score": Kind.NUMBER,
    "amount": Kind.DECIMAL,
    "born": Kind.DAY,
    "moment": Kind.MOMENT,
    "living": Kind.YES_NO,
}
SCHEMA = Schema(tuple(Field(name, name, kind) for name, kind in KINDS.items()), ("code",))
# Made up by arithmetic: nothing of it is of anybody.
MADE = """
SELECT 'R' || lpad(i::VARCHAR, 9, '0') AS code, '姓名' || (i % 9973) AS name,
    '990000' || lpad((i * 7919 % 100000000)::VARCHAR, 8, '0') || lpad((i % 9999)::VARCHAR, 4, '0')
        AS number,
    '100' || lpad((i * 31 % 100000000)::VARCHAR, 8, '0') AS phone,
    '示范区第' || (i % 997) || '社区' || (i % 89) || '号' AS address,
    (i % 120)::BIGINT AS age, (i * 1.5)::DOUBLE AS score,
    (i % 100000 / 100)::DECIMAL(18, 4) AS amount, DATE '1950-01-01' + (i % 25000)::INT AS born,
    TIMESTAMP '2026-01-01' + (i % 1000000) * INTERVAL 1 SECOND AS moment, i % 2 = 0 AS living
FROM range({begin}, {end}) t(i)
"""


def made(begin: int, end: int, changed: str = "") -> pa.RecordBatchReader:
    """Rows of these numbers; `changed` replaces columns."""
    query = MADE.format(begin=begin, end=end)
    more = f"SELECT * REPLACE ({changed}) FROM ({query})" if changed else query
    return duckdb.connect().execute(more).to_arrow_reader(100_000)


@contextmanager
def taken(took: dict[str, float], what: str) -> Iterator[None]:
    """How long something takes, and what processors worked for it."""
    start, worked = time.perf_counter(), time.process_time()
    yield
    took[what] = round(time.perf_counter() - start, 2)
    took[f"{what}, processor"] = round(time.process_time() - worked, 2)


def batch() -> pa.Table:
    """A hundred thousand rows spread over all the table: four of five changed, each fiftieth."""
    spread = f"i IN (SELECT j * {ROWS // UPSERT} FROM range({UPSERT}) u(j))"
    query = MADE.format(begin=0, end=ROWS) + f" WHERE {spread}"
    changed = "CASE WHEN right(code, 3)::INT % 250 = 0 THEN name ELSE name || '改' END AS name"
    return duckdb.connect().execute(f"SELECT * REPLACE ({changed}) FROM ({query})").to_arrow_table()


def writing(folder: Path) -> dict[str, float]:
    """The table made, merged into, merged again; and the same as plain files."""
    took: dict[str, float] = {}
    store = TableStore(folder)
    with taken(took, "first write"):
        store.append("people", made(0, ROWS), run="a", part=0)
    rows = batch()
    with taken(took, "upsert"):
        done = store.merge("people", rows, keys=["code"], run="b", part=0)
    assert (done.inserted, done.updated + done.unchanged) == (0, UPSERT), done
    with taken(took, "upsert of another run, all rows equal"):
        assert store.merge("people", rows, keys=["code"], run="c", part=0).unchanged == UPSERT
    before = store.version("people")
    with taken(took, "same run again"):
        assert store.merge("people", rows, keys=["code"], run="c", part=0).again
    assert store.version("people") == before
    with taken(took, "plain parquet, written anew"):
        files = str(list(store.files("people")))
        duckdb.connect().execute(
            f"COPY (SELECT * FROM read_parquet({files})) TO '{folder}/plain.parquet'"
            " (FORMAT parquet, COMPRESSION snappy)"
        )
    return took


def comparing(folder: Path) -> dict[str, float]:
    """Two tables of five million rows compared: one cell differs; then none."""
    took: dict[str, float] = {}
    store, engine = TableStore(folder), DuckEngine(memory="3GB")
    one = "CASE WHEN code = 'R003141592' THEN name || '误' ELSE name END AS name"
    store.append("left", made(0, ROWS), run="a", part=0)
    store.append("right", made(0, ROWS, one), run="a", part=0)
    left, right = [engine.table(store.files(name)) for name in ("left", "right")]
    with taken(took, "one cell of two tables found"):
        found = compare(engine, left, right, SCHEMA)
    (only,) = found.differences
    assert (only.key, [cell.field for cell in only.cells]) == (("R003141592",), ["name"])
    with taken(took, "two equal tables found equal"):
        assert compare(engine, left, left, SCHEMA).equal
    return took


PARTS: dict[str, Callable[[Path], dict[str, float]]] = {"write": writing, "compare": comparing}


def apart(part: str) -> tuple[dict[str, float], float]:
    """A part in a process of its own, and the memory that it had at most, in GB."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.hub_tables", part], check=True, capture_output=True, text=True
    )
    *lines, most = done.stdout.splitlines()
    return {name: float(value) for name, value in (one.split("\t") for one in lines)}, float(most)


def figures() -> list[Figure]:
    """What it takes."""
    wrote, memory = apart("write")
    compared, more = apart("compare")
    promised = {"upsert": "≤ 3", "one cell of two tables found": "≤ 5"}
    took = wrote | compared
    found = [
        Figure(
            name=name,
            value=took[name],
            unit="s",
            target=promised.get(name, ""),
            more={"processor": took[f"{name}, processor"]},
        )
        for name in took
        if not name.endswith(", processor")
    ]
    ratio = round(wrote["upsert"] / wrote["plain parquet, written anew"], 2)
    return [
        *found,
        Figure(name="upsert against writing the table anew", value=ratio, unit="times"),
        Figure(name="memory at most, writing", value=memory, unit="GB"),
        Figure(name="memory at most, comparing", value=more, unit="GB"),
    ]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="hub-tables-") as place:
        for name, value in PARTS[sys.argv[1]](Path(place)).items():
            print(f"{name}\t{value}")
    print(round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2))
