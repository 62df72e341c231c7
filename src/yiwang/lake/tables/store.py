"""The tables of a lake: one folder each, in versions; every write happens once and whole.

A write names its run and the part of that run. The part is committed together with the rows, so a
run that was killed starts again where it stopped, and one that comes twice changes nothing.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from yiwang.kernel.refusals import Invalid, NotFound
from yiwang.lake.tables.locks import held
from yiwang.lake.tables.rewriting import clear
from yiwang.lake.tables.shapes import Batches
from yiwang.lake.tables.versions import Versions
from yiwang.lake.tables.writing import MANY_SMALL, Writing, Written, data_files, shape

# The state as a whole is written beside the log so often, so that opening stays quick.
CHECKPOINT_EVERY = 50
# Readers of older versions have a week to finish.
KEPT_HOURS = 168


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A version of a table: the files that make it up, their rows, and its shape."""

    version: int
    files: tuple[str, ...]
    rows: int
    schema: pa.Schema


@dataclass(frozen=True, slots=True)
class Changes:
    """The files in which two versions differ: rows that changed lie in these and nowhere else."""

    gone: tuple[str, ...]
    come: tuple[str, ...]


class TableStore(Versions):
    """The tables below a folder. One writer a table at a time; readers are never kept waiting."""

    def snapshot(self, name: str, version: int | None = None) -> Snapshot:
        """A version, by default the newest. Raises `NotFound` where it is not or no longer."""
        table = self._open(name, version)
        files = data_files(table)
        return Snapshot(
            table.version(),
            tuple(str(self._path(name) / one.name) for one in files),
            sum(one.rows for one in files),
            shape(table),
        )

    def schema(self, name: str) -> pa.Schema:
        """The shape of the newest version."""
        return shape(self._open(name))

    def files(self, name: str, version: int | None = None) -> tuple[str, ...]:
        """The Parquet files of a version, at least one: what engines read."""
        return self.snapshot(name, version).files

    def rows(self, name: str, version: int | None = None) -> int:
        """How many rows a version has."""
        return self.snapshot(name, version).rows

    def changes(self, name: str, before: int, after: int) -> Changes:
        """The files in which two versions differ."""
        first, second = self.files(name, before), self.files(name, after)
        return Changes(
            tuple(one for one in first if one not in second),
            tuple(one for one in second if one not in first),
        )

    def last_part(self, name: str, run: str) -> int:
        """The last part of a run that is in the table; -1 if none is."""
        if not self.exists(name):
            return -1
        found = self._open(name).transaction_version(run)
        return -1 if found is None else int(found)

    def append(self, name: str, batches: Batches, *, run: str, part: int) -> Written:
        """Add rows; the first write makes the table in the shape of its rows."""
        return self._once(name, run, part, lambda write: write.append(batches))

    def replace(self, name: str, batches: Batches, *, run: str, part: int) -> Written:
        """These rows instead of all that were there, also in another shape."""
        return self._once(name, run, part, lambda write: write.replace(batches))

    def merge(
        self, name: str, batches: Batches, *, keys: Sequence[str], run: str, part: int
    ) -> Written:
        """Insert rows with new keys and put the others in place of theirs; equal ones stay.

        Raises `Invalid` for empty keys and for two rows of one key within the batches.
        """
        return self._once(name, run, part, lambda write: write.merge(batches, tuple(keys)))

    def delete(self, name: str, keys: Batches, *, run: str, part: int) -> Written:
        """Delete the rows of these keys; `unchanged` counts keys of which there was no row."""
        return self._once(name, run, part, lambda write: write.delete(keys))

    def compact(self, name: str) -> int:
        """Join small files; how many there were. The rows stay as they are."""
        with self._held(name):
            return Writing(self._path(name), self._open(name), "", -1).compact(least=2)

    def vacuum(self, name: str, *, hours: int = KEPT_HOURS) -> int:
        """Remove files that no version of the last hours has, and those of killed writers."""
        with self._held(name):
            clear(self._path(name))
            gone = self._open(name).vacuum(
                hours, dry_run=False, enforce_retention_duration=False, full=True
            )
            self._open(name).create_checkpoint()
            return len(gone)

    def _once(self, name: str, run: str, part: int, act: Callable[[Writing], Written]) -> Written:
        if not run or part < 0:
            raise Invalid("写表要说明是哪一次运行的第几部分")
        with self._held(name):
            table = self._open(name) if self.exists(name) else None
            write = Writing(self._path(name), table, run, part)
            if self.last_part(name, run) >= part:
                return write.before()
            done = act(write)
            self._tidy(name, done.version)
            return done

    def _tidy(self, name: str, version: int) -> None:
        table = self._open(name)
        Writing(self._path(name), table, "", -1).compact(least=MANY_SMALL)
        if version % CHECKPOINT_EVERY == CHECKPOINT_EVERY - 1:
            table.create_checkpoint()

    def _held(self, name: str) -> AbstractContextManager[None]:
        self._path(name)
        return held(self._root / ".locks" / name, name)

    def _open(self, name: str, version: int | None = None) -> DeltaTable:
        self.version(name)
        try:
            return DeltaTable(self._path(name), version=version)
        except DeltaError:
            raise NotFound(
                "表“{table}”没有第 {version} 版，或已清理", table=name, version=version
            ) from None
