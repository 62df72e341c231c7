"""Puts what was staged into the tables: bad rows into quarantine first, then the good ones.

Each write names the run and its part, so that whatever is done twice is done once.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from yiwang.lake.intake.comparing import Comparing
from yiwang.lake.intake.order import EXTRA, QUARANTINE, REJECTED, Mode, Order, Outcome, Place
from yiwang.lake.intake.reading import Beat, without
from yiwang.lake.intake.sieve import ROW, told
from yiwang.lake.intake.staging import BAD, GOOD, Staging
from yiwang.lake.intake.staging import EXTRA as EXTRA_ROWS
from yiwang.lake.tables.writing import Written

DUPLICATE = "duplicate"


class Publishing:
    """One staged run on its way into the tables."""

    def __init__(self, order: Order, place: Place, staging: Staging, beat: Beat) -> None:
        self._order = order
        self._store = place.store
        self._staging = staging
        self._beat = beat
        self._doubles = pa.array([], pa.int64())
        self._at = datetime.fromisoformat((staging.plan() or {})["at"])

    def fill(self, outcome: Outcome) -> None:
        """Count what was staged, and find keys that came twice and rows that came no more."""
        parts = self._staging.parts()
        outcome.rows_in = sum(part.rows_in for part in parts)
        outcome.rejected = sum(part.rejected for part in parts)
        known = (self._staging.plan() or {}).get("doubles")
        # Asked once where there are none, since that takes a look at every key.
        if self._order.keys and outcome.rows_in and known != 0:
            with self._comparing() as compared:
                self._doubles = compared.doubles(self._order.keys)
            self._staging.note(doubles=len(self._doubles))
        outcome.duplicates = len(self._doubles)
        outcome.rejected += outcome.duplicates
        outcome.accepted = outcome.rows_in - outcome.rejected

    def deletions(self, outcome: Outcome) -> int:
        """How many rows of the table the run would delete."""
        if self._order.mode is not Mode.FULL or not self._there:
            return 0
        if not self._comparable:
            return max(0, outcome.table_rows - outcome.accepted)
        if not outcome.rows_in:
            return outcome.table_rows
        with self._comparing() as compared:
            return compared.gone(self._order.keys, self._store.files(self._order.table))

    def publish(self, outcome: Outcome) -> None:
        """All of it; `outcome` is told what changed."""
        run, table = outcome.run, self._order.table
        self._quarantine(outcome)
        self._beat(outcome.rows_in, "quarantined")
        if self._whole:
            done = self._store.replace(table, self._reader(), run=run, part=0)
        elif self._order.mode is Mode.APPEND:
            done = self._store.append(table, self._reader(), run=run, part=0)
        else:
            done = self._store.merge(table, self._reader(), keys=self._order.keys, run=run, part=0)
        _add(outcome, done)
        self._beat(outcome.rows_in, "written")
        if self._order.mode is Mode.FULL and not self._whole and outcome.would_delete:
            self._delete(outcome)
        self._beat(outcome.rows_in, "deleted")

    @property
    def _there(self) -> bool:
        return self._store.exists(self._order.table)

    @property
    def _comparable(self) -> bool:
        """Whether rows of the table can be found again by key, in the same shape."""
        if not self._order.keys or not self._there:
            return False
        kept = self._store.schema(self._order.table)
        wanted = self._order.terms.schema.arrow()
        return {one.name: one.type for one in kept} == {one.name: one.type for one in wanted}

    @property
    def _whole(self) -> bool:
        """Whether the table is written anew; said once, so that a restart does the same."""
        plan = self._staging.plan() or {}
        if "whole" not in plan:
            full = self._order.mode is Mode.FULL
            plan = self._staging.note(whole=full and not self._comparable)
        return bool(plan["whole"])

    def _delete(self, outcome: Outcome) -> None:
        run, table = outcome.run, self._order.table
        if self._store.last_part(table, run) >= 1:
            # Which keys were missing is no longer to be seen: they are gone already.
            done = self._store.delete(table, self._nothing(), run=run, part=1)
        else:
            with self._comparing() as compared:
                gone = compared.gone_keys(self._order.keys, self._store.files(table))
                done = self._store.delete(table, gone, run=run, part=1)
        outcome.version, outcome.deleted = done.version, done.deleted

    def _nothing(self) -> pa.Table:
        return self._order.terms.schema.only(self._order.keys).arrow().empty_table()

    def _comparing(self) -> Comparing:
        staging = self._staging
        return Comparing(staging.folder, staging.files(GOOD), staging.files(BAD))

    def _reader(self) -> pa.RecordBatchReader:
        shape = self._order.terms.schema.arrow()
        return pa.RecordBatchReader.from_batches(shape, self._good())

    def _good(self) -> Iterator[pa.RecordBatch]:
        for batch in self._staging.batches(GOOD):
            if len(self._doubles):
                kept = pc.invert(pc.is_in(batch.column(ROW), self._doubles))
                batch = batch.filter(kept)
            yield without(batch, ROW)

    def _quarantine(self, outcome: Outcome) -> None:
        table, run = self._order.table, outcome.run
        if outcome.rejected:
            rows = pa.RecordBatchReader.from_batches(QUARANTINE, self._rejected(run))
            self._store.append(table + REJECTED, rows, run=run, part=0)
        if self._staging.files(EXTRA_ROWS):
            rows = pa.RecordBatchReader.from_batches(QUARANTINE, self._extra(run))
            self._store.append(table + EXTRA, rows, run=run, part=0)

    def _rejected(self, run: str) -> Iterator[pa.RecordBatch]:
        for batch in self._staging.batches(BAD):
            rules, raw = batch.column("_rules"), batch.column("_raw")
            yield self._kept(run, batch.column(ROW), rules, raw)
        if not len(self._doubles):
            return
        for batch in self._staging.batches(GOOD):
            double = batch.filter(pc.is_in(batch.column(ROW), self._doubles))
            raw = pa.array([told(one) for one in without(double, ROW).to_pylist()], pa.string())
            rules = pa.array([DUPLICATE] * double.num_rows, pa.string())
            yield self._kept(run, double.column(ROW), rules, raw)

    def _extra(self, run: str) -> Iterator[pa.RecordBatch]:
        for batch in self._staging.batches(EXTRA_ROWS):
            none = pa.nulls(batch.num_rows, pa.string())
            yield self._kept(run, batch.column(ROW), none, batch.column("_raw"))

    def _kept(self, run: str, rows: Any, rules: Any, raw: Any) -> pa.RecordBatch:
        many = len(rows)
        runs = pa.array([run] * many, pa.string())
        at = pa.array([self._at] * many, pa.timestamp("us"))
        return pa.RecordBatch.from_arrays([runs, rows, rules, raw, at], schema=QUARANTINE)


def _add(outcome: Outcome, done: Written) -> None:
    outcome.version = done.version
    outcome.inserted += done.inserted
    outcome.updated += done.updated
    outcome.deleted += done.deleted
    outcome.unchanged += done.unchanged
