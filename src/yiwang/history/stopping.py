"""Ends a long import between two batches when somebody asks for it, instead of in the middle."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

ASKED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WAIT = "写完手上的一批就停；再按一次则立即中止，手上的一批撤回"


@contextmanager
def stop_when_asked(say: Callable[[str], None]) -> Iterator[Callable[[], bool]]:
    """Gives a question: was it asked to stop? Asked a second time, it is a `KeyboardInterrupt`."""
    asked: list[int] = []
    owner = os.getpid()

    def ask(number: int, frame: FrameType | None) -> None:
        if os.getpid() != owner:
            # A process that works ahead for us ends when we do.
            return
        asked.append(number)
        if len(asked) > 1:
            raise KeyboardInterrupt
        say(WAIT)

    before = _listen(dict.fromkeys(ASKED, ask))
    try:
        yield lambda: bool(asked)
    finally:
        _listen(before)


def _listen(handlers: dict[signal.Signals, object]) -> dict[signal.Signals, object]:
    """Set the handlers and give those that were there; only the main thread may."""
    if threading.current_thread() is not threading.main_thread():
        return {}
    # What was told to go on regardless, as under nohup, goes on.
    heard = [number for number in handlers if signal.getsignal(number) is not signal.SIG_IGN]
    return {number: signal.signal(number, handlers[number]) for number in heard}  # type: ignore[arg-type]
