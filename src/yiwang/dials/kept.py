"""What was read of the dials stays in memory for a few seconds, so that an act need not ask anew.

Only what is committed is shared. A transaction that publishes has a memory of its own until it
ends: a rollback, also one to a savepoint, leaves nothing of it in this process.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import connection, transaction

SECONDS_KEPT = 5.0
Answer = TypeVar("Answer")


class Memory:
    """Answers by the question, each with the moment at which it was read."""

    def __init__(self) -> None:
        self._answers: dict[tuple[str, ...], tuple[float, object]] = {}

    def kept(self, question: tuple[str, ...], read: Callable[[], Answer]) -> Answer:
        """The answer, read again when it is older than the stated seconds."""
        found = self._answers.get(question)
        if found is not None and time.monotonic() - found[0] < SECONDS_KEPT:
            return found[1]  # type: ignore[return-value]
        # Dated before it is read: what changes meanwhile is seen no later than promised.
        asked, answer = time.monotonic(), read()
        self._answers[question] = (asked, answer)
        return answer

    def clear(self) -> None:
        """Everything is read again."""
        self._answers.clear()


class Uncommitted(Memory):
    """What this transaction sees of the dials after it published something.

    Handed to `transaction.on_commit`, it lives exactly as long as the change that it stands for.
    """

    def __call__(self) -> None:
        """It is committed: everybody looks again."""
        forget()


_committed = Memory()


def kept(kind: str, read: Callable[[], Answer], more: str = "") -> Answer:
    """What `read` answers, from memory where this transaction may rely on it."""
    waiting = (entry[1] for entry in reversed(connection.run_on_commit))
    memory: Memory = next((m for m in waiting if isinstance(m, Uncommitted)), _committed)
    return memory.kept((str(connection.settings_dict["NAME"]), kind, more), read)


def published() -> None:
    """Something was written here: this transaction reads anew now, all others once it commits."""
    transaction.on_commit(Uncommitted())


def forget() -> None:
    """Look again at the next question: the database is another, or something was committed."""
    _committed.clear()
