"""The path of questions: a closed plan — what is reckoned, by which fields, of which rows.

Groups of fewer rows than the floor are left out, so that nobody is told alone; and where only one
group would be left out, the next smallest goes with it, so that it cannot be got by subtraction.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc
from django.utils.translation import gettext_noop

from yiwang.hub.catalogue.gate import conditions
from yiwang.hub.catalogue.gate.conditions import Plain
from yiwang.hub.catalogue.gate.opening import Gate, open_gate
from yiwang.hub.catalogue.gate.paging import asked
from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.catalogue.models import Access
from yiwang.hub.catalogue.terms import terms
from yiwang.kernel.refusals import Invalid, NotNow
from yiwang.lake.schema import Kind
from yiwang.org.actors import Worker

MOST_GROUPS = 1000
MOST_DIVISIONS = 3
COUNTED = "_rows"


class Measure(StrEnum):
    """What is reckoned."""

    COUNT = "count"
    SUM = "sum"
    AVERAGE = "average"
    LEAST = "least"
    MOST = "most"

    @property
    def label(self) -> str:
        """The Chinese word on screen."""
        return MEASURE_LABELS[self]


MEASURE_LABELS = {
    Measure.COUNT: gettext_noop("行数"),
    Measure.SUM: gettext_noop("合计"),
    Measure.AVERAGE: gettext_noop("平均"),
    Measure.LEAST: gettext_noop("最小"),
    Measure.MOST: gettext_noop("最大"),
}
NUMBERS = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.DECIMAL})


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A question; `field` is empty only for a count."""

    measure: Measure
    field: str = ""
    by: tuple[str, ...] = ()
    where: tuple[Plain, ...] = ()


@dataclass(frozen=True)
class Line:
    """One group with its value; `keys` in the order of the plan's divisions."""

    keys: tuple[Any, ...]
    value: Any
    rows: int


@dataclass(frozen=True)
class Answer:
    """The groups that are large enough, the largest value first."""

    lines: tuple[Line, ...]
    withheld: bool
    floor: int
    number: int
    digest: str = ""


def read(plain: Mapping[str, Any]) -> Plan:
    """A plan out of JSON. Raises `Invalid` for any other key or kind."""
    if not isinstance(plain, Mapping) or not set(plain) <= {"measure", "field", "by", "where"}:
        raise Invalid("问题只能有统计方式、信息项、分组和条件")
    by, where = plain.get("by", []), plain.get("where", [])
    if not isinstance(by, list) or not isinstance(where, list) or len(by) > MOST_DIVISIONS:
        raise Invalid("分组最多{most}项", most=MOST_DIVISIONS)
    try:
        measure = Measure(plain.get("measure", ""))
    except ValueError:
        raise Invalid("没有这种统计方式") from None
    return Plan(measure=measure, field=plain.get("field") or "", by=tuple(by), where=tuple(where))


def ask(right: Right, who: Worker, plan: Plan, *, purpose: str = "") -> Answer:
    """Answer a question on what a right opens. Raises `Invalid` for what is not granted."""
    floor = terms().small_group
    with open_gate(right, who, Access.Path.QUESTION, purpose=purpose) as gate:
        query = {"measure": plan.measure, "field": plan.field, "by": plan.by, "where": plan.where}
        with gate.refusing(query):
            groups = _groups(gate, plan)
        # All groups are reckoned before any is left out, but none is noted or given before.
        wanted, spoken = _kept(groups, floor), _spoken(plan)
        reading = gate.give(wanted, most=MOST_GROUPS, query=query, fields=spoken, shown=_told_of)
        if reading.more:
            raise NotNow("分组超过{most}个，请减少分组或增加条件", most=MOST_GROUPS)
        rows = reading.rows.to_pylist()
        lines = tuple(_line(row, plan) for row in rows if not row["_left"])
        withheld = any(row["_left"] for row in rows)
        return Answer(lines, withheld, floor, reading.number, reading.digest)


def _spoken(plan: Plan) -> tuple[str, ...]:
    named = [plan.field, *plan.by, *(one["field"] for one in plan.where)]
    return tuple(dict.fromkeys(name for name in named if name)) or ("*",)


def _groups(gate: Gate, plan: Plan) -> ir.Table:
    table = asked(gate, (), plan.where)
    if len(set(map(str, plan.by))) < len(plan.by):
        raise Invalid("分组项重复")
    for name in plan.by:
        conditions.known(gate.schema, name)
    reckoned = {"_value": _reckoned(gate, table, plan), COUNTED: table.count()}
    return (
        table.group_by(list(plan.by)).aggregate(**reckoned)
        if plan.by
        else table.aggregate(**reckoned)
    )


def _reckoned(gate: Gate, table: ir.Table, plan: Plan) -> ir.Value:
    if plan.measure is Measure.COUNT:
        if plan.field:
            raise Invalid("行数不需要信息项")
        return table.count()
    field = conditions.known(gate.schema, plan.field)
    # A masked value is no number, and its least or most would tell of one person.
    if field.key in gate.right.masked or field.kind not in NUMBERS:
        raise Invalid("“{field}”不能做这种统计", field=field.label)
    column = table[field.key]
    match plan.measure:
        case Measure.SUM:
            return column.sum()
        case Measure.AVERAGE:
            return column.cast("float64").mean()
        case Measure.LEAST:
            return column.min()
    return column.max()


def _kept(groups: ir.Table, floor: int) -> ir.Table:
    """Every group, those to be left out without a word of what they are."""
    small = groups[COUNTED] < floor
    marked = groups.mutate(_small=small)
    window = ibis.window(order_by=[marked[COUNTED], *(marked[c] for c in groups.columns)])
    marked = marked.mutate(
        _place=ibis.row_number().over(window), _many=marked["_small"].sum().over()
    )
    alone = (marked["_many"] == 1) & (marked["_place"] == 1)
    marked = marked.mutate(_left=(marked["_small"] | alone) & (marked[COUNTED] >= 0))
    kept = marked.drop("_small", "_place", "_many")
    keys = [name for name in groups.columns if name != "_value"]
    hidden = {
        name: ibis.ifelse(kept["_left"], ibis.null(kept[name].type()), kept[name])
        for name in groups.columns
    }
    return kept.mutate(**hidden).order_by([ibis.desc("_value"), *keys])


def _told_of(rows: pa.Table) -> pa.Table:
    """What of the groups is handed on: those that are large enough."""
    return rows.filter(pc.invert(rows["_left"])).drop_columns(["_left"])


def _line(row: Mapping[str, Any], plan: Plan) -> Line:
    return Line(tuple(row[name] for name in plan.by), row["_value"], row[COUNTED])


def told(values: Sequence[Any]) -> list[str]:
    """The keys of a group as text; an empty one is told as such."""
    return ["（空）" if one is None else str(one) for one in values]
