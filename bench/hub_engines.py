"""DuckDB against Spark over five million rows: every declared operation on every kind it takes.

On made-up rows with faults; the engines' files are compared row by row. Needs what `make spark`
sets up; `ROWS` says another number.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from tests.lake.operations.nasty import SAMPLES

from bench.hub_masking import MADE, ROWS, SECRET
from bench.measure import Figure
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.engines.engine import Engine
from yiwang.lake.engines.spark import INSTALLED, SparkEngine
from yiwang.lake.operations import Operation
from yiwang.lake.schema import Kind

AT_ONCE = 12
# What operations are proved on: a column of each kind, texts of all the forms in one.
PROVED = {
    Kind.TEXT: "mixed",
    Kind.DAY: "born",
    Kind.WHOLE: "n",
    Kind.NUMBER: "score",
    Kind.DECIMAL: "amount",
    Kind.MOMENT: "moment",
    Kind.YES_NO: "living",
}
_MIXED = """
SELECT *, CASE n % 6 WHEN 0 THEN card WHEN 1 THEN name WHEN 2 THEN phone WHEN 3 THEN home
    WHEN 4 THEN bank ELSE street END AS mixed,
  ((n * 7919 % 2000003) - 1000000) / 7.0 AS score,
  (((n * 104729 % 2000003) - 1000000) / 100)::DECIMAL(18, 4) AS amount,
  TIMESTAMP '1999-12-31 23:59:59' + n * INTERVAL 61 SECOND AS moment,
  CASE WHEN n % 3 = 0 THEN NULL ELSE n % 2 = 0 END AS living
FROM ({made})
"""


def figures() -> list[Figure]:
    """Rows on which the engines differ."""
    if not INSTALLED:
        print("  PySpark is not installed: run `make spark` first")
        return []
    with TemporaryDirectory(prefix="yiwang-bench-") as name:
        folder = Path(name)
        source = folder / "rows.parquet"
        made = _MIXED.format(made=MADE.format(rows=ROWS))
        duckdb.execute(f"COPY ({made}) TO '{source}' (COMPRESSION zstd)")
        return list(_equal(folder, source))


def _equal(folder: Path, source: Path) -> Iterator[Figure]:
    engines = (DuckEngine(), SparkEngine(memory="4g", spill=folder))
    for name, operations in _groups():
        files = [_made(one, source, operations, folder) for one in engines]
        yield Figure(
            name=f"rows that differ, DuckDB and Spark: {name}",
            value=_differing(files),
            unit=f"of {ROWS:,} rows",
            target="0",
            more={"operations": float(len(operations))},
        )
    for engine in engines:
        engine.close()


def _groups() -> Iterator[tuple[str, list[tuple[str, Operation]]]]:
    every = [
        (PROVED[kind], operation.under(SECRET))
        for operation in SAMPLES
        for kind in sorted(operation.takes)
    ]
    for at in range(0, len(every), AT_ONCE):
        some = every[at : at + AT_ONCE]
        yield ", ".join(sorted({one.key for _column, one in some})), some


def _made(
    engine: Engine, source: Path, operations: list[tuple[str, Operation]], folder: Path
) -> Path:
    table = engine.table([str(source)])
    columns = {f"c{at}": one.apply(table[column]) for at, (column, one) in enumerate(operations)}
    file = folder / f"{engine.name}.parquet"
    engine.write(table.select(table.n, **columns), file)
    return file


def _differing(files: list[Path]) -> int:
    """Rows of which no equal one is in the other file, by a hash of all their columns."""
    ours, theirs = (f"(SELECT n, md5(t::VARCHAR) AS h FROM '{file}' t)" for file in files)
    found = duckdb.execute(
        f"SELECT count(*) FROM {ours} a FULL JOIN {theirs} b USING (n)"
        " WHERE a.h IS DISTINCT FROM b.h"
    ).fetchone()
    return int(found[0]) if found else -1
