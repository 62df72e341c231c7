"""From tables to clusters: what is surely of one, what people are to decide, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.linkage.clusters import MOST, Clusters, Known, Why, grouped
from yiwang.lake.linkage.decisions import Decision
from yiwang.lake.linkage.declarations import Linkage
from yiwang.lake.linkage.splinking import pairs
from yiwang.lake.linkage.weights import Weights, shipped


@dataclass(frozen=True, slots=True)
class Plan:
    """How to link: at `high` and above records join, from `low` on people decide.

    `within` also compares records of one source; `single` says that each source has a thing once.
    A record is named “source:key”.
    """

    low: float = 0.2
    high: float = 0.99
    within: bool = True
    single: bool = False
    most: int = MOST
    weights: Weights | None = None
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of it. Records that are in no group are alone.

    `doubtful` are rows of pairs (strongest first) whose records lie in different groups, each pair
    of groups once, with `why` they did not join; `""` says that the probability was too low.
    """

    groups: tuple[tuple[str, ...], ...]
    doubtful: tuple[dict[str, Any], ...]
    weights: Weights
    prior: float


def link(engine: DuckEngine, tables: Sequence[ir.Table], linkage: Linkage, plan: Plan) -> Linked:
    """Compare the records of these tables (column `record` and the raw columns) and group them."""
    weights = plan.weights or shipped(linkage)
    found = pairs(engine, tables, linkage, weights, least=plan.low, within=plan.within)
    names, left, right = _numbered(found.rows, plan.decisions)
    number = {name: at for at, name in enumerate(names)}
    known = Known(
        sure=_sure(found.rows, left, right, len(names)),
        sources=[name.partition(":")[0] for name in names] if plan.single else (),
        apart=frozenset(_decided(plan.decisions, number, same=False)),
        most=plan.most,
    )
    high = pc.sum(pc.greater_equal(found.rows["probability"], plan.high)).as_py() or 0
    clusters, refused = grouped(
        len(names),
        zip(left[:high], right[:high], strict=True),
        known=known,
        together=_decided(plan.decisions, number, same=True),
    )
    members = clusters.members().values()
    groups = tuple(sorted(tuple(sorted(names[one] for one in some)) for some in members))
    doubtful = _doubtful(found.rows, (left, right), clusters, known, refused)
    return Linked(groups, doubtful, weights, found.prior)


def _numbered(
    rows: pa.Table, decisions: Iterable[Decision]
) -> tuple[list[str], list[int], list[int]]:
    """The names of all records that pairs or decisions name, and both sides as numbers."""
    told = [name for one in decisions for name in (one.left, one.right)]
    sides = [rows["left"].combine_chunks(), rows["right"].combine_chunks()]
    text = [pa.array(told, pa.string()), *(side.cast(pa.string()) for side in sides)]
    coded = pa.concat_arrays(text).dictionary_encode()
    numbers = coded.indices.to_pylist()[len(told) :]
    return coded.dictionary.to_pylist(), numbers[: len(rows)], numbers[len(rows) :]


def _sure(rows: pa.Table, left: list[int], right: list[int], count: int) -> Sequence[str | None]:
    if "sure_l" not in rows.column_names:
        return ()
    found: list[str | None] = [None] * count
    for numbers, side in ((left, "l"), (right, "r")):
        for number, value in zip(numbers, rows[f"sure_{side}"].to_pylist(), strict=True):
            found[number] = value
    return found


def _decided(
    decisions: Iterable[Decision], number: dict[str, int], *, same: bool
) -> list[tuple[int, int]]:
    last = {tuple(sorted((number[one.left], number[one.right]))): one.same for one in decisions}
    return [(pair[0], pair[1]) for pair, said in last.items() if said is same]


def _doubtful(
    rows: pa.Table,
    sides: tuple[list[int], list[int]],
    clusters: Clusters,
    known: Known,
    refused: Sequence[tuple[int, int, Why]],
) -> tuple[dict[str, Any], ...]:
    """The strongest pair between any two groups that nobody has decided yet."""
    why = {(one, other): str(reason) for one, other, reason in refused}
    decided = {frozenset(pair) for pair in known.apart}
    seen: set[frozenset[int]] = set()
    kept: list[int] = []
    for at, (one, other) in enumerate(zip(*sides, strict=True)):
        between = frozenset((clusters.of(one), clusters.of(other)))
        settled = len(between) == 1 or between in seen or frozenset((one, other)) in decided
        if not settled and why.get((one, other)) != Why.DECIDED:
            seen.add(between)
            kept.append(at)
    told = rows.take(pa.array(kept, pa.int64())).to_pylist()
    return tuple(
        row | {"why": why.get((sides[0][at], sides[1][at]), "")}
        for at, row in zip(kept, told, strict=True)
    )
