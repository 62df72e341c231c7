"""The lists of bad rows in the lake: those of the last run, and those that were sent back."""

from collections.abc import Iterator
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from yiwang.hub import places
from yiwang.hub.catalogue.models import Resource
from yiwang.lake.quality.bad import RULE
from yiwang.lake.tables.store import TableStore

# More bad rows than this are counted, but not listed.
MOST_LISTED = 200_000
RUN = "sent_back"


def store() -> TableStore:
    """The tables of the lake."""
    return TableStore(places.root())


def bad_table(resource: Resource) -> str:
    """The name of the list of the last run."""
    return f"{resource.key}__bad"


def sent_table(resource: Resource) -> str:
    """The name of the list of all that was sent back."""
    return f"{resource.key}__sent_back"


def keep(resource: Resource, run_id: int, rows: pa.Table) -> None:
    """Keep the list of a run in place of the one before."""
    store().replace(bad_table(resource), rows, run=f"quality-{run_id}", part=0)


def keep_sent(resource: Resource, sent_id: int, rules: list[str]) -> int:
    """Keep which rows were sent back, whatever later runs find; how many they are."""
    rows = _table(bad_table(resource))
    held = rows.filter(pc.is_in(rows[RULE], pa.array(rules, pa.string())))
    named = held.append_column(RUN, pa.array([sent_id] * held.num_rows, pa.int64()))
    if named.num_rows:
        name = sent_table(resource)
        store().append(name, named, run=f"sent-{sent_id}", part=0)
    return int(named.num_rows)


def still_bad(resource: Resource, sent_id: int) -> int:
    """How many of the rows that were sent back are in the list of the last run."""
    now = set(_rows(_table(bad_table(resource))))
    return sum(row in now for row in sent_rows(resource, sent_id))


def sent_rows(resource: Resource, sent_id: int) -> Iterator[tuple[str | None, ...]]:
    """The rule and key of every row that was sent back together."""
    if store().exists(sent_table(resource)):
        rows = _table(sent_table(resource))
        yield from _rows(rows.filter(pc.equal(rows[RUN], sent_id)).drop_columns([RUN]))


def page(resource: Resource, rule_key: str, first: int, most: int) -> list[tuple[str | None, ...]]:
    """Some keys of the rows that break a rule, in their order; empty before the first run."""
    if not store().exists(bad_table(resource)):
        return []
    rows = _table(bad_table(resource))
    held = rows.filter(pc.equal(rows[RULE], rule_key)).drop_columns([RULE])
    return list(islice(_rows(held.sort_by(held.column_names[0])), first, first + most))


def every(resource: Resource, rule_key: str = "") -> Iterator[tuple[str | None, ...]]:
    """Rule and keys of the rows that are listed, of one rule or of all; none before a run."""
    if store().exists(bad_table(resource)):
        rows = _table(bad_table(resource))
        held = rows.filter(pc.equal(rows[RULE], rule_key)) if rule_key else rows
        yield from _rows(held.sort_by(RULE))


def _table(name: str) -> pa.Table:
    """Bounded: lists have `MOST_LISTED` rows, and a sending back is of one list."""
    return pa.concat_tables([pq.read_table(one, partitioning=None) for one in store().files(name)])


def _rows(table: pa.Table) -> Iterator[tuple[str | None, ...]]:
    columns = [column.to_pylist() for column in table.columns]
    yield from zip(*columns, strict=True)
