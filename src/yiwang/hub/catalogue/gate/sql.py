"""The path of SQL: one SELECT over granted names, checked against a closed list, run in a cage.

What was checked is what runs: the statement is written anew from its tree. It runs in a database
of its own that holds nothing but the permitted rows and cannot reach files, settings or networks.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Timer

import duckdb
import pyarrow as pa
from sqlglot import exp

from yiwang.hub.catalogue.gate import evidence, log
from yiwang.hub.catalogue.gate.grammar import checked
from yiwang.hub.catalogue.gate.opening import LONGEST, bounded, open_gate
from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.catalogue.models import Access
from yiwang.kernel.refusals import Invalid, NotNow, Refusal
from yiwang.org.actors import Worker

MOST_ROWS = 1000
# What may be computed on at once; larger tables are for questions and files.
MOST_SOURCE_ROWS = 2_000_000
MOST_RESULT_BYTES = 20 * 1024 * 1024
_CAGE = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": "1GB",
    "max_temp_directory_size": "0GB",
    "threads": "2",
}
_LOCKS = (
    "SET python_enable_replacements=false",
    "SET lock_configuration=true",
)


@dataclass(frozen=True)
class Result:
    """What a statement gave; `more` says that rows were left out."""

    rows: pa.Table
    more: bool
    numbers: tuple[int, ...]
    digest: str = ""


def query(text: str, rights: Sequence[Right], who: Worker, *, purpose: str = "") -> Result:
    """Run one SELECT over what somebody was granted.

    Raises `Invalid` for what is not on the closed list, `NotNow` where it takes too much.
    """
    named = {one.name.lower(): one for one in rights}
    tree = checked(text, frozenset(named))
    wanted = _wanted(tree, named)
    sources: dict[str, pa.Table] = {}
    entries: list[log.Entry] = []
    for name, fields in wanted.items():
        with open_gate(named[name], who, Access.Path.SQL, purpose=purpose) as gate:
            with gate.refusing(text), bounded(gate.engine, LONGEST):
                rows = gate.table.select(*fields).limit(MOST_SOURCE_ROWS + 1)
                sources[name] = gate.engine.arrow(rows)
                if sources[name].num_rows > MOST_SOURCE_ROWS:
                    raise NotNow(
                        "“{name}”超过{most}行，请用统计或下载文件", name=name, most=MOST_SOURCE_ROWS
                    )
            entries.append(gate.entry(fields=fields, rows=0, query=text))
    with _told(entries):
        found = _run(tree.sql(dialect="duckdb"), sources)
        rows = found.slice(0, MOST_ROWS)
        given = evidence.digest(rows)
        told = {"rows": rows.num_rows, "given": given}
        noted = log.note([log.Entry(**(vars(one) | told)) for one in entries])
    numbers = tuple(int(one.number) for one in noted)
    return Result(rows, found.num_rows > MOST_ROWS, numbers, given)


def _wanted(tree: exp.Expression, named: Mapping[str, Right]) -> dict[str, tuple[str, ...]]:
    """Which fields of which right the statement could speak of; at least one of each."""
    used = {table.name.lower() for table in tree.find_all(exp.Table)} & set(named)
    if not used:
        raise Invalid("请从已授权的资源中查询")
    every = bool(list(tree.find_all(exp.Star)))
    spoken = {one.name.lower() for one in tree.find_all(exp.Identifier)}
    return {
        name: named[name].fields
        if every
        else tuple(f for f in named[name].fields if f.lower() in spoken) or named[name].fields[:1]
        for name in sorted(used)
    }


def _run(statement: str, sources: Mapping[str, pa.Table]) -> pa.Table:
    """In a database that holds the sources and nothing else. Raises `Invalid`, `NotNow`."""
    cage = duckdb.connect(":memory:", config=_CAGE)
    try:
        for name, rows in sources.items():
            cage.register(name, rows)
        for lock in _LOCKS:
            cage.execute(lock)
        timer = Timer(LONGEST, cage.interrupt)
        timer.daemon = True
        timer.start()
        try:
            return _taken(cage.execute(statement))
        finally:
            timer.cancel()
    except (duckdb.InterruptException, duckdb.OutOfMemoryException):
        raise NotNow("查询占用过多，已停止；请缩小范围后再试") from None
    except duckdb.Error as fault:
        # Only permitted rows are there to be told of.
        raise Invalid("查询不能执行：{fault}", fault=str(fault).partition("\n")[0][:200]) from None
    finally:
        cage.close()


def _taken(cursor: duckdb.DuckDBPyConnection) -> pa.Table:
    """As many rows as are shown, and one more; bounded in bytes as well."""
    reader = cursor.to_arrow_reader(MOST_ROWS + 1)
    batches: list[pa.RecordBatch] = []
    rows = size = 0
    for batch in reader:
        batches.append(batch)
        rows, size = rows + batch.num_rows, size + batch.nbytes
        if size > MOST_RESULT_BYTES:
            raise NotNow("查询结果过大，请少选一些内容")
        if rows > MOST_ROWS:
            break
    return pa.Table.from_batches(batches, schema=reader.schema)


@contextmanager
def _told(entries: Sequence[log.Entry]) -> Iterator[None]:
    """A statement that is refused is noted too, for every right that it spoke of."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code != log.NotNoted.code:
            log.note([log.Entry(**(vars(one) | {"refused": refusal.code})) for one in entries])
        raise
