"""What every engine can do: tables of Parquet files as Ibis expressions, and their results."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import ibis
import ibis.expr.types as ir
import pyarrow as pa

# Fused, a step that names its column three times repeats all steps before it three times.
ibis.options.sql.fuse_selects = False


class Engine(Protocol):
    """Computes Ibis expressions over tables of files; two engines give equal rows."""

    name: str

    def table(self, files: Sequence[str]) -> ir.Table:
        """Parquet files of one shape as a table. At least one file."""
        ...

    def arrow(self, expression: ir.Table) -> pa.Table:
        """The rows of an expression, in memory."""
        ...

    def batches(self, expression: ir.Table, rows: int = 100_000) -> Iterator[pa.RecordBatch]:
        """The rows of an expression, some at a time."""
        ...

    def write(self, expression: ir.Table, path: Path) -> int:
        """The rows of an expression as Parquet, at once or not at all; how many they are."""
        ...

    def close(self) -> None:
        """Give back what the engine holds."""
        ...
