"""Keys that several rows have. Rows without a key, or with an empty part of it, repeat none.

Most keys repeat nothing. So on DuckDB the hashes of all keys are sorted first, eight bytes a row:
only rows whose hash stands there twice are then grouped by the key itself, which decides.
"""

from dataclasses import dataclass
from typing import TypeAlias

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from yiwang.lake.engines.engine import Engine
from yiwang.lake.engines.hashing import native_hash
from yiwang.lake.quality.rows import filled
from yiwang.lake.quality.words import Counting

# Beyond so many rows hashes are not sorted in memory (twice 1.6 GB); grouping can spill to disk.
MOST_SORTED = 200_000_000
# Where more hashes than this repeat, grouping everything costs less than looking twice. Large
# tables are asked for one of so many hashes first.
MOST_REPEATED = 1_000_000
LARGE, SHARE = 10_000_000, 64
Hashes: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint64]]"


@dataclass(frozen=True, slots=True)
class Repeats:
    """The keys of a table that repeat, and how many rows have a key."""

    rows: int
    # The fields of the key and `held`, the rows of each; None where nothing repeats.
    keys: ir.Table | None
    # Of these, how many keys there are and how many rows they have together.
    count: int = 0
    concerned: int = 0

    def pair(self, counting: Counting) -> tuple[int, int]:
        """How many were evaluated, and how many of those are bad, as a rule counts."""
        excess = self.concerned - self.count
        broken = {
            Counting.KEYS: self.count,
            Counting.EXCESS: excess,
            Counting.ROWS: self.concerned,
        }[counting]
        return self.rows - excess if counting is Counting.KEYS else self.rows, broken


def repeats(engine: Engine, table: ir.Table, fields: tuple[str, ...]) -> Repeats:
    """The keys that several rows of a table have."""
    whole = table.filter([filled(table[key]) for key in fields])
    if engine.name != "duckdb":
        return _grouped(engine, whole, fields, _rows(engine, whole))
    told = whole.mutate(__hash=native_hash(whole, fields))
    if not _worth_sorting(engine, table, told):
        return _grouped(engine, whole, fields, _rows(engine, whole))
    hashes, again = _sorted(engine, told)
    if not len(again):
        return Repeats(len(hashes), None)
    few = told.semi_join(ibis.memtable(pa.table({"__hash": again})), "__hash").drop("__hash")
    return _grouped(engine, few, fields, len(hashes))


def _worth_sorting(engine: Engine, table: ir.Table, told: ir.Table) -> bool:
    """Whether hashes fit in memory and few repeat, judged of large tables by a share of them."""
    rows = _rows(engine, table)  # Stands in the foot of each file: asking costs nothing.
    if rows > MOST_SORTED:
        return False
    if rows < LARGE:
        return True
    _some, again = _sorted(engine, told.filter(told["__hash"] % SHARE == 0))
    return len(again) <= MOST_REPEATED // SHARE


def _sorted(engine: Engine, told: ir.Table) -> tuple[Hashes, Hashes]:
    """All hashes, and those that stand there more than once (a third one is named twice)."""
    hashes = np.sort(engine.arrow(told.select("__hash")).column(0).to_numpy())
    return hashes, hashes[1:][hashes[1:] == hashes[:-1]]


def _rows(engine: Engine, table: ir.Table) -> int:
    return int(engine.arrow(table.aggregate(rows=table.count()))["rows"][0].as_py())


def _grouped(engine: Engine, whole: ir.Table, fields: tuple[str, ...], rows: int) -> Repeats:
    groups = whole.group_by(list(fields)).aggregate(held=whole.count())
    many = groups.filter(groups.held > 1)
    figures = engine.arrow(many.aggregate(count=many.count(), concerned=many.held.sum()))
    count, concerned = (int(figures[name][0].as_py() or 0) for name in ("count", "concerned"))
    return Repeats(rows, many if count else None, count, concerned)
