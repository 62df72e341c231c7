"""Works out on a second processor core what the first one is about to write."""

import gc
import multiprocessing
import os
import pickle
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from fcntl import fcntl
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Parcel = TypeVar("Parcel")
# Linux: what a pipe may hold without special rights; a parcel or two wait in it.
_F_SETPIPE_SZ, _PIPE_BYTES = 1031, 1 << 20


class BrokenOff(RuntimeError):
    """The second process ended before it had told everything."""


def ahead(
    parcels: Callable[[], Generator[Parcel, None, None]], *, worth: bool
) -> Generator[Parcel, None, None]:
    """What `parcels()` yields, worked out in a forked process while the caller uses the last.

    `parcels` must not touch the database: it has a copy of our memory, but no connection of its
    own. Close it when something goes wrong. Without a second core, among threads or where it is
    not `worth` it, it runs right here.
    """
    if not (worth and _can_fork()):
        return parcels()
    return _from_child(parcels)


def _can_fork() -> bool:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1
    return cores > 1 and threading.active_count() == 1


def _from_child(parcels: Callable[[], Generator[Any, None, None]]) -> Generator[Any, None, None]:
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    with suppress(OSError):
        # Not granted: then the child waits a little more often.
        fcntl(theirs.fileno(), _F_SETPIPE_SZ, _PIPE_BYTES)
    child = fork.Process(target=_tell, args=(parcels, ours, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        while (parcel := _next(ours)) is not None:
            yield parcel
    finally:
        ours.close()
        child.join()


def _next(ours: Connection) -> Any:
    try:
        return pickle.loads(ours.recv_bytes())  # noqa: S301 - from our own child
    except EOFError:
        raise BrokenOff("the second process ended early; its error stands above") from None


def _tell(
    parcels: Callable[[], Generator[Any, None, None]], ours: Connection, theirs: Connection
) -> None:
    """In the child: every parcel, then None."""
    ours.close()
    gc.disable()
    try:
        for parcel in parcels():
            theirs.send_bytes(pickle.dumps(parcel, protocol=5))
        theirs.send_bytes(pickle.dumps(None))
    except BrokenPipeError:
        # The first process gave up; it knows why.
        return
