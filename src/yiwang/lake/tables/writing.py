"""One write of one table: worked out beside the table, then committed at once."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from deltalake import DeltaTable

from yiwang.kernel.refusals import Invalid
from yiwang.lake.tables import log
from yiwang.lake.tables.log import Commit, DataFile
from yiwang.lake.tables.rewriting import UNFINISHED, rewriting
from yiwang.lake.tables.shapes import Batches, Stream

# Files below this many bytes are joined once there are so many that reading would suffer.
SMALL = 16 * 1024 * 1024
MANY_SMALL = 32
COUNTS = ("inserted", "updated", "deleted", "unchanged")


@dataclass(frozen=True, slots=True)
class Written:
    """What a write did; `version` has it. `again`: it was done before, nothing happened now."""

    version: int
    inserted: int = 0
    updated: int = 0
    deleted: int = 0
    unchanged: int = 0
    again: bool = False


def data_files(table: DeltaTable) -> tuple[DataFile, ...]:
    """The files of a version with their rows, by name."""
    found = pa.table(table.get_add_actions(flatten=True)).to_pylist()
    files = (DataFile(one["path"], one["num_records"], one["size_bytes"]) for one in found)
    return tuple(sorted(files, key=lambda one: one.name))


def shape(table: DeltaTable) -> pa.Schema:
    """The shape of a version."""
    return pa.schema(table.schema().to_arrow())


class Writing:
    """A write by whoever holds the table's lock; `table` is its newest version, or none yet."""

    def __init__(self, path: Path, table: DeltaTable | None, run: str, part: int) -> None:
        self._path = path
        self._run = run
        self._part = part
        self._version = -1 if table is None else int(table.version())
        self._files = () if table is None else data_files(table)
        self._shape = None if table is None else shape(table)

    def append(self, batches: Batches) -> Written:
        """Add the rows of the batches."""
        stream = Stream(batches, self._shape)
        with rewriting(self._path) as change:
            come = change.written(stream)
            return self._commit(Written(self._next, _rows(come)), come, (), stream.schema)

    def replace(self, batches: Batches) -> Written:
        """Only the rows of the batches, in their shape."""
        stream = Stream(batches, None)
        with rewriting(self._path) as change:
            come = change.written(stream)
            done = Written(self._next, _rows(come), deleted=_rows(self._files))
            return self._commit(done, come, self._files, stream.schema)

    def merge(self, batches: Batches, keys: tuple[str, ...]) -> Written:
        """Rows with new keys in, those of known keys in place of theirs."""
        stream = Stream(batches, self._shape)
        _among(keys, stream.schema)
        cells = [name for name in stream.schema.names if name not in keys]
        with rewriting(self._path) as change:
            rows = change.staged(stream, keys)
            met = change.probed(self._paths(self._files), keys, cells)
            same = met.matched - met.changed
            done = Written(self._next, rows - met.matched, met.changed, unchanged=same)
            gone, rest = self._parted(met.touched)
            if not done.inserted and not gone and self._files:
                return self._commit(done, (), (), stream.schema)
            come = change.merged(self._paths(gone), self._paths(rest), keys)
            return self._commit(done, come, gone, stream.schema)

    def delete(self, batches: Batches) -> Written:
        """No rows of these keys any more. Raises `Invalid` where the table is not there yet."""
        if self._shape is None:
            raise Invalid("没有表“{table}”，不能删除", table=self._path.name)
        stream = Stream(batches, None)
        keys = tuple(stream.schema.names)
        _among(keys, self._shape)
        with rewriting(self._path) as change:
            rows = change.staged(stream, keys)
            met = change.probed(self._paths(self._files), keys, None)
            # A key may be a part of the business key: then it names several rows.
            done = Written(self._next, deleted=met.matched, unchanged=rows - met.keys)
            gone, _rest = self._parted(met.touched)
            come = change.without(self._paths(gone), keys) if gone else ()
            return self._commit(done, come, gone, self._shape)

    def compact(self, least: int) -> int:
        """Join the small files where there are at least so many; how many were joined."""
        small = tuple(one for one in self._files if one.size < SMALL)
        if len(small) < least:
            return 0
        with rewriting(self._path) as change:
            self._move(come := change.joined(self._paths(small)))
            log.write(
                self._path, self._next, Commit({"operation": "OPTIMIZE"}, come, small, moves=True)
            )
        return len(small)

    def before(self) -> Written:
        """What this part did when it came before, as far as the log still tells."""
        for version, note in log.notes(self._path):
            if note.get("run") == self._run and note.get("part") == self._part:
                return Written(version, **{name: note[name] for name in COUNTS}, again=True)
        return Written(self._version, again=True)

    @property
    def _next(self) -> int:
        return self._version + 1

    def _commit(
        self,
        done: Written,
        come: tuple[DataFile, ...],
        gone: tuple[DataFile, ...],
        schema: pa.Schema,
    ) -> Written:
        # A file without rows is kept only where nothing else is: engines want one to read.
        stays = len(self._files) > len(gone) or any(one.rows for one in come)
        come = tuple(one for one in come if one.rows) if stays else come[:1]
        self._move(come)
        counts = {name: getattr(done, name) for name in COUNTS}
        note = {"operation": "WRITE", "run": self._run, "part": self._part, **counts}
        new = None if schema == self._shape else schema
        log.write(
            self._path,
            done.version,
            Commit(note, come, gone, self._run, self._part, shape=new, first=self._shape is None),
        )
        return done

    def _move(self, files: tuple[DataFile, ...]) -> None:
        for one in files:
            (self._path / UNFINISHED / "files" / one.name).rename(self._path / one.name)
        log.keep(self._path)

    def _parted(self, names: tuple[str, ...]) -> tuple[tuple[DataFile, ...], tuple[DataFile, ...]]:
        inside = tuple(one for one in self._files if one.name in names)
        return inside, tuple(one for one in self._files if one.name not in names)

    def _paths(self, files: tuple[DataFile, ...]) -> list[str]:
        return [str(self._path / one.name) for one in files]


def _rows(files: tuple[DataFile, ...]) -> int:
    return sum(one.rows for one in files)


def _among(keys: tuple[str, ...], schema: pa.Schema) -> None:
    missing = [key for key in keys if key not in schema.names]
    if missing or not keys:
        raise Invalid("表里没有主键字段：{fields}", fields="、".join(missing) or "—")
