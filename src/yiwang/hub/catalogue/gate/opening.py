"""The gate: opens a right as a table of permitted rows, and notes a reading before it is given.

Whatever a person asks — filters, orders, sums, SQL — is computed on what `Gate.table` holds: the
granted fields, the granted rows, masked. What was not granted is not there to be named.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import duckdb
import ibis.expr.types as ir
import pyarrow as pa

from yiwang.hub import places
from yiwang.hub.catalogue.gate import evidence, log, masks
from yiwang.hub.catalogue.gate.log import Entry
from yiwang.hub.catalogue.gate.narrowing import holding
from yiwang.hub.catalogue.gate.rights import Right
from yiwang.hub.catalogue.models import Access
from yiwang.hub.receipts.queries import check_evidence
from yiwang.kernel.refusals import Missing, NotNow, Refusal
from yiwang.lake.engines.duck import DuckEngine
from yiwang.lake.receipts.tallies import Tally
from yiwang.lake.receipts.tallying import tally
from yiwang.lake.schema import Schema
from yiwang.org.actors import Worker

# Seconds that one reading may compute.
LONGEST = 20.0
LONGEST_FILE = 120.0


@dataclass(frozen=True)
class Reading:
    """Rows that were noted and may leave; `more` says that there were further ones.

    `digest` is that of the rows, as the log has it.
    """

    rows: pa.Table
    number: int
    more: bool = False
    digest: str = ""


@dataclass(frozen=True)
class Gate:
    """One right, opened: `table` is all that may be computed on."""

    right: Right
    who: Worker
    purpose: str
    path: str
    engine: DuckEngine
    table: ir.Table
    version: int

    @property
    def schema(self) -> Schema:
        """The shape of `table`: a masked field holds what its mask gives, often text."""
        return masks.shape(self.right, self.table)

    def give(
        self,
        wanted: ir.Table,
        *,
        most: int,
        query: Any,
        fields: tuple[str, ...] = (),
        shown: Callable[[pa.Table], pa.Table] = pa.Table.combine_chunks,
    ) -> Reading:
        """At most so many rows of an expression on `table`, noted before they are returned.

        `fields` are those that it speaks of, where its columns are others; `shown` makes of the
        rows what is handed on of them, which the log keeps the digest of.
        """
        with self.refusing(query), bounded(self.engine, LONGEST):
            found = self.engine.arrow(wanted.limit(most + 1))
        rows = found.slice(0, most)
        spoken = fields or tuple(found.column_names)
        given = evidence.digest(shown(rows))
        number = self.note(fields=spoken, rows=rows.num_rows, query=query, given=given)
        return Reading(rows, number, more=found.num_rows > most, digest=given)

    def give_file(
        self, wanted: ir.Table, path: Path, *, most: int, query: Any
    ) -> tuple[int, Tally]:
        """The same into a Parquet file that is removed where it may not leave.

        Its number in the log, and what its rows add up to, for the receipt.
        """
        try:
            with self.refusing(query), bounded(self.engine, LONGEST_FILE):
                rows = self.engine.write(wanted.limit(most + 1), path)
                if rows > most:
                    raise NotNow("结果超过{most}行，请缩小范围后再下载", most=most)
                counted = tally(self.engine, self.engine.table([str(path)]), self.schema)
            given = counted.buckets_digest
            fields = tuple(wanted.columns)
            return self.note(fields=fields, rows=rows, query=query, given=given), counted
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    def entry(
        self,
        *,
        fields: tuple[str, ...],
        rows: int,
        query: Any,
        refused: str = "",
        given: str = "",
    ) -> Entry:
        """This reading as the log takes it."""
        return Entry(
            who=self.who,
            right=self.right,
            purpose=self.purpose,
            path=self.path,
            version=self.version,
            fields=fields,
            rows=rows,
            query=query,
            refused=refused,
            given=given,
        )

    def note(self, *, fields: tuple[str, ...], rows: int, query: Any, given: str) -> int:
        """Note the reading; its number in the log. What is refused is noted as refused."""
        with self.refusing(query):
            entry = self.entry(fields=fields, rows=rows, query=query, given=given)
            (access,) = log.note([entry])
        return int(access.number)

    @contextmanager
    def refusing(self, query: Any) -> Iterator[None]:
        """Note what is refused inside, and tell an engine's fault in words without its values."""
        try:
            yield
        except Refusal as refusal:
            self._refused(query, refusal.code)
            raise
        except duckdb.InterruptException:
            self._refused(query, "too_long")
            raise NotNow("计算时间过长，已停止；请缩小范围后再试") from None
        except duckdb.Error:
            self._refused(query, "failed")
            raise NotNow("数据暂时读不出来，请稍后再试或联系数据管理员") from None

    def _refused(self, query: Any, code: str) -> None:
        if code != log.NotNoted.code:
            log.note([self.entry(fields=(), rows=0, query=query, refused=code)])


@contextmanager
def bounded(engine: DuckEngine, seconds: float) -> Iterator[None]:
    """Interrupt what the engine computes when it takes longer."""
    timer = Timer(seconds, engine.backend.con.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@contextmanager
def open_gate(
    right: Right,
    who: Worker,
    path: str | Access.Path,
    *,
    purpose: str = "",
    version: int | None = None,
) -> Iterator[Gate]:
    """Open a right for one reading. The purpose is the grant's own unless a narrower one is told.

    Raises `NotNow` where there is no table yet or no evidence can be given, and `Missing` without
    a purpose. Nothing is read by opening alone.
    """
    check_evidence()
    told = purpose.strip() or right.purpose
    if not told:
        raise Missing("请写明用途")
    # An empty list of fields is nothing, never everything.
    if not right.fields:
        raise NotNow("授权中没有可读的信息项")
    engine = places.engine()
    try:
        table, used = _permitted(right, engine, version)
        yield Gate(right, who, told, str(path), engine, table, used)
    finally:
        engine.close()


def _permitted(right: Right, engine: DuckEngine, version: int | None) -> tuple[ir.Table, int]:
    """Rows first, by the raw values; then the fields; then the masks. Of nothing else is told."""
    store, key = places.store(), right.resource.key
    name = masks.copy_of(right, store) or key
    if not store.exists(name):
        raise NotNow("资源“{name}”还没有入库的数据", name=right.resource.name)
    found = store.snapshot(name, version)
    needed = {*right.fields, *(one.field for one in right.conditions)}
    if not needed <= set(found.schema.names):
        raise NotNow("资源“{name}”的数据表与目录不一致，请联系数据管理员", name=right.resource.name)
    raw = holding(engine.table(found.files), right.conditions).select(*right.fields)
    return (raw if name != key else masks.masked(raw, right)), found.version
