"""Files of a table written and rewritten, bounded in memory: only files whose rows change.

DuckDB does it whatever engine computes on the table afterwards.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from yiwang.kernel.refusals import Invalid
from yiwang.lake.tables.log import DataFile, keep
from yiwang.lake.tables.shapes import Stream, refused

# What a file of a table grows to before the next one begins.
FILE_SIZE = "128MB"
MEMORY = "1GB"
# Trying dictionaries on keys costs half of all the time of writing; delta encodings give more.
PACKED = "COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 1000, PARQUET_VERSION V2"
_OPTIONS = (
    f"(FORMAT parquet, {PACKED}, FILE_SIZE_BYTES '{FILE_SIZE}', RETURN_STATS,"
    " FILENAME_PATTERN 'part-{uuidv4}')"
)
EXAMPLES = 3
FILE = "__file_of_row"
# Beside the files of the table, out of sight of whoever reads Delta.
UNFINISHED = "_unfinished"


@dataclass(frozen=True, slots=True)
class Probe:
    """How laid-aside rows meet the table's: rows that have one, rows that differ and where.

    `keys` counts laid-aside rows that met any.
    """

    matched: int = 0
    changed: int = 0
    keys: int = 0
    touched: tuple[str, ...] = ()


class Rewriting:
    """One connection for one change of one table; it writes into `folder`, beside the table."""

    def __init__(self, folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
        self._folder = folder
        self._on = connection

    def written(self, stream: Stream) -> tuple[DataFile, ...]:
        """The rows of a stream as files."""
        with _told(stream):
            self._on.register("stream", stream.reader())
            return self._copy("SELECT * FROM stream")

    def staged(self, stream: Stream, keys: Sequence[str]) -> int:
        """Lay the rows aside; how many. Raises `Invalid` for empty keys and for two of one key."""
        with _told(stream):
            self._on.register("stream", stream.reader())
            self._on.execute("CREATE TEMP TABLE batch AS SELECT * FROM stream")
        empty = " OR ".join(f"{_name(key)} IS NULL" for key in keys)
        without = self._one(f"SELECT count(*) FROM batch WHERE {empty}")
        if without:
            raise Invalid("有 {count} 行主键为空，不能合并", count=without)
        self._each_once(keys)
        return self._one("SELECT count(*) FROM batch")

    def _each_once(self, keys: Sequence[str]) -> None:
        listed = ", ".join(_name(key) for key in keys)
        twice = self._on.execute(
            f"SELECT {listed} FROM batch GROUP BY ALL HAVING count(*) > 1 LIMIT {EXAMPLES}"
        ).fetchall()
        if twice:
            examples = "；".join("、".join(str(value) for value in row) for row in twice)
            raise Invalid("同一批中主键重复，例如：{examples}", examples=examples)

    def probed(
        self, files: Sequence[str], keys: Sequence[str], cells: Sequence[str] | None
    ) -> Probe:
        """How the laid-aside rows meet those of the table; without `cells` every match differs."""
        if not files:
            return Probe()
        differs = [f"t.{_name(cell)} IS DISTINCT FROM b.{_name(cell)}" for cell in cells or ()]
        changed = "true" if cells is None else " OR ".join(differs) or "false"
        found = self._on.execute(
            f"SELECT t.{FILE}, count(*), count(*) FILTER ({changed})"
            f" FROM read_parquet($files, filename = '{FILE}') t JOIN batch b ON {_same(keys)}"
            " GROUP BY ALL",
            {"files": list(files)},
        ).fetchall()
        touched = tuple(sorted(Path(row[0]).name for row in found if row[2]))
        met = 0 if cells is not None else self._met(files, keys)
        return Probe(sum(row[1] for row in found), sum(row[2] for row in found), met, touched)

    def _met(self, files: Sequence[str], keys: Sequence[str]) -> int:
        rows = f"read_parquet({_listed(files)})"
        return self._one(f"SELECT count(*) FROM batch b SEMI JOIN {rows} t ON {_same(keys)}")

    def merged(
        self, touched: Sequence[str], untouched: Sequence[str], keys: Sequence[str]
    ) -> tuple[DataFile, ...]:
        """The touched files anew with the laid-aside rows in place of theirs, and the new rows.

        Rows of untouched files that are laid aside too are there unchanged: they stay out.
        """
        given = "SELECT * FROM batch b"
        if untouched:
            given += f" ANTI JOIN read_parquet({_listed(untouched)}) t ON {_same(keys)}"
        return self._copy(" UNION ALL BY NAME ".join([*self._others(touched, keys), given]))

    def without(self, touched: Sequence[str], keys: Sequence[str]) -> tuple[DataFile, ...]:
        """The touched files anew without the laid-aside rows."""
        return self._copy(self._others(touched, keys)[0])

    def joined(self, files: Sequence[str]) -> tuple[DataFile, ...]:
        """Small files as few large ones."""
        return self._copy(f"SELECT * FROM read_parquet({_listed(files)})")

    def _others(self, touched: Sequence[str], keys: Sequence[str]) -> list[str]:
        if not touched:
            return []
        rows = f"read_parquet({_listed(touched)})"
        return [f"SELECT t.* FROM {rows} t ANTI JOIN batch b ON {_same(keys)}"]

    def _copy(self, query: str) -> tuple[DataFile, ...]:
        self._folder.mkdir(parents=True)
        rows = self._on.execute(f"COPY ({query}) TO '{self._folder}' {_OPTIONS}").fetchall()
        files = tuple(DataFile(Path(row[0]).name, int(row[1]), int(row[2])) for row in rows)
        for one in files:
            keep(self._folder / one.name)
        return files

    def _one(self, query: str) -> int:
        row = self._on.execute(query).fetchone()
        return int(row[0]) if row else 0


@contextmanager
def rewriting(table: Path) -> Iterator[Rewriting]:
    """A change of this table. What a killed one left behind is cleared away first."""
    clear(table)
    unfinished = table / UNFINISHED
    unfinished.mkdir(parents=True)
    settings = {"memory_limit": MEMORY, "temp_directory": str(unfinished / "spill")}
    try:
        with duckdb.connect(config={**settings, "preserve_insertion_order": "false"}) as on:
            yield Rewriting(unfinished / "files", on)
    finally:
        clear(table)


def clear(table: Path) -> None:
    """Remove what a change did not finish. Only for whoever holds the table's lock."""
    shutil.rmtree(table / UNFINISHED, ignore_errors=True)


@contextmanager
def _told(stream: Stream) -> Iterator[None]:
    # What stopped the stream is told as it was raised, not as DuckDB wraps it.
    try:
        yield
    except duckdb.Error:
        if refusal := refused(stream):
            raise refusal from None
        if stream.refusal is not None:
            raise stream.refusal from None
        raise


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _listed(files: Sequence[str]) -> str:
    return "[" + ", ".join("'" + one.replace("'", "''") + "'" for one in files) + "]"


def _same(keys: Sequence[str]) -> str:
    return " AND ".join(f"t.{_name(key)} = b.{_name(key)}" for key in keys)
