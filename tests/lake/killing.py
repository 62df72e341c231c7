"""A run of writes that kills itself at its nth step; run again, it must end as if nothing had been.

Steps are all that reaches the disk and every query that writes: counted, not timed, so that a kill
falls on the same place each time. `python -m tests.lake.killing FOLDER PARTS STEP before|after`
"""

import os
import pathlib
import shutil
import signal
import sys
from collections.abc import Callable
from typing import Any

import duckdb
import pyarrow as pa

from yiwang.lake.tables import store as module
from yiwang.lake.tables.store import TableStore

RUN = "feed-1/2026-11-22"
MANY_SMALL, CHECKPOINT_EVERY = 4, 3


def batch(part: int) -> pa.Table:
    """Rows of a part: half new, half changed or equal ones of the parts before."""
    numbers = range(part * 50, part * 50 + 100)
    return pa.table(
        {
            "code": [f"R{one:05}" for one in numbers],
            "name": [f"名{one % 7}" if one % 3 else f"改{part}" for one in numbers],
            "part": pa.array([part] * len(numbers), pa.int64()),
        }
    )


def run(root: pathlib.Path, parts: int) -> None:
    """All parts that are not there yet: merges, appends, deletions, joined files, checkpoints."""
    store = TableStore(root)
    for part in range(store.last_part("people", RUN) + 1, parts):
        store.merge("people", batch(part), keys=["code"], run=RUN, part=part)
    for part in range(store.last_part("log", RUN) + 1, parts):
        store.append("log", batch(part), run=RUN, part=part)
    for part in range(store.last_part("people", "gone") + 1, 2):
        store.delete("people", batch(part).select(["code"]), run="gone", part=part)
    store.replace("whole", batch(0), run=RUN, part=0)
    store.vacuum("people")


def counted(step: int, after: bool) -> Callable[[Any], Any]:
    """A wrapper that kills this process before or after its nth call, whatever it wraps."""
    calls = 0

    def wrapper(inner: Any) -> Any:
        def called(*arguments: Any, **named: Any) -> Any:
            nonlocal calls
            calls += 1
            mine = calls == step
            if mine and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            try:
                return inner(*arguments, **named)
            finally:
                if mine:
                    os.kill(os.getpid(), signal.SIGKILL)

        return called

    wrapper.calls = lambda: calls  # type: ignore[attr-defined]
    return wrapper


class _Connection:
    """DuckDB's connection with each query counted."""

    def __init__(self, inner: Any, wrapper: Callable[[Any], Any]) -> None:
        self._inner = inner
        self.execute = wrapper(inner.execute)
        self.register = inner.register

    def __enter__(self) -> "_Connection":
        return self

    def __exit__(self, *_error: object) -> None:
        self._inner.close()


def arm(step: int, after: bool) -> Callable[[Any], Any]:
    """Count every write to the disk from now on."""
    wrapper = counted(step, after)
    for place, name in ((os, "link"), (os, "fsync"), (shutil, "rmtree"), (os, "open")):
        setattr(place, name, wrapper(getattr(place, name)))
    for name in ("rename", "write_text", "unlink"):
        setattr(pathlib.Path, name, wrapper(getattr(pathlib.Path, name)))
    connect = duckdb.connect
    duckdb.connect = lambda **named: _Connection(connect(**named), wrapper)  # type: ignore
    module.MANY_SMALL, module.CHECKPOINT_EVERY = MANY_SMALL, CHECKPOINT_EVERY
    return wrapper


def main() -> None:
    """Run so many parts in the folder given; kill at the step given, 0 for never."""
    root, parts, step = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    wrapper = arm(step, sys.argv[4] == "after")
    run(root, parts)
    sys.stdout.write(f"{wrapper.calls()}\n")  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
