"""The file of facts: one process writes its own copy, everybody reads what was published last.

DuckDB lets one process write a file or many read it, never both. So the writer works on
`work.duckdb`; when all of a refresh is in it, a copy is put beside it under a new name, and the
small file `current` is made to name that copy. A crash leaves the copy of before.
"""

import fcntl
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from django.conf import settings

from yiwang.kernel.refusals import Refusal

LIMITS = {"threads": 2, "memory_limit": "1GB", "autoinstall_known_extensions": False}


class NoFacts(Refusal):
    """Nothing was refreshed yet."""

    code = "no_facts"
    status = 503


class Busy(Refusal):
    """Another process is refreshing at this moment."""

    code = "busy"
    status = 409


def folder() -> Path:
    """Where the files of facts are."""
    return Path(settings.FACTS_ROOT)


@contextmanager
def writing() -> Iterator[duckdb.DuckDBPyConnection]:
    """The writer's own copy, locked for everybody else. Raises `Busy`."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Busy("另一个进程正在更新统计数据，请稍候再试") from None
        with duckdb.connect(_work(), config=LIMITS) as connection:
            yield connection


def _work() -> Path:
    return folder() / "work.duckdb"


def publish() -> None:
    """Show everybody what the writer has; called under its lock, after it closed the file."""
    before = _current()
    name = f"facts-{int(before.stem.split('-')[1]) + 1 if before else 1:09}.duckdb"
    shutil.copyfile(_work(), folder() / "copying")
    (folder() / "copying").rename(folder() / name)
    (folder() / "naming").write_text(name)
    (folder() / "naming").rename(folder() / "current")
    for old in folder().glob("facts-*.duckdb"):
        # Whoever still reads one keeps it until closing it; the one before is for who just looked.
        if old.name != name and old != before:
            old.unlink(missing_ok=True)


def _current() -> Path | None:
    try:
        return folder() / (folder() / "current").read_text().strip()
    except FileNotFoundError:
        return None


def published() -> Path:
    """The file of facts published last. Raises `NoFacts`."""
    path = _current()
    if path is None:
        raise NoFacts("还没有统计数据：请先运行yiwang facts refresh，或稍候自动更新")
    return path


class _Reader:
    """The published file as this process has it open."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.path: Path | None = None
        self.connection: duckdb.DuckDBPyConnection | None = None
        self.process = 0

    def cursor(self) -> duckdb.DuckDBPyConnection:
        with self.lock:
            path = published()
            if path != self.path or self.process != os.getpid() or self.connection is None:
                self.connection = duckdb.connect(path, read_only=True, config=LIMITS)
                self.path, self.process = path, os.getpid()
            return self.connection.cursor()


_reader = _Reader()


def reading() -> duckdb.DuckDBPyConnection:
    """A cursor on the facts published last. Raises `NoFacts`."""
    return _reader.cursor()


def version() -> str:
    """What tells the published facts from those before and after; empty before the first."""
    path = _current()
    try:
        return f"{path}:{path.stat().st_mtime_ns}" if path else ""
    except FileNotFoundError:
        return ""
