"""Answers stay in memory as long as the facts that they were taken from are the published ones."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from yiwang.analytics import store

MOST = 400
Answer = TypeVar("Answer")


class Memory:
    """Answers by their questions, from one published file; the longest unasked is forgotten."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._version = ""
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def find(self, version: str, question: Hashable) -> Any:
        """What was answered before; None where nothing was, or from another file."""
        with self._lock:
            if version != self._version:
                self._version = version
                self._answers.clear()
            if question in self._answers:
                self._answers.move_to_end(question)
            return self._answers.get(question)

    def keep(self, version: str, question: Hashable, answer: Any) -> None:
        """Remember an answer, unless other facts were published meanwhile."""
        with self._lock:
            if version == self._version:
                self._answers[question] = answer
                if len(self._answers) > MOST:
                    self._answers.popitem(last=False)


_memory = Memory()


def kept(question: Hashable, read: Callable[[], Answer], worth: Callable[[Answer], bool]) -> Answer:
    """What `read` answers from the published facts, remembered where it is worth it.

    The question must hold everything that the answer depends on, the rights of the asker too.
    """
    version = store.version()
    found: Answer | None = _memory.find(version, question)
    if found is not None:
        return found
    answer = read()
    if worth(answer):
        _memory.keep(version, question, answer)
    return answer
