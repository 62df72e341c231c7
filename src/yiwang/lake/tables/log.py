"""Commits of a Delta table: files that come and go, and which part of which run brought them.

basis: Delta Transaction Log Protocol, reader version 3 and writer version 7 with the one feature
`timestampNtz`. No deletion vectors and no column mapping: whoever reads Parquet can read a version
from its list of files.
"""

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
from deltalake import Schema

from yiwang.kernel.refusals import Conflict

PROTOCOL = {
    "minReaderVersion": 3,
    "minWriterVersion": 7,
    "readerFeatures": ["timestampNtz"],
    "writerFeatures": ["timestampNtz"],
}


@dataclass(frozen=True, slots=True)
class DataFile:
    """A Parquet file of the table, by its name in the table's folder."""

    name: str
    rows: int
    size: int


@dataclass(frozen=True, slots=True)
class Commit:
    """What one version changes. `moves` says that the rows stay, only their files do not."""

    note: dict[str, Any]
    come: tuple[DataFile, ...] = ()
    gone: tuple[DataFile, ...] = ()
    run: str = ""
    part: int = -1
    moves: bool = False
    shape: pa.Schema | None = None
    first: bool = False


def write(table: Path, version: int, commit: Commit) -> None:
    """Make it the table's version: whole or not at all, also when power fails.

    Raises `Conflict` where somebody else made that version.
    """
    folder = table / "_delta_log"
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{uuid4().hex}.tmp"
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in _actions(table, commit))
    unfinished.write_text(lines, encoding="utf-8")
    try:
        keep(unfinished)
        # A link to a name that is taken fails: that is the whole of the protocol's atomicity.
        os.link(unfinished, folder / f"{version:020d}.json")
        keep(folder)
    except FileExistsError:
        raise Conflict("表“{table}”刚被别的程序改过，请重试", table=table.name) from None
    finally:
        unfinished.unlink(missing_ok=True)


def keep(path: Path) -> None:
    """Let the disk have it before anything says that it is there."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def notes(table: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The version and the note of each commit that the log still holds, newest first."""
    for path in sorted((table / "_delta_log").glob("*.json"), reverse=True):
        with path.open(encoding="utf-8") as lines:
            first = json.loads(next(lines, "{}"))
        yield int(path.stem), first.get("commitInfo", {})


def _actions(table: Path, commit: Commit) -> Iterator[dict[str, Any]]:
    now = time.time_ns() // 1_000_000
    yield {"commitInfo": {"timestamp": now, "engineInfo": "yiwang", **commit.note}}
    if commit.first:
        yield {"protocol": PROTOCOL}
    if commit.shape is not None:
        yield {"metaData": _shape(table, commit.shape, now)}
    if commit.run:
        yield {"txn": {"appId": commit.run, "version": commit.part, "lastUpdated": now}}
    changes = not commit.moves
    for one in commit.gone:
        yield {"remove": {**_file(one, changes), "deletionTimestamp": now, **_EXTENDED}}
    for one in commit.come:
        stats = json.dumps({"numRecords": one.rows})
        yield {"add": {**_file(one, changes), "modificationTime": now, "stats": stats}}


_EXTENDED = {"extendedFileMetadata": True}


def _file(one: DataFile, changes: bool) -> dict[str, Any]:
    return {"path": one.name, "partitionValues": {}, "size": one.size, "dataChange": changes}


def _shape(table: Path, shape: pa.Schema, now: int) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "name": table.name,
        "format": {"provider": "parquet", "options": {}},
        "schemaString": Schema.from_arrow(shape).to_json(),
        "partitionColumns": [],
        "configuration": {},
        "createdTime": now,
    }
