"""All rules of a table in one pass over its rows, and one more for each key of duplicates.

X = A/B × 100 %: B are the rows (or keys) that a rule evaluated, A those of them that keep it.
basis: GB/T 36344-2018
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import ibis
import ibis.expr.types as ir

from yiwang.kernel.refusals import Missing
from yiwang.lake.engines.engine import Engine
from yiwang.lake.quality.counts import Count, Outcome
from yiwang.lake.quality.duplicates import Repeats, repeats
from yiwang.lake.quality.rows import ROW_KINDS, filled, verdict
from yiwang.lake.quality.rules import Rule
from yiwang.lake.quality.words import Counting, RuleKind


@dataclass(frozen=True, slots=True)
class Around:
    """What a check knows beside the table: the moment, other tables, and its usual size."""

    at: datetime = field(default_factory=datetime.now)
    others: Mapping[str, ir.Table] = field(default_factory=dict)
    # Rows at the last check; None before the first.
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What was found before the counting: duplicates by rule, and how many rows break which."""

    repeats: Mapping[str, Repeats] = field(default_factory=dict)
    # None where not every bad row was listed.
    broken: Mapping[str, int] | None = None


def check(
    engine: Engine,
    table: ir.Table,
    rules: tuple[Rule, ...],
    keys: tuple[str, ...],
    around: Around | None = None,
    known: Known | None = None,
) -> Outcome:
    """How many rows of a table keep and break each rule; `keys` is used by `bad_rows` alone.

    Rules on rows, freshness and size take one pass together. Empty values are evaluated by
    `not_null` only. What is `known` from listing the bad rows is not reckoned again. Raises
    `Missing` where a table that is referred to was not handed in.
    """
    around, known = around or Around(), known or Known()
    fused = _fused(table, rules, around, known.broken is None)
    figures = _first(engine, table.aggregate(**fused)) | _broken(rules, known)
    counts = [
        Count(rule, *_apart(engine, table, rule, around, known))
        if rule.kind in _APART
        else _count_of(place, rule, figures, around)
        for place, rule in enumerate(rules)
    ]
    return Outcome(figures["rows"], tuple(counts))


def _broken(rules: tuple[Rule, ...], known: Known) -> dict[str, Any]:
    if known.broken is None:
        return {}
    return {f"broken_{place}": known.broken.get(one.key, 0) for place, one in enumerate(rules)}


def check_by(
    engine: Engine,
    table: ir.Table,
    rules: tuple[Rule, ...],
    by: str,
    around: Around | None = None,
) -> dict[str | None, Outcome]:
    """The same for each value of a field, as the unit a row came from: rules on rows only."""
    around = around or Around()
    held = tuple(rule for rule in rules if rule.kind in ROW_KINDS)
    found = engine.arrow(table.group_by(by).aggregate(**_fused(table, held, around, True)))
    return {
        row[by]: Outcome(
            row["rows"],
            tuple(_count_of(place, rule, row, around) for place, rule in enumerate(held)),
        )
        for row in found.to_pylist()
    }


def _fused(
    table: ir.Table, rules: tuple[Rule, ...], around: Around, broken: bool
) -> dict[str, ir.Value]:
    figures: dict[str, ir.Value] = {"rows": table.count()}
    for place, rule in enumerate(rules):
        if rule.kind in ROW_KINDS:
            held = verdict(table, rule, around.at)
            figures[f"evaluated_{place}"] = table.count(where=held.evaluated)
            if broken:
                figures[f"broken_{place}"] = table.count(where=held.broken)
        elif rule.kind is RuleKind.FRESHNESS:
            figures[f"newest_{place}"] = table[rule.fields[0]].cast("timestamp").max()
    return figures


def _count_of(place: int, rule: Rule, figures: Mapping[str, Any], around: Around) -> Count:
    if rule.kind is RuleKind.FRESHNESS:
        newest: datetime | None = figures[f"newest_{place}"]
        oldest = around.at - timedelta(days=rule.parameters["days"])
        return Count(rule, 1, int(newest is None or newest < oldest))
    if rule.kind is RuleKind.ROW_COUNT:
        return Count(rule, 1, int(not _enough(rule, figures["rows"], around.usual)))
    # Spark gives no number at all for a table without rows.
    return Count(rule, figures[f"evaluated_{place}"] or 0, figures[f"broken_{place}"] or 0)


def _enough(rule: Rule, rows: int, usual: int | None) -> bool:
    """No rows at all is never enough, whatever the rule says."""
    fall = rule.parameters.get("fall")
    floor = usual * (1 - fall) if usual and fall else 1
    least: float = max(1, rule.parameters.get("least", 1), floor)
    return rows >= least


# Not counted in the pass over the rows.
_APART = frozenset({RuleKind.UNIQUE, RuleKind.REFERENCE})


def repeated(table: ir.Table, fields: tuple[str, ...]) -> ir.Table:
    """The keys that several rows have, with how many; rows without a key repeat none."""
    whole = table.filter([filled(table[key]) for key in fields])
    counted = whole.group_by(list(fields)).aggregate(held=whole.count())
    return counted.filter(counted.held > 1)


def missing(table: ir.Table, rule: Rule, around: Around) -> ir.Table:
    """The rows whose fields are in no row of the table that a rule refers to."""
    name = rule.parameters["table"]
    if name not in around.others:
        raise Missing("规则“{rule}”引用的数据表“{table}”还没有数据", rule=rule.told, table=name)
    there = around.others[name].select(*rule.parameters["to"]).distinct()
    whole = table.filter([filled(table[key]) for key in rule.fields])
    pairs = zip(rule.fields, rule.parameters["to"], strict=True)
    return whole.anti_join(there, [whole[here] == there[to] for here, to in pairs])


def _apart(
    engine: Engine, table: ir.Table, rule: Rule, around: Around, known: Known
) -> tuple[int, int]:
    """B and how many of those are bad: keys or rows that have one, as the rule counts."""
    if rule.kind is RuleKind.UNIQUE:
        found = known.repeats.get(rule.key) or repeats(engine, table, rule.fields)
        return found.pair(Counting(rule.parameters.get("counting", Counting.ROWS)))
    whole = ibis.and_(*(filled(table[key]) for key in rule.fields))
    evaluated = table.aggregate(evaluated=table.count(where=whole))
    lost = missing(table, rule, around)
    figures = _first(engine, evaluated.cross_join(lost.aggregate(broken=lost.count())))
    return int(figures["evaluated"] or 0), int(figures["broken"] or 0)


def _first(engine: Engine, expression: ir.Table) -> dict[str, Any]:
    row: dict[str, Any] = engine.arrow(expression).to_pylist()[0]
    return row
