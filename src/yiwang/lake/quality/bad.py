"""Every row that breaks a rule, with its key: one pass, however many rules there are."""

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from yiwang.lake.quality.checking import Around, missing, repeated
from yiwang.lake.quality.duplicates import Repeats
from yiwang.lake.quality.rows import ROW_KINDS, verdict
from yiwang.lake.quality.rules import Rule
from yiwang.lake.quality.words import RuleKind

# The column that says which rule a row breaks; no field of a table is called so.
RULE = "rule_key"


def bad_rows(
    table: ir.Table,
    rules: tuple[Rule, ...],
    keys: tuple[str, ...],
    around: Around | None = None,
    found: Mapping[str, Repeats] | None = None,
) -> ir.Table:
    """One row for each rule and each row of the table that breaks it: `rule_key` and `keys`.

    Of duplicates all rows concerned are named; `found` has those of rules that were looked for
    before. Rules on the whole table name no row.
    """
    around = around or Around()
    parts = [_by_rows(table, rules, keys, around)]
    for rule in rules:
        if rule.kind is RuleKind.UNIQUE:
            parts.append(_duplicates(table, rule, keys, (found or {}).get(rule.key)))
        elif rule.kind is RuleKind.REFERENCE:
            parts.append(_named(missing(table, rule, around), rule, keys))
    held = [part for part in parts if part is not None]
    if not held:
        return _named(table.filter(ibis.literal(False)), None, keys)
    return ibis.union(*held) if len(held) > 1 else held[0]


def _duplicates(
    table: ir.Table, rule: Rule, keys: tuple[str, ...], found: Repeats | None
) -> ir.Table | None:
    again = found.keys if found else repeated(table, rule.fields)
    if again is None:
        return None
    return _named(table.semi_join(again, list(rule.fields)), rule, keys)


def _by_rows(
    table: ir.Table, rules: tuple[Rule, ...], keys: tuple[str, ...], around: Around
) -> ir.Table | None:
    """Rows that break anything are kept first; only of those it is told what they break."""
    broken = {
        rule.key: verdict(table, rule, around.at).broken for rule in rules if rule.kind in ROW_KINDS
    }
    if not broken:
        return None
    nothing = ibis.null("string")
    told = ibis.array([held.ifelse(ibis.literal(key), nothing) for key, held in broken.items()])
    any_broken = table.filter(ibis.or_(*broken.values()))
    named = any_broken.select(told.unnest().name(RULE), *keys)
    return named.filter(named[RULE].notnull())


def _named(rows: ir.Table, rule: Rule | None, keys: tuple[str, ...]) -> ir.Table:
    key = ibis.literal(rule.key) if rule else ibis.null("string")
    return rows.select(key.name(RULE), *keys)
