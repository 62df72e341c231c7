"""The files of facts: what was published last, who may write, and how they are opened.

DuckDB lets one process write a file or many read it, never both. So a published file is never
written again: a refresh writes a new layer, seldom a new base too, under names that were never
used, and then the small file `current` is made to name them. A process that is killed at any
moment leaves files that nobody names; the next writer removes them.
"""

import fcntl
import importlib
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from yiwang.analytics import tables
from yiwang.kernel.refusals import Refusal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LIMITS = {"threads": 2, "memory_limit": "1GB", "autoinstall_known_extensions": False}


class NoFacts(Refusal):
    """Nothing was refreshed yet."""

    code = "no_facts"
    status = 503


class Busy(Refusal):
    """Another process is refreshing at this moment."""

    code = "busy"
    status = 409


@dataclass(frozen=True, slots=True)
class Published:
    """What `current` says: two files, their shape, and how far and up to when the facts go."""

    base: str
    layer: str
    shape: str
    mark: int
    refreshed_at: int


def folder() -> Path:
    """Where the files of facts are."""
    return Path(settings.FACTS_ROOT)


@contextmanager
def writing() -> Iterator[None]:
    """The right to write, for one process at a time. Raises `Busy`."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy("另一个进程正在更新统计数据，请稍候再试") from None
        yield


def new_file(kind: str) -> Path:
    """A path whose name was never used, not even by a process that was killed."""
    used = [int(number) for path in folder().glob("*.duckdb*") if (number := _number(path))]
    return folder() / f"{kind}-{max(used, default=0) + 1:09}.duckdb"


def _number(path: Path) -> str:
    number = path.name.partition("-")[2].partition(".")[0]
    return number if number.isdigit() else ""


def publish(new: Published) -> None:
    """Show these files to everybody, at once or not at all; called by who holds the right."""
    before = current()
    for name in (new.base, new.layer):
        _keep_on_disk(folder() / name)
    naming = folder() / "naming"
    naming.write_text(json.dumps(asdict(new)))
    _keep_on_disk(naming)
    naming.rename(folder() / "current")
    _keep_on_disk(folder())
    _sweep(new, before)


def _keep_on_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sweep(*kept: Published | None) -> None:
    """Remove what nobody names; the files of before are for who has just looked."""
    names = {name for one in kept if one for name in (one.base, one.layer)}
    for path in folder().glob("*.duckdb*"):
        if path.name not in names:
            path.unlink(missing_ok=True)


def current() -> Published | None:
    """What was published last; None before the first, and where it has another shape."""
    try:
        found = Published(**json.loads((folder() / "current").read_text()))
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return found if found.shape == tables.shape() else None


def published() -> Published:
    """The same. Raises `NoFacts`."""
    found = current()
    if found is None:
        raise NoFacts("还没有统计数据：请先运行yiwang facts refresh，或稍候自动更新")
    return found


def connect() -> "DuckDBPyConnection":
    """An empty database in memory, to which files are attached.

    The library is loaded by the first figure: a server that shows none needs no memory for it.
    """
    library = importlib.import_module("duckdb")
    config = LIMITS | {"temp_directory": str(folder() / "passing")}
    facts: DuckDBPyConnection = library.connect(config=config)
    return facts


def attach(facts: "DuckDBPyConnection", name: str, path: Path, *, write: bool = False) -> None:
    """Attach a file under a name; only for reading unless told.

    What is written needs no log of its own: a file that is broken off is thrown away.
    """
    how = " (RECOVERY_MODE no_wal_writes)" if write else " (READ_ONLY)"
    facts.execute(f"ATTACH '{path}' AS {name}{how}")


def opened(found: Published) -> "DuckDBPyConnection":
    """Published facts, for reading."""
    facts = connect()
    attach(facts, "base", folder() / found.base)
    attach(facts, "layer", folder() / found.layer)
    tables.put_together(facts, "base", "layer")
    return facts


class _Reader:
    """The facts published last as this process has them open."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seen: tuple[Published, Path, int] | None = None
        self.connection: DuckDBPyConnection | None = None

    def cursor(self) -> "DuckDBPyConnection":
        with self.lock:
            seen = (published(), folder(), os.getpid())
            if seen != self.seen or self.connection is None:
                self.connection, self.seen = _latest(), seen
            return self.connection.cursor()

    def close(self) -> None:
        with self.lock:
            if self.connection is not None:
                self.connection.close()
            self.connection, self.seen = None, None


def _latest() -> "DuckDBPyConnection":
    while True:
        found = published()
        try:
            return opened(found)
        except Exception:
            # Swept away between looking and opening: something newer is there.
            if found == published():
                raise


_reader = _Reader()


def reading() -> "DuckDBPyConnection":
    """A cursor on the facts published last. Raises `NoFacts`."""
    return _reader.cursor()


def close() -> None:
    """Let go of the facts, before this process forks: the threads of the library stay behind.

    A child that found them open would end at once; whoever reads next opens them anew.
    """
    _reader.close()


def version() -> str:
    """What tells the published facts from those before and after; empty before the first."""
    found = current()
    return f"{folder()}:{found.layer}:{found.refreshed_at}" if found else ""
