"""Rules over 5 M rows beside Great Expectations, and seven rules over 45 M rows by unit."""

import resource
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from time import perf_counter

import ibis.expr.types as ir

from bench.measure import Figure
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.quality import Rule, rule
from yiwang.lake.quality.checking import Around, check, check_by
from yiwang.lake.quality.examining import examine

FEW, MANY = 5_000_000, 45_000_000
AT = Around(at=datetime.fromisoformat("2026-11-22"))
_GX = Path(__file__).with_name("hub_quality_gx.py")
# Made-up persons; the check digit is right in one of eleven, as it is not computed here.
_MADE = """
SELECT i AS id,
  CASE WHEN i % 1000 = 7 THEN NULL
    ELSE 'P' || lpad(CAST(i % 31000000 AS VARCHAR), 9, '0') END AS name,
  CASE WHEN i % 997 = 3 THEN 'x' ELSE '1' END || '3' || lpad(CAST(hash(i) % 1000000000 AS VARCHAR),
    9, '0') AS phone,
  CASE WHEN i % 700 = 5 THEN 'Z' ELSE chr(CAST(65 + hash(i + 1) % 5 AS INTEGER)) END AS kind,
  DATE '1950-01-01' + CAST(hash(i + 2) % 27000 + CASE WHEN i % 801 = 1 THEN 40000 ELSE 0 END
    AS INTEGER) AS born,
  '420199' || strftime(DATE '1950-01-01' + CAST(hash(i + 2) % 27000 AS INTEGER), '%Y%m%d')
    || lpad(CAST(hash(i + 3) % 1000 AS VARCHAR), 3, '0')
    || CAST(hash(i + 4) % 10 AS VARCHAR) AS card,
  CAST(hash(i + 5) % 83 AS VARCHAR) AS unit
FROM range({rows}) t(i)
"""


def _rule(kind: str, field: str, **parameters: object) -> Rule:
    key = f"{kind}.{field}"
    return rule({"key": key, "kind": kind, "fields": [field], "parameters": parameters})


FIVE = (
    _rule("not_null", "name"),
    _rule("pattern", "phone", pattern="1[3-9][0-9]{9}"),
    _rule("one_of", "kind", codes=list("ABCDE")),
    _rule("range", "born", least="1900-01-01", most="today"),
    _rule("unique", "name", counting="excess"),
)
SEVEN = (
    *FIVE[:4],
    _rule("identifier", "card", identifier="identity_card"),
    _rule("length", "card", least=18, most=18),
    rule(
        {"key": "birth", "kind": "cross_field", "fields": ["born", "card"]}
        | {"parameters": {"relation": "birth_of_card"}}
    ),
)


def figures() -> list[Figure]:
    """Rows a second and how many times Great Expectations; seconds and memory at 45 M."""
    with tempfile.TemporaryDirectory(prefix="yiwang-quality-") as folder:
        few, many = Path(folder, "few.parquet"), Path(folder, "many.parquet")
        for path, rows in ((few, FEW), (many, MANY)):
            _made(path, rows)
        return [*_five(few), *_seven(many)]


def _made(path: Path, rows: int) -> None:
    engine = DuckEngine(memory="4GB", spill=path.parent)
    select = _MADE.format(rows=rows)
    engine.backend.raw_sql(f"COPY ({select}) TO '{path}' (FORMAT parquet)")
    engine.close()


def _loaded(engine: DuckEngine, path: Path) -> ir.Table:
    """In memory, as Great Expectations has its frame."""
    engine.backend.raw_sql(f"CREATE TABLE held AS FROM '{path}'")
    return engine.backend.table("held")


def _five(path: Path) -> list[Figure]:
    engine = DuckEngine(memory="4GB", spill=path.parent)
    table = _loaded(engine, path)
    counted = _best(lambda: check(engine, table, FIVE, ("id",), AT))
    whole = _best(lambda: examine(engine, table, FIVE, ("id",), AT, most=200_000))
    engine.close()
    theirs = _great_expectations(path)
    rate = Figure(
        name="5 rules on 5 M rows, counts and ids of bad rows",
        value=round(FEW / whole / 1e6, 2),
        unit="M rows/s",
        target="≥ 8",
        more={"seconds": round(whole, 3), "counts alone, seconds": round(counted, 3)},
    )
    if theirs is None:
        return [rate]
    more = {"great_expectations_seconds": round(theirs, 2)}
    times = round(theirs / whole, 1)
    return [
        rate,
        Figure(
            name="… times as quick as Great Expectations, which counts alone",
            value=times, unit="×", target="≥ 14", more=more,
        ),
    ]  # fmt: skip


def _great_expectations(path: Path) -> float | None:
    """Seconds of the same five rules on the same rows, in a throw-away environment of its own."""
    command = ["uv", "run", "--no-project", "--with", "great-expectations", "--with", "pyarrow"]
    try:
        done = subprocess.run(
            [*command, "python", str(_GX), str(path)],
            check=True, capture_output=True, text=True, timeout=900, cwd=path.parent,
        )  # fmt: skip
        return float(done.stdout.split()[-1])
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        print(f"  Great Expectations could not be run: {error}", file=sys.stderr)
        return None


def _seven(path: Path) -> list[Figure]:
    engine = DuckEngine(memory="4GB", spill=path.parent)
    table = engine.table([str(path)])
    began = perf_counter()
    check_by(engine, table, SEVEN, "unit", AT)
    ruled = perf_counter() - began
    began = perf_counter()
    check(engine, table, (FIVE[4],), ("id",), AT)
    doubled = perf_counter() - began
    engine.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return [
        _figure("7 rules with check digit on 45 M rows, by unit", ruled, "s", "≤ 30"),
        _figure("duplicates on 45 M rows", doubled, "s", "≤ 8"),
        _figure("most memory of the process", memory, "GB", "≤ 6"),
    ]


def _figure(name: str, value: float, unit: str, target: str) -> Figure:
    return Figure(name=name, value=round(value, 2), unit=unit, target=target)


def _best(act) -> float:
    """The best of three, in seconds."""
    found = []
    for _again in range(3):
        began = perf_counter()
        act()
        found.append(perf_counter() - began)
    return min(found)
