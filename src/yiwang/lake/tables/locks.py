"""One writer of a table at a time: a lock that ends with its process, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from yiwang.kernel.refusals import Conflict


class Busy(Conflict):
    """Somebody else is writing this table."""

    code = "table_busy"


@contextmanager
def held(path: Path, table: str) -> Iterator[None]:
    """Hold the table's lock file; raises `Busy` at once when another holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _taken(handle, table)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()} {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}".encode(), 0)
        yield
    finally:
        # Closing gives the lock back; the kernel does so too when the process is killed.
        os.close(handle)


def _taken(handle: int, table: str) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 200, 0).decode("ascii", "replace") or "?"
        raise Busy(
            "表“{table}”正由另一个程序写入（{holder}），请等它结束后再试",
            table=table,
            holder=holder,
        ) from None
