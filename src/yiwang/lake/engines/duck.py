"""DuckDB in this process: the engine of every installation by birth."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import uuid4

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

# Trying dictionaries on texts that hardly repeat costs half of all the time of writing.
PACKED = {
    "compression": "zstd",
    "compression_level": 1,
    "dictionary_size_limit": 1000,
    "parquet_version": "V2",
}
THREADS = os.cpu_count() or 1


class DuckEngine:
    """Bounded in memory; what does not fit goes to files of its own in `spill`."""

    name = "duckdb"

    def __init__(
        self, *, memory: str = "2GB", threads: int = THREADS, spill: Path | None = None
    ) -> None:
        self._backend = ibis.duckdb.connect(
            memory_limit=memory,
            threads=threads,
            # Extensions cannot be fetched at run time, and shall not be.
            autoinstall_known_extensions=False,
            **({"temp_directory": str(spill)} if spill else {}),
        )

    @property
    def backend(self) -> ibis.BaseBackend:
        """For what only DuckDB does, as Splink asks for it."""
        return self._backend

    def table(self, files: Sequence[str]) -> ir.Table:
        """Parquet files of one shape as a table."""
        return self._backend.read_parquet(list(files), table_name=f"t_{uuid4().hex}")

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression, in memory."""
        return self._backend.to_pyarrow(expression)

    def batches(self, expression: ir.Table, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """The rows of an expression, some at a time."""
        yield from self._backend.to_pyarrow_batches(expression, chunk_size=rows)

    def write(self, expression: ir.Table, path: Path) -> int:
        """The rows as Parquet; the name appears only when the file is whole."""
        unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
        try:
            self._backend.to_parquet(expression, unfinished, **PACKED)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        return int(pq.read_metadata(path).num_rows)

    def close(self) -> None:
        """Close the connection."""
        self._backend.disconnect()
