"""Conditions compiled for the engine: the rows of a table for which they hold."""

from collections.abc import Iterable

import ibis
import ibis.expr.types as ir

from yiwang.hub.catalogue.gate.conditions import Condition, Test


def holding(table: ir.Table, conditions: Iterable[Condition]) -> ir.Table:
    """The rows for which every condition holds; an empty value fulfils none but `EMPTY`."""
    tests = [_compiled(table[one.field], one) for one in conditions]
    return table.filter(tests) if tests else table


def _compiled(column: ir.Column, one: Condition) -> ir.BooleanValue:
    match one.test:
        case Test.IS:
            return column == one.value
        case Test.IS_NOT:
            return column != one.value
        case Test.ONE_OF:
            return column.isin(list(one.value))
        case Test.FROM:
            return column >= one.value
        case Test.TO:
            return column <= one.value
        case Test.BEGINS:
            # By length, so that no sign of the value is a pattern.
            return column.substr(0, len(one.value)) == ibis.literal(one.value)
        case Test.EMPTY:
            return column.isnull()
    return column.notnull()
