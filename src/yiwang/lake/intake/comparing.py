"""Looks at what was staged as a whole: keys that came twice, keys that came no more."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from yiwang.lake.intake.sieve import ROW

MEMORY = "1GB"


class Comparing:
    """Questions about staged rows, answered by an engine that may spill into the folder."""

    def __init__(self, folder: Path, good: Sequence[str], bad: Sequence[str]) -> None:
        spill = folder / "spill"
        self._engine = duckdb.connect(
            config={"memory_limit": MEMORY, "temp_directory": str(spill), "threads": "2"}
        )
        self._good = ds.dataset(list(good), format="ipc")
        self._bad = ds.dataset(list(bad), format="ipc")

    def __enter__(self) -> "Comparing":
        self._engine.register("good", self._good)
        self._engine.register("bad", self._bad)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._engine.close()

    def doubles(self, keys: Sequence[str]) -> pa.Array:
        """The numbers of rows whose key comes again later: the last one is taken."""
        names = _names(keys)
        twice = f"SELECT {names} FROM good GROUP BY {names} HAVING count(*) > 1"  # noqa: S608
        if not self._one(f"SELECT count(*) FROM ({twice})"):  # noqa: S608
            return pa.array([], pa.int64())
        found = self._engine.sql(
            f"SELECT {ROW} FROM (SELECT {ROW}, row_number() OVER"  # noqa: S608
            f" (PARTITION BY {names} ORDER BY {ROW} DESC) AS place"
            f" FROM good SEMI JOIN ({twice}) USING ({names})) WHERE place > 1 ORDER BY 1"
        )
        return found.to_arrow_table().column(ROW).combine_chunks().cast(pa.int64())

    def gone(self, keys: Sequence[str], files: Sequence[str]) -> int:
        """How many rows of the table have a key that did not come, not even in a bad row."""
        return int(self._one(f"SELECT count(*) FROM ({self._missing(keys, files)})"))  # noqa: S608

    def gone_keys(self, keys: Sequence[str], files: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Those keys."""
        yield from self._engine.sql(self._missing(keys, files)).to_arrow_reader(100_000)

    def _missing(self, keys: Sequence[str], files: Sequence[str]) -> str:
        names = _names(keys)
        paths = ", ".join("'" + path.replace("'", "''") + "'" for path in files)
        return (
            f"SELECT {names} FROM read_parquet([{paths}])"  # noqa: S608
            f" ANTI JOIN good USING ({names}) ANTI JOIN bad USING ({names})"
        )

    def _one(self, sql: str) -> Any:
        found = self._engine.sql(sql).fetchall()
        return found[0][0]


def _names(keys: Sequence[str]) -> str:
    return ", ".join('"' + key.replace('"', '""') + '"' for key in keys)
