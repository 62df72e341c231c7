"""Finding the rows of one key in a sorted Parquet file without an engine: by the bounds of groups.

A file of some thousand row groups is opened in milliseconds, and one or two groups are read.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.compute as pc
import pyarrow.parquet as pq

GROUP_ROWS = 4096


def write(connection: duckdb.DuckDBPyConnection, rows: str, key: str, path: Path) -> None:
    """A table of the connection as a file sorted by its key; it appears only when it is whole."""
    unfinished = path.with_name(f".{path.name}")
    connection.execute(
        f"copy (select * from {rows} order by {key}) to '{unfinished}'"  # noqa: S608
        f" (format parquet, compression zstd, row_group_size {GROUP_ROWS})"
    )
    unfinished.replace(path)


def rows(path: Path, key: str, value: str, *, most: int = 1000) -> list[dict[str, Any]]:
    """The rows of this key, at most so many."""
    with pq.ParquetFile(path) as file:
        column = file.schema_arrow.get_field_index(key)
        groups = [
            group
            for group in range(file.num_row_groups)
            if _may_hold(file.metadata.row_group(group).column(column).statistics, value)
        ]
        if not groups:
            return []
        table = file.read_row_groups(groups)
    found: list[dict[str, Any]] = table.filter(pc.equal(table[key], value))[:most].to_pylist()
    return found


def beyond(path: Path, key: str, value: str) -> Iterator[dict[str, Any]]:
    """The rows after this key in a file sorted by it, a group of rows at a time."""
    with pq.ParquetFile(path) as file:
        column = file.schema_arrow.get_field_index(key)
        for group in range(file.num_row_groups):
            bounds = file.metadata.row_group(group).column(column).statistics
            if bounds is not None and bounds.has_min_max and bounds.max <= value:
                continue
            yield from (one for one in file.read_row_group(group).to_pylist() if one[key] > value)


def _may_hold(bounds: Any, value: str) -> bool:
    return bounds is None or not bounds.has_min_max or bounds.min <= value <= bounds.max
