"""The path of programs: rows page by page, in the order of the keys, of one version."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_
from typing import Any

import ibis.expr.types as ir
import orjson
import pyarrow as pa

from yiwang.hub.catalogue.gate import conditions
from yiwang.hub.catalogue.gate.bounds import LONGEST_CURSOR, MOST_ROWS
from yiwang.hub.catalogue.gate.conditions import Plain, Test
from yiwang.hub.catalogue.gate.narrowing import holding
from yiwang.hub.catalogue.gate.opening import Gate, open_gate
from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.catalogue.models import Access
from yiwang.kernel.refusals import Invalid
from yiwang.lake.schema import Schema
from yiwang.org.actors import Worker

# Without a key of their own rows are counted from the beginning, which costs more each page.
FARTHEST = 1_000_000


@dataclass(frozen=True)
class Page:
    """One page; `after` leads to the next one and is empty on the last."""

    rows: pa.Table
    after: str
    version: int
    number: int
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which page: of which fields, under which conditions, after which row."""

    fields: Sequence[str] = ()
    where: Sequence[Plain] = ()
    after: str = ""
    most: int = 100
    purpose: str = ""


def page(
    right: Right, who: Worker, wanted: Wanted, path: str | Access.Path = Access.Path.API
) -> Page:
    """One page of what a right opens. Raises `Invalid` for what is not granted."""
    cursor = _read(wanted.after)
    version = cursor.get("version")
    with open_gate(right, who, path, purpose=wanted.purpose, version=version) as gate:
        query = {"fields": list(wanted.fields), "where": list(wanted.where), "after": wanted.after}
        with gate.refusing(query):
            rows = _rows(gate, wanted, cursor)
        most = max(1, min(wanted.most, MOST_ROWS))
        reading = gate.give(rows, most=most, query=query, shown=partial(_shown, wanted=wanted))
        after = _after(gate, reading.rows, cursor) if reading.more else ""
        told = _shown(reading.rows, wanted)
        return Page(told, after, gate.version, reading.number, reading.digest)


def asked(gate: Gate, fields: Sequence[str], where: Sequence[Plain]) -> ir.Table:
    """The table narrowed to fields and rows, all of them granted; no fields named means all."""
    for name in fields:
        conditions.known(gate.schema, name)
    # A masked value is compared as everybody sees it.
    held = holding(gate.table, conditions.read(where, gate.schema))
    return held.select(*fields) if fields else held


def _rows(gate: Gate, wanted: Wanted, cursor: dict[str, Any]) -> ir.Table:
    held = asked(gate, (), wanted.where)
    for name in wanted.fields:
        conditions.known(gate.right.schema, name)
    keys = _keys(gate)
    names = [name for name in gate.right.schema.names if name in {*wanted.fields, *keys}]
    shown = held.select(*names) if wanted.fields else held
    if not keys:
        start = _whole(cursor.get("start", 0))
        return shown.order_by(list(shown.columns)).limit(None, offset=start)
    if "key" in cursor:
        shown = shown.filter(_beyond(shown, keys, _values(gate.right.schema, keys, cursor["key"])))
    return shown.order_by(list(keys))


def _keys(gate: Gate) -> tuple[str, ...]:
    """The key where all of it is granted as it is; an order by anything else would tell of it."""
    keys = gate.right.resource.schema.keys
    readable = all(key in gate.right.fields and key not in gate.right.masked for key in keys)
    return keys if keys and readable else ()


def _beyond(table: ir.Table, keys: Sequence[str], values: Sequence[Any]) -> ir.BooleanValue:
    """(a, b) > (x, y), written out."""
    steps = []
    for place, (key, value) in enumerate(zip(keys, values, strict=True)):
        same = [table[k] == v for k, v in zip(keys[:place], values[:place], strict=True)]
        steps.append(reduce(and_, [*same, table[key] > value]))
    return reduce(or_, steps)


def _values(schema: Schema, keys: Sequence[str], given: Any) -> list[Any]:
    if not isinstance(given, list) or len(given) != len(keys):
        raise _wrong()
    plain = [
        {"field": k, "test": Test.IS.value, "value": v} for k, v in zip(keys, given, strict=True)
    ]
    return [one.value for one in conditions.read(plain, schema)]


def _after(gate: Gate, rows: pa.Table, cursor: dict[str, Any]) -> str:
    place: dict[str, Any] = {"version": gate.version}
    keys = _keys(gate)
    if keys:
        last = rows.slice(rows.num_rows - 1).to_pylist()[0]
        place["key"] = [str(last[key]) for key in keys]
    else:
        place["start"] = _whole(cursor.get("start", 0)) + rows.num_rows
    return base64.urlsafe_b64encode(orjson.dumps(place)).decode().rstrip("=")


def _read(after: str) -> dict[str, Any]:
    if not after:
        return {}
    if len(after) > LONGEST_CURSOR:
        raise _wrong()
    try:
        place = orjson.loads(base64.urlsafe_b64decode(after + "=" * (-len(after) % 4)))
    except (binascii.Error, ValueError):
        raise _wrong() from None
    if not isinstance(place, dict) or not isinstance(place.get("version"), int):
        raise _wrong()
    return place


def _whole(value: Any) -> int:
    if not isinstance(value, int) or not 0 <= value <= FARTHEST:
        raise _wrong()
    return value


def _wrong() -> Invalid:
    return Invalid("翻页标记不对，请从第一页重新读取")


def _shown(rows: pa.Table, wanted: Wanted) -> pa.Table:
    return rows.select(list(wanted.fields)) if wanted.fields else rows
