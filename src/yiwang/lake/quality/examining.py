"""A table examined: how many rows break which rule, and which rows they are, in one go.

The bad rows are listed first; where the list is whole, it is also the count.
"""

from dataclasses import dataclass

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from yiwang.lake.engines.engine import Engine
from yiwang.lake.quality.bad import RULE, bad_rows
from yiwang.lake.quality.checking import Around, Known, check
from yiwang.lake.quality.counts import Outcome
from yiwang.lake.quality.duplicates import repeats
from yiwang.lake.quality.rules import Rule
from yiwang.lake.quality.words import RuleKind


@dataclass(frozen=True, slots=True)
class Examined:
    """What a check found, and the bad rows by `rule_key` and key, the keys as texts."""

    outcome: Outcome
    bad: pa.Table
    # Whether there are more bad rows than are listed.
    cut: bool


def examine(
    engine: Engine,
    table: ir.Table,
    rules: tuple[Rule, ...],
    keys: tuple[str, ...],
    around: Around | None = None,
    *,
    most: int,
) -> Examined:
    """Check a table and list at most so many of its bad rows; none for a table without keys."""
    if not keys:
        nothing = pa.table({RULE: pa.array([], pa.string())})
        return Examined(check(engine, table, rules, keys, around), nothing, cut=False)
    found = {
        one.key: repeats(engine, table, one.fields) for one in rules if one.kind is RuleKind.UNIQUE
    }
    rows = bad_rows(table, rules, keys, around, found)
    plain = rows.select(RULE, *(rows[key].cast("string").name(key) for key in keys))
    bad = engine.arrow(plain.limit(most + 1))
    cut = bad.num_rows > most
    known = Known(found, None if cut else _counted(bad))
    return Examined(check(engine, table, rules, keys, around, known), bad.slice(0, most), cut)


def _counted(bad: pa.Table) -> dict[str, int]:
    counts = pc.value_counts(bad[RULE].combine_chunks())
    return {one["values"]: one["counts"] for one in counts.to_pylist()}
